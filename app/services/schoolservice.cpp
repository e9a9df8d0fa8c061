// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/schoolservice.h"

#include "core/domain/appsettings.h"
#include "core/domain/attendancepolicy.h"
#include "core/domain/statuscodes.h"
#include "core/domain/zoneclock.h"
#include "core/rules/policyresolver.h"

#include <QCoreApplication>

namespace rollcall {

Answer<School> SchoolService::create(const QString &name, const QByteArray &timeZone,
                                     const QJsonObject &settings)
{
    if (name.trimmed().isEmpty())
        return readyAnswer<School>(errors::invalidInput(
            QCoreApplication::translate("rollcall::SchoolService", "The school needs a name.")));
    if (!ZoneClock(timeZone).isValid())
        return readyAnswer<School>(errors::invalidInput(
            QCoreApplication::translate(
                "rollcall::SchoolService",
                "There is no time zone \"%1\". Write it as a region and a city, "
                "such as Asia/Kolkata.")
                .arg(QString::fromLatin1(timeZone))));
    if (const Result<AttendancePolicy> policy = AttendancePolicy::fromJson(settings); !policy)
        return readyAnswer<School>(policy.error());
    School school;
    school.code = QStringLiteral("1");
    school.name = name.trimmed();
    school.timeZone = timeZone;
    return m_store.create(school, Timing{{}, settings});
}

Answer<QString> SchoolService::setAppSetting(const QString &key, const QString &text,
                                             const QString &reason)
{
    const AppSetting *setting = findAppSetting(key);
    if (!setting)
        return readyAnswer<QString>(errors::notFound(
            QCoreApplication::translate("rollcall::SchoolService",
                                        "There is no setting \"%1\". Nothing was changed. Look at "
                                        "the list of settings.")
                .arg(key)));
    const Result<QString> value = appSettingFromText(*setting, text);
    if (!value)
        return readyAnswer<QString>(value.error());
    if (setting->kind == AppSettingKind::Code) {
        const Result<QHash<QString, QString>> stored = await(m_store.settings());
        if (!stored)
            return readyAnswer<QString>(stored.error());
        if (const Result<> free = StatusCodes(*stored).checkFree(key, *value); !free)
            return readyAnswer<QString>(free.error());
    }
    if (const Result<> saved =
            await(m_store.saveSetting(key, *value, {m_author, reason.trimmed()}));
        !saved)
        return readyAnswer<QString>(saved.error());
    return readyAnswer<QString>(*value);
}

Result<SettingsAfter> SchoolService::settingsAfter(const QJsonObject &keys, QDate from)
{
    Result<QList<Timing>> timings = await(m_store.timings());
    if (!timings)
        return timings.error();
    QJsonObject settings = PolicyResolver(*timings, {})
                               .settingsFor({}, {}, from.isValid() ? from : QDate(1, 1, 1))
                               .json();
    for (auto it = keys.constBegin(); it != keys.constEnd(); ++it) {
        if (it->isNull())
            settings.remove(it.key());
        else
            settings.insert(it.key(), it.value());
    }
    if (const Result<AttendancePolicy> policy = AttendancePolicy::fromJson(settings); !policy)
        return policy.error();
    SettingsAfter after;
    for (const Timing &timing : *timings) {
        if (timing.validFrom < from) // the first settings hold for all the days before them, too
            after.from = from;
        if (timing.validFrom > from && !after.to.isValid()) // they are in order
            after.to = timing.validFrom.addDays(-1);
        if (timing.validFrom != from)
            after.timings.append(timing);
    }
    after.timings.append({from, settings});
    return after;
}

Answer<FactCounts> SchoolService::change(const QJsonObject &keys, QDate from, const QString &reason)
{
    const Result<SettingsAfter> after = settingsAfter(keys, from);
    if (!after)
        return readyAnswer<FactCounts>(after.error());
    return m_store.saveTiming(after->timings.last(), {m_author, reason.trimmed()});
}

} // namespace rollcall
