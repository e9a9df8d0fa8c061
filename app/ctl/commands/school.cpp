// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "core/domain/attendancepolicy.h"
#include "core/domain/policykeys.h"
#include "core/rules/policyresolver.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTimeZone>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

/// What was typed for a key of attendance-rules.md, section 3, as JSON.
Result<QJsonValue> typedValue(const QString &name, const QString &text)
{
    const PolicyKey *key = findPolicyKey(name);
    if (!key)
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "There is no setting \"%1\". Nothing was changed. "
                                  "\"rollcallctl settings\" lists them all."))
                .arg(name));
    const QJsonValue value = typedPolicyValue(*key, text);
    if (value.isUndefined())
        return policyValueRefused(*key);
    return value;
}

int init(const Context &context)
{
    QJsonObject settings;
    for (const auto &[option, key] :
         {std::pair{QStringLiteral("start"), QStringLiteral("school_start")},
          std::pair{QStringLiteral("grace"), QStringLiteral("grace_minutes")}}) {
        if (!context.has(option))
            continue;
        const Result<QJsonValue> value = typedValue(key, context.option(option));
        if (!value)
            return failUsage(context, value.error());
        settings.insert(key, *value);
    }
    const QByteArray zone = context.has(QStringLiteral("time-zone"))
                                ? context.option(QStringLiteral("time-zone")).toLatin1()
                                : QTimeZone::systemTimeZoneId();
    const Result<std::unique_ptr<Composition>> composition = context.open(true);
    if (!composition)
        return failOpen(context, composition.error());
    const Result<School> school =
        (*composition)->createSchool(context.option(QStringLiteral("school")), zone, settings);
    if (!school)
        return failUsage(context, school.error());
    if (!context.databaseUrl.isEmpty()) {
        if (const Result<> kept = (*composition)->folder().rememberDatabase(context.databaseUrl);
            !kept)
            return context.out.fail(kept.error());
    }
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is ready in %2."))
                         .arg(school->name, (*composition)->folder().path()));
    context.out.json(QJsonDocument(
        QJsonObject{{QStringLiteral("id"), school->id.value},
                    {QStringLiteral("name"), school->name},
                    {QStringLiteral("time_zone"), QString::fromLatin1(school->timeZone)}}));
    return kDone;
}

QString shown(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("-");
    if (value.isObject())
        return QString(value.toObject().value(u"from").toString() + u'-' +
                       value.toObject().value(u"to").toString());
    return value.toVariant().toString();
}

int listSettings(const Context &context, const QJsonObject &inForce, const QString &only)
{
    const QJsonObject defaults = AttendancePolicy::fromJson({})->toJson();
    QList<QStringList> rows;
    QJsonArray array;
    for (const PolicyKey &key : policyKeys()) {
        const QString name = key.text();
        if (!only.isEmpty() && name != only)
            continue;
        const QJsonValue byDefault = defaults.value(name);
        const QJsonValue value = inForce.contains(name) ? inForce.value(name) : byDefault;
        const QString meaning =
            QCoreApplication::translate("rollcall::AttendancePolicy", key.meaning);
        rows.append({name, shown(value), shown(byDefault), meaning});
        array.append(QJsonObject{
            {QStringLiteral("key"), name},
            {QStringLiteral("value"), value.isUndefined() ? QJsonValue() : value},
            {QStringLiteral("default"), byDefault.isUndefined() ? QJsonValue() : byDefault},
            {QStringLiteral("meaning"), meaning}});
    }
    if (rows.isEmpty())
        return failUsage(context, typedValue(only, QString()).error());
    context.out.table({QStringLiteral("Setting"), QStringLiteral("Value"),
                       QStringLiteral("Default"), QStringLiteral("Meaning")},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

int settings(const Context &context)
{
    QDate from;
    if (context.has(QStringLiteral("from"))) {
        const Result<QDate> day = parseDay(context.option(QStringLiteral("from")));
        if (!day)
            return failUsage(context, day.error());
        from = *day;
    }
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    if (context.arguments.size() < 2) {
        const Result<QList<Timing>> timings = await((*composition)->schoolService().timings());
        if (!timings)
            return context.out.fail(timings.error());
        const QDate day = from.isValid() ? from : (*composition)->attendance().today();
        return listSettings(context, PolicyResolver(*timings, {}).settingsFor({}, {}, day).json(),
                            context.arguments.value(0));
    }
    const Result<QJsonValue> value = typedValue(context.arguments.at(0), context.arguments.at(1));
    if (!value)
        return failUsage(context, value.error());
    const Result<> changed =
        await((*composition)->schoolService().change({{context.arguments.at(0), *value}}, from));
    if (!changed)
        return failUsage(context, changed.error());
    const Result<qint64> days = await((*composition)->recompute().drain());
    if (!days)
        return context.out.fail(days.error());
    context.out.line(QCoreApplication::translate(
        "rollcall::ctl", "Stored. %n day(s) of attendance were computed again.", nullptr,
        static_cast<int>(*days)));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("key"), context.arguments.at(0)},
                                               {QStringLiteral("value"), *value},
                                               {QStringLiteral("days"), *days}}));
    return kDone;
}

} // namespace

std::vector<Command> schoolCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("init")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Makes the school.")),
         {},
         0,
         0,
         {valueOption(QStringLiteral("school"), QStringLiteral("NAME"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "The school's name."))),
          valueOption(QStringLiteral("time-zone"), QStringLiteral("ZONE"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "Such as Asia/Kolkata; else this computer's."))),
          valueOption(QStringLiteral("start"), QStringLiteral("HH:MM"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "School Start Time."))),
          valueOption(QStringLiteral("grace"), QStringLiteral("MIN"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Grace Period in minutes.")))},
         init});
    commands.push_back(
        {{QStringLiteral("settings")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Shows or sets the attendance settings.")),
         QStringLiteral("[KEY [VALUE]]"),
         0,
         2,
         {valueOption(
             QStringLiteral("from"), QStringLiteral("DATE"),
             say(QT_TRANSLATE_NOOP("rollcall::ctl", "From which day on it shall count.")))},
         settings});
    return commands;
}

} // namespace rollcall::ctl
