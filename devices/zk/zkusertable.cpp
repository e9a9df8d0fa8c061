// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkusertable.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zksizeproof.h"
#include "devices/zk/zkusers.h"

#include <utility>

namespace rollcall::zk {

std::optional<UserTable> UserTable::fromRecords(QByteArrayView records,
                                                std::optional<qint64> counter)
{
    UserTable table;
    if (records.isEmpty())
        return table;
    const std::optional<int> size = proveUserSize(records, counter);
    if (!size || records.size() / *size > kMostUsers)
        return std::nullopt;
    table.m_recordSize = *size;
    table.m_bytes = records.toByteArray();
    for (qsizetype i = 0; i < table.count(); ++i)
        table.index(i);
    return table;
}

QByteArrayView UserTable::record(qsizetype index) const
{
    return part(m_bytes, index * m_recordSize, m_recordSize);
}

QByteArrayView UserTable::find(const QString &userId) const
{
    const auto found = m_byUserId.constFind(userId);
    return found == m_byUserId.cend() ? QByteArrayView() : record(*found);
}

QList<quint16> UserTable::uidsOf(const QString &userId) const
{
    QList<quint16> uids;
    for (qsizetype i = 0; i < count(); ++i) {
        const QByteArrayView each = record(i);
        if (userIdOf(each, m_recordSize) == userId)
            uids.append(u16At(each, 0));
    }
    return uids;
}

std::optional<quint16> UserTable::freeUid(qint64 capacity) const
{
    const qint64 most = capacity > 0 ? qMin<qint64>(capacity, kMostUsers) : kMostUsers;
    if (count() >= most)
        return std::nullopt;
    for (int uid = 1; uid <= most; ++uid) {
        if (!m_byUid.contains(static_cast<quint16>(uid)))
            return static_cast<quint16>(uid);
    }
    return std::nullopt;
}

void UserTable::put(const QByteArray &record)
{
    if (m_recordSize == 0 && (record.size() == kUserSizeLong || record.size() == kUserSizeShort))
        m_recordSize = static_cast<int>(record.size());
    if (record.size() != m_recordSize || m_recordSize == 0)
        return;
    const auto known = m_byUid.constFind(u16At(record, 0));
    if (known != m_byUid.cend()) {
        m_bytes.replace(*known * m_recordSize, m_recordSize, record);
        m_byUserId.insert(userIdOf(record, m_recordSize), *known);
        return;
    }
    m_bytes.append(record);
    index(count() - 1);
}

void UserTable::index(qsizetype at)
{
    const QByteArrayView bytes = record(at);
    const QString userId = userIdOf(bytes, m_recordSize);
    if (!m_byUserId.contains(userId))
        m_byUserId.insert(userId, at);
    const quint16 uid = u16At(bytes, 0);
    if (!m_byUid.contains(uid))
        m_byUid.insert(uid, at);
}

} // namespace rollcall::zk
