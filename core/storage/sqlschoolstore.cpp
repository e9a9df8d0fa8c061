// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlschoolstore.h"

#include "core/storage/factwork.h"
#include "core/storage/sqlaudit.h"
#include "core/storage/timingrows.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

Error noSchool()
{
    return errors::notFound(QCoreApplication::translate(
        "rollcall::Storage", "There is no school in this database yet. Make one with "
                             "\"rollcallctl init --school NAME\"."));
}

Result<School> loadSchool(Database &database)
{
    Result<Rows> rows = database.query(
        "school.load",
        QStringLiteral("SELECT id, code, name, time_zone FROM school ORDER BY id LIMIT 1"));
    if (!rows)
        return rows.error();
    if (!rows->next())
        return noSchool();
    return School{SchoolId{rows->number(0)}, rows->text(1), rows->text(2),
                  rows->text(3).toLatin1()};
}

Result<> upsertTiming(Database &database, qint64 school, const Timing &timing)
{
    const Result<qint64> saved = database.execute(
        "timing.save",
        QStringLiteral("INSERT INTO timing (school_id, valid_from, body) VALUES (?, ?, ?) "
                       "ON CONFLICT (school_id, valid_from) DO UPDATE SET body = excluded.body"),
        {school, dayText(timing.validFrom), jsonText(timing.settings)});
    return saved ? ok() : Result<>(saved.error());
}

/// The first column of the first row; empty without one. For the trail.
Result<QString> textBefore(Database &database, const char *name, const QString &sql,
                           const QVariantList &values)
{
    Result<Rows> rows = database.query(name, sql, values);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->text(0) : QString();
}

/// Marked before and after: on which days a log may land depends on the settings, too.
Result<FactCounts> saveTimingOf(Database &database, FactWork &work, qint64 school,
                                const Timing &timing)
{
    const QString what = QStringLiteral("timing.save");
    const QString subject = dayText(timing.validFrom);
    const Result<TimingPlace> place = TimingPlace::find(database, timing.validFrom);
    if (!place)
        return place.error();
    if (place->itself && place->itself->settings == timing.settings) {
        work.noteUnchanged();
        return work.done(what, subject, {}, {});
    }
    QJsonObject keys = place->keys();
    for (auto it = timing.settings.begin(); it != timing.settings.end(); ++it)
        keys.insert(it.key(), it.value());
    if (const Result<> marked = work.touchSettings(place->days(), keys); !marked)
        return marked.error();
    if (const Result<> saved = upsertTiming(database, school, timing); !saved)
        return saved.error();
    if (const Result<> marked = work.touchMovedLogs(place->days(), keys); !marked)
        return marked.error();
    work.noteChange();
    return work.done(what, subject, place->itself ? jsonText(place->itself->settings) : QString(),
                     jsonText(timing.settings));
}

} // namespace

Result<qint64> schoolIdOf(Database &database)
{
    const Result<qint64> id =
        database.number("school.id", QStringLiteral("SELECT id FROM school ORDER BY id LIMIT 1"));
    if (!id)
        return id.error();
    return *id == 0 ? Result<qint64>(noSchool()) : id;
}

Answer<School> SqlSchoolStore::school()
{
    return m_threads.read<School>(loadSchool);
}

Answer<School> SqlSchoolStore::create(const School &school, const Timing &first)
{
    return m_threads.write<School>([school, first](Database &database) -> Result<School> {
        if (const Result<School> present = loadSchool(database); present)
            return errors::conflict(QCoreApplication::translate(
                "rollcall::Storage",
                "This database already holds a school. Nothing was changed. Choose "
                "another data folder for a new one."));
        const Result<qint64> id = database.number(
            "school.add",
            QStringLiteral(
                "INSERT INTO school (code, name, time_zone) VALUES (?, ?, ?) RETURNING id"),
            {school.code, school.name, QString::fromLatin1(school.timeZone)});
        if (!id)
            return id.error();
        if (const Result<> timed = upsertTiming(database, *id, first); !timed)
            return timed.error();
        return loadSchool(database);
    });
}

Answer<QList<Timing>> SqlSchoolStore::timings()
{
    return m_threads.read<QList<Timing>>([](Database &database) -> Result<QList<Timing>> {
        Result<Rows> rows = database.query(
            "timing.list",
            QStringLiteral("SELECT valid_from, body FROM timing ORDER BY valid_from"));
        if (!rows)
            return rows.error();
        QList<Timing> timings;
        while (rows->next())
            timings.append({dayFromText(rows->text(0)), jsonFromText(rows->text(1))});
        return timings;
    });
}

Answer<FactCounts> SqlSchoolStore::saveTiming(const Timing &timing, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>(
        [timing, decision, now](Database &database) -> Result<FactCounts> {
            const Result<qint64> school = schoolIdOf(database);
            if (!school)
                return school.error();
            FactWork work(database, now, decision);
            return saveTimingOf(database, work, *school, timing);
        });
}

Answer<QHash<QString, QString>> SqlSchoolStore::settings()
{
    return m_threads.read<QHash<QString, QString>>(
        [](Database &database) -> Result<QHash<QString, QString>> {
            Result<Rows> rows =
                database.query("setting.list", QStringLiteral("SELECT key, value FROM setting"));
            if (!rows)
                return rows.error();
            QHash<QString, QString> settings;
            while (rows->next())
                settings.insert(rows->text(0), rows->text(1));
            return settings;
        });
}

Answer<> SqlSchoolStore::saveSetting(const QString &key, const QString &value,
                                     const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<void>([key, value, decision, now](Database &database) -> Result<> {
        const Result<QString> before =
            textBefore(database, "setting.before",
                       QStringLiteral("SELECT value FROM setting WHERE key = ?"), {key});
        if (!before)
            return before.error();
        const Result<qint64> saved = database.execute(
            "setting.save",
            QStringLiteral("INSERT INTO setting (key, value) VALUES (?, ?) "
                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
            {key, value});
        if (!saved)
            return saved.error();
        return addAudit(database, now,
                        {decision.author, QStringLiteral("setting.save"), key, *before, value,
                         decision.reason});
    });
}

} // namespace rollcall
