// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::Change;
using rollcall::test::FactFixture;
using rollcall::test::inMarch;
using rollcall::test::TempDatabase;

/// Facts that touch many people mark exactly the days they decide about (attendance-rules.md,
/// section 11).
class tst_factmarks : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void marksExactlyTheseDays_data();
    void marksExactlyTheseDays();
    void daysUnderWayAreComputedAgain_data();
    void daysUnderWayAreComputedAgain();
    void unmappedWhileADayIsUnderWay_data() { TempDatabase::addEngineRows(); }
    void unmappedWhileADayIsUnderWay();
    void readingATerminalEndsTheWait_data() { TempDatabase::addEngineRows(); }
    void readingATerminalEndsTheWait();
    void contactOfATerminalThatPollsEndsTheWait_data() { TempDatabase::addEngineRows(); }
    void contactOfATerminalThatPollsEndsTheWait();
};

namespace {

/// Marks a day of S1, and looks at it as it is; then the fact is stored, and what was computed
/// without it comes too late.
void storeUnderWay(FactFixture &school, QDate date, const Change &fact)
{
    const PersonDay day{school.person("S1"), date};
    QVERIFY(await(school.stores().days.mark({day})));
    const WallTime now(QDate(2026, 11, 22), QTime(10, 0));
    const QList<DayTask> tasks = await(school.stores().days.dirtyTasks({}, 10, now)).valueOr({});
    QCOMPARE(tasks.size(), 1);
    QVERIFY(fact(school));
    const DayChange late =
        changeOf(tasks.first().stored, AttendanceEngine().computeDay(tasks.first().input));
    QVERIFY(await(school.stores().days.save({late}, school.clock.utcMilliseconds())));
    QVERIFY(school.dirty().contains(QString(QStringLiteral("S1 ") + date.toString(Qt::ISODate))));
}

Result<FactCounts> counts(const Result<> &done)
{
    return done ? Result<FactCounts>(FactCounts{}) : done.error();
}

Change edit(const std::function<void(Device &)> &change)
{
    return [change](FactFixture &school) {
        Device device = await(school.stores().devices.devices())->first();
        change(device);
        return counts(await(school.stores().devices.update(device, QStringLiteral("test"))));
    };
}

Change saveTiming(QDate from, const QJsonObject &settings)
{
    return [from, settings](FactFixture &school) {
        return await(school.stores().school.saveTiming({from, settings}, {QStringLiteral("test")}));
    };
}

QStringList everybody(int first, int last)
{
    QStringList days;
    for (const char *number : {"S1", "S2", "T1"}) {
        for (int day = first; day <= last; ++day)
            days.append(QStringLiteral("%1 2026-03-%2")
                            .arg(QLatin1String(number))
                            .arg(day, 2, 10, QLatin1Char('0')));
    }
    return days;
}

/// S1 has one more day, without a punch, on which the terminal was not read: Monday, 16 March.
void waitForTheTerminal(FactFixture &school)
{
    QVERIFY(await(school.stores().days.mark({{school.person("S1"), QDate(2026, 3, 16)}})));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-16")), QStringLiteral("pending"));
    QVERIFY(school.record("S1", QDate(2026, 3, 16)).flags.testFlag(DayFlag::AwaitingSync));
    QVERIFY(school.dirty().isEmpty());
}

} // namespace

void tst_factmarks::marksExactlyTheseDays_data()
{
    const QJsonObject settings{{QStringLiteral("school_start"), QStringLiteral("07:00")}};
    const QJsonObject fromNoon{{QStringLiteral("day_change"), QStringLiteral("12:00")}};
    rollcall::test::addChangeRows({
        {"another direction", edit([](Device &device) { device.direction = Direction::In; }),
         everybody(9, 15)},
        {"another zone", edit([](Device &device) { device.timeZone = "Asia/Dubai"; }),
         everybody(9, 15)},
        {"another name", edit([](Device &device) { device.name = QStringLiteral("Door"); }), {}},
        {"out of use: nobody was absent", edit([](Device &device) { device.active = false; }), {}},
        {"settings from the beginning", saveTiming({}, settings), everybody(9, 15)},
        {"settings from Thursday", saveTiming(QDate(2026, 3, 12), settings), everybody(12, 15)},
        {"settings after the last day", saveTiming(QDate(2026, 3, 20), settings), {}},
        {"settings up to those that follow",
         [settings](FactFixture &school) {
             if (!await(school.stores().school.saveTiming({QDate(2026, 3, 14), settings},
                                                          {QStringLiteral("test")})))
                 return Result<FactCounts>(errors::cancelled());
             school.drain();
             return saveTiming(QDate(2026, 3, 12), settings)(school);
         },
         everybody(12, 13)},
        {"days from noon on: neighbours share punches", saveTiming(QDate(2026, 3, 14), fromNoon),
         everybody(13, 15)},
    });
}

void tst_factmarks::marksExactlyTheseDays()
{
    QFETCH(Engine, engine);
    QFETCH(rollcall::test::Change, change);
    FactFixture school(engine);
    QVERIFY(change(school));
    QTEST(school.dirty(), "days");
}

void tst_factmarks::daysUnderWayAreComputedAgain_data()
{
    const QJsonObject settings{{QStringLiteral("school_start"), QStringLiteral("07:00")}};
    const QDate day(2026, 3, 11);
    rollcall::test::addChangeRows({
        {"holiday",
         [day](FactFixture &school) {
             return await(school.stores().calendar.addHolidays(
                 {{{}, day, QStringLiteral("Holi"), {}}}, school.decision));
         },
         {QStringLiteral("holiday")}},
        {"settings", saveTiming(QDate(2026, 3, 10), settings), {QStringLiteral("late")}},
        {"direction",
         edit([](Device &device) { device.direction = Direction::Out; }),
         {QStringLiteral("present")}},
    });
}

/// A day without a record that is being computed while a fact comes in is computed again.
void tst_factmarks::daysUnderWayAreComputedAgain()
{
    QFETCH(Engine, engine);
    QFETCH(rollcall::test::Change, change);
    QFETCH(QStringList, days);
    FactFixture school(engine);
    const Result<std::unique_ptr<Database>> open =
        Database::open(school.database.config(), Access::ReadWrite);
    QVERIFY(open);
    for (const char *sql : {"DELETE FROM day_record WHERE day = '2026-03-11'",
                            "DELETE FROM log_outcome WHERE day = '2026-03-11'"})
        QVERIFY((*open)->direct("test.forget", QString::fromLatin1(sql)));
    storeUnderWay(school, QDate(2026, 3, 11), change);
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), days.first());
    const DayRecord record = school.record("S1", QDate(2026, 3, 11));
    QCOMPARE(record.out.isValid(), QByteArray(QTest::currentDataTag()).startsWith("direction"));
}

/// A day without a punch, on which only the mapping says that somebody is waited for.
void tst_factmarks::unmappedWhileADayIsUnderWay()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    storeUnderWay(school, QDate(2026, 3, 16), [](FactFixture &at) -> Result<FactCounts> {
        const UserMapping mapping{at.device, QStringLiteral("1"), at.person("S1"), {}, {}};
        const Result<MappingCounts> removed =
            await(at.stores().mappings.remove({mapping}, QStringLiteral("test")));
        return removed ? Result<FactCounts>(FactCounts{}) : removed.error();
    });
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-16")), QString());
}

void tst_factmarks::readingATerminalEndsTheWait()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    waitForTheTerminal(school);
    SyncSession session;
    session.device = school.device;
    session.startedUtc = school.clock.utcMilliseconds();
    session.id = await(school.stores().sessions.begin(session)).valueOr({});
    session.finishedUtc = session.startedUtc + 1000;
    session.counts.read = 5;
    QVERIFY(await(school.stores().sessions.finish(session)));
    QVERIFY(school.dirty().isEmpty()); // cut off in the middle: nothing is known of the rest
    session.complete = true;
    QVERIFY(await(school.stores().sessions.finish(session)));
    QCOMPARE(school.dirty(), inMarch({"S1 16"}));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-16")), QStringLiteral("absent"));
    QVERIFY(await(school.stores().sessions.finish(session)));
    QVERIFY(school.dirty().isEmpty());
}

void tst_factmarks::contactOfATerminalThatPollsEndsTheWait()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(edit([](Device &device) {
        device.mode = SyncMode::Push;
        device.driver = QStringLiteral("adms");
        device.serial = QStringLiteral("SN1");
    })(school));
    school.drain();
    waitForTheTerminal(school);
    const qint64 now = school.clock.utcMilliseconds();
    QVERIFY(await(school.stores().devices.noteContact(school.device, now)));
    QCOMPARE(school.dirty(), inMarch({"S1 16"}));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-16")), QStringLiteral("absent"));
}

ROLLCALL_TEST(tst_factmarks);
#include "tst_factmarks.moc"
