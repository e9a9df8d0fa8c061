// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/icsevent.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <libical/ical.h>
#include <memory>

namespace rollcall::ics {

namespace {

constexpr int kMostDays = 366;
constexpr int kMostSteps = 100'000; ///< of a recurrence, from its first day on

struct Free
{
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
    void operator()(icalrecur_iterator *iterator) const { icalrecur_iterator_free(iterator); }
};
using Component = std::unique_ptr<icalcomponent, Free>;
using Recurrence = std::unique_ptr<icalrecur_iterator, Free>;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::IcsFile", text);
}

Error problem(const char *text)
{
    return errors::invalidInput(say(text));
}

/// The wall clock as written, whatever its zone: a holiday is a date.
QDate dateOf(const icaltimetype &time)
{
    return icaltime_is_null_time(time) ? QDate() : QDate(time.year, time.month, time.day);
}

bool isMidnight(const icaltimetype &time)
{
    return time.is_date || (time.hour == 0 && time.minute == 0 && time.second == 0);
}

icaltimetype timeOf(QDate date)
{
    icaltimetype time = icaltime_null_time();
    time.year = date.year();
    time.month = date.month();
    time.day = date.day();
    time.is_date = 1;
    return time;
}

QString textOf(const char *text)
{
    return text ? QString::fromUtf8(text).simplified() : QString();
}

icalproperty *first(icalcomponent *event, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(event, kind);
}

/// How many days it covers. The end is the day after the last one (RFC 5545, 3.6.1).
Result<int> daysOf(icalcomponent *event, QDate start)
{
    QDate end;
    if (icalproperty *property = first(event, ICAL_DTEND_PROPERTY)) {
        end = dateOf(icalproperty_get_dtend(property));
        if (!end.isValid() || end < start)
            return problem(QT_TRANSLATE_NOOP("rollcall::IcsFile",
                                             "The event on line %1 ends before it begins."));
    } else if (icalproperty *duration = first(event, ICAL_DURATION_PROPERTY)) {
        constexpr int kDay = 86400;
        const icaldurationtype length = icalproperty_get_duration(duration);
        if (length.is_neg || length.weeks > kMostDays || length.days > kMostDays)
            return problem(QT_TRANSLATE_NOOP("rollcall::IcsFile",
                                             "The event on line %1 has no length in days."));
        end = start.addDays(icaldurationtype_as_int(length) / kDay);
    }
    const qint64 days = end.isValid() ? qMax<qint64>(1, start.daysTo(end)) : 1;
    if (days > kMostDays)
        return problem(QT_TRANSLATE_NOOP("rollcall::IcsFile",
                                         "The event on line %1 lasts longer than a year."));
    return static_cast<int>(days);
}

bool hasTimes(icalcomponent *event, const icaltimetype &start)
{
    if (!isMidnight(start))
        return true;
    if (icalproperty *end = first(event, ICAL_DTEND_PROPERTY))
        return !isMidnight(icalproperty_get_dtend(end));
    // Midnight and no end: a moment, unless it is a date.
    return !start.is_date && !first(event, ICAL_DURATION_PROPERTY);
}

void readLists(icalcomponent *event, Event &read)
{
    for (icalproperty *each = first(event, ICAL_EXDATE_PROPERTY); each;
         each = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY))
        read.except.append(dateOf(icalproperty_get_exdate(each)));
    for (icalproperty *each = first(event, ICAL_RDATE_PROPERTY); each;
         each = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY)) {
        const QDate date = dateOf(icalproperty_get_rdate(each).time);
        if (date.isValid())
            read.also.append(date);
    }
}

/// Only the four frequencies that make days; the rule itself is looked at when it is asked for.
bool makesDays(icalrecurrencetype_frequency frequency)
{
    return frequency == ICAL_YEARLY_RECURRENCE || frequency == ICAL_MONTHLY_RECURRENCE ||
           frequency == ICAL_WEEKLY_RECURRENCE || frequency == ICAL_DAILY_RECURRENCE;
}

Result<QList<QDate>> daysOfRule(const Event &event, QDate from, QDate to)
{
    const Error unusable = problem(QT_TRANSLATE_NOOP(
        "rollcall::IcsFile", "How the event on line %1 comes again cannot be understood."));
    icalrecurrencetype rule = icalrecurrencetype_from_string(event.rule.constData());
    if (!makesDays(rule.freq) || rule.interval < 1)
        return unusable;
    const Recurrence recurrence(icalrecur_iterator_new(rule, timeOf(event.start)));
    if (!recurrence)
        return unusable;
    QList<QDate> days;
    for (int step = 0; step < kMostSteps; ++step) {
        const icaltimetype next = icalrecur_iterator_next(recurrence.get());
        const QDate day = dateOf(next);
        if (icaltime_is_null_time(next) || (day.isValid() && day > to))
            return days;
        if (day >= from)
            days.append(day);
    }
    return unusable;
}

} // namespace

Result<Event> readEvent(const QByteArray &text)
{
    icalerror_set_errors_are_fatal(0); // a process-wide switch of libical, always set to the same
    const Component component(icalparser_parse_string(text.constData()));
    if (!component || icalcomponent_isa(component.get()) != ICAL_VEVENT_COMPONENT)
        return problem(
            QT_TRANSLATE_NOOP("rollcall::IcsFile", "The event on line %1 cannot be read."));
    icalcomponent *event = component.get();
    icalproperty *begins = first(event, ICAL_DTSTART_PROPERTY);
    if (!begins)
        return problem(QT_TRANSLATE_NOOP("rollcall::IcsFile", "The event on line %1 has no date."));
    const icaltimetype start = icalproperty_get_dtstart(begins);
    Event read;
    read.start = dateOf(start);
    if (!read.start.isValid())
        return problem(QT_TRANSLATE_NOOP("rollcall::IcsFile", "The event on line %1 has no date."));
    if (icalproperty *uid = first(event, ICAL_UID_PROPERTY))
        read.uid = textOf(icalproperty_get_uid(uid));
    if (icalproperty *summary = first(event, ICAL_SUMMARY_PROPERTY))
        read.name = textOf(icalproperty_get_summary(summary));
    if (icalproperty *instead = first(event, ICAL_RECURRENCEID_PROPERTY))
        read.instead = dateOf(icalproperty_get_recurrenceid(instead));
    if (icalproperty *status = first(event, ICAL_STATUS_PROPERTY))
        read.cancelled = icalproperty_get_status(status) == ICAL_STATUS_CANCELLED;
    read.timed = hasTimes(event, start);
    if (read.timed)
        return read;
    const Result<int> days = daysOf(event, read.start);
    if (!days)
        return days.error();
    read.days = *days;
    readLists(event, read);
    if (icalproperty *rule = first(event, ICAL_RRULE_PROPERTY))
        read.rule = icalproperty_get_value_as_string(rule);
    return read;
}

Result<QList<QDate>> startsOf(const Event &event, QDate first, QDate last)
{
    const bool comesAgain = !event.rule.isEmpty() || !event.also.isEmpty();
    if (!comesAgain)
        return QList<QDate>{event.start};
    QSet<QDate> days;
    const auto add = [&](QDate day) {
        if (first <= day && day <= last && !event.except.contains(day))
            days.insert(day);
    };
    add(event.start);
    for (const QDate day : event.also)
        add(day);
    if (!event.rule.isEmpty()) {
        const Result<QList<QDate>> ofRule = daysOfRule(event, first, last);
        if (!ofRule)
            return ofRule;
        for (const QDate day : *ofRule)
            add(day);
    }
    QList<QDate> sorted(days.cbegin(), days.cend());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace rollcall::ics
