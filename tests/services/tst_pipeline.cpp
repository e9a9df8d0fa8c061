// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

#include <algorithm>
#include <functional>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// The same facts give the same result, in whatever order they came; a rebuild changes nothing.
class tst_pipeline : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void anyOrderOfFactsGivesTheSameDays_data() { TempDatabase::addEngineRows(); }
    void anyOrderOfFactsGivesTheSameDays();
    void unmappingTakesTheDaysBack_data() { TempDatabase::addEngineRows(); }
    void unmappingTakesTheDaysBack();
    void absentWithoutAPunch_data() { TempDatabase::addEngineRows(); }
    void absentWithoutAPunch();
    void directionOfTheDeviceCountsLater_data() { TempDatabase::addEngineRows(); }
    void directionOfTheDeviceCountsLater();

private:
    using Fact = std::function<bool(SchoolFixture &)>;
    static QList<Fact> facts(SchoolFixture &fixture, DeviceId device,
                             const QList<PersonId> &pupils);
};

namespace {

bool storeLogs(SchoolFixture &fixture, DeviceId device, const QList<RawLog> &logs)
{
    IngestBatch batch;
    batch.device = device;
    batch.timeZone = "Asia/Kolkata";
    batch.logs = logs;
    return await(fixture.composition->ingest().store(batch)).isOk();
}

RawLog log(const QString &user, const QString &at)
{
    RawLog raw;
    raw.userId = user;
    raw.at = WallTime::parse(at);
    return raw;
}

QList<DayRow> days(SchoolFixture &fixture)
{
    return await(fixture.composition->attendance().days(QDate(2026, 3, 1), QDate(2026, 3, 31)))
        .valueOr({});
}

/// Records without the numbers of rows, which depend on the order of arrival.
QStringList written(const QList<DayRow> &rows)
{
    QStringList lines;
    for (const DayRow &row : rows) {
        const DayRecord &record = row.record;
        lines.append(QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8 %9")
                         .arg(row.number, record.day.toString(Qt::ISODate),
                              statusWord(record.status), record.in.toString(),
                              record.out.toString())
                         .arg(record.lateMinutes)
                         .arg(record.workedMinutes.value_or(-1))
                         .arg(flagWords(record.flags).join(u'+'))
                         .arg(record.provisional));
    }
    return lines;
}

} // namespace

QList<tst_pipeline::Fact> tst_pipeline::facts(SchoolFixture &, DeviceId device,
                                              const QList<PersonId> &pupils)
{
    QList<Fact> facts;
    QRandomGenerator random(5);
    for (int user = 1; user <= 6; ++user) {
        QList<RawLog> logs;
        for (int day = 2; day <= 20; day += 1 + random.bounded(3)) {
            for (int punch = 0; punch < 1 + random.bounded(4); ++punch)
                logs.append(log(QString::number(user),
                                QStringLiteral("2026-03-%1 %2:%3:%4")
                                    .arg(day, 2, 10, QLatin1Char('0'))
                                    .arg(7 + random.bounded(10), 2, 10, QLatin1Char('0'))
                                    .arg(random.bounded(60), 2, 10, QLatin1Char('0'))
                                    .arg(random.bounded(60), 2, 10, QLatin1Char('0'))));
        }
        // Each user's logs come in two deliveries that overlap.
        facts.append([device, logs](SchoolFixture &f) {
            return storeLogs(f, device, logs.mid(0, logs.size() * 2 / 3));
        });
        facts.append([device, logs](SchoolFixture &f) {
            return storeLogs(f, device, logs.mid(logs.size() / 3));
        });
    }
    for (int user = 1; user <= 5; ++user) { // user 6 stays unmapped
        const PersonId person = pupils.at(user - 1);
        facts.append([device, user, person](SchoolFixture &f) {
            return await(f.composition->mapping().map(
                             {device, QString::number(user), person, {}, {}}))
                .isOk();
        });
    }
    facts.append([](SchoolFixture &f) {
        return await(f.composition->schoolService().change(
                         {{QStringLiteral("school_start"), QStringLiteral("08:00")},
                          {QStringLiteral("grace_minutes"), 10}},
                         {}, {}))
            .isOk();
    });
    facts.append([](SchoolFixture &f) { return await(f.composition->recompute().drain()).isOk(); });
    // Looking at the days in between computes them; it must not leave a trace in what comes out at
    // the end.
    facts.append([](SchoolFixture &f) {
        return await(f.composition->attendance().days(QDate(2026, 3, 1), QDate(2026, 3, 31)))
            .isOk();
    });
    return facts;
}

void tst_pipeline::anyOrderOfFactsGivesTheSameDays()
{
    QFETCH(Engine, engine);
    QStringList expected;
    QRandomGenerator random(11);
    for (int round = 0; round < rollcall::test::repeats(6); ++round) {
        SchoolFixture fixture(engine);
        const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), 4370);
        QList<Fact> order = facts(fixture, device, fixture.addPupils(6));
        if (round > 0)
            std::shuffle(order.begin(), order.end(), random);
        for (const Fact &fact : order)
            QVERIFY(fact(fixture));
        const QStringList got = written(days(fixture));
        QVERIFY(got.size() > 30);
        if (round == 0)
            expected = got;
        QCOMPARE(got, expected);
        QVERIFY(await(
            fixture.composition->attendance().rebuild(QDate(2026, 3, 1), QDate(2026, 3, 31))));
        QCOMPARE(written(days(fixture)), expected);
    }
}

void tst_pipeline::unmappingTakesTheDaysBack()
{
    QFETCH(Engine, engine);
    SchoolFixture fixture(engine);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), 4370);
    const QList<PersonId> pupils = fixture.addPupils(2);
    QVERIFY(storeLogs(fixture, device,
                      {log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00")),
                       log(QStringLiteral("1"), QStringLiteral("2026-03-12 14:00:00"))}));
    const UserMapping wrong{device, QStringLiteral("1"), pupils.at(0), {}, {}};
    QCOMPARE(await(fixture.composition->mapping().map(wrong))->days, 1);
    QCOMPARE(written(days(fixture)).filter(QStringLiteral("P0001 2026-03-12 present")).size(), 1);
    QVERIFY(await(fixture.composition->mapping().unmap({wrong})));
    QVERIFY(days(fixture).isEmpty());
    QVERIFY(await(
        fixture.composition->mapping().map({device, QStringLiteral("1"), pupils.at(1), {}, {}})));
    QCOMPARE(written(days(fixture)).filter(QStringLiteral("P0002 2026-03-12 present")).size(), 1);
    QVERIFY(written(days(fixture)).filter(QStringLiteral("P0001")).isEmpty());
}

void tst_pipeline::absentWithoutAPunch()
{
    QFETCH(Engine, engine);
    SchoolFixture fixture(engine);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), 4370);
    const QList<PersonId> pupils = fixture.addPupils(3);
    for (int user = 1; user <= 2; ++user)
        QVERIFY(await(fixture.composition->mapping().map(
            {device, QString::number(user), pupils.at(user - 1), {}, {}})));
    QVERIFY(storeLogs(fixture, device,
                      {log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00"))}));
    const QDate day(2026, 3, 12);
    // Not read since: nobody is called absent from data that was not fetched.
    QList<DayRow> rows = await(fixture.composition->attendance().days(day, day)).valueOr({});
    QCOMPARE(rows.size(), 2); // the third pupil is mapped nowhere
    QCOMPARE(rows.at(1).record.status, DayStatus::Pending);
    QVERIFY(rows.at(1).record.flags.testFlag(DayFlag::AwaitingSync));

    SyncSession session;
    session.device = device;
    session.startedUtc = fixture.clock.utcMilliseconds();
    session.id = *await(fixture.composition->stores().sessions.begin(session));
    session.finishedUtc = session.startedUtc;
    session.complete = true;
    QVERIFY(await(fixture.composition->stores().sessions.finish(session)));
    rows = await(fixture.composition->attendance().days(day, day)).valueOr({});
    QCOMPARE(rows.at(1).record.status, DayStatus::Absent);
    QVERIFY(!rows.at(1).record.provisional);
}

void tst_pipeline::directionOfTheDeviceCountsLater()
{
    QFETCH(Engine, engine);
    SchoolFixture fixture(engine);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), 4370);
    const PersonId pupil = fixture.addPupils(1).first();
    QVERIFY(
        await(fixture.composition->mapping().map({device, QStringLiteral("1"), pupil, {}, {}})));
    QVERIFY(storeLogs(fixture, device,
                      {log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00"))}));
    QCOMPARE(days(fixture).first().record.in, WallTime::parse(u"2026-03-12 08:00:00"));
    DeviceDraft draft;
    draft.device = await(fixture.composition->stores().devices.devices())->first();
    draft.device.direction = Direction::Out;
    QVERIFY(await(fixture.composition->devices().save(draft)));
    const DayRecord record = days(fixture).first().record;
    QVERIFY(!record.in.isValid());
    QCOMPARE(record.out, WallTime::parse(u"2026-03-12 08:00:00"));
}

ROLLCALL_TEST(tst_pipeline);
#include "tst_pipeline.moc"
