// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "core/domain/attendancepolicy.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QTimeZone>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int init(const Context &context)
{
    QJsonObject settings;
    for (const auto &[option, key] :
         {std::pair{QStringLiteral("start"), QStringLiteral("school_start")},
          std::pair{QStringLiteral("grace"), QStringLiteral("grace_minutes")}}) {
        if (!context.has(option))
            continue;
        const Result<QJsonValue> value =
            AttendancePolicy::valueFromText(key, context.option(option));
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
    return commands;
}

} // namespace rollcall::ctl
