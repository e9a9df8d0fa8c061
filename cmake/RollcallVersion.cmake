# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The one place of the version. Semantic: the schema number is counted apart (core/storage/migrations).
set(ROLLCALL_VERSION 0.1.0)
