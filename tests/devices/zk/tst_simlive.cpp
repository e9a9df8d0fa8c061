// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simlogs.h"
#include "devices/sim/simzkfleet.h"
#include "tests/devices/zk/rawclient.h"
#include "tests/devices/zk/rawterminal.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace rollcall;
using test::little;
using test::littleAt;
using test::RawPacket;
using test::RawTerminal;

/// Punches while a simulated terminal runs, and many terminals at once.
class tst_simlive : public test::TestCase
{
    Q_OBJECT

private slots:
    void sendsTheRecordedEvents_data();
    void sendsTheRecordedEvents();
    void sendsEachSize_data();
    void sendsEachSize();
    void sendsOnlyWhatWasAskedFor_data();
    void sendsOnlyWhatWasAskedFor();
    void isSilentWhileDisabled();
    void forgetsTheRegistrationWithTheConnection();
    void punchesAtItsRate();
    void punchesWithDistinctKeys();
    void runsTwoHundredTerminals();
    void startsNoneWhenOneCannot();
};

namespace {

constexpr int kAckOk = 2000;
constexpr int kEvent = 500;

QJsonObject vectorOf(const QString &name)
{
    QFile file(QStringLiteral("%1/%2.json").arg(test::vectorsFolder(QStringLiteral("zk")), name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(name));
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

void tst_simlive::sendsTheRecordedEvents_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("size");
    QTest::newRow("10") << QStringLiteral("event_attlog10") << 10;
    QTest::newRow("12") << QStringLiteral("event_attlog12") << 12;
    QTest::newRow("32") << QStringLiteral("frame_event_attlog32_999111333") << 32;
    QTest::newRow("36") << QStringLiteral("event_attlog36") << 36;
    QTest::newRow("52") << QStringLiteral("event_attlog52") << 52;
}

/// The same punch at the same second gives the recorded packet, byte for byte.
void tst_simlive::sendsTheRecordedEvents()
{
    QFETCH(QString, name);
    QFETCH(int, size);
    const QJsonObject vector = vectorOf(name);
    const QJsonObject decoded = vector[QStringLiteral("decoded")].toObject();
    const QJsonObject said = decoded.contains(QStringLiteral("meaning"))
                                 ? decoded[QStringLiteral("meaning")].toObject()
                                 : decoded;
    QByteArray wanted = QByteArray::fromHex(vector[QStringLiteral("hex")].toString().toLatin1());
    if (wanted.startsWith(QByteArray::fromHex("5050827d")))
        wanted.remove(0, 8);

    RawTerminal terminal({QStringLiteral("event-size=%1").arg(size)});
    const WallTime at = WallTime::parse(said[QStringLiteral("datetime")].toString());
    QVERIFY(at.isValid());
    terminal.memory().setWallClock(at, terminal.clock.utcMilliseconds());
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(kEvent, little(1, 4)).code, kAckOk);
    terminal.punch(said[QStringLiteral("user_id")].toString(),
                   said[QStringLiteral("state")].toInt(), said[QStringLiteral("verify")].toInt());
    QCOMPARE(client.next().bytes.toHex(), wanted.toHex());
}

void tst_simlive::sendsEachSize_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("id"); // the head of the event
    for (const int size : {10, 12, 14, 32, 36, 37, 52}) {
        const QByteArray id =
            size >= 32 ? QByteArray("2").leftJustified(24, '\0') : little(2, size == 12 ? 4 : 2);
        QTest::addRow("%d", size) << size << id;
    }
}

void tst_simlive::sendsEachSize()
{
    QFETCH(int, size);
    QFETCH(QByteArray, id);
    RawTerminal terminal({QStringLiteral("event-size=%1").arg(size)});
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(kEvent, little(0xFFFF, 4)).code, kAckOk);
    terminal.punch(QStringLiteral("2"), 1, 15);
    const RawPacket event = client.next();
    QCOMPARE(event.code, kEvent);
    QCOMPARE(event.session, quint16(1));
    QCOMPARE(event.reply, quint16(0));
    QVERIFY(event.isChecksumRight);
    const QByteArray head = id + QByteArray::fromHex("0f011a0b160a0000"); // 2026-11-22 10:00:00
    QCOMPARE(event.data.toHex(), head.leftJustified(size, '\0').toHex());
    // The same punch is in the log.
    QCOMPARE(terminal.device().log(4).at, WallTime::parse(u"2026-11-22 10:00:00"));
    QCOMPARE(terminal.device().log(4).verify, 15);
    QCOMPARE(littleAt(client.logs(), 0, 4), 5U * 40);
    client.send(kAckOk);
    QTRY_COMPARE(terminal.tally().eventAcks.load(), 1);
}

void tst_simlive::sendsOnlyWhatWasAskedFor_data()
{
    QTest::addColumn<int>("mask");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("attendance") << 1 << true;
    QTest::newRow("all") << 0xFFFF << true;
    QTest::newRow("fingers") << 2 << false;
    QTest::newRow("none") << 0 << false;
}

void tst_simlive::sendsOnlyWhatWasAskedFor()
{
    QFETCH(int, mask);
    QFETCH(bool, isSent);
    RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    test::RawClient other = terminal.tcp(); // asks for nothing
    QVERIFY(client.logIn());
    QVERIFY(other.logIn());
    QCOMPARE(client.ask(kEvent, little(static_cast<quint32>(mask), 4)).code, kAckOk);
    terminal.punch(QStringLiteral("1"), 0, 1);
    QTRY_COMPARE(terminal.device().logs(), 5);
    // Answers come in order: an event would come first.
    QCOMPARE(client.ask(1100).code, isSent ? kEvent : kAckOk);
    QCOMPARE(other.ask(1100).code, kAckOk);
    QCOMPARE(terminal.tally().events.load(), isSent ? 1 : 0);
}

void tst_simlive::isSilentWhileDisabled()
{
    RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(kEvent, little(1, 4)).code, kAckOk);
    QCOMPARE(client.ask(1003).code, kAckOk);
    terminal.punch(QStringLiteral("1"), 0, 1);
    QTRY_COMPARE(terminal.device().logs(), 5); // kept, and found by the next read
    QCOMPARE(client.ask(1002).code, kAckOk);
    terminal.punch(QStringLiteral("2"), 0, 1);
    const RawPacket event = client.next();
    QCOMPARE(event.code, kEvent);
    QVERIFY(event.data.startsWith(QByteArray("2\0", 2))); // the first one is never told
    QCOMPARE(terminal.tally().events.load(), 1);
}

void tst_simlive::forgetsTheRegistrationWithTheConnection()
{
    RawTerminal terminal;
    {
        test::RawClient client = terminal.tcp();
        QVERIFY(client.logIn());
        QCOMPARE(client.ask(kEvent, little(1, 4)).code, kAckOk);
        QCOMPARE(client.ask(1001).code, kAckOk);
    }
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    terminal.punch(QStringLiteral("1"), 0, 1);
    QTRY_COMPARE(terminal.device().logs(), 5);
    QCOMPARE(client.ask(1100).code, kAckOk);
    QCOMPARE(terminal.tally().events.load(), 0);
}

void tst_simlive::punchesAtItsRate()
{
    RawTerminal terminal({QStringLiteral("live=3000"), QStringLiteral("users=100")});
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(kEvent, little(1, 4)).code, kAckOk);
    QSet<QByteArray> users;
    for (int i = 0; i < 10; ++i) {
        const RawPacket event = client.next();
        QCOMPARE(event.code, kEvent);
        users.insert(event.data.left(24));
    }
    QCOMPARE(users.size(), 10); // its clock stands still, so nobody may come twice
    QVERIFY(terminal.device().logs() >= 14);
    // By its own clock.
    QCOMPARE(terminal.device().log(4).at, WallTime::parse(u"2026-11-22 10:00:00"));
    QCOMPARE(terminal.device().log(4).state, 0);
}

void tst_simlive::punchesWithDistinctKeys()
{
    // Now is among the seeded logs, and they know the same people.
    SimOptions options;
    options.users = 2;
    options.logs = 20'000;
    options.from = QDate(2026, 11, 22);
    options.to = QDate(2026, 11, 22);
    const auto device = SimDevice::make(options);
    QVERIFY(device);
    SimMemory &memory = (*device)->memory();
    sim::Random random(7);
    WallTime at = WallTime::parse(u"2026-11-22 10:00:00");
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        refused += memory.appendAny(random.next() >> 32, at) ? 0 : 1;
        at = at.addSeconds(i % 3 == 2 ? 1 : 0); // three tries a second, for two people
    }
    QVERIFY(refused >= 2000 / 3);
    QSet<QPair<QString, qint64>> keys;
    const SimLogSnapshot logs = memory.logs();
    for (qint64 i = 0; i < logs.size(); ++i)
        keys.insert({logs.at(i).userId, logs.at(i).at.seconds()});
    QCOMPARE(keys.size(), logs.size());
    QCOMPARE(logs.size(), 20'000 + 2000 - refused);
}

void tst_simlive::runsTwoHundredTerminals()
{
    constexpr int kTerminals = 200;
    SimOptions options;
    options.users = 20;
    options.logs = 40;
    QList<std::shared_ptr<const SimDevice>> devices;
    for (int i = 0; i < kTerminals; ++i) {
        const auto device = SimDevice::make(simOptionsFor(options, i));
        QVERIFY(device);
        devices.append(*device);
    }
    const test::FakeClock clock;
    const auto fleet = SimZkFleet::start(devices, clock);
    QVERIFY(fleet);
    QCOMPARE((*fleet)->size(), kTerminals);
    std::vector<test::RawClient> clients; // all at the same time
    for (int i = 0; i < kTerminals; ++i)
        clients.emplace_back((*fleet)->port(i));
    QSet<QByteArray> serials;
    for (int i = 0; i < kTerminals; ++i) {
        test::RawClient &client = clients.at(static_cast<size_t>(i));
        QVERIFY(client.logIn());
        serials.insert(client.ask(11, "~SerialNumber").data);
        const SimLogBlock block = devices.at(i)->logBlock();
        QVERIFY(client.logs() == block.bytes(0, block.size()));
        QCOMPARE((*fleet)->tally(i).logins.load(), 1);
    }
    QCOMPARE(serials.size(), kTerminals);
    QCOMPARE(clients.at(199).ask(kEvent, little(1, 4)).code, kAckOk);
    (*fleet)->punch(199, QStringLiteral("3"), 0, 1);
    QCOMPARE(clients.at(199).next().code, kEvent);
    QCOMPARE((*fleet)->device(199).logs(), 41);
    QCOMPARE((*fleet)->device(198).logs(), 40);
}

void tst_simlive::startsNoneWhenOneCannot()
{
    const RawTerminal terminal; // has the port that is wanted
    SimOptions options;
    const auto first = SimDevice::make(options);
    options.port = terminal.port();
    const auto second = SimDevice::make(options);
    QVERIFY(first && second);
    const auto fleet = SimZkFleet::start({*first, *second}, terminal.clock);
    QVERIFY(!fleet);
    QCOMPARE(fleet.error().code, ErrorCode::Unreachable);
}

ROLLCALL_TEST(tst_simlive);
#include "tst_simlive.moc"
