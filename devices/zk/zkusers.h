// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/deviceuser.h"
#include "core/domain/terminal.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <array>

namespace rollcall::zk {

/// One user record (zk-protocol.md, sections 9.1 to 9.3).
struct UserRecord
{
    quint16 uid = 0;
    quint8 privilege = 0; ///< raw byte
    QByteArray password;  ///< as stored up to its NUL; needed to write the record back, never shown
                          ///< or logged
    QString name;
    quint32 card = 0; ///< 0 = none
    quint8 group = 0;
    quint16 ownTimeZones = 0; ///< 72: 1 = the user has own time zones; 28: the time zone bits
    std::array<quint16, 3> timeZones{};
    QString userId; ///< empty when the record has none that can be read

    bool isDisabled() const { return (privilege & 0x01) != 0; }
    /// 0 user, 2 enroller, 6 manager, 14 super administrator (section 9.3).
    int level() const { return privilege & 0x0E; }
};

inline constexpr int kUserSizeLong = 72;
inline constexpr int kUserSizeShort = 28;

/// Reads a record of kUserSizeLong or kUserSizeShort bytes; missing bytes read as 0. @p codePage as
/// for decodeText().
UserRecord readUser(QByteArrayView record, int size, const QByteArray &codePage = {});

/// The id under which the user of a record punches: the id in it, or, where none can be read, its
/// uid, as its logs do.
QString userIdOf(QByteArrayView record, int size);

/// All whole records. A user without a readable id goes by its uid, as its logs do.
QList<DeviceUser> readUsers(QByteArrayView records, int size, const QByteArray &codePage = {});

/// The same users with everything that another terminal needs of them, passwords included: for
/// writing only, never shown or logged.
QList<DeviceUserDraft> readUserDrafts(QByteArrayView records, int size,
                                      const QByteArray &codePage = {});

} // namespace rollcall::zk
