// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/lockedrecord.h"

#include <QJsonArray>

namespace rollcall {

QJsonObject lockedRecordToJson(const DayRecord &record)
{
    return {{QStringLiteral("status"), statusWord(record.status)},
            {QStringLiteral("auto_status"),
             record.autoStatus ? QJsonValue(statusWord(*record.autoStatus)) : QJsonValue()},
            {QStringLiteral("in"), record.in.toString()},
            {QStringLiteral("out"), record.out.toString()},
            {QStringLiteral("late_minutes"), record.lateMinutes},
            {QStringLiteral("early_minutes"), record.earlyMinutes},
            {QStringLiteral("worked_minutes"), record.workedMinutes
                                                   ? QJsonValue(*record.workedMinutes)
                                                   : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("flags"), QJsonArray::fromStringList(flagWords(record.flags))},
            {QStringLiteral("provisional"), record.provisional}};
}

DayRecord lockedRecordFromJson(PersonId person, QDate day, const QJsonObject &object)
{
    DayRecord record;
    record.person = person;
    record.day = day;
    record.status = statusFromWord(object.value(u"status").toString()).value_or(DayStatus::Pending);
    record.autoStatus = statusFromWord(object.value(u"auto_status").toString());
    record.in = WallTime::parse(object.value(u"in").toString());
    record.out = WallTime::parse(object.value(u"out").toString());
    record.lateMinutes = object.value(u"late_minutes").toInt();
    record.earlyMinutes = object.value(u"early_minutes").toInt();
    if (object.value(u"worked_minutes").isDouble())
        record.workedMinutes = object.value(u"worked_minutes").toInt();
    const QJsonArray words = object.value(u"flags").toArray();
    for (const auto &word : words) {
        if (const std::optional<DayFlag> flag = flagFromWord(word.toString()))
            record.flags |= *flag;
    }
    record.provisional = object.value(u"provisional").toBool();
    return record;
}

} // namespace rollcall
