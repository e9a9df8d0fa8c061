// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/factanswer.h"
#include "core/domain/appsettings.h"
#include "core/domain/attendancepolicy.h"
#include "core/domain/policykeys.h"
#include "core/rules/policyresolver.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

Error noSuchSetting(const QString &key)
{
    return errors::notFound(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "There is no setting \"%1\". Nothing was changed. "
                                               "\"rollcallctl settings\" lists them all."))
            .arg(key));
}

/// One line of the list, of either kind.
struct Shown
{
    QString key;
    QString meaning;
    QString value; ///< as it can be typed
    QString byDefault;
    QJsonValue json;
    QJsonValue jsonDefault;
};

Shown shown(const SettingInfo &info, const QJsonObject &inForce)
{
    const QJsonValue value =
        inForce.contains(info.key) ? inForce.value(info.key) : info.defaultValue;
    return {info.key,
            info.meaning,
            AttendancePolicy::valueToText(value),
            AttendancePolicy::valueToText(info.defaultValue),
            value,
            info.defaultValue};
}

Shown shown(const AppSetting &setting, const QHash<QString, QString> &stored)
{
    const auto text = [](const QString &value) {
        return value.isEmpty() ? QStringLiteral("none") : value;
    };
    const QString value = appSettingValue(setting, stored);
    return {setting.text(),
            setting.meaningText(),
            text(value),
            text(setting.defaultText()),
            appSettingJson(setting, value),
            appSettingJson(setting, setting.defaultText())};
}

/// Every setting; those of attendance as they are in force on @p day.
Result<QList<Shown>> allSettings(Composition &composition, QDate day)
{
    const Result<QList<Timing>> timings = await(composition.schoolService().timings());
    if (!timings)
        return timings.error();
    const Result<QHash<QString, QString>> stored = await(composition.schoolService().appSettings());
    if (!stored)
        return stored.error();
    const QJsonObject inForce = PolicyResolver(*timings, {}).settingsFor({}, {}, day).json();
    QList<Shown> all;
    for (const SettingInfo &info : AttendancePolicy::settings())
        all.append(shown(info, inForce));
    for (const AppSetting &setting : appSettings())
        all.append(shown(setting, *stored));
    return all;
}

int list(const Context &context, Composition &composition, QDate from)
{
    const Result<QList<Shown>> all =
        allSettings(composition, from.isValid() ? from : composition.attendance().today());
    if (!all)
        return context.out.fail(all.error());
    const QString only = context.arguments.value(0);
    QList<QStringList> rows;
    QJsonArray array;
    for (const Shown &line : *all) {
        if (!only.isEmpty() && line.key != only)
            continue;
        rows.append({line.key, line.value, line.byDefault, line.meaning});
        array.append(QJsonObject{{QStringLiteral("key"), line.key},
                                 {QStringLiteral("value"), line.json},
                                 {QStringLiteral("default"), line.jsonDefault},
                                 {QStringLiteral("meaning"), line.meaning}});
    }
    if (rows.isEmpty())
        return failUsage(context, noSuchSetting(only));
    context.out.table({QStringLiteral("Setting"), QStringLiteral("Value"),
                       QStringLiteral("Default"), QStringLiteral("Meaning")},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

int setOfProgram(const Context &context, Composition &composition, const AppSetting &setting)
{
    if (context.has(QStringLiteral("from")))
        return failUsage(
            context,
            errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                      "The setting %1 counts at once and not from a day on. "
                                      "Nothing was changed. Leave --from out."))
                    .arg(setting.text())));
    if (context.has(QStringLiteral("dry-run")))
        return failUsage(context,
                         errors::invalidInput(
                             say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                                   "The setting %1 changes no day of attendance. "
                                                   "Nothing was changed. Leave --dry-run out."))
                                 .arg(setting.text())));
    const Result<QString> value = await(composition.schoolService().setAppSetting(
        setting.text(), context.arguments.at(1), context.option(QStringLiteral("reason"))));
    if (!value)
        return failUsage(context, value.error());
    context.out.line(
        setting.countsFromStart()
            ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "Stored. It counts when the window or "
                                                     "\"rollcallctl serve\" is started again."))
            : say(QT_TRANSLATE_NOOP("rollcall::ctl", "Stored.")));
    // Two settings that belong together are set one after the other: said, not refused.
    if (const Result<QHash<QString, QString>> stored =
            await(composition.schoolService().appSettings());
        stored) {
        if (const Result<PushSettings> push = pushSettingsFrom(composition.folder(), *stored);
            !push)
            context.out.message(push.error().userText);
    }
    context.out.json(
        QJsonDocument(QJsonObject{{QStringLiteral("key"), setting.text()},
                                  {QStringLiteral("value"), appSettingJson(setting, *value)}}));
    return kDone;
}

int setOfAttendance(const Context &context, Composition &composition, QDate from)
{
    const QString key = context.arguments.at(0);
    if (!findPolicyKey(key))
        return failUsage(context, noSuchSetting(key));
    Result<QJsonValue> value = QJsonValue(QJsonValue::Null);
    if (context.arguments.at(1).compare(u"default", Qt::CaseInsensitive) != 0)
        value = AttendancePolicy::valueFromText(key, context.arguments.at(1));
    if (!value)
        return failUsage(context, value.error());
    if (context.has(QStringLiteral("dry-run")))
        return tellPreview(context, composition,
                           await(composition.timings().afterSetting(from, {{key, *value}})));
    return tellSaved(context,
                     await(composition.timings().setFrom(from, {{key, *value}},
                                                         context.option(QStringLiteral("reason")))),
                     {{QStringLiteral("key"), key}, {QStringLiteral("value"), *value}});
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
    if (context.arguments.size() < 2)
        return list(context, **composition, from);
    if (const AppSetting *setting = findAppSetting(context.arguments.at(0)))
        return setOfProgram(context, **composition, *setting);
    return setOfAttendance(context, **composition, from);
}

} // namespace

std::vector<Command> settingCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("settings")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Shows or sets the settings of attendance and of the program; the "
                               "value \"default\" takes one back.")),
         QStringLiteral("[KEY [VALUE]]"),
         0,
         2,
         {valueOption(
              QStringLiteral("from"), QStringLiteral("DATE"),
              say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                    "Attendance: from which day on it shall count; in a list, the "
                                    "day of which the settings are shown."))),
          dryRunOption(), reasonOption()},
         settings});
    return commands;
}

} // namespace rollcall::ctl
