// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/devicereport.h"
#include "core/domain/terminal.h"
#include "core/domain/walltime.h"

#include <QString>
#include <QStringList>

/// Commands to ZKTeco push terminals as text (push-protocols.md, sections 2.9 and 2.12). What could
/// be taken for a second field or a second command is refused: InvalidInput. Pure.
namespace rollcall::adms {

inline const QString kCheck = QStringLiteral("CHECK"); ///< fetch the options again
inline const QString kInfo = QStringLiteral("INFO");
inline const QString kReboot = QStringLiteral("REBOOT");

/// Send the punches of a range again, from and to included, in pieces of at most 31 days. The
/// access dialect knows no range and sends all.
Result<QStringList> queryPunches(WallTime from, WallTime to, PushFamily family);
/// Send every user.
QString queryUsers(PushFamily family);
/// Create a user or change what the draft names; a password is never sent. In the access dialect a
/// user needs a second command to be let through the door.
Result<QStringList> updateUser(const DeviceUserDraft &user, PushFamily family);
Result<QString> deleteUser(const QString &userId, PushFamily family);

/// Why a terminal did not do it, as a sentence for people (section 2.10).
QString failureText(PushFamily family, qint64 value);

} // namespace rollcall::adms
