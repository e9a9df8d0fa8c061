// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/timewindow.h"

namespace rollcall {

namespace {

constexpr auto kClockForm = "HH:mm";

int digit(QChar c)
{
    return c >= u'0' && c <= u'9' ? c.unicode() - u'0' : -1;
}

} // namespace

QTime parseClock(QStringView text)
{
    if (text.size() != 5 || text.at(2) != u':')
        return {};
    for (const qsizetype i : {0, 1, 3, 4}) {
        if (digit(text.at(i)) < 0)
            return {};
    }
    return QTime(digit(text.at(0)) * 10 + digit(text.at(1)),
                 digit(text.at(3)) * 10 + digit(text.at(4)));
}

Result<TimeWindow> TimeWindow::make(QTime from, QTime to, QTime dayChange)
{
    if (!from.isValid() || !to.isValid() || !dayChange.isValid()) {
        return errors::invalidInput(
            tr("A time window needs a start and an end. Nothing was changed. "
               "Enter both as times of day, such as 06:30 and 10:00."));
    }
    TimeWindow window;
    window.m_from = from;
    window.m_to = to;
    window.m_first = dayMinute(from, dayChange);
    window.m_last = dayMinute(to, dayChange);
    if (window.m_last < window.m_first) {
        const QString form = QString::fromLatin1(kClockForm);
        return errors::invalidInput(
            tr("The time window from %1 to %2 ends before it starts, because an attendance day "
               "begins at %3. "
               "Nothing was changed. Enter a later end, or change the time at which the day "
               "begins.")
                .arg(from.toString(form), to.toString(form), dayChange.toString(form)));
    }
    return window;
}

QString TimeWindow::toString() const
{
    const QString form = QString::fromLatin1(kClockForm);
    return m_from.toString(form) + u'-' + m_to.toString(form);
}

} // namespace rollcall
