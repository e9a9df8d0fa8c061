// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkusers.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"

#include <utility>

namespace rollcall::zk {

UserRecord readUser(QByteArrayView record, int size, const QByteArray &codePage)
{
    UserRecord user;
    user.uid = u16At(record, 0);
    user.privilege = u8At(record, 2);
    if (size == kUserSizeShort) {
        user.password = untilNul(part(record, 3, 5)).toByteArray();
        user.name = decodeText(part(record, 8, 8), codePage);
        user.card = u32At(record, 16);
        user.group = u8At(record, 21);
        user.ownTimeZones = u16At(record, 22);
        const quint32 number = u32At(record, 24);
        user.userId = number != 0 ? QString::number(number) : QString();
        return user;
    }
    user.password = untilNul(part(record, 3, 8)).toByteArray();
    user.name = decodeText(part(record, 11, 24), codePage);
    user.card = u32At(record, 35);
    user.group = u8At(record, 39);
    user.ownTimeZones = u16At(record, 40);
    user.timeZones = {u16At(record, 42), u16At(record, 44), u16At(record, 46)};
    user.userId = decodeUserId(part(record, 48, 24)).value_or(QString());
    return user;
}

QList<DeviceUser> readUsers(QByteArrayView records, int size, const QByteArray &codePage)
{
    QList<DeviceUser> users;
    const qsizetype count = size > 0 ? records.size() / size : 0;
    users.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        UserRecord record = readUser(records.sliced(i * size, size), size, codePage);
        DeviceUser user;
        user.userId =
            record.userId.isEmpty() ? QString::number(record.uid) : std::move(record.userId);
        user.name = std::move(record.name);
        user.card = record.card != 0 ? QString::number(record.card) : QString();
        user.privilege = record.privilege;
        user.uid = record.uid;
        users.append(std::move(user));
    }
    return users;
}

} // namespace rollcall::zk
