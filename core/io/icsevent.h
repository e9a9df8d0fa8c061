// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

/// One event of a calendar file, as icsfile asks libical for it.
namespace rollcall::ics {

struct Event
{
    QString uid;
    QString name; ///< without blanks around it; may be empty
    QDate start;
    int days = 1;
    QDate instead;          ///< the day of the event with this uid that it stands for; null = none
    bool timed = false;     ///< it has times of day
    bool cancelled = false; ///< it was called off
    QByteArray rule;        ///< RRULE as written; empty = it comes once
    QList<QDate> also;      ///< RDATE
    QList<QDate> except;    ///< EXDATE
};

/// @p text: from BEGIN:VEVENT to END:VEVENT, in UTF-8. InvalidInput: a sentence with %1 for the
/// line. Times that are midnight on both ends, as they are written, count as none.
Result<Event> readEvent(const QByteArray &text);

/// The days on which it begins: its start alone, or, when it comes again, those from @p first to
/// @p last. InvalidInput as above.
Result<QList<QDate>> startsOf(const Event &event, QDate first, QDate last);

} // namespace rollcall::ics
