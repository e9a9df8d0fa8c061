// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/casejson.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace rollcall::test {

using namespace casejson;

namespace {

/// A fact that the fixture does not know would be left out in silence; better to fail.
constexpr std::array kKnownKeys = {
    u"id",      u"title",     u"basis",       u"settings", u"basis_note",       u"school_id",
    u"persons", u"devices",   u"mappings",    u"now",      u"punches",          u"expect",
    u"logs",    u"steps",     u"assignments", u"holidays", u"weekly_off",       u"leaves",
    u"locked",  u"overrides", u"sync",        u"note",     u"order_independent"};

bool isKnown(const QString &key)
{
    return std::any_of(kKnownKeys.begin(), kKnownKeys.end(),
                       [&key](const char16_t *known) { return key == QStringView(known); });
}

void readFile(const QString &path, QList<AttendanceCase> *cases, QStringList *problems)
{
    QFile file(path);
    QJsonParseError error;
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const QJsonObject root = QJsonDocument::fromJson(bytes, &error).object();
    const QJsonArray list = root.value(QLatin1String("cases")).toArray();
    const QString name = QFileInfo(path).fileName();
    if (list.isEmpty())
        problems->append(name + QStringLiteral(" holds no cases: ") + error.errorString());
    for (const QJsonValue &value : list) {
        const QJsonObject json = value.toObject();
        for (const QString &key : json.keys()) {
            if (!isKnown(key))
                problems->append(
                    QStringLiteral("%1 %2: unknown key %3").arg(name, text(json, "id"), key));
        }
        cases->append(
            {name, text(json, "id"), root.value(QLatin1String("defaults")).toObject(), json});
    }
}

QJsonValue orNull(const QString &value)
{
    return value.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(value);
}

} // namespace

namespace casejson {

QString text(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

QDate date(const QJsonObject &json, const char *key)
{
    return QDate::fromString(text(json, key), Qt::ISODate);
}

QString keyOf(const QJsonObject &punch, int index)
{
    if (punch.value(QLatin1String("manual")).toBool())
        return QStringLiteral("office %1").arg(index);
    return QStringList{text(punch, "device"), text(punch, "user_id"), text(punch, "ts")}.join(
        u'\n');
}

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

LeavePart leavePart(const QString &word)
{
    return word == u"first_half"    ? LeavePart::FirstHalf
           : word == u"second_half" ? LeavePart::SecondHalf
                                    : LeavePart::Full;
}

std::optional<DayRecord> lockedRecord(const QJsonValue &value)
{
    const QJsonObject json = value.toObject();
    if (!json.value(QLatin1String("status")).isString())
        return std::nullopt;
    DayRecord record;
    record.status = statusFromWord(text(json, "status")).value_or(DayStatus::Pending);
    record.autoStatus = statusFromWord(text(json, "auto_status"));
    record.in = WallTime::parse(text(json, "in"));
    record.out = WallTime::parse(text(json, "out"));
    record.lateMinutes = json.value(QLatin1String("late_minutes")).toInt();
    record.earlyMinutes = json.value(QLatin1String("early_minutes")).toInt();
    if (json.value(QLatin1String("worked_minutes")).isDouble())
        record.workedMinutes = json.value(QLatin1String("worked_minutes")).toInt();
    for (const QJsonValue &word : json.value(QLatin1String("flags")).toArray())
        record.flags |= flagFromWord(word.toString()).value();
    record.provisional = json.value(QLatin1String("provisional")).toBool();
    return record;
}

QJsonObject recordJson(const std::optional<DayRecord> &record)
{
    if (!record)
        return {{QStringLiteral("status"), QJsonValue::Null}};
    QStringList flags = flagWords(record->flags);
    flags.sort();
    QJsonObject json{{QStringLiteral("status"), statusWord(record->status)},
                     {QStringLiteral("in"), orNull(record->in.toString())},
                     {QStringLiteral("out"), orNull(record->out.toString())},
                     {QStringLiteral("late_minutes"), record->lateMinutes},
                     {QStringLiteral("early_minutes"), record->earlyMinutes},
                     {QStringLiteral("worked_minutes"),
                      record->workedMinutes ? QJsonValue(*record->workedMinutes) : QJsonValue()},
                     {QStringLiteral("flags"), QJsonArray::fromStringList(flags)},
                     {QStringLiteral("provisional"), record->provisional}};
    if (record->autoStatus)
        json.insert(QStringLiteral("auto_status"), statusWord(*record->autoStatus));
    return json;
}

QJsonObject expectedJson(QJsonObject json)
{
    json.remove(QStringLiteral("person"));
    json.remove(QStringLiteral("date"));
    if (json.value(QLatin1String("auto_status")).isNull())
        json.remove(QStringLiteral("auto_status"));
    QStringList flags;
    for (const QJsonValue &flag : json.value(QLatin1String("flags")).toArray())
        flags.append(flag.toString());
    flags.sort();
    if (json.contains(QLatin1String("flags")))
        json.insert(QStringLiteral("flags"), QJsonArray::fromStringList(flags));
    return json;
}

} // namespace casejson

QList<AttendanceCase> loadAttendanceCases(const QString &folder, QStringList *problems)
{
    QList<AttendanceCase> cases;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        readFile(dir.filePath(name), &cases, problems);
    return cases;
}

} // namespace rollcall::test
