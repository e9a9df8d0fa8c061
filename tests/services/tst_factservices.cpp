// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

namespace {

const QDate kDay(2026, 3, 11);

/// A pupil with the user id 1 on a push terminal.
struct PushSchool
{
    explicit PushSchool(Engine engine)
        : school(engine)
        , gate(school.addPushTerminal(QStringLiteral("Gate"), QStringLiteral("SN1")))
        , pupil(school.addPupils(1).value(0))
    {
        if (!await(school.composition->mapping().map({gate, QStringLiteral("1"), pupil, {}, {}})))
            qFatal("mapping");
    }
    Result<IngestCounts> setAside(const char *line)
    {
        IngestBatch batch;
        batch.device = gate;
        batch.source = LogSource::Push;
        batch.timeZone = "Asia/Kolkata";
        batch.setAside = {{QString::fromLatin1(line), QStringLiteral("implausible_timestamp")}};
        return await(school.composition->ingest().store(batch));
    }
    qint64 waiting()
    {
        return await(school.composition->stores().logs.setAside(gate, 0, 100))->size();
    }
    /// What the office is told about clocks and lines.
    QStringList attention()
    {
        QStringList kinds;
        for (const AttentionItem &item :
             await(school.composition->attention().items()).valueOr({})) {
            if (item.kind == u"clock_suspect" || item.kind == u"set_aside")
                kinds.append(item.kind);
        }
        return kinds;
    }
    DayRecord record(QDate day)
    {
        const QList<DayRow> rows =
            await(school.composition->attendance().days(day, day)).valueOr({});
        return rows.isEmpty() ? DayRecord() : rows.first().record;
    }
    ClockFact fact(ClockFactKind kind, QDate from, QDate to, int minutes = 0)
    {
        ClockFact fact;
        fact.kind = kind;
        fact.device = gate;
        fact.from = from;
        fact.to = to;
        fact.minutes = minutes;
        return fact;
    }

    SchoolFixture school;
    DeviceId gate;
    PersonId pupil;
};

} // namespace

class tst_factservices : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void answersWhenTheDaysAreComputed_data() { TempDatabase::addEngineRows(); }
    void answersWhenTheDaysAreComputed();
    void linesSetAsideBecomePunches_data();
    void linesSetAsideBecomePunches();
    void othersStaySetAside_data() { TempDatabase::addEngineRows(); }
    void othersStaySetAside();
    void nightTimesLieOnTheNextDate_data() { TempDatabase::addEngineRows(); }
    void nightTimesLieOnTheNextDate();
    void onlyDaysOfEnrolmentAreCorrected_data() { TempDatabase::addEngineRows(); }
    void onlyDaysOfEnrolmentAreCorrected();
    void timingIsCheckedOverEverySettingUnderIt_data() { TempDatabase::addEngineRows(); }
    void timingIsCheckedOverEverySettingUnderIt();
    void lockBringsTheMonthUpToDate_data() { TempDatabase::addEngineRows(); }
    void lockBringsTheMonthUpToDate();
};

void tst_factservices::answersWhenTheDaysAreComputed()
{
    QFETCH(Engine, engine);
    PushSchool made(engine);
    Composition &school = *made.school.composition;
    IngestBatch batch;
    batch.device = made.gate;
    batch.timeZone = "Asia/Kolkata";
    RawLog log;
    log.userId = QStringLiteral("1");
    log.at = WallTime(kDay, QTime(8, 0));
    batch.logs = {log};
    QVERIFY(await(school.ingest().store(batch)));
    QVERIFY(await(school.recompute().drain()));
    QSignalSpy changed(&school.calendar(), &CalendarControl::calendarChanged);
    const Holiday holiday{{}, kDay, QStringLiteral("Holi"), Audience::Everybody};
    const Result<FactCounts> counts = await(school.calendar().addHolidays({holiday}, {}));
    QCOMPARE(*counts, (FactCounts{1, 0, 1}));
    QCOMPARE(await(school.stores().days.dirtyCount()).value(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(await(school.stores().days.rows(kDay, kDay))->first().record.status,
             DayStatus::Holiday);
}

void tst_factservices::linesSetAsideBecomePunches_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QByteArray>("line");
    for (const Engine engine : {Engine::Sqlite, Engine::Postgres}) {
        if (engine == Engine::Postgres && !TempDatabase::hasPostgres())
            continue;
        const char *name = engine == Engine::Sqlite ? "sqlite" : "psql";
        QTest::addRow("attendance line, %s", name)
            << engine << QByteArray("1\t2000-01-05 08:10:00\t0\t1\t0");
        QTest::addRow("event of a door, %s", name)
            << engine
            << QByteArray("time=2000-01-05 08:10:00\tpin=1\tcardno=0\teventaddr=1\tevent=0\t"
                          "inoutstatus=0\tverifytype=1\tindex=7");
    }
}

void tst_factservices::linesSetAsideBecomePunches()
{
    QFETCH(Engine, engine);
    QFETCH(QByteArray, line);
    PushSchool made(engine);
    ClockControl &clocks = made.school.composition->clocks();
    const QDate written(2000, 1, 5);
    QCOMPARE(made.setAside(line.constData())->setAside, 1);
    QCOMPARE(made.attention(), QStringList{QStringLiteral("set_aside")});
    const int minutes = static_cast<int>(written.daysTo(kDay)) * 24 * 60;
    const Result<ClockDecided> decided =
        await(clocks.decide(made.fact(ClockFactKind::Shift, written, written, minutes),
                            QStringLiteral("reset by a power cut")));
    QVERIFY(decided);
    QCOMPARE(decided->logs, 1);
    QCOMPARE(made.waiting(), 0);
    // The original is what is stored; what counts is where the office says that it lies.
    QCOMPARE(made.school.storedKeys(made.gate),
             QStringList{QStringLiteral("1 2000-01-05 08:10:00")});
    QCOMPARE(made.record(kDay).in, WallTime(kDay, QTime(8, 10)));
    // The terminal sends it once more: known.
    QCOMPARE(made.setAside(line.constData())->setAside, 0);
    QCOMPARE(made.waiting(), 0);
    QCOMPARE(made.attention(), QStringList());
    // Taken back, it is a punch with a doubtful clock, and nothing is lost.
    const ClockFactId id = await(clocks.facts())->first().id;
    QVERIFY(await(clocks.remove(ClockFactKind::Shift, id, {})));
    QVERIFY(!made.record(kDay).in.isValid());
    QCOMPARE(made.attention(), QStringList{QStringLiteral("clock_suspect")});
    QCOMPARE(made.school.storedKeys(made.gate).size(), 1);
    QVERIFY(await(clocks.decide(made.fact(ClockFactKind::Accept, written, written),
                                QStringLiteral("it was so"))));
    QCOMPARE(made.record(written).in, WallTime(written, QTime(8, 10)));
}

void tst_factservices::othersStaySetAside()
{
    QFETCH(Engine, engine);
    PushSchool made(engine);
    QVERIFY(made.setAside("1\t2000-01-06 08:10:00\t0\t1")); // another date
    QVERIFY(made.setAside("1\t2000-13-05 08:10:00\t0\t1")); // no date
    QVERIFY(made.setAside("what is this"));
    const QDate written(2000, 1, 5);
    const Result<ClockDecided> decided = await(made.school.composition->clocks().decide(
        made.fact(ClockFactKind::Accept, written, written), QStringLiteral("it was so")));
    QCOMPARE(decided->logs, 0);
    QCOMPARE(made.waiting(), 3);
}

void tst_factservices::nightTimesLieOnTheNextDate()
{
    QFETCH(Engine, engine);
    PushSchool made(engine);
    Composition &school = *made.school.composition;
    TimingAssignment night;
    night.person = made.pupil;
    night.settings = {{QStringLiteral("day_change"), QStringLiteral("12:00")}};
    QVERIFY(await(school.timings().assign({night}, {})));
    CorrectionRequest request;
    request.person = made.pupil;
    request.day = kDay;
    request.in = QTime(22, 0);
    request.out = QTime(6, 0);
    QVERIFY(await(school.corrections().correct(request, QStringLiteral("guard book"))));
    const DayRecord record = made.record(kDay);
    QCOMPARE(record.in, WallTime(kDay, QTime(22, 0)));
    QCOMPARE(record.out, WallTime(kDay.addDays(1), QTime(6, 0)));
    QCOMPARE(record.workedMinutes, std::optional(480));
}

void tst_factservices::onlyDaysOfEnrolmentAreCorrected()
{
    QFETCH(Engine, engine);
    PushSchool made(engine);
    Composition &school = *made.school.composition;
    Person pupil = await(school.people().people())->first();
    pupil.enrolledFrom = kDay;
    QVERIFY(await(school.people().save({pupil})));
    CorrectionRequest request;
    request.person = made.pupil;
    request.day = kDay.addDays(-1);
    request.status = DayStatus::Present;
    const QString reason = QStringLiteral("seen");
    const Result<FactCounts> refused = await(school.corrections().correct(request, reason));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    request.day = kDay;
    QVERIFY(await(school.corrections().correct(request, reason)));
    QCOMPARE(made.record(kDay).status, DayStatus::Present);
}

void tst_factservices::timingIsCheckedOverEverySettingUnderIt()
{
    QFETCH(Engine, engine);
    PushSchool made(engine);
    TimingControl &timings = made.school.composition->timings();
    QVERIFY(await(timings.setFrom(kDay, {{QStringLiteral("absent_below_minutes"), 120}}, {})));
    TimingAssignment assignment;
    assignment.weekdays = {6};
    assignment.settings = {{QStringLiteral("half_day_below_minutes"), 60}};
    // It ends before the settings begin with which it cannot be.
    assignment.to = kDay.addDays(-1);
    QVERIFY(await(timings.assign({assignment}, {})));
    assignment.to = kDay;
    const Result<TimingSaved> refused = await(timings.assign({assignment}, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().detail, QStringLiteral("half_day_below_minutes"));
    QCOMPARE(await(timings.assignments())->size(), 1);
    const Result<FactCounts> first =
        await(timings.removeTiming(await(timings.timings())->first().validFrom, {}));
    QVERIFY(!first);
    QCOMPARE(first.error().code, ErrorCode::InvalidInput);
}

void tst_factservices::lockBringsTheMonthUpToDate()
{
    QFETCH(Engine, engine);
    PushSchool made(engine);
    Composition &school = *made.school.composition;
    IngestBatch batch;
    batch.device = made.gate;
    batch.timeZone = "Asia/Kolkata";
    RawLog log;
    log.userId = QStringLiteral("1");
    log.at = WallTime(QDate(2026, 3, 1), QTime(8, 0));
    batch.logs = {log};
    QVERIFY(await(school.ingest().store(batch)));
    QVERIFY(await(school.calendar().lockMonth(QDate(2026, 3, 1), {})));
    const LockedMonth month = await(school.calendar().lockedMonths())->first();
    QCOMPARE(month.records, 31);
    const Result<FactCounts> tooEarly = await(school.calendar().lockMonth(QDate(2026, 11, 1), {}));
    QVERIFY(!tooEarly);
    QCOMPARE(tooEarly.error().code, ErrorCode::InvalidInput);
}

ROLLCALL_TEST(tst_factservices);
#include "tst_factservices.moc"
