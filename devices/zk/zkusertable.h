// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall::zk {

/// The users of a terminal as the bytes that it holds, so that a record can be written back with
/// everything in it that is not understood (zk-protocol.md, section 9.5). Thread: a value, any.
class UserTable
{
public:
    /// A terminal without users: its record size is not known.
    UserTable() = default;
    /// The record area of a block. @p counter as for proveUserSize(). nullopt: the form is unknown,
    /// or there are more users than uids.
    static std::optional<UserTable> fromRecords(QByteArrayView records,
                                                std::optional<qint64> counter);

    /// 72 or 28; 0 = unknown, there are no users.
    int recordSize() const { return m_recordSize; }
    qsizetype count() const { return m_recordSize > 0 ? m_bytes.size() / m_recordSize : 0; }
    QByteArrayView bytes() const { return m_bytes; }
    QByteArrayView record(qsizetype index) const;

    /// The record of a user; of several with the same id the first one. Empty when there is none.
    QByteArrayView find(const QString &userId) const;
    /// The uids of all records with this id.
    QList<quint16> uidsOf(const QString &userId) const;
    /// The smallest uid from 1 to @p capacity that no record has (section 9.4); nullopt: full. A
    /// capacity that is not positive stands for every uid there is.
    std::optional<quint16> freeUid(qint64 capacity) const;
    /// Puts a record in the place of the one with its uid, or at the end. The first record of an
    /// empty table decides the record size; a record of another size is left out.
    void put(const QByteArray &record);

    static constexpr qsizetype kMostUsers = 65535;

private:
    void index(qsizetype at);

    int m_recordSize = 0;
    QByteArray m_bytes;
    QHash<QString, qsizetype> m_byUserId; ///< the first record of each id
    QHash<quint16, qsizetype> m_byUid;    ///< the first record of each uid
};

} // namespace rollcall::zk
