// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/attendanceengine.h"
#include "core/storage/database.h"
#include "tests/storage/storefixture.h"

#include <QHash>

#include <functional>
#include <initializer_list>

namespace rollcall::test {

/// Two pupils, S1 in class 7 and S2 in class 8, and the teacher T1, who each punched at 08:00 from
/// Monday, 9 March 2026, to Sunday; their days are computed.
class FactFixture : public StoreFixture
{
public:
    explicit FactFixture(Engine engine)
        : StoreFixture(engine)
    {
        addPerson(QStringLiteral("S1"), PersonKind::Student, QStringLiteral("7"));
        addPerson(QStringLiteral("S2"), PersonKind::Student, QStringLiteral("8"));
        addPerson(QStringLiteral("T1"), PersonKind::Staff, {});
        QList<RawLog> logs;
        int user = 0;
        for (const char *number : {"S1", "S2", "T1"}) {
            const QString id = QString::number(++user);
            if (!await(stores().mappings.add({{device, id, person(number), {}, {}}},
                                             QStringLiteral("test"), QStringLiteral("test"))))
                qFatal("mapping");
            for (QDate day(2026, 3, 9); day <= QDate(2026, 3, 15); day = day.addDays(1))
                logs.append(log(id, day.toString(Qt::ISODate) + QStringLiteral(" 08:00:00")));
        }
        if (!store(logs))
            qFatal("logs");
        drain();
    }

    void addPerson(const QString &number, PersonKind kind, const QString &group)
    {
        Person person;
        person.kind = kind;
        person.number = number;
        person.fullName = QStringLiteral("Somebody ") + number;
        person.groupName = group;
        if (!await(stores().people.upsert({person}, QStringLiteral("test"))))
            qFatal("person");
    }
    PersonId person(const char *number)
    {
        for (const Person &known : await(stores().people.people()).valueOr({})) {
            if (known.number == QLatin1String(number))
                return known.id;
        }
        return {};
    }
    GroupId groupOf(const char *number)
    {
        return GroupId{numberOf("SELECT group_id FROM person WHERE number = ?",
                                {QString::fromLatin1(number)})};
    }
    /// Computes what is dirty, as RecomputeService does.
    void drain()
    {
        const AttendanceEngine engine;
        for (;;) {
            const WallTime now(QDate(2026, 11, 22), QTime(10, 0));
            const QList<DayTask> tasks = await(stores().days.dirtyTasks({}, 1000, now)).valueOr({});
            if (tasks.isEmpty())
                return;
            QList<DayChange> changes;
            for (const DayTask &task : tasks)
                changes.append(changeOf(task.stored, engine.computeDay(task.input)));
            if (!await(stores().days.save(changes, clock.utcMilliseconds())))
                qFatal("save");
        }
    }
    /// Marks all days that can have a result, as a rebuild does.
    bool markKnown(QDate from, QDate to)
    {
        const Result<DayPage> page = await(stores().days.knownDays(from, to, {}, 1000));
        return page && await(stores().days.mark(page->days));
    }
    /// "S1 2026-03-09", sorted.
    QStringList dirty()
    {
        return texts("SELECT p.number || ' ' || d.day FROM dirty_day d "
                     "JOIN person p ON p.id = d.person_id ORDER BY p.number, d.day");
    }
    /// The status of a day; empty when it has no record.
    QString status(const char *number, const QString &day)
    {
        return texts("SELECT r.status FROM day_record r JOIN person p ON p.id = r.person_id "
                     "WHERE p.number = ? AND r.day = ?",
                     {QString::fromLatin1(number), day})
            .value(0);
    }
    DayRecord record(const char *number, QDate day)
    {
        for (const DayRow &row : await(stores().days.rows(day, day)).valueOr({})) {
            if (row.number == QLatin1String(number))
                return row.record;
        }
        return {};
    }
    QList<AuditRow> trail()
    {
        return await(stores().audit.entries(0, kForever, 0, 1000)).valueOr({});
    }
    qint64 numberOf(const char *sql, const QVariantList &values = {})
    {
        return texts(sql, values).value(0).toLongLong();
    }
    /// The first column.
    QStringList texts(const char *sql, const QVariantList &values = {})
    {
        const Result<std::unique_ptr<Database>> open =
            Database::open(database.config(), Access::ReadOnly);
        QStringList found;
        if (!open)
            return found;
        Result<Rows> rows = (*open)->query("test.texts", QString::fromLatin1(sql), values);
        while (rows && rows->next())
            found.append(rows->text(0));
        return found;
    }

    static constexpr qint64 kForever = 4'102'444'800'000; // the year 2100
    const Decision decision{QStringLiteral("office"), QStringLiteral("because")};
};

/// A change of facts, as a row of a test's data.
using Change = std::function<Result<FactCounts>(FactFixture &)>;

/// Adds the columns "engine", "change" and "days" with a row for each of @p changes and engine.
struct ChangeRow
{
    const char *name;
    Change change;
    QStringList days;
};
inline void addChangeRows(const QList<ChangeRow> &changes)
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<rollcall::test::Change>("change");
    QTest::addColumn<QStringList>("days");
    for (const Engine engine : {Engine::Sqlite, Engine::Postgres}) {
        if (engine == Engine::Postgres && !TempDatabase::hasPostgres())
            continue;
        for (const ChangeRow &row : changes)
            QTest::addRow("%s, %s", row.name, engine == Engine::Sqlite ? "sqlite" : "psql")
                << engine << row.change << row.days;
    }
}

/// "S1 12" = S1 on 12 March 2026, as FactFixture::dirty() says it.
inline QStringList inMarch(std::initializer_list<const char *> days)
{
    QStringList whole;
    for (const char *text : days) {
        const QStringList parts = QString::fromLatin1(text).split(u' ');
        whole.append(
            QStringLiteral("%1 2026-03-%2").arg(parts.at(0), parts.at(1).rightJustified(2, u'0')));
    }
    return whole;
}

} // namespace rollcall::test

Q_DECLARE_METATYPE(rollcall::test::Change)
