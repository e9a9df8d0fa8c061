// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simwire.h"
#include "tests/devices/zk/rawclient.h"
#include "tests/devices/zk/rawterminal.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace rollcall;
using test::little;
using test::littleAt;
using test::RawPacket;
using test::RawTerminal;

/// What clients can change in a simulated terminal, over the wire, and what tests can see of it.
class tst_simstate : public test::TestCase
{
    Q_OBJECT

private slots:
    void countsWhatItHolds();
    void clearsTheLogOnly();
    void setsItsClock();
    void storesOptions_data();
    void storesOptions();
    void answersSmallCommands_data();
    void answersSmallCommands();
    void wakesByItself();
    void staysDisabledWithoutSeconds();
    void restarts();
    void keepsATransferWhole_data();
    void keepsATransferWhole();
    void isSafeFromManyThreads();
};

namespace {

constexpr int kAckOk = 2000;
constexpr int kAckError = 2001;

SimOptions school(int users, qint64 logs)
{
    SimOptions options;
    options.users = users;
    options.logs = logs;
    return options;
}

} // namespace

void tst_simstate::countsWhatItHolds()
{
    RawTerminal terminal(school(3, 4));
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(8, test::writtenUser72(9, "9", "Nine")).code, kAckOk);
    terminal.punch(QStringLiteral("9"), 0, 1);
    QTRY_COMPARE(terminal.device().logs(), 5);
    const RawPacket counters = client.ask(50);
    QCOMPARE(counters.data.size(), 92);
    QCOMPARE(littleAt(counters.data, 16, 4), 4U);    // users
    QCOMPARE(littleAt(counters.data, 32, 4), 5U);    // logs
    QCOMPARE(littleAt(counters.data, 48, 4), 1U);    // the new one is an administrator
    QCOMPARE(littleAt(counters.data, 52, 4), 1U);    // with a password
    QCOMPARE(littleAt(counters.data, 72, 4), 9996U); // free users
}

void tst_simstate::clearsTheLogOnly()
{
    RawTerminal terminal(school(3, 4));
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(14).code, kAckError);
    QCOMPARE(client.ask(14, little(1, 1)).code, kAckError);
    QCOMPARE(terminal.device().logs(), 4);
    QCOMPARE(client.ask(15).code, kAckOk);
    QCOMPARE(terminal.tally().clears.load(), 1);
    QCOMPARE(terminal.device().logs(), 0);
    QCOMPARE(client.logs(), QByteArray(4, '\0'));
    QCOMPARE(littleAt(client.ask(50).data, 32, 4), 0U);
    terminal.punch(QStringLiteral("2"), 1, 4);
    QTRY_COMPARE(terminal.device().logs(), 1);
    QCOMPARE(terminal.device().log(0).userId, QStringLiteral("2"));
    QCOMPARE(terminal.device().log(0).uid, 2);
    QCOMPARE(littleAt(client.logs(), 0, 4), 40U);
    QCOMPARE(terminal.device().users(), 3);
}

void tst_simstate::setsItsClock()
{
    SimOptions options = school(1, 0);
    options.clockOffsetSeconds = 90;
    RawTerminal terminal(options);
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const WallTime ten = WallTime::parse(u"2026-11-22 10:00:00"); // of the clock, in this zone
    QCOMPARE(littleAt(client.ask(201).data, 0, 4), sim::packTime(ten.addSeconds(90)));
    const WallTime wanted = WallTime::parse(u"2024-02-29 12:34:56");
    QCOMPARE(client.ask(202, little(sim::packTime(wanted), 4)).code, kAckOk);
    terminal.clock.advance(61'000);
    QCOMPARE(littleAt(client.ask(201).data, 0, 4), sim::packTime(wanted.addSeconds(61)));
    QCOMPARE(terminal.memory().wallClock(terminal.clock.utcMilliseconds()), wanted.addSeconds(61));
    // The 30 February, and too few bytes.
    QCOMPARE(client.ask(202, little(sim::packTime(2026, 2, 30, 0), 4)).code, kAckError);
    QCOMPARE(client.ask(202, little(1, 3)).code, kAckError);
    QCOMPARE(littleAt(client.ask(201).data, 0, 4), sim::packTime(wanted.addSeconds(61)));
}

void tst_simstate::storesOptions_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("read");
    using Bytes = QByteArray;
    QTest::newRow("with NUL") << Bytes("SDKBuild=1\0", 11) << kAckOk << Bytes("SDKBuild\0", 9)
                              << Bytes("SDKBuild=1\0", 11);
    QTest::newRow("without") << Bytes("LockOn=7") << kAckOk << Bytes("LockOn")
                             << Bytes("LockOn=7\0", 9);
    QTest::newRow("empty value") << Bytes("VoiceOn=") << kAckOk << Bytes("VoiceOn")
                                 << Bytes("VoiceOn=\0", 9);
    QTest::newRow("read only") << Bytes("~PIN2Width=24") << kAckError << Bytes("~PIN2Width")
                               << Bytes("~PIN2Width=9\0", 13);
    QTest::newRow("unknown") << Bytes("Colour=red") << kAckError << Bytes("Colour") << Bytes();
    QTest::newRow("no name") << Bytes("=1") << kAckError << Bytes("SDKBuild")
                             << Bytes("SDKBuild=0\0", 11);
    QTest::newRow("no value") << Bytes("SDKBuild") << kAckError << Bytes("SDKBuild")
                              << Bytes("SDKBuild=0\0", 11);
}

void tst_simstate::storesOptions()
{
    QFETCH(QByteArray, written);
    QFETCH(int, code);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, read);
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(12, written).code, code);
    QCOMPARE(client.ask(1014).code, kAckOk);
    const RawPacket answer = client.ask(11, name);
    QCOMPARE(answer.code, read.isEmpty() ? kAckError : kAckOk);
    QCOMPARE(answer.data, read);
    // What one client stored, another finds.
    test::RawClient other = terminal.tcp();
    QVERIFY(other.logIn());
    QCOMPARE(other.ask(11, name).data, read);
}

void tst_simstate::answersSmallCommands_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("GET_PINWIDTH") << 69 << QByteArray(" P") << kAckOk << QByteArray("\x09");
    QTest::newRow("CANCELCAPTURE") << 62 << QByteArray() << kAckOk << QByteArray();
    QTest::newRow("STARTVERIFY") << 60 << QByteArray() << kAckOk << QByteArray();
    QTest::newRow("REFRESHDATA") << 1013 << QByteArray() << kAckOk << QByteArray();
    QTest::newRow("REFRESHOPTION") << 1014 << QByteArray() << kAckOk << QByteArray();
    QTest::newRow("FREE_DATA") << 1502 << QByteArray() << kAckOk << QByteArray();
    QTest::newRow("GET_VERSION") << 1100 << QByteArray() << kAckOk
                                 << QByteArray("Ver 6.60 Apr 26 2016\0", 21);
    QTest::newRow("not known") << 1101 << QByteArray() << 65535 << QByteArray();
}

void tst_simstate::answersSmallCommands()
{
    QFETCH(int, command);
    QFETCH(QByteArray, data);
    QFETCH(int, code);
    QFETCH(QByteArray, answer);
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const RawPacket packet = client.ask(command, data);
    QCOMPARE(packet.code, code);
    QCOMPARE(packet.data, answer);
    QCOMPARE(packet.reply, client.lastReply());
    QCOMPARE(packet.session, client.session());
    // And what is seen of the others.
    QCOMPARE(client.ask(31, little(30, 4)).code, kAckOk);
    QCOMPARE(client.ask(1017, little(10, 4)).code, kAckOk);
    QCOMPARE(terminal.tally().unlockFor.load(), 30);
    QCOMPARE(terminal.tally().beeps.load(), 1);
    QCOMPARE(terminal.tally().voice.load(), 10);
}

void tst_simstate::wakesByItself()
{
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(64).session, quint16(0)); // waiting
    QCOMPARE(client.ask(1003, little(1, 4)).code, kAckOk);
    QVERIFY(!terminal.tally().isEnabled);
    QCOMPARE(client.ask(64).session, quint16(4)); // busy
    QTRY_VERIFY(terminal.tally().isEnabled);
    QCOMPARE(client.ask(64).session, quint16(0));
    QCOMPARE(terminal.tally().disables.load(), 1);
}

void tst_simstate::staysDisabledWithoutSeconds()
{
    const RawTerminal terminal;
    {
        test::RawClient client = terminal.tcp();
        QVERIFY(client.logIn());
        QCOMPARE(client.ask(1003, little(1, 4)).code, kAckOk);
        QCOMPARE(client.ask(1003, QByteArray(4, '\0')).code, kAckOk); // takes the second back
    }
    test::RawClient next = terminal.tcp();
    QVERIFY(next.logIn());
    QVERIFY(!test::waitFor([&] { return terminal.tally().isEnabled.load(); }, 1200));
    QCOMPARE(next.ask(1002).code, kAckOk);
    QVERIFY(terminal.tally().isEnabled);
}

void tst_simstate::restarts()
{
    SimOptions options = school(3, 4);
    options.restartMs = 800;
    const RawTerminal terminal(options);
    test::RawClient client = terminal.tcp();
    test::RawClient other = terminal.tcp();
    QVERIFY(client.logIn());
    QVERIFY(other.logIn());
    QCOMPARE(client.ask(1003).code, kAckOk);
    QCOMPARE(client.ask(8, test::writtenUser72(9, "9", "Nine")).code, kAckOk);
    QCOMPARE(client.ask(1004).code, kAckOk);
    QVERIFY(client.isClosed());
    QVERIFY(other.isClosed());
    QCOMPARE(terminal.tally().restarts.load(), 0);
    QVERIFY(!terminal.tcp().logIn()); // nobody is there
    QTRY_COMPARE(terminal.tally().restarts.load(), 1);
    test::RawClient again = terminal.tcp();
    QVERIFY(again.logIn());
    QVERIFY(terminal.tally().isEnabled); // whatever it was before
    QCOMPARE(terminal.device().users(), 4);
}

void tst_simstate::keepsATransferWhole_data()
{
    QTest::addColumn<bool>("isUdp");
    QTest::newRow("TCP") << false;
    QTest::newRow("UDP") << true;
}

void tst_simstate::keepsATransferWhole()
{
    QFETCH(bool, isUdp);
    SimOptions options = school(50, 2000);
    options.udp = isUdp;
    RawTerminal terminal(options);
    test::RawClient client = isUdp ? terminal.udp() : terminal.tcp();
    QVERIFY(client.logIn());
    const SimLogBlock before = terminal.device().logBlock();
    const QByteArray wanted = before.bytes(0, before.size());
    const RawPacket ready = client.ask(1503, QByteArray::fromHex("010d000000000000000000"));
    QCOMPARE(littleAt(ready.data, 1, 4), quint32(wanted.size()));
    QByteArray block;
    for (int piece = 0; block.size() < wanted.size(); ++piece) {
        // Somebody punches, and once all is cleared, while the block is on its way.
        terminal.punch(QString::number(piece + 1), 0, 1);
        QTRY_COMPARE(terminal.device().logs(), piece < 2 ? 2001 + piece : piece - 1);
        if (piece == 1)
            terminal.memory().clearLogs();
        const auto at = static_cast<quint32>(block.size());
        client.send(1504, little(at, 4) + little(16384, 4));
        block += client.transfer().value_or(QByteArray(wanted.size() + 1, 'x'));
    }
    QVERIFY(block == wanted);
    QVERIFY(client.logs() != wanted);
}

void tst_simstate::isSafeFromManyThreads()
{
    RawTerminal terminal(school(50, 500));
    SimMemory &memory = terminal.memory();
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&memory, i] {
            const WallTime start = WallTime::parse(u"2026-11-22 10:00:00");
            for (int k = 0; k < 100; ++k) {
                memory.append(QString::number(i + 1), start.addSeconds(k), 0, 1);
                sim::UserValues user;
                user.uid = static_cast<quint16>(100 + i * 100 + k);
                user.userId = QByteArray::number(user.uid);
                memory.writeUser(user, false);
            }
        });
    }
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    qint64 most = 500;
    for (int k = 0; k < 10; ++k) {
        const QByteArray block = client.logs();
        QCOMPARE(qint64(littleAt(block, 0, 4)), block.size() - 4);
        QVERIFY((block.size() - 4) / 40 >= most);
        most = (block.size() - 4) / 40;
        const QByteArray users = client.users();
        QCOMPARE(qint64(littleAt(users, 0, 4)), users.size() - 4);
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(terminal.device().logs(), 800);
    QCOMPARE(terminal.device().users(), 350);
}

ROLLCALL_TEST(tst_simstate);
#include "tst_simstate.moc"
