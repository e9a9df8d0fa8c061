// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"

#include <QByteArrayView>
#include <QStringList>

namespace rollcall::push {

/// What an upload told of users and of the terminal's own log.
struct OperlogReading
{
    int lines = 0; ///< not blank; templates, photos and unknown rows are among them
    QList<ReportedUser> users;
    QList<DeviceLogEntry> log;
    /// Keywords of rows we do not know, at most 10 of at most 32 characters. Never a value.
    QStringList unknown;
};

/// Reads the body of table OPERLOG or USERINFO (push-protocols.md, section 2.7). Passwords,
/// templates and photos are not taken up. @p isUserInfo: rows may lack the keyword USER.
OperlogReading readOperlog(QByteArrayView body, bool isUserInfo);

/// A user of a row with the keys pin, name, pri or privilege, card or cardno, grp or group; nullopt
/// when the row names nobody.
class KeyedRow;
std::optional<ReportedUser> readUserRow(const KeyedRow &row);

/// At most 512 characters of it, a blank for each control character but tabs.
QString deviceLogText(const QString &text);

} // namespace rollcall::push
