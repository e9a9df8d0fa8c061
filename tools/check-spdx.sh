#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tools/check-spdx.sh FILE…: names the files without the two SPDX lines on top. The test tst_spdx asks the same of the
# whole tree.

set -euo pipefail
status=0
for file; do
    top=$(head -n 4 -- "$file")
    if [[ $top != *"SPDX-FileCopyrightText: "* || $top != *"SPDX-License-Identifier: GPL-3.0-or-later"* ]]; then
        printf '%s: the two SPDX lines are missing on top\n' "$file"
        status=1
    fi
done
exit "$status"
