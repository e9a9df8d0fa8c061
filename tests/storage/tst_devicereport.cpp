// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"
#include "core/storage/devicereportrows.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <map>

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

/// What push terminals tell beside punches, as it lies in the store afterwards (push-protocols.md,
/// sections 2.7, 2.10 and 2.15).
class tst_devicereport : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void mergesUsers_data();
    void mergesUsers();
    void takesResults_data();
    void takesResults();
    void answersOnlyItsOwnCommands_data() { TempDatabase::addEngineRows(); }
    void answersOnlyItsOwnCommands();
    void reportAloneCountsNothing_data() { TempDatabase::addEngineRows(); }
    void reportAloneCountsNothing();
    void reportSharesTheFateOfItsPunches_data() { TempDatabase::addEngineRows(); }
    void reportSharesTheFateOfItsPunches();
    void remembersAcrossRestarts_data() { TempDatabase::addEngineRows(); }
    void remembersAcrossRestarts();
    void resentLogIsKeptOnce_data() { TempDatabase::addEngineRows(); }
    void resentLogIsKeptOnce();
    void logIsBounded_data() { TempDatabase::addEngineRows(); }
    void logIsBounded();
    void listsWhatCameLately_data() { TempDatabase::addEngineRows(); }
    void listsWhatCameLately();
    void cleanupTestCase() { m_schools.clear(); }

private:
    /// With a device of its own for each row: to make a database takes longer than to use it.
    StoreFixture &schoolFor(Engine engine);

    std::map<Engine, std::unique_ptr<StoreFixture>> m_schools;
};

namespace {

/// Every row for each engine there is.
QList<QPair<QByteArray, Engine>> engines()
{
    QList<QPair<QByteArray, Engine>> all{{"sqlite", Engine::Sqlite}};
    if (TempDatabase::hasPostgres())
        all.append({"psql", Engine::Postgres});
    return all;
}

Result<IngestCounts> tell(StoreFixture &fixture, const DeviceReport &report,
                          const QList<RawLog> &logs = {})
{
    IngestBatch batch;
    batch.device = fixture.device;
    batch.source = LogSource::Push;
    batch.timeZone = "Asia/Kolkata";
    batch.logs = logs;
    batch.report = report;
    return await(fixture.stores().logs.store(batch, fixture.clock.utcMilliseconds()));
}

ReportedUser user(std::optional<QString> name, std::optional<QString> card,
                  std::optional<int> privilege, std::optional<QString> group)
{
    return {QStringLiteral("007"), std::move(name), std::move(card), privilege, false,
            std::move(group)};
}

DeviceLogEntry entry(int code, int minute)
{
    const WallTime morning = WallTime::parse(u"2026-03-12 08:00:00");
    return {QStringLiteral("oplog"), code, morning.addSeconds(60LL * minute),
            QStringLiteral("operator=1")};
}

PushMemory memoryOf(StoreFixture &fixture)
{
    return await(fixture.stores().push.memory(fixture.device)).valueOr({});
}

DeviceCommand queueOne(StoreFixture &fixture, DeviceId device)
{
    return await(fixture.stores().push.queueCommands(device, {QStringLiteral("CHECK")},
                                                     QStringLiteral("test")))
        ->first();
}

/// One command, as the terminal left it.
DeviceCommand only(StoreFixture &fixture, DeviceId device)
{
    const QList<DeviceCommand> commands =
        await(fixture.stores().push.commands(device, 10)).valueOr({});
    return commands.size() == 1 ? commands.first() : DeviceCommand{};
}

} // namespace

StoreFixture &tst_devicereport::schoolFor(Engine engine)
{
    std::unique_ptr<StoreFixture> &school = m_schools[engine];
    if (!school)
        school = std::make_unique<StoreFixture>(engine);
    school->device = school->addDevice(QString::fromLatin1(QTest::currentTestFunction()) + u' ' +
                                       QString::fromLatin1(QTest::currentDataTag()));
    return *school;
}

void tst_devicereport::mergesUsers_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<ReportedUser>("told");
    QTest::addColumn<ReportedUser>("expected");
    const QString name = QStringLiteral("Asha");
    const QString card = QStringLiteral("123456789");
    const QString group = QStringLiteral("1");
    ReportedUser oddPrivilege = user({}, {}, {}, {});
    oddPrivilege.privilegeUnknown = true;
    ReportedUser withoutPrivilege = user(name, card, {}, group);
    withoutPrivilege.privilegeUnknown = true;
    for (const auto &[word, engine] : engines()) {
        const auto row = [word = word, engine = engine](const char *what, const ReportedUser &told,
                                                        const ReportedUser &expected) {
            QTest::newRow(QByteArray(word + ", " + what).constData()) << engine << told << expected;
        };
        row("says nothing new", user({}, {}, {}, {}), user(name, card, 14, group));
        row("another name", user(QStringLiteral("Asha K."), {}, {}, {}),
            user(QStringLiteral("Asha K."), card, 14, group));
        row("another card", user({}, QStringLiteral("5"), {}, {}),
            user(name, QStringLiteral("5"), 14, group));
        row("card taken away", user({}, QString(), {}, {}), user(name, QString(), 14, group));
        row("no administrator any more", user({}, {}, 0, {}), user(name, card, 0, group));
        row("a privilege nobody knows", oddPrivilege, withoutPrivilege);
        row("another group", user({}, {}, {}, QStringLiteral("9")),
            user(name, card, 14, QStringLiteral("9")));
    }
}

void tst_devicereport::mergesUsers()
{
    QFETCH(Engine, engine);
    QFETCH(ReportedUser, told);
    QFETCH(ReportedUser, expected);
    StoreFixture &fixture = schoolFor(engine);
    DeviceReport first;
    first.users = {
        user(QStringLiteral("Asha"), QStringLiteral("123456789"), 14, QStringLiteral("1"))};
    QVERIFY(tell(fixture, first));
    DeviceReport second;
    second.users = {told};
    QVERIFY(tell(fixture, second));
    QVERIFY(tell(fixture, second)); // resent
    const Result<QList<ReportedUser>> users = await(fixture.stores().push.users(fixture.device, 0));
    QVERIFY(users);
    QCOMPARE(*users, QList<ReportedUser>{expected});
}

void tst_devicereport::takesResults_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<PushFamily>("family");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<CommandState>("state");
    for (const auto &[word, engine] : engines()) {
        const auto row = [word = word, engine = engine](const char *what, PushFamily family,
                                                        qint64 value, CommandState state) {
            QTest::newRow(QByteArray(word + ", " + what).constData())
                << engine << family << value << state;
        };
        row("att, done", PushFamily::Attendance, 0, CommandState::Done);
        row("att, unknown user", PushFamily::Attendance, -10, CommandState::Failed);
        row("att, positive", PushFamily::Attendance, 2, CommandState::Failed);
        row("att, a number of the other dialect", PushFamily::Attendance, -5000,
            CommandState::Failed);
        row("acc, done", PushFamily::Access, 0, CommandState::Done);
        row("acc, a count", PushFamily::Access, 12, CommandState::Done);
        row("acc, wrong table", PushFamily::Access, -629, CommandState::Failed);
        row("acc, still going on", PushFamily::Access, -5000, CommandState::Sent);
    }
}

void tst_devicereport::takesResults()
{
    QFETCH(Engine, engine);
    QFETCH(PushFamily, family);
    QFETCH(qint64, value);
    QFETCH(CommandState, state);
    StoreFixture &fixture = schoolFor(engine);
    DeviceReport first;
    first.family = family;
    QVERIFY(tell(fixture, first));
    const DeviceCommand command = queueOne(fixture, fixture.device);
    QCOMPARE(await(fixture.stores().push.takeCommands(fixture.device, 5, {}))->commands.size(), 1);
    DeviceReport report;
    report.results = {{command.wireId, value, QStringLiteral("CHECK"), QStringLiteral("a=b")}};
    QVERIFY(tell(fixture, report));
    const DeviceCommand after = only(fixture, fixture.device);
    QCOMPARE(after.state, state);
    const bool isOver = state != CommandState::Sent;
    QCOMPARE(after.value, isOver ? std::optional(value) : std::nullopt);
    QCOMPARE(after.result, isOver ? QStringLiteral("a=b") : QString());
    // What was answered once is not answered anew.
    report.results.first().value = isOver ? -1 : 0;
    QVERIFY(tell(fixture, report));
    QCOMPARE(only(fixture, fixture.device).state, isOver ? state : CommandState::Done);
}

void tst_devicereport::answersOnlyItsOwnCommands()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const DeviceId other = fixture.addDevice(QStringLiteral("Back Gate"));
    const DeviceCommand command = queueOne(fixture, other);
    DeviceReport report;
    report.results = {{command.wireId, 0, QStringLiteral("CHECK"), {}},
                      {QStringLiteral("ABC"), 0, QStringLiteral("CHECK"), {}},
                      {{}, 0, QStringLiteral("CHECK"), {}}};
    QVERIFY(tell(fixture, report));
    QCOMPARE(only(fixture, other).state, CommandState::Queued);
}

void tst_devicereport::reportAloneCountsNothing()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceReport report;
    report.facts = {{QStringLiteral("UserCount"), QStringLiteral("12")}};
    const Result<IngestCounts> counts = tell(fixture, report);
    QVERIFY(counts);
    QCOMPARE(*counts, IngestCounts());
    report.facts.insert(QStringLiteral("UserCount"), QStringLiteral("13"));
    const Result<IngestCounts> withPunch =
        tell(fixture, report,
             {StoreFixture::log(QStringLiteral("007"), QStringLiteral("2026-03-12 08:00:00"))});
    QVERIFY(withPunch);
    QCOMPARE(withPunch->read, 1);
    QCOMPARE(withPunch->added, 1);
    QCOMPARE(await(fixture.stores().push.facts(fixture.device)).valueOr({}), report.facts);
}

void tst_devicereport::reportSharesTheFateOfItsPunches()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    fixture.device = DeviceId{4711}; // there is none
    DeviceReport report;
    report.facts = {{QStringLiteral("UserCount"), QStringLiteral("12")}};
    report.log = {entry(4, 0)};
    const Result<IngestCounts> counts =
        tell(fixture, report,
             {StoreFixture::log(QStringLiteral("007"), QStringLiteral("2026-03-12 08:00:00"))});
    QVERIFY(!counts);
    QCOMPARE(counts.error().code, ErrorCode::StorageFailure);
    QVERIFY(await(fixture.stores().push.facts(fixture.device))->isEmpty());
    QVERIFY(await(fixture.stores().push.deviceLog(fixture.device, 0, 10))->isEmpty());
}

void tst_devicereport::remembersAcrossRestarts()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QCOMPARE(memoryOf(fixture), PushMemory());
    DeviceReport report;
    report.family = PushFamily::Access;
    report.language = QStringLiteral("83");
    report.attStamp = QStringLiteral("100");
    report.operStamp = QStringLiteral("7");
    QVERIFY(tell(fixture, report));
    DeviceReport older;
    older.attStamp = QStringLiteral("99"); // batches arrive out of order
    older.operStamp = QStringLiteral("9999");
    QVERIFY(tell(fixture, older));
    fixture.reopen();
    PushMemory expected;
    expected.family = PushFamily::Access;
    expected.language = QStringLiteral("83");
    expected.attStamp = QStringLiteral("100");
    expected.operStamp = QStringLiteral("7");
    QCOMPARE(memoryOf(fixture), expected);
}

void tst_devicereport::resentLogIsKeptOnce()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceReport report;
    DeviceLogEntry timeless = entry(22, 0);
    timeless.at = WallTime();
    report.log = {entry(4, 0), entry(4, 1), timeless};
    QVERIFY(tell(fixture, report));
    report.log.append(entry(4, 2));
    report.log.append(entry(4, 2)); // twice in one upload
    QVERIFY(tell(fixture, report));
    const QList<DeviceLogEntry> expected{entry(4, 2), timeless, entry(4, 1), entry(4, 0)};
    QCOMPARE(await(fixture.stores().push.deviceLog(fixture.device, 0, 10)).valueOr({}), expected);
    QCOMPARE(await(fixture.stores().push.deviceLog(fixture.device, 0, 2)).valueOr({}),
             expected.mid(0, 2));
}

void tst_devicereport::logIsBounded()
{
    constexpr int kKept = 10'000;
    constexpr int kNew = 30;
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const DeviceId gate = fixture.device;
    const DeviceId other = fixture.addDevice(QStringLiteral("Back Gate"));
    {
        const Result<std::unique_ptr<Database>> database =
            Database::open(fixture.database.config(), Access::ReadWrite);
        QVERIFY(database);
        // Entries of the two come by turns, so that neither has every id.
        QVERIFY((*database)->execute(
            "test.fill",
            QStringLiteral("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                           "i < ?) INSERT INTO device_log (device_id, kind, code, at, "
                           "received_utc) SELECT CASE WHEN i % 2 = 0 THEN CAST(? AS BIGINT) ELSE "
                           "CAST(? AS BIGINT) END, 'other', "
                           "i, '', 0 FROM n"),
            {qint64(2 * kKept), gate.value, other.value}));
    }
    PushStore &push = fixture.stores().push;
    QCOMPARE(await(push.deviceLog(gate, 0, 2 * kKept))->size(), kKept);
    for (int minute = 0; minute < kNew; ++minute) {
        DeviceReport report;
        report.log = {entry(4, minute)};
        QVERIFY(tell(fixture, report));
    }
    const QList<DeviceLogEntry> kept = await(push.deviceLog(gate, 0, 2 * kKept)).valueOr({});
    QCOMPARE(kept.size(), kKept);
    QCOMPARE(kept.first(), entry(4, kNew - 1));
    QCOMPARE(kept.last().code, 2 * (kNew + 1)); // the oldest went
    QCOMPARE(await(push.deviceLog(other, 0, 2 * kKept))->size(), kKept);
}

void tst_devicereport::listsWhatCameLately()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceReport report;
    report.log = {entry(4, 0)};
    report.users = {user(QStringLiteral("Asha"), {}, {}, {})};
    QVERIFY(tell(fixture, report));
    fixture.clock.advance(1000);
    const qint64 later = fixture.clock.utcMilliseconds();
    // A terminal whose clock was lost says something of long ago, and says it now.
    DeviceLogEntry lost = entry(22, 0);
    lost.at = WallTime::parse(u"2000-01-01 00:00:00");
    report.log = {lost};
    report.users.first().userId = QStringLiteral("8");
    QVERIFY(tell(fixture, report));
    PushStore &push = fixture.stores().push;
    QCOMPARE(await(push.deviceLog(fixture.device, later, 10)).valueOr({}),
             QList<DeviceLogEntry>{lost});
    QCOMPARE(await(push.deviceLog(fixture.device, later - 1000, 10))->size(), 2);
    QCOMPARE(await(push.users(fixture.device, later))->size(), 1);
    QCOMPARE(await(push.users(fixture.device, later))->first().userId, QStringLiteral("8"));
    QCOMPARE(await(push.users(fixture.device, 0))->size(), 2);
}

ROLLCALL_TEST(tst_devicereport);
#include "tst_devicereport.moc"
