// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/rawlog.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <array>

namespace rollcall::zk {

/// Which fields an attendance record has (zk-protocol.md, sections 10.1 to 10.4).
enum class LogLayout {
    Uid8A,    ///< uid, verify, time, state
    Uid8B,    ///< uid, flags, ?, time (MA300, ZEM500)
    Number16, ///< user id as number, time, state, verify, work code
    Text40,   ///< uid, user id as text, verify, time, state; also in longer records
};

/// How records follow each other in a block: @p size bytes from one to the next, the fields @p skip
/// bytes in.
struct RecordShape
{
    LogLayout layout = LogLayout::Text40;
    int size = 40;
    /// 9 where the marker of 49-byte records stands before each record (section 10.2).
    int skip = 0;
    bool verifyBeforeState = false; ///< Number16: not the vendor's order (section 10.3)

    friend bool operator==(const RecordShape &, const RecordShape &) = default;
};

/// True when the layout has no user id, only the terminal's internal number (section 10.4).
constexpr bool namesOnlyUid(LogLayout layout)
{
    return layout == LogLayout::Uid8A || layout == LogLayout::Uid8B;
}

/// One record as numbers, nothing judged. Fields that a layout lacks are 0 or empty.
struct LogFields
{
    quint16 uid = 0;
    QByteArrayView userId; ///< Text40: the 24 bytes of the field
    quint32 number = 0;    ///< Number16: the user id
    quint32 timeRaw = 0;
    quint8 state = 0;
    quint8 verify = 0;
    quint16 reserved = 0; ///< Number16
    quint32 workCode = 0; ///< Number16
    quint8 flags = 0;     ///< Uid8B
    quint8 byte3 = 0;     ///< Uid8B
};

/// Reads one record; bytes that are missing read as 0. Views point into @p record.
LogFields readLogFields(const RecordShape &shape, QByteArrayView record);

/// The marker of 49-byte records at the beginning of @p bytes: FF "255" or FF and NULs
/// (section 10.2).
bool beginsWithMarker(QByteArrayView bytes);
inline constexpr int kMarkerSize = 9;

/// Turns whole records into logs. What cannot be a log is set aside with its bytes, never dropped
/// (Q6, Q7). Thread: one; a value that keeps the user ids seen last, because a log names the same
/// few people again and again.
class LogDecoder
{
public:
    /// @p userIds: user id by uid, for layouts without one; an unknown uid is used as text
    /// (section 10.4).
    explicit LogDecoder(const RecordShape &shape, QHash<int, QString> userIds = {});

    const RecordShape &shape() const { return m_shape; }
    /// Appends every whole record of @p bytes, which begin with a record; a rest shorter than a
    /// record is left alone. Returns how many records there were. Reasons of set-aside logs:
    /// "invalid_date", "missing_user_id", "invalid_user_id".
    qsizetype decode(QByteArrayView bytes, QList<RawLog> &logs, QList<SetAsideLog> &setAside);
    /// One record of shape().size bytes into @p log, all of it, so that its memory can be used
    /// again. Returns the reason why it cannot be a log, or nullptr; rawText is set in any case.
    const char *decodeOne(QByteArrayView record, RawLog &log);

private:
    struct KnownId
    {
        std::array<char, 24> field{};
        QString userId;
    };

    const char *fillUserId(const LogFields &fields, QString &userId);
    const char *textUserId(const LogFields &fields, QString &userId);

    RecordShape m_shape;
    QHash<int, QString> m_userIds;
    QList<KnownId> m_known;
};

} // namespace rollcall::zk
