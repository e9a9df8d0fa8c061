// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simpunch.h"
#include "devices/sim/simwire.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace rollcall::sim {

/// A user record as a client writes it (zk-protocol.md, sections 9.1 and 9.2); @p size 72 or 28.
/// nullopt when it has not exactly that size. Text ends at its first NUL; what a record of 28 bytes
/// has no room for is as in a new user.
std::optional<UserValues> readUser(QByteArrayView record, int size);

/// The lengths that an attendance event can have (section 15.3).
bool isEventSize(int size);
/// The data of an attendance event of @p size bytes. The short forms have room for a number only:
/// they carry the user id when it is one, else the uid.
QByteArray attendanceEvent(const SimPunch &punch, int size);

/// A record of 49 bytes whose marker stands before the 40 and not behind (section 10.2).
void putMarkedLog(QByteArray &to, const LogValues &log);

} // namespace rollcall::sim
