// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simpush.h"
#include "tests/devices/push/pushfixture.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTest>
#include <QThread>

#include <functional>
#include <memory>

using namespace rollcall;
using namespace rollcall::test;

/// Simulated terminals against the real listener and a real database, with the habits and mishaps
/// of real ones: nothing is lost, nothing is stored twice.
class tst_pushterminals : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void admsDelivers_data();
    void admsDelivers();
    void admsLivesThroughADay();
    void jsonDelivers_data();
    void jsonDelivers();
    void jsonStopsWhenAPersonMustLook();
};

namespace {

constexpr auto kSerial = "SIM0000000001";

QJsonObject admsSetup()
{
    return {{QStringLiteral("zone"), QStringLiteral("Asia/Kolkata")},
            {QStringLiteral("server_time"), QStringLiteral("2026-11-22T10:00:00+05:30")},
            {QStringLiteral("devices"),
             QJsonArray{QJsonObject{{QStringLiteral("sn"), QString::fromLatin1(kSerial)},
                                    {QStringLiteral("status"), QStringLiteral("active")},
                                    {QStringLiteral("sync_mode"), QStringLiteral("push")}}}}};
}

SimPushOptions terminal(const PushFixture &fixture)
{
    SimPushOptions options;
    options.server = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(fixture.port()));
    options.serial = QString::fromLatin1(kSerial);
    options.token = PushFixture::kToken;
    options.users = 40;
    options.logs = 300;
    options.batch = 50;
    options.errorDelayMs = 300;
    options.pollMs = 20;
    return options;
}

/// A blocking terminal beside the listener, which lives on the test's thread.
class Running
{
public:
    explicit Running(std::function<SimPushTally(const std::stop_token &)> run)
        : m_thread(
              QThread::create([this, run = std::move(run)] { tally = run(m_stop.get_token()); }))
    {
        m_thread->start();
    }
    ~Running() { end(); }
    bool isOver() const { return m_thread->isFinished(); }
    /// Its last request is still answered meanwhile.
    void end()
    {
        m_stop.request_stop();
        QTRY_VERIFY(m_thread->isFinished());
    }

    SimPushTally tally; ///< once it is over

private:
    std::stop_source m_stop;
    std::unique_ptr<QThread> m_thread;
};

/// What the terminal holds, and what is stored, as comparable text.
QStringList keysOf(const QList<SimPushPunch> &punches)
{
    QStringList keys;
    for (const SimPushPunch &punch : punches)
        keys.append(QString(punch.userId % u' ' % punch.at.toString() % u' ' %
                            QString::number(punch.state)));
    keys.sort();
    return keys;
}
QStringList keysOf(const QList<StoredPunch> &punches)
{
    QStringList keys;
    for (const StoredPunch &punch : punches)
        keys.append(
            QString(punch.userId % u' ' % punch.timestamp % u' ' % QString::number(punch.state)));
    keys.sort();
    return keys;
}

bool isAnswered(const PushFixture &fixture, CommandState state)
{
    const QList<DeviceCommand> commands =
        await(fixture.storage->stores().push.commands(
                  fixture.terminals.value(QString::fromLatin1(kSerial)), 10))
            .valueOr({});
    return !commands.isEmpty() && commands.first().state == state;
}

void queue(const PushFixture &fixture, const QString &command)
{
    QVERIFY(await(fixture.storage->stores().push.queueCommands(
        fixture.terminals.value(QString::fromLatin1(kSerial)), {command}, QStringLiteral("test"))));
}

} // namespace

void tst_pushterminals::admsDelivers_data()
{
    QTest::addColumn<std::function<void(SimPushOptions &)>>("change");
    using Change = std::function<void(SimPushOptions &)>;
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("as the maker says", [](SimPushOptions &) {});
    row("a connection for each request", [](SimPushOptions &o) { o.habits.closeEach = true; });
    row("no Host", [](SimPushOptions &o) { o.habits.withoutHost = true; });
    row("aspx", [](SimPushOptions &o) { o.aspx = true; });
    row("table swallows its neighbour", [](SimPushOptions &o) { o.swallowsNeighbour = true; });
    row("body in pieces", [](SimPushOptions &o) { o.habits.slowBody = true; });
    row("answers lost", [](SimPushOptions &o) {
        o.losesAnswers = 3;
        o.errorDelayMs = 20;
    });
    row("every batch twice", [](SimPushOptions &o) { o.resendsEachBatch = true; });
    row("newest first", [](SimPushOptions &o) { o.backwards = true; });
    row("lines that are no punch", [](SimPushOptions &o) { o.garbageLines = 2; });
    row("one punch a request", [](SimPushOptions &o) {
        o.batch = 1;
        o.logs = 60;
    });
}

void tst_pushterminals::admsDelivers()
{
    QFETCH(std::function<void(SimPushOptions &)>, change);
    push::PushLimits limits;
    limits.requestsPerMinute = 0;
    PushFixture fixture(admsSetup(), limits);
    SimPushOptions options = terminal(fixture);
    change(options);
    Running running(
        [&options](const std::stop_token &stop) { return SimAdmsTerminal(options).run(stop); });
    QTRY_COMPARE_WITH_TIMEOUT(fixture.punches().size(), qsizetype(options.logs), 30'000);
    running.end();
    QCOMPARE(keysOf(fixture.punches()), keysOf(simPunches(options)));
    QCOMPARE(running.tally.refused, 0);
    // The clock that terminals set theirs by (section 2.2).
    QCOMPARE(running.tally.clockSetTo, fixture.clock.utcMilliseconds() / 1000);
}

/// Boot, handshake, upload, commands, a database that cannot store, a listener that goes and comes.
void tst_pushterminals::admsLivesThroughADay()
{
    push::PushLimits limits;
    limits.requestsPerMinute = 0;
    PushFixture fixture(admsSetup(), limits);
    const SimPushOptions options = terminal(fixture);
    const DeviceId id = fixture.terminals.value(QString::fromLatin1(kSerial));
    PushStore &store = fixture.storage->stores().push;
    Running running(
        [&options](const std::stop_token &stop) { return SimAdmsTerminal(options).run(stop); });
    QTRY_COMPARE(fixture.punches().size(), qsizetype(options.logs));

    queue(fixture, QStringLiteral("INFO"));
    QTRY_VERIFY(isAnswered(fixture, CommandState::Done));
    QCOMPARE(await(store.facts(id)).valueOr({}).value(QStringLiteral("UserCount")),
             QStringLiteral("40"));
    queue(fixture, QStringLiteral("DATA UPDATE USERINFO PIN=77\tName=Zoe"));
    QTRY_VERIFY(isAnswered(fixture, CommandState::Done));
    queue(fixture, QStringLiteral("DATA QUERY USERINFO"));
    QTRY_VERIFY(isAnswered(fixture, CommandState::Done));
    QTRY_COMPARE(await(store.users(id, 0)).valueOr({}).size(), 41);
    queue(fixture, QStringLiteral("USER ADD PIN=1")); // the wrong spelling (section 2.9)
    QTRY_VERIFY(isAnswered(fixture, CommandState::Failed));
    QCOMPARE(await(store.commands(id, 1)).valueOr({}).first().value, std::optional<qint64>(-1002));

    const int callsBefore = fixture.ingest->calls;
    fixture.ingest->isFailing = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("could not be done")));
    queue(fixture,
          QStringLiteral(
              "DATA QUERY ATTLOG StartTime=2026-01-01 00:00:00\tEndTime=2026-12-31 00:00:00"));
    QTRY_VERIFY(fixture.ingest->calls > callsBefore);
    fixture.ingest->isFailing = false;
    QTRY_VERIFY(isAnswered(fixture, CommandState::Done));

    fixture.restartServer();
    queue(fixture, QStringLiteral("CHECK"));
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered(fixture, CommandState::Done), 20'000);
    running.end();
    QVERIFY(running.tally.retries > 0);
    QCOMPARE(keysOf(fixture.punches()), keysOf(simPunches(options)));
}

void tst_pushterminals::jsonDelivers_data()
{
    QTest::addColumn<std::function<void(SimPushOptions &)>>("change");
    using Change = std::function<void(SimPushOptions &)>;
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("plain", [](SimPushOptions &) {});
    row("a connection for each request", [](SimPushOptions &o) { o.habits.closeEach = true; });
    row("body in pieces", [](SimPushOptions &o) {
        o.habits.slowBody = true;
        o.logs = 100;
    });
    row("answers lost", [](SimPushOptions &o) {
        o.losesAnswers = 3;
        o.errorDelayMs = 80;
    });
    row("every batch twice", [](SimPushOptions &o) { o.resendsEachBatch = true; });
    row("newest first", [](SimPushOptions &o) { o.backwards = true; });
    row("batches above the limit are split", [](SimPushOptions &o) {
        o.logs = 2500;
        o.batch = 2500;
    });
}

void tst_pushterminals::jsonDelivers()
{
    QFETCH(std::function<void(SimPushOptions &)>, change);
    PushFixture fixture;
    SimPushOptions options = terminal(fixture);
    change(options);
    Running running(
        [&options](const std::stop_token &stop) { return SimJsonPusher(options).run(stop); });
    QTRY_VERIFY_WITH_TIMEOUT(running.isOver(), 30'000);
    QCOMPARE(running.tally.acknowledged, qint64(options.logs));
    QCOMPARE(keysOf(fixture.punches()), keysOf(simPunches(options)));
}

void tst_pushterminals::jsonStopsWhenAPersonMustLook()
{
    PushFixture fixture;
    SimPushOptions options = terminal(fixture);
    options.token = "nobody's";
    Running running(
        [&options](const std::stop_token &stop) { return SimJsonPusher(options).run(stop); });
    QTRY_VERIFY(running.isOver());
    QCOMPARE(running.tally.refused, 1);
    QCOMPARE(running.tally.acknowledged, 0);
    QVERIFY(fixture.punches().isEmpty());
}

ROLLCALL_TEST(tst_pushterminals);
#include "tst_pushterminals.moc"
