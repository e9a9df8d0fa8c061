// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/rawlog.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>
#include <QList>

namespace rollcall {

/// What the lines of a file were. lines = blank + logs + setAside always holds.
struct AttLogCounts
{
    qint64 lines = 0;
    qint64 blank = 0;
    qint64 logs = 0;
    qint64 setAside = 0;
    qint64 binary = 0; ///< of those set aside: lines with bytes that no text has

    friend bool operator==(const AttLogCounts &, const AttLogCounts &) = default;
};

/// What pieces of a file brought.
struct AttLogBatch
{
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
};

/// Reads the attlog.dat that terminals save on a USB stick, piece by piece, so that a file of a
/// million lines does not fill memory: feed() a piece, take() what it brought, and finish() at the
/// end. A line is user id, date time, and columns that differ by firmware, separated by tabs or by
/// runs of blanks: up to five fields they are verify, state and work code; with six or more a
/// machine number comes third, then state, verify and work code. A column that is missing or is no
/// number is not stated.
///
/// Nothing is dropped: a line that is no punch is set aside word for word, with the reason
/// "unreadable_line", "invalid_date" or "missing_user_id" (attendance-rules.md, section 4.2). Pure
/// and bounded: any bytes may come, and what it holds is one line and the batch not yet taken.
class AttLogReader
{
public:
    /// @p codePage: of bytes that are not UTF-8, a name that QStringDecoder knows; empty or unknown
    /// = Latin-1, which loses no byte.
    explicit AttLogReader(const QByteArray &codePage = {});

    /// The next piece of the file, cut anywhere.
    void feed(QByteArrayView bytes);
    /// The file ends here; a last line need not have an end.
    void finish();
    /// What was read since the last call.
    AttLogBatch take();
    const AttLogCounts &counts() const { return m_counts; }
    /// After finish(): InvalidInput when this was no attlog.dat: not one line of it is a punch, or
    /// most of it is no text.
    Result<> verdict() const;

private:
    void append(QByteArrayView part);
    void keep(QByteArrayView bytes, qint64 size);
    void endLine();
    bool isWhole() const { return m_line.size() == m_lineBytes; }
    void readLine();
    void setAside(const char *reason, const QString &text);
    QString decoded() const;
    QString shortened(const QString &text) const;

    QByteArray m_codePage;
    AttLogCounts m_counts;
    AttLogBatch m_batch;
    QByteArray m_line;      ///< its first bytes, bounded
    qint64 m_lineBytes = 0; ///< all of it
    QByteArray m_fill;      ///< fill bytes that are the line's only if more of it comes; bounded
    qint64 m_fillBytes = 0;
    bool m_hasBytes = false; ///< something came since the last line end
    QCryptographicHash m_hash{QCryptographicHash::Sha256}; ///< of a line that is not kept whole
};

} // namespace rollcall
