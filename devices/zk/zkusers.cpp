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

QString userIdOf(QByteArrayView record, int size)
{
    QString userId;
    if (size == kUserSizeShort) {
        if (const quint32 number = u32At(record, 24); number != 0)
            userId = QString::number(number);
    } else {
        userId = decodeUserId(part(record, 48, 24)).value_or(QString());
    }
    return userId.isEmpty() ? QString::number(u16At(record, 0)) : userId;
}

QList<DeviceUser> readUsers(QByteArrayView records, int size, const QByteArray &codePage)
{
    QList<DeviceUser> users;
    const qsizetype count = size > 0 ? records.size() / size : 0;
    users.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        const QByteArrayView bytes = records.sliced(i * size, size);
        UserRecord record = readUser(bytes, size, codePage);
        DeviceUser user;
        user.userId = userIdOf(bytes, size);
        user.name = std::move(record.name);
        user.card = record.card != 0 ? QString::number(record.card) : QString();
        user.privilege = record.privilege;
        user.uid = record.uid;
        users.append(std::move(user));
    }
    return users;
}

QList<DeviceUserDraft> readUserDrafts(QByteArrayView records, int size, const QByteArray &codePage)
{
    QList<DeviceUserDraft> drafts;
    const qsizetype count = size > 0 ? records.size() / size : 0;
    drafts.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        const QByteArrayView bytes = records.sliced(i * size, size);
        UserRecord record = readUser(bytes, size, codePage);
        DeviceUserDraft draft;
        draft.userId = userIdOf(bytes, size);
        draft.name = std::move(record.name);
        draft.card = record.card != 0 ? QString::number(record.card) : QString();
        draft.privilege = record.privilege;
        draft.password = std::move(record.password);
        drafts.append(std::move(draft));
    }
    return drafts;
}

} // namespace rollcall::zk
