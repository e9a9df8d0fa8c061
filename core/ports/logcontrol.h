// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/logoutcome.h"
#include "core/domain/rawlog.h"
#include "core/domain/verifymethod.h"
#include "core/ports/rows.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// Which raw logs are wanted; what is left invalid or empty narrows nothing.
struct LogFilter
{
    DeviceId device;
    PersonId person;
    WallTime from; ///< the first second, as the terminal wrote it
    WallTime to;   ///< the last second, itself included
    bool unmappedOnly = false;
    std::optional<Outcome> outcome;
    /// A biometric id, or the beginnings of up to three words of a person's name, number or class.
    QString text;
    bool newestFirst = false; ///< the order of the list; "after" and "next" go along with it
};

/// The place of a log in the order of lists: by time as written, then by number.
struct LogKey
{
    WallTime at;
    RawLogId id;

    friend bool operator==(const LogKey &, const LogKey &) = default;
};

/// A raw log and what became of it.
struct LogRow
{
    LogKey key;
    DeviceId device;
    QString deviceName;
    QString userId;
    WallTime countsAt; ///< as key.at, unless the office shifted the terminal's clock
    int state = kStateNotStated;
    int verify = -1; ///< -1 = not stated
    LogSource source = LogSource::Agent;
    qint64 receivedUtc = 0; ///< UTC ms
    QString personNumber;   ///< empty = nobody is mapped
    QString personName;
    QDate day; ///< the attendance day that answers for it; null without a person
    Outcome outcome = Outcome::Unmapped;

    friend bool operator==(const LogRow &, const LogRow &) = default;
};

/// Some logs in their order.
struct LogPage
{
    QList<LogRow> rows;         ///< may be empty although there are more
    std::optional<LogKey> next; ///< where to go on; none: that was the last page
};

/// How long a list of logs is, and what it spans.
struct LogSpan
{
    qint64 rows = 0;
    WallTime first; ///< the oldest; invalid when there are none
    WallTime last;  ///< the newest

    friend bool operator==(const LogSpan &, const LogSpan &) = default;
};

/// Raw logs with their outcomes, and what could not become a log, in pages: a list of any length
/// needs the memory of a page. Thread: any.
class LogControl
{
public:
    LogControl() = default;
    virtual ~LogControl() = default;
    LogControl(const LogControl &) = delete;
    LogControl &operator=(const LogControl &) = delete;

    /// The next page after @p after, of at most @p limit logs; an invalid key is the beginning, and
    /// then days that wait to be computed are computed first.
    virtual Answer<LogPage> logs(const LogFilter &filter, const LogKey &after, int limit) = 0;
    /// How many logs of a device there are; days that wait to be computed are computed first.
    /// Internal: the filter names no device, or an outcome, which cannot be counted.
    virtual Answer<LogSpan> span(const LogFilter &filter) = 0;
    /// Where each page of @p pageRows logs begins: the key after which logs() is to be asked for
    /// it, an invalid one for the first. Errors as span().
    virtual Answer<QList<LogKey>> pageStarts(const LogFilter &filter, int pageRows) = 0;
    /// How the users of a device were recognized so far, in no order; a user of whom no log proves
    /// anything is not among them.
    virtual Answer<QList<Recognition>> recognitions(DeviceId device) = 0;
    /// What was set aside, in the order in which it came: at most @p limit rows with an id above
    /// @p after, of one device or, with an invalid one, of all.
    virtual Answer<QList<SetAsideRow>> setAside(DeviceId device, qint64 after, int limit) = 0;
};

} // namespace rollcall
