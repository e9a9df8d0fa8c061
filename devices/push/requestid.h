// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace rollcall::push {

/// A short random name for one request, e.g. "b1d0c6c2": it stands in the answer and in the log, so
/// that a technician can find the one by the other (push-protocols.md, section 1.4).
QByteArray makeRequestId();

} // namespace rollcall::push
