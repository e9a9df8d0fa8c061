// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// What would change, before anything does.
class tst_dayreview : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void previewSaysWhatSavingDoes_data();
    void previewSaysWhatSavingDoes();
    void timingsSayWhatTheyDo_data() { TempDatabase::addEngineRows(); }
    void timingsSayWhatTheyDo();
    void previewStoresNothing_data() { TempDatabase::addEngineRows(); }
    void previewStoresNothing();
    void previewCanBeCancelled();
    void checkFindsWhatWasTamperedWith_data() { TempDatabase::addEngineRows(); }
    void checkFindsWhatWasTamperedWith();
    void timeIsNoContradiction_data() { TempDatabase::addEngineRows(); }
    void timeIsNoContradiction();
};

namespace {

const QDate kDay(2026, 3, 12);

QJsonObject startAtEight()
{
    return {{QStringLiteral("school_start"), QStringLiteral("08:00")}};
}

/// Three pupils who come at 07:50, 08:05 and 08:20 on three days.
DeviceId fill(SchoolFixture &school)
{
    const DeviceId device = school.addAgent(QStringLiteral("Main Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(3);
    IngestBatch batch;
    batch.device = device;
    batch.timeZone = "Asia/Kolkata";
    for (int user = 1; user <= 3; ++user) {
        for (int day = 0; day < 3; ++day) {
            RawLog log;
            log.userId = QString::number(user);
            log.at = WallTime::startOf(kDay.addDays(day)).addMinutes(8 * 60 + 15 * user - 25);
            batch.logs.append(log);
        }
        if (!await(school.composition->mapping().map(
                {device, QString::number(user), pupils.at(user - 1), {}, {}})))
            return {};
    }
    if (!await(school.composition->ingest().store(batch)) ||
        !await(school.composition->recompute().drain()))
        return {};
    return device;
}

QHash<PersonDay, DayRecord> records(SchoolFixture &school)
{
    QHash<PersonDay, DayRecord> found;
    const QList<DayRow> rows =
        await(school.composition->stores().days.rows(kDay.addDays(-30), kDay.addDays(30)))
            .valueOr({});
    for (const DayRow &row : rows)
        found.insert({row.record.person, row.record.day}, row.record);
    return found;
}

Result<ChangePreview> preview(SchoolFixture &school, const QJsonObject &settings, QDate from,
                              std::stop_token stop = {})
{
    QList<Timing> timings = await(school.composition->stores().school.timings()).valueOr({});
    if (!from.isValid())
        timings.clear();
    timings.append({from, settings});
    return await(school.composition->review().preview({timings, {}, from, {}}, stop));
}

/// On how many days the one says other than the other.
qint64 changedDays(const QHash<PersonDay, DayRecord> &before,
                   const QHash<PersonDay, DayRecord> &after)
{
    qint64 changed = 0;
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        changed += after.contains(it.key()) && after.value(it.key()) == *it ? 0 : 1;
    for (auto it = after.cbegin(); it != after.cend(); ++it)
        changed += before.contains(it.key()) ? 0 : 1;
    return changed;
}

QList<DayDifference> differences(SchoolFixture &school)
{
    QList<DayDifference> found;
    const Result<qint64> looked = await(school.composition->review().check(
        QDate(2000, 1, 1), QDate(2099, 1, 1),
        [&found](const DayDifference &difference) { found.append(difference); }, {}));
    return looked ? found : QList<DayDifference>{{}, {}, {}};
}

void tamper(SchoolFixture &school, const char *sql)
{
    const Result<std::unique_ptr<Database>> open =
        Database::open(school.database.config(), Access::ReadWrite);
    QVERIFY(open);
    QVERIFY((*open)->direct("test.tamper", QString::fromLatin1(sql)));
}

} // namespace

void tst_dayreview::previewSaysWhatSavingDoes_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<ChangePreview>("expected");
    const auto grace = [](int minutes) {
        QJsonObject settings = startAtEight();
        settings.insert(QStringLiteral("grace_minutes"), minutes);
        return settings;
    };
    const QDate last = kDay.addDays(2);
    QList<Engine> engines{Engine::Sqlite};
    if (TempDatabase::hasPostgres())
        engines.append(Engine::Postgres);
    for (const Engine engine : engines) {
        const char *name = engine == Engine::Sqlite ? "sqlite" : "psql";
        QTest::addRow("%s, the same", name)
            << engine << startAtEight() << QDate() << ChangePreview{};
        QTest::addRow("%s, one is no longer late", name)
            << engine << grace(5) << QDate() << ChangePreview{3, 1, kDay, last};
        QTest::addRow("%s, nobody is late", name)
            << engine << grace(30) << QDate() << ChangePreview{6, 2, kDay, last};
        QTest::addRow("%s, from the third day on", name)
            << engine << grace(30) << last << ChangePreview{2, 2, last, last};
        QTest::addRow("%s, days begin at noon: punches move to the day before", name)
            << engine
            << QJsonObject{{QStringLiteral("school_start"), QStringLiteral("08:00")},
                           {QStringLiteral("day_change"), QStringLiteral("12:00")}}
            << QDate() << ChangePreview{12, 3, kDay.addDays(-1), last};
    }
}

void tst_dayreview::previewSaysWhatSavingDoes()
{
    QFETCH(Engine, engine);
    QFETCH(QJsonObject, settings);
    QFETCH(QDate, from);
    QFETCH(ChangePreview, expected);
    SchoolFixture school(engine, startAtEight());
    QVERIFY(fill(school).isValid());
    const QHash<PersonDay, DayRecord> before = records(school);
    QCOMPARE(before.size(), 9);
    const Result<ChangePreview> told = preview(school, settings, from);
    QVERIFY(told);
    QCOMPARE(told->days, expected.days);
    QCOMPARE(told->people, expected.people);
    QCOMPARE(told->first, expected.first);
    QCOMPARE(told->last, expected.last);

    QVERIFY(await(school.composition->stores().school.saveTiming({from, settings},
                                                                 {QStringLiteral("test")})));
    QVERIFY(await(school.composition->recompute().drain()));
    QCOMPARE(changedDays(before, records(school)), expected.days);
}

/// Settings from a day on and a person's own, made and taken back again.
void tst_dayreview::timingsSayWhatTheyDo()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine, startAtEight());
    QVERIFY(fill(school).isValid());
    TimingControl &timings = school.composition->timings();
    const QDate last = kDay.addDays(2);
    const QJsonObject grace{{QStringLiteral("grace_minutes"), 30}};
    TimingAssignment own;
    own.settings = grace;
    for (const DayRow &row : await(school.composition->stores().days.rows(kDay, kDay)).valueOr({}))
        own.person = row.record.lateMinutes == 20 ? row.record.person : own.person;
    QVERIFY(own.person.isValid());
    AssignmentId id;
    struct Step
    {
        const char *name;
        std::function<Result<SettingsAfter>()> after;
        std::function<bool()> make;
        ChangePreview expected;
    };
    const QList<Step> steps{{"settings from the third day on",
                             [&] { return await(timings.afterSetting(last, grace)); },
                             [&] { return await(timings.setFrom(last, grace, {})).isOk(); },
                             {2, 2, last, last}},
                            {"and taken back",
                             [&] { return await(timings.afterRemovingTiming(last)); },
                             [&] { return await(timings.removeTiming(last, {})).isOk(); },
                             {2, 2, last, last}},
                            {"a person's own",
                             [&] { return await(timings.afterAssigning({own})); },
                             [&] { return await(timings.assign({own}, {})).isOk(); },
                             {3, 1, kDay, last}},
                            {"and taken back",
                             [&] {
                                 id = await(timings.assignments())->first().id;
                                 return await(timings.afterRemovingAssignment(id));
                             },
                             [&] { return await(timings.removeAssignment(id, {})).isOk(); },
                             {3, 1, kDay, last}}};
    for (const Step &step : steps) {
        const QHash<PersonDay, DayRecord> before = records(school);
        const Result<SettingsAfter> after = step.after();
        QVERIFY2(after, step.name);
        const Result<ChangePreview> told =
            await(school.composition->review().preview(*after, std::stop_token()));
        QVERIFY2(told, step.name);
        QVERIFY2(*told == step.expected, step.name);
        QCOMPARE(records(school), before);
        QVERIFY2(step.make(), step.name);
        QCOMPARE(changedDays(before, records(school)), step.expected.days);
    }
    QCOMPARE(await(timings.afterRemovingAssignment(id)).error().code, ErrorCode::NotFound);
    QCOMPARE(await(timings.afterRemovingTiming(last)).error().code, ErrorCode::NotFound);
    QCOMPARE(await(timings.afterRemovingTiming({})).error().code, ErrorCode::InvalidInput);
    own.settings.insert(QStringLiteral("grace_minutes"), 999);
    QCOMPARE(await(timings.afterAssigning({own})).error().code, ErrorCode::InvalidInput);
}

void tst_dayreview::previewStoresNothing()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine, startAtEight());
    QVERIFY(fill(school).isValid());
    const QHash<PersonDay, DayRecord> before = records(school);
    QVERIFY(preview(school, {}, {}));
    QCOMPARE(records(school), before);
    QCOMPARE(*await(school.composition->stores().days.dirtyCount()), 0);
    QVERIFY(differences(school).isEmpty());
}

void tst_dayreview::previewCanBeCancelled()
{
    SchoolFixture school(Engine::Sqlite, startAtEight());
    QVERIFY(fill(school).isValid());
    std::stop_source stop;
    stop.request_stop();
    const Result<ChangePreview> told = preview(school, {}, {}, stop.get_token());
    QVERIFY(!told);
    QCOMPARE(told.error().code, ErrorCode::Cancelled);
}

void tst_dayreview::checkFindsWhatWasTamperedWith()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine, startAtEight());
    QVERIFY(fill(school).isValid());
    QVERIFY(differences(school).isEmpty());
    const QHash<PersonDay, DayRecord> before = records(school);
    tamper(school, "UPDATE day_record SET status = 'absent' WHERE day = '2026-03-12' AND late_min "
                   "= 20");
    tamper(school, "DELETE FROM log_outcome WHERE day = '2026-03-14'");
    const QList<DayDifference> found = differences(school);
    QCOMPARE(found.size(), 4); // one record, and the three people's outcomes of a day
    QCOMPARE(std::count_if(found.cbegin(), found.cend(),
                           [](const DayDifference &each) { return each.stored != each.computed; }),
             1);
    QCOMPARE(await(school.composition->attendance().rebuild(kDay, kDay.addDays(2))).valueOr(0), 9);
    QCOMPARE(records(school), before);
    QVERIFY(differences(school).isEmpty());
}

void tst_dayreview::timeIsNoContradiction()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine, startAtEight());
    school.clock.set(1773282600000); // 2026-03-12 08:00 in Asia/Kolkata
    const DeviceId device = fill(school);
    QVERIFY(device.isValid());
    QVERIFY(records(school).value({PersonId{1}, kDay}).provisional || !records(school).isEmpty());
    school.clock.advance(20LL * 3600 * 1000);
    // The day is over now, and nobody has asked for it since.
    QVERIFY(differences(school).isEmpty());
    QVERIFY(await(school.composition->attendance().days(kDay, kDay)));
    QVERIFY(differences(school).isEmpty());
    for (const DayRecord &record : records(school)) {
        if (record.day == kDay)
            QVERIFY(!record.provisional);
    }
}

ROLLCALL_TEST(tst_dayreview);
#include "tst_dayreview.moc"
