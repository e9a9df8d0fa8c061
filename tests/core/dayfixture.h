// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace rollcall::test {

/// The Thursday on which the examples of attendance-rules.md, section 15, take place.
inline QDate thursday()
{
    return QDate(2026, 3, 12);
}

/// "08:05", "08:05:30" on the Thursday, or a whole "2026-03-13 06:10:00".
inline WallTime at(const QString &text)
{
    if (text.size() > 8)
        return WallTime::parse(text);
    const QString seconds = text.size() == 5 ? QStringLiteral(":00") : QString();
    return WallTime::parse(QString(QStringLiteral("2026-03-12 ") + text + seconds));
}

/// Settings in the form of the vectors, with single quotes for easier reading.
inline QJsonObject settings(QString text)
{
    return QJsonDocument::fromJson(text.replace(u'\'', u'"').toUtf8()).object();
}

inline Punch punch(const QString &text, Direction direction = Direction::Auto, qint64 log = 0)
{
    Punch made;
    made.at = at(text);
    made.direction = direction;
    made.device = DeviceId{1};
    made.userId = QStringLiteral("101");
    made.log = RawLogId{log};
    return made;
}

/// Punches as words: "07:58", "12:00/out" (Out Only device), "13:00/in", "08:05/s1" (state code 1),
/// "08:30/office-in" (entered by the office). Their log ids count from 1.
inline QList<Punch> punches(const QString &words)
{
    QList<Punch> list;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        const QString mark = word.section(u'/', 1);
        Punch made =
            punch(word.section(u'/', 0, 0).replace(u'T', u' '), Direction::Auto, list.size() + 1);
        made.manual = mark.startsWith(u"office-");
        made.direction = directionFromWord(made.manual ? mark.mid(7) : mark);
        if (mark.startsWith(u's'))
            made.state = mark.mid(1).toInt();
        list.append(made);
    }
    return list;
}

/// The Thursday of person 1, looked at on the evening of the next day.
inline DayInput thursdayInput(const QJsonObject &json, const QList<Punch> &list)
{
    DayInput input;
    input.person = PersonId{1};
    input.day = thursday();
    input.settingsBefore = input.settings = input.settingsAfter = json;
    input.punches = list;
    input.now = WallTime::parse(u"2026-03-13 23:00:00");
    return input;
}

} // namespace rollcall::test
