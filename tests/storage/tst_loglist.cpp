// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <utility>

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

/// The list of raw logs with what became of them, in pages.
class tst_loglist : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void filters_data();
    void filters();
    void pagesFollowEachOther_data() { TempDatabase::addEngineRows(); }
    void pagesFollowEachOther();
    void goesBackwards_data() { TempDatabase::addEngineRows(); }
    void goesBackwards();
    void countsAndFindsPages_data();
    void countsAndFindsPages();
    void countsOnlyADevice_data() { TempDatabase::addEngineRows(); }
    void countsOnlyADevice();
    void beginsAmongTheLogsOfOthers_data() { TempDatabase::addEngineRows(); }
    void beginsAmongTheLogsOfOthers();
    void tellsHowUsersWereRecognized_data() { TempDatabase::addEngineRows(); }
    void tellsHowUsersWereRecognized();
    void tellsWhereAShiftedLogCounts_data() { TempDatabase::addEngineRows(); }
    void tellsWhereAShiftedLogCounts();

private:
    /// S1 is user 1 of both gates; user 7 is nobody.
    static PersonId fill(StoreFixture &fixture);
};

namespace {

/// Sets a filter, given the second gate and the person.
using Narrow = std::function<void(LogFilter &, DeviceId, PersonId)>;

const WallTime kNow = WallTime::fromFields(2026, 11, 22, 10, 0, 0);

void compute(StoreFixture &fixture)
{
    const AttendanceEngine engine;
    QList<DayChange> changes;
    const Result<QList<DayTask>> tasks = await(fixture.stores().days.dirtyTasks({}, 1000, kNow));
    for (const DayTask &task : tasks.valueOr({}))
        changes.append(changeOf(task.stored, engine.computeDay(task.input)));
    QCOMPARE(*await(fixture.stores().days.save(changes, 1)), changes.size());
}

QStringList shown(const QList<LogRow> &rows)
{
    QStringList lines;
    for (const LogRow &row : rows)
        lines.append(QStringList{row.key.at.toString().mid(5, 11), row.deviceName, row.userId,
                                 outcomeWord(row.outcome)}
                         .join(u' '));
    return lines;
}

} // namespace

PersonId tst_loglist::fill(StoreFixture &fixture)
{
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    const DeviceId second = fixture.addDevice(QStringLiteral("Back Gate"));
    const auto mapped =
        await(fixture.stores().mappings.add({{fixture.device, QStringLiteral("1"), person, {}, {}},
                                             {second, QStringLiteral("1"), person, {}, {}}},
                                            {}, {}));
    const auto stored = fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00")),
         StoreFixture::log(QStringLiteral("7"), QStringLiteral("2026-03-12 08:00:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:20")),
         StoreFixture::log(QStringLiteral("7"), QStringLiteral("2027-03-12 09:00:00"))});
    fixture.device = second;
    const auto atSecond = fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 14:00:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-13 08:05:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2000-01-01 00:00:30"))});
    compute(fixture);
    return mapped && stored && atSecond ? person : PersonId{};
}

void tst_loglist::filters_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<Narrow>("narrow");
    QTest::addColumn<QStringList>("expected");
    const QString old = QStringLiteral("01-01 00:00 Back Gate 1 clock_suspect");
    const QString in = QStringLiteral("03-12 08:00 Main Gate 1 in");
    const QString nobody = QStringLiteral("03-12 08:00 Main Gate 7 unmapped");
    const QString repeat = QStringLiteral("03-12 08:00 Main Gate 1 repeat");
    const QString out = QStringLiteral("03-12 14:00 Back Gate 1 out");
    const QString alone = QStringLiteral("03-13 08:05 Back Gate 1 in");
    const QString ahead = QStringLiteral("03-12 09:00 Main Gate 7 clock_suspect");
    QList<Engine> engines{Engine::Sqlite};
    if (TempDatabase::hasPostgres())
        engines.append(Engine::Postgres);
    for (const Engine engine : engines) {
        const auto row = [engine](const char *name) -> QTestData & {
            return QTest::addRow("%s %s", engine == Engine::Sqlite ? "sqlite" : "psql", name)
                   << engine;
        };
        row("all") << Narrow([](LogFilter &, DeviceId, PersonId) {})
                   << QStringList{old, in, nobody, repeat, out, alone, ahead};
        row("of a device") << Narrow([](LogFilter &filter, DeviceId second, PersonId) {
            filter.device = second;
        }) << QStringList{old, out, alone};
        row("of a person") << Narrow([](LogFilter &filter, DeviceId, PersonId person) {
            filter.person = person;
        }) << QStringList{old, in, repeat, out, alone};
        row("of nobody") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.unmappedOnly = true;
        }) << QStringList{nobody, ahead};
        row("that came in") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.outcome = Outcome::In;
        }) << QStringList{in, alone};
        row("with a doubtful clock") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.outcome = Outcome::ClockSuspect;
        }) << QStringList{old, ahead};
        row("unmapped") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.outcome = Outcome::Unmapped;
        }) << QStringList{nobody};
        row("between two seconds, both included")
            << Narrow([](LogFilter &filter, DeviceId, PersonId) {
                   filter.from = WallTime::parse(u"2026-03-12 08:00:20");
                   filter.to = WallTime::parse(u"2026-03-12 14:00:00");
               })
            << QStringList{repeat, out};
        row("nothing fits") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.outcome = Outcome::NoDay;
        }) << QStringList();
    }
}

void tst_loglist::filters()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId person = fill(fixture);
    QVERIFY(person.isValid());
    QFETCH(Narrow, narrow);
    LogFilter filter;
    narrow(filter, fixture.device, person);
    const Result<LogPage> page = await(fixture.stores().logs.logs(filter, {}, 100));
    QVERIFY(page);
    QVERIFY(!page->next);
    QTEST(shown(page->rows), "expected");
}

void tst_loglist::pagesFollowEachOther()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(fill(fixture).isValid());
    const Result<LogPage> all = await(fixture.stores().logs.logs({}, {}, 100));
    QList<LogRow> walked;
    int pages = 0;
    for (std::optional<LogKey> after = LogKey(); after; ++pages) {
        const Result<LogPage> page = await(fixture.stores().logs.logs({}, *after, 2));
        QVERIFY(page);
        QVERIFY(page->rows.size() <= 2);
        walked += page->rows;
        after = page->next;
    }
    QCOMPARE(pages, 4);
    QCOMPARE(walked, all->rows);
    const LogRow first = walked.at(1);
    QCOMPARE(first.personNumber, QStringLiteral("S1"));
    QCOMPARE(first.personName, QStringLiteral("Pupil S1"));
    QCOMPARE(first.day, QDate(2026, 3, 12));
    QCOMPARE(first.receivedUtc, fixture.clock.utcMilliseconds());
}

void tst_loglist::goesBackwards()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(fill(fixture).isValid());
    const Result<LogPage> all = await(fixture.stores().logs.logs({}, {}, 100));
    LogFilter back;
    back.newestFirst = true;
    QList<LogRow> walked;
    for (std::optional<LogKey> after = LogKey(); after;) {
        const Result<LogPage> page = await(fixture.stores().logs.logs(back, *after, 2));
        QVERIFY(page);
        walked += page->rows;
        after = page->next;
    }
    std::reverse(walked.begin(), walked.end());
    QCOMPARE(walked, all->rows);
    back.from = WallTime::parse(u"2026-03-12 08:00:20");
    back.to = WallTime::parse(u"2026-03-13 08:05:00");
    QCOMPARE(await(fixture.stores().logs.logs(back, {}, 100))->rows,
             QList<LogRow>({walked.at(5), walked.at(4), walked.at(3)}));
}

void tst_loglist::countsAndFindsPages_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<Narrow>("narrow");
    QTest::addColumn<int>("rows");
    QList<Engine> engines{Engine::Sqlite};
    if (TempDatabase::hasPostgres())
        engines.append(Engine::Postgres);
    for (const Engine engine : engines) {
        const auto row = [engine](const char *name) -> QTestData & {
            return QTest::addRow("%s %s", engine == Engine::Sqlite ? "sqlite" : "psql", name)
                   << engine;
        };
        row("all") << Narrow([](LogFilter &, DeviceId, PersonId) {}) << 3;
        row("the newest first") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.newestFirst = true;
        }) << 3;
        row("of nobody") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.unmappedOnly = true;
        }) << 0;
        row("of a person") << Narrow([](LogFilter &filter, DeviceId, PersonId person) {
            filter.person = person;
        }) << 3;
        row("from a day on") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.from = WallTime::parse(u"2026-03-12 00:00:00");
        }) << 2;
        row("up to a day, the newest first") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.to = WallTime::parse(u"2026-03-12 23:59:59");
            filter.newestFirst = true;
        }) << 2;
        row("by id") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.text = QStringLiteral("1");
        }) << 3;
        row("by words in any order") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.text = QStringLiteral(" s1  PUP");
        }) << 3;
        row("by words of nobody") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.text = QStringLiteral("pupil 9");
        }) << 0;
        row("by something that is no word") << Narrow([](LogFilter &filter, DeviceId, PersonId) {
            filter.text = QStringLiteral("%");
        }) << 0;
    }
}

/// The pages that are read from the starts are the whole list, whatever the filter.
void tst_loglist::countsAndFindsPages()
{
    QFETCH(Engine, engine);
    QFETCH(Narrow, narrow);
    StoreFixture fixture(engine);
    const PersonId person = fill(fixture);
    LogFilter filter;
    filter.device = fixture.device;
    narrow(filter, fixture.device, person);
    LogStore &logs = fixture.stores().logs;
    const Result<LogSpan> span = await(logs.span(filter));
    QVERIFY2(span, span ? "" : qPrintable(span.error().detail));
    QTEST(static_cast<int>(span->rows), "rows");
    const Result<LogPage> all = await(logs.logs(filter, {}, 100));
    QVERIFY(all);
    QCOMPARE(all->rows.size(), span->rows);
    if (span->rows > 0) {
        QCOMPARE(qMin(all->rows.first().key.at, all->rows.last().key.at), span->first);
        QCOMPARE(qMax(all->rows.first().key.at, all->rows.last().key.at), span->last);
    }
    const Result<QList<LogKey>> starts = await(logs.pageStarts(filter, 1));
    QVERIFY2(starts, starts ? "" : qPrintable(starts.error().detail));
    QList<LogRow> walked;
    for (const LogKey &start : *starts)
        walked += await(logs.logs(filter, start, 1))->rows;
    QCOMPARE(walked, all->rows);
}

/// A terminal with many logs that others wrote before and after.
void tst_loglist::beginsAmongTheLogsOfOthers()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    constexpr int kMany = 21'000; // more than are picked out and sorted
    constexpr qint64 kDay = 24LL * 3600;
    const WallTime begin = WallTime::fromFields(2026, 3, 1, 8, 0, 0);
    const auto logsOf = [](const WallTime &from, int count) {
        QList<RawLog> logs;
        for (int i = 0; i < count; ++i) {
            RawLog log;
            log.userId = QString::number(i % 7);
            log.at = from.addSeconds(i * 10);
            logs.append(log);
        }
        return logs;
    };
    QVERIFY(fixture.store(logsOf(begin, kMany)));
    const DeviceId gate = std::exchange(fixture.device, fixture.addDevice(QStringLiteral("Door")));
    QVERIFY(fixture.store(logsOf(begin.addSeconds(-9 * kDay), 40) +
                          logsOf(begin.addSeconds(9 * kDay), 40)));
    LogFilter filter;
    filter.device = gate;
    LogStore &logs = fixture.stores().logs;
    const Result<LogPage> oldest = await(logs.logs(filter, {}, 2));
    QVERIFY(oldest);
    QCOMPARE(oldest->rows.first().key.at, begin);
    QCOMPARE(oldest->rows.last().key.at, begin.addSeconds(10));
    filter.newestFirst = true;
    const Result<LogPage> newest = await(logs.logs(filter, {}, 2));
    QVERIFY(newest);
    QCOMPARE(newest->rows.first().key.at, begin.addSeconds((kMany - 1) * 10));
    QCOMPARE(newest->rows.last().key.at, begin.addSeconds((kMany - 2) * 10));
    const Result<LogPage> next = await(logs.logs(filter, *newest->next, 1));
    QCOMPARE(next->rows.first().key.at, begin.addSeconds((kMany - 3) * 10));
}

void tst_loglist::countsOnlyADevice()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(!await(fixture.stores().logs.span({})));
    LogFilter filter;
    filter.device = fixture.device;
    QCOMPARE(await(fixture.stores().logs.span(filter))->rows, 0);
    QCOMPARE(await(fixture.stores().logs.pageStarts(filter, 10))->size(), 1);
    filter.outcome = Outcome::Unmapped;
    QVERIFY(!await(fixture.stores().logs.pageStarts(filter, 10)));
}

void tst_loglist::tellsHowUsersWereRecognized()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const auto punch = [](const char *user, int minute, int verify) {
        RawLog log;
        log.userId = QString::fromLatin1(user);
        log.at = WallTime::fromFields(2026, 3, 12, 8, minute, 0);
        log.verify = verify;
        return log;
    };
    QVERIFY(fixture.store({punch("1", 0, 1), punch("1", 1, 15), punch("1", 2, 1), punch("2", 0, -1),
                           punch("2", 1, 0), punch("3", 0, 10)}));
    const DeviceId gate = std::exchange(fixture.device, fixture.addDevice(QStringLiteral("Door")));
    QVERIFY(fixture.store({punch("3", 0, 25)}));
    Result<QList<Recognition>> found = await(fixture.stores().logs.recognitions(gate));
    QVERIFY(found);
    QList<Recognition> list = *found;
    std::sort(list.begin(), list.end(),
              [](const auto &a, const auto &b) { return a.userId < b.userId; });
    const QList<Recognition> expected{
        {QStringLiteral("1"), VerifyMethod::Fingerprint | VerifyMethod::Face},
        {QStringLiteral("3"), VerifyMethod::Fingerprint | VerifyMethod::Card}};
    QCOMPARE(list, expected);
}

void tst_loglist::tellsWhereAShiftedLogCounts()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(fill(fixture).isValid());
    ClockFact shift;
    shift.kind = ClockFactKind::Shift;
    shift.device = fixture.device;
    shift.from = shift.to = QDate(2026, 3, 13);
    shift.minutes = 24 * 60;
    QVERIFY(await(fixture.stores().clocks.add(
        shift, {QStringLiteral("test"), QStringLiteral("it was a day behind")})));
    compute(fixture);
    const Result<LogPage> page = await(fixture.stores().logs.logs({}, {}, 100));
    const LogRow row = page->rows.at(5);
    QCOMPARE(row.key.at, WallTime::parse(u"2026-03-13 08:05:00"));
    QCOMPARE(row.countsAt, WallTime::parse(u"2026-03-14 08:05:00"));
    QCOMPARE(row.day, QDate(2026, 3, 14));
    QCOMPARE(row.outcome, Outcome::In);
}

ROLLCALL_TEST(tst_loglist);
#include "tst_loglist.moc"
