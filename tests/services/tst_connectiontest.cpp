// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>

#include <mutex>
#include <vector>

using namespace rollcall;
using rollcall::test::SchoolFixture;

class tst_connectiontest : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void findsTheStepThatFails_data();
    void findsTheStepThatFails();
    void nothingAnswers();
    void nameIsLookedUp();
    void allFine();
    void draftIsTestedBeforeItIsStored();
    void listedTerminalIsNotSetUpTwice();
    void onlyTheBeginningOfALargeLogIsRead();
    void pushDeviceHasNoConnection();
    void busyTerminalIsAConflict();
    void stopIsHonoured();
};

namespace {

struct Tested
{
    Result<TestReport> report = TestReport();
    QList<TestStepReport> told;

    StepState state(TestStep step) const { return at(step).state; }
    TestStepReport at(TestStep step) const
    {
        for (const TestStepReport &each : report->steps) {
            if (each.step == step)
                return each;
        }
        return {};
    }
};

Tested testOf(SchoolFixture &fixture, const DeviceDraft &draft, std::stop_token stop = {})
{
    Tested tested;
    std::mutex mutex;
    tested.report = await(fixture.composition->terminals().test(
        draft, std::move(stop), [&](const TestStepReport &step) {
            const std::lock_guard lock(mutex);
            tested.told.append(step);
        }));
    return tested;
}

DeviceDraft draftFor(quint16 port, const QString &key = {})
{
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Main Gate");
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.port = port;
    if (!key.isEmpty())
        draft.commKey = key;
    return draft;
}

SimOptions small()
{
    SimOptions options;
    options.users = 12;
    options.logs = 34;
    return options;
}

/// Each step once, in order, and told as it was reported.
void checkForm(const Tested &tested)
{
    QVERIFY2(tested.report, tested.report ? "" : qPrintable(tested.report.error().userText));
    QList<TestStep> steps;
    for (const TestStepReport &each : tested.report->steps)
        steps.append(each.step);
    QCOMPARE(steps, allTestSteps());
    QCOMPARE(tested.told.size(), tested.report->steps.size());
    bool hasFailed = false;
    for (qsizetype i = 0; i < tested.told.size(); ++i) {
        const TestStepReport &each = tested.report->steps.at(i);
        QCOMPARE(tested.told.at(i).step, each.step);
        QCOMPARE(tested.told.at(i).state, each.state);
        QCOMPARE(each.state == StepState::Skipped, hasFailed);
        hasFailed = hasFailed || each.state == StepState::Failed;
        const bool needsError = each.state == StepState::Failed || each.state == StepState::Warned;
        QCOMPARE(each.error.has_value(), needsError);
        if (each.error)
            QVERIFY(!each.error->userText.isEmpty());
    }
}

} // namespace

void tst_connectiontest::findsTheStepThatFails_data()
{
    QTest::addColumn<QString>("faultText");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("clockOffset");
    QTest::addColumn<TestStep>("step");
    QTest::addColumn<StepState>("state");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const QString none;
    const auto failed = StepState::Failed;
    const auto row = [&](const char *name, const char *fault, const char *serial, const char *key,
                         int offset, TestStep step, StepState state, ErrorCode code,
                         const char *says = "") {
        QTest::newRow(name) << QString::fromLatin1(fault) << QString::fromLatin1(serial)
                            << QString::fromLatin1(key) << offset << step << state << code
                            << QString::fromLatin1(says);
    };
    row("port is closed", "off", "", "", 0, TestStep::Port, failed, ErrorCode::Unreachable);
    row("access panel", "c3", "", "", 0, TestStep::Protocol, failed, ErrorCode::ProtocolViolation);
    row("web server", "http", "", "", 0, TestStep::Protocol, failed, ErrorCode::ProtocolViolation);
    row("garbage", "garbage", "", "", 0, TestStep::Protocol, failed, ErrorCode::ProtocolViolation);
    row("never answers", "busy", "", "", 0, TestStep::Protocol, failed, ErrorCode::Timeout);
    row("wrong key", "no-auth", "", "7", 0, TestStep::Key, failed, ErrorCode::AuthRejected);
    row("another terminal", "", "OTHER99", "", 0, TestStep::Serial, failed,
        ErrorCode::WrongTerminal);
    row("clock is ahead", "", "", "", 840, TestStep::Clock, StepState::Warned, ErrorCode::Conflict,
        "14 minute");
    row("clock is behind", "", "SIM0000001", "", -90, TestStep::Clock, StepState::Warned,
        ErrorCode::Conflict, "90 second");
    row("clock is at another day", "", "", "", 3 * 86400 + 5, TestStep::Clock, StepState::Warned,
        ErrorCode::Conflict, "3 day");
    row("cut in the users", "drop-after=700", "", "", 0, TestStep::Users, failed,
        ErrorCode::Unreachable);
}

void tst_connectiontest::findsTheStepThatFails()
{
    QFETCH(QString, faultText);
    QFETCH(QString, serial);
    QFETCH(QString, key);
    QFETCH(int, clockOffset);
    QFETCH(TestStep, step);
    QFETCH(StepState, state);
    QFETCH(ErrorCode, code);
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options = small();
    options.clockOffsetSeconds = clockOffset;
    options.commKey = key.isEmpty() ? 0 : 1234;
    if (!faultText.isEmpty() && faultText != u"off")
        options.faults = {parseFault(faultText).valueOr({})};
    std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    DeviceDraft draft = draftFor(terminal->port(), key);
    draft.device.serial = serial;
    if (faultText == u"off")
        terminal.reset();
    const Tested tested = testOf(fixture, draft);
    checkForm(tested);
    if (QTest::currentTestFailed())
        return;
    const TestStepReport found = tested.at(step);
    QVERIFY2(found.state == state,
             qPrintable(QStringLiteral("%1 %2")
                            .arg(int(found.state))
                            .arg(found.error ? found.error->userText : found.finding)));
    QCOMPARE(found.error->code, code);
    QFETCH(QString, says);
    QVERIFY2(found.error->userText.contains(says), qPrintable(found.error->userText));
    QCOMPARE(tested.report->passed(), state == StepState::Warned);
    for (const TestStepReport &each : tested.report->steps) {
        if (each.step < step)
            QCOMPARE(each.state, StepState::Passed);
    }
}

/// A backlog that is full answers nobody: like a terminal that is off, but at an address that a
/// test may use.
void tst_connectiontest::nothingAnswers()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.limits.connectMs = 300;
    fixture.reopen();
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    std::vector<std::unique_ptr<QTcpSocket>> callers;
    for (int i = 0; i < 4; ++i) {
        callers.push_back(std::make_unique<QTcpSocket>());
        callers.back()->connectToHost(QHostAddress::LocalHost, full.serverPort());
        callers.back()->waitForConnected(100);
    }
    const Tested tested = testOf(fixture, draftFor(full.serverPort()));
    checkForm(tested);
    QCOMPARE(tested.state(TestStep::Name), StepState::Passed);
    QCOMPARE(tested.state(TestStep::Reached), StepState::Failed);
    QCOMPARE(tested.at(TestStep::Reached).error->code, ErrorCode::Unreachable);
}

void tst_connectiontest::nameIsLookedUp()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(small());
    DeviceDraft draft = draftFor(terminal->port());
    draft.device.host = QStringLiteral("localhost");
    const Tested tested = testOf(fixture, draft);
    checkForm(tested);
    QVERIFY(tested.report->passed());
    QVERIFY2(tested.at(TestStep::Name).finding.contains(QStringLiteral("127.0.0.1")),
             qPrintable(tested.at(TestStep::Name).finding));
}

void tst_connectiontest::allFine()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options = small();
    options.commKey = 1234;
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port(),
                                         QStringLiteral("1234")); // kept in the secret store
    DeviceDraft draft;
    draft.device = fixture.device(id);
    const Tested tested = testOf(fixture, draft);
    checkForm(tested);
    QVERIFY(tested.report->passed());
    for (const TestStepReport &each : tested.report->steps)
        QCOMPARE(each.state, StepState::Passed);
    QCOMPARE(tested.at(TestStep::Serial).finding, options.serial);
    QVERIFY(tested.at(TestStep::Users).finding.contains(QStringLiteral("12")));
    QVERIFY(tested.at(TestStep::Logs).finding.contains(QStringLiteral("34")));
    QVERIFY(tested.report->info.has_value());
    QCOMPARE(tested.report->info->serial, options.serial);
    // A test changes nothing and stores nothing.
    QCOMPARE(fixture.device(id), draft.device);
    QCOMPARE(fixture.storedKeys(id), QStringList());
    QCOMPARE(fixture.sessions(id).size(), 0);
    QCOMPARE(terminal->tally().clears, 0);
}

void tst_connectiontest::draftIsTestedBeforeItIsStored()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options = small();
    options.commKey = 1234;
    const auto terminal = fixture.terminal(options);
    const Tested wrong = testOf(fixture, draftFor(terminal->port(), QStringLiteral("4321")));
    checkForm(wrong);
    QCOMPARE(wrong.state(TestStep::Key), StepState::Failed);
    const Tested right = testOf(fixture, draftFor(terminal->port(), QStringLiteral("01234")));
    checkForm(right);
    QVERIFY(right.report->passed());
    QCOMPARE(await(fixture.composition->stores().devices.devices())->size(), 0);
}

void tst_connectiontest::listedTerminalIsNotSetUpTwice()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(small());
    const DeviceId id = fixture.addAgent(QStringLiteral("Old Name"), terminal->port());
    QVERIFY(await(fixture.composition->sync().sync(id)));
    const Tested tested = testOf(fixture, draftFor(terminal->port()));
    checkForm(tested);
    QCOMPARE(tested.state(TestStep::Serial), StepState::Failed);
    QCOMPARE(tested.at(TestStep::Serial).error->code, ErrorCode::Conflict);
    QVERIFY(tested.at(TestStep::Serial).error->userText.contains(QStringLiteral("Old Name")));
}

void tst_connectiontest::onlyTheBeginningOfALargeLogIsRead()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options = small();
    options.users = 100;
    options.logs = 500'000;
    const auto terminal = fixture.terminal(options);
    const Tested tested = testOf(fixture, draftFor(terminal->port()));
    checkForm(tested);
    QVERIFY(tested.report->passed());
    QVERIFY2(tested.at(TestStep::Logs).finding.contains(QStringLiteral("500000")),
             qPrintable(tested.at(TestStep::Logs).finding));
    constexpr int kWhole = 500'000 / (65472 / 40);
    QVERIFY2(terminal->tally().pieces < kWhole / 5,
             qPrintable(QString::number(terminal->tally().pieces)));
}

void tst_connectiontest::pushDeviceHasNoConnection()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceDraft draft = draftFor(4370);
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    const Tested tested = testOf(fixture, draft);
    QVERIFY(!tested.report);
    QCOMPARE(tested.report.error().code, ErrorCode::Unsupported);
}

void tst_connectiontest::busyTerminalIsAConflict()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.limits.handshakeMs = 20000;
    fixture.reopen();
    SimOptions options = small();
    options.faults = {parseFault(u"busy").valueOr({})};
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    const Answer<SyncOutcome> sync = fixture.composition->sync().sync(id);
    QTRY_COMPARE(terminal->tally().connections.load(), 1);
    // By its address, although it has no id.
    const Tested tested = testOf(fixture, draftFor(terminal->port()));
    QVERIFY(!tested.report);
    QCOMPARE(tested.report.error().code, ErrorCode::Conflict);
    QCOMPARE(terminal->tally().connections, 1);
    fixture.composition->sync().cancel(id);
    QVERIFY(await(sync));
}

void tst_connectiontest::stopIsHonoured()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.limits.handshakeMs = 20000;
    fixture.reopen();
    SimOptions options = small();
    options.faults = {parseFault(u"busy").valueOr({})};
    const auto terminal = fixture.terminal(options);
    std::stop_source stop;
    const Answer<TestReport> answer =
        fixture.composition->terminals().test(draftFor(terminal->port()), stop.get_token(), {});
    QTRY_COMPARE(terminal->tally().connections.load(), 1);
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    const Result<TestReport> report = await(answer);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(report);
    QCOMPARE(report->steps.at(int(TestStep::Protocol)).error->code, ErrorCode::Cancelled);
}

ROLLCALL_TEST(tst_connectiontest);
#include "tst_connectiontest.moc"
