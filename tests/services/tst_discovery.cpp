// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/discovery.h"
#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QThread>

#include <atomic>
#include <mutex>

using namespace rollcall;
using rollcall::test::SchoolFixture;

class tst_discovery : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsSubnets_data();
    void readsSubnets();
    void refusesSubnets_data();
    void refusesSubnets();
    void findsTerminals();
    void recognisesOurOwn();
    void notAPort();
    void stopIsHonoured();
};

void tst_discovery::readsSubnets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    const auto row = [](const char *name, const char *text, int size, const char *first,
                        const char *last) {
        QTest::newRow(name) << QString::fromLatin1(text) << size << QString::fromLatin1(first)
                            << QString::fromLatin1(last);
    };
    row("/24", "192.168.1.0/24", 254, "192.168.1.1", "192.168.1.254");
    row("/29", "127.0.0.0/29", 6, "127.0.0.1", "127.0.0.6");
    row("one", "192.168.1.201", 1, "192.168.1.201", "192.168.1.201");
    row("/32", "192.168.1.201/32", 1, "192.168.1.201", "192.168.1.201");
    row("/31", "192.168.1.201/31", 2, "192.168.1.200", "192.168.1.201");
    row("/30", "192.168.1.201/30", 2, "192.168.1.201", "192.168.1.202");
    row("/22", "10.0.7.9/22", 1022, "10.0.4.1", "10.0.7.254");
    row("in the middle", " 192.168.1.77/24 ", 254, "192.168.1.1", "192.168.1.254");
    row("high", "255.255.255.0/24", 254, "255.255.255.1", "255.255.255.254");
}

void tst_discovery::readsSubnets()
{
    QFETCH(QString, text);
    QFETCH(int, size);
    QFETCH(QString, first);
    QFETCH(QString, last);
    const Result<QStringList> hosts = addressesOf(text);
    QVERIFY(hosts);
    QCOMPARE(hosts->size(), size);
    QCOMPARE(hosts->first(), first);
    QCOMPARE(hosts->last(), last);
    QCOMPARE(QSet<QString>(hosts->begin(), hosts->end()).size(), size);
}

void tst_discovery::refusesSubnets_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "/",
                             "/24",
                             "192.168.1.0/",
                             "192.168.1.0/21",
                             "192.168.1.0/0",
                             "0.0.0.0/0",
                             "192.168.1.0/33",
                             "192.168.1.0/-1",
                             "192.168.1.0/024",
                             "192.168.1.0/2x",
                             "192.168.1/24",
                             "192.168.1.256/24",
                             "192.168.1.0.1/24",
                             "192.168..1/24",
                             "1",
                             "0x7f.0.0.1",
                             "fe80::1/64",
                             "::1",
                             "::ffff:192.168.1.0/24",
                             "gate.school",
                             "192.168.1.0/24/24",
                             "192.168.1.0 /24",
                             "192.168.1.-1",
                             "192.168.1.+1",
                             "999999999999999999.1.1.1",
                             "192.168.1.0/24;ls"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("other digits") << QString::fromUtf8("192.168.1.٣/24");
    QTest::newRow("long") << QString(100000, u'1');
}

void tst_discovery::refusesSubnets()
{
    QFETCH(QString, text);
    const Result<QStringList> hosts = addressesOf(text);
    QVERIFY(!hosts);
    QCOMPARE(hosts.error().code, ErrorCode::InvalidInput);
    SchoolFixture fixture(Engine::Sqlite);
    QCOMPARE(await(fixture.composition->terminals().discover(text, 4370, {}, {})).error().code,
             ErrorCode::InvalidInput);
}

namespace {

/// Terminals at 127.0.0.2, .3 …, all at the port of the first.
struct Street
{
    std::vector<std::unique_ptr<SimZkThread>> terminals;
    quint16 port = 0;

    void add(SchoolFixture &fixture, SimOptions options)
    {
        const int at = static_cast<int>(terminals.size()) + 2;
        options.address = QHostAddress(QStringLiteral("127.0.0.%1").arg(at));
        options.port = port;
        terminals.push_back(fixture.terminal(options));
        if (terminals.back())
            port = terminals.back()->port();
    }
};

SimOptions terminal(const char *serial, quint32 key = 0)
{
    SimOptions options;
    options.users = 3;
    options.logs = 10;
    options.serial = QString::fromLatin1(serial);
    options.commKey = key;
    return options;
}

} // namespace

void tst_discovery::findsTerminals()
{
    SchoolFixture fixture(Engine::Sqlite);
    Street street;
    street.add(fixture, terminal("FIRST1"));
    street.add(fixture, terminal("SECOND2"));
    street.add(fixture, terminal("LOCKED3", 1234));
    SimOptions door = terminal("DOOR4");
    door.faults = {parseFault(u"c3").valueOr({})};
    street.add(fixture, door);
    for (const auto &each : street.terminals)
        QVERIFY(each);

    std::mutex mutex;
    QStringList told;
    int calls = 0;
    int last = 0;
    int toldTotal = 0;
    const Result<QList<TerminalSighting>> found = await(fixture.composition->terminals().discover(
        QStringLiteral("127.0.0.0/29"), street.port, {},
        [&](int done, int total, const TerminalSighting *sighting) {
            const std::lock_guard lock(mutex);
            ++calls;
            last = qMax(last, done);
            toldTotal = total;
            if (sighting)
                told.append(sighting->host);
        }));
    QVERIFY2(found, found ? "" : qPrintable(found.error().userText));
    QCOMPARE(found->size(), 3);
    QCOMPARE(found->at(0).host, QStringLiteral("127.0.0.2"));
    QCOMPARE(found->at(0).port, street.port);
    QCOMPARE(found->at(0).serial, QStringLiteral("FIRST1"));
    QVERIFY(!found->at(0).model.isEmpty());
    QCOMPARE(found->at(0).driver, QStringLiteral("zk"));
    QVERIFY(!found->at(0).needsKey);
    QVERIFY(!found->at(0).known.isValid());
    QCOMPARE(found->at(1).serial, QStringLiteral("SECOND2"));
    QCOMPARE(found->at(2).host, QStringLiteral("127.0.0.4"));
    QVERIFY(found->at(2).needsKey);
    QCOMPARE(found->at(2).serial, QString());
    QCOMPARE(calls, 6);
    QCOMPARE(last, 6);
    QCOMPARE(toldTotal, 6);
    told.sort();
    QCOMPARE(told, (QStringList{QStringLiteral("127.0.0.2"), QStringLiteral("127.0.0.3"),
                                QStringLiteral("127.0.0.4")}));
}

void tst_discovery::recognisesOurOwn()
{
    SchoolFixture fixture(Engine::Sqlite);
    Street street;
    street.add(fixture, terminal("HOME1"));
    street.add(fixture, terminal("MOVED2"));
    const DeviceId home = fixture.addAgent(QStringLiteral("Home"), street.port);
    QVERIFY(fixture.edit(home, [](Device &device) {
        device.host = QStringLiteral("127.0.0.2");
        device.serial = QStringLiteral("home1");
    }));
    const DeviceId moved = fixture.addAgent(QStringLiteral("Moved"), street.port);
    QVERIFY(fixture.edit(moved, [](Device &device) { device.serial = QStringLiteral("MOVED2"); }));
    DeviceId toldId;
    const Result<QList<TerminalSighting>> found = await(
        fixture.composition->terminals().discover(QStringLiteral("127.0.0.2/31"), street.port, {},
                                                  [&](int, int, const TerminalSighting *sighting) {
                                                      if (sighting && sighting->moved)
                                                          toldId = sighting->known;
                                                  }));
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->at(0).known, home);
    QVERIFY(!found->at(0).moved);
    QCOMPARE(found->at(1).known, moved);
    QVERIFY(found->at(1).moved);
    QCOMPARE(toldId, moved);
}

void tst_discovery::notAPort()
{
    SchoolFixture fixture(Engine::Sqlite);
    std::unique_ptr<SimZkThread> gone = fixture.terminal(terminal("GONE"));
    const quint16 port = gone->port();
    gone.reset();
    const Result<QList<TerminalSighting>> found =
        await(fixture.composition->terminals().discover(QStringLiteral("127.0.0.1"), port, {}, {}));
    QVERIFY(found);
    QCOMPARE(found->size(), 0);
}

void tst_discovery::stopIsHonoured()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.limits.handshakeMs = 20000;
    fixture.reopen();
    Street street;
    SimOptions busy = terminal("BUSY");
    busy.faults = {parseFault(u"busy").valueOr({})};
    street.add(fixture, busy);
    std::stop_source stop;
    std::atomic<int> done = 0;
    const Answer<QList<TerminalSighting>> answer = fixture.composition->terminals().discover(
        QStringLiteral("127.0.0.0/29"), street.port, stop.get_token(),
        [&](int, int, const TerminalSighting *) { ++done; });
    QTRY_COMPARE(done.load(), 5); // the sixth hangs
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    const Result<QList<TerminalSighting>> found = await(answer);
    const qint64 took = timer.elapsed();
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Cancelled);
    QVERIFY2(took < 500, qPrintable(QString::number(took))); // 200 ms, and this PC's own delays
}

ROLLCALL_TEST(tst_discovery);
#include "tst_discovery.moc"
