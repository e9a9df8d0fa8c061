// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace rollcall::zk {

/// The four bytes that prove a communication key to the session that asked for it (zk-protocol.md,
/// section 4.1).
/// @p key 0..999999 in the terminals' menus; @p ticks may be anything, it travels in clear.
QByteArray scrambleCommKey(quint32 key, quint16 session, quint8 ticks = 50);

} // namespace rollcall::zk
