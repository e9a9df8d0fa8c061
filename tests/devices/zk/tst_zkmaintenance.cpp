// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "tests/devices/zk/terminalpeer.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace rollcall;
using test::only;
using test::PeerMemory;
using test::TerminalPeer;
using zk::Code;
using zk::Packet;

/// What a terminal says of itself, and the small things it can be asked to do.
class tst_zkmaintenance : public test::TestCase
{
    Q_OBJECT

private slots:
    void tellsEverythingItKnows();
    void tellsWhatItCan_data();
    void tellsWhatItCan();
    void asksOneQuestionForTheSerialNumber();
    void restarts_data();
    void restarts();
    void sayAfterARestartThatItIsOver();
    void doesNotCallADeadLineARestart();
    void beeps_data();
    void beeps();
    void unlocks_data();
    void unlocks();
    void refusesSecondsThatNoDoorTakes();
    void offersEverything();
};

namespace {

/// Answers @p code with @p answer; 0 = nothing, -1 = closes.
TerminalPeer::Script answering(TerminalPeer *&self, Code code, int answer)
{
    return
        [&self, code, answer](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != code)
                return std::nullopt;
            if (answer == -1)
                self->hangUp();
            return answer <= 0 ? QList<Packet>() : *only(static_cast<Code>(answer));
        };
}

QList<quint32> numbersOf(TerminalPeer &peer, Code code)
{
    QList<quint32> numbers;
    peer.with([&](PeerMemory &memory) {
        for (const Packet &request : std::as_const(memory.requests)) {
            if (request.code == code)
                numbers.append(zk::u32At(request.data, 0));
        }
    });
    return numbers;
}

} // namespace

void tst_zkmaintenance::tellsEverythingItKnows()
{
    TerminalPeer peer([](PeerMemory &, const Packet &request) {
        return request.code == Code::Version
                   ? only(Code::AckOk, QByteArray("Ver 6.60  Apr 26 2016\0", 22))
                   : std::nullopt;
    });
    QByteArray counters;
    for (qint32 word = 0; word < 23; ++word)
        zk::appendU32(counters, static_cast<quint32>(word * 4)); // each says where it stands
    peer.with([&counters](PeerMemory &memory) {
        memory.counters = counters;
        memory.options = {{"~SerialNumber", "=CKJF1"}, // a doubled sign (section 6)
                          {"~DeviceName", "F18"},
                          {"~Platform", "ZMM220_TFT"},
                          {"MAC", "00:17:61:01:02:03"}};
    });
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    const Result<DeviceInfo> info = session.value()->info();
    QVERIFY(info);
    DeviceInfo expected;
    expected.serial = QStringLiteral("CKJF1");
    expected.model = QStringLiteral("F18");
    expected.platform = QStringLiteral("ZMM220_TFT");
    expected.mac = QStringLiteral("00:17:61:01:02:03");
    expected.firmware = QStringLiteral("Ver 6.60 Apr 26 2016");
    expected.users = 16;
    expected.fingers = 24;
    expected.logs = 32;
    expected.fingersCapacity = 56;
    expected.usersCapacity = 60;
    expected.logsCapacity = 64;
    expected.faces = 80;
    expected.facesCapacity = 88;
    QCOMPARE(*info, expected);
}

void tst_zkmaintenance::tellsWhatItCan_data()
{
    QTest::addColumn<QByteArray>("counters");
    QTest::addColumn<bool>("hasUsers");
    QTest::addColumn<bool>("hasFaces");
    const QByteArray negative(92, '\xff');
    QTest::newRow("refused") << QByteArray() << false << false;
    QTest::newRow("four zero bytes (Q2)") << QByteArray(4, '\0') << false << false;
    QTest::newRow("80 bytes") << test::counterBlock(3, 9).first(80) << true << false;
    QTest::newRow("92 bytes") << test::counterBlock(3, 9) << true << true;
    QTest::newRow("below 0") << negative << false << false;
}

void tst_zkmaintenance::tellsWhatItCan()
{
    QFETCH(QByteArray, counters);
    QFETCH(bool, hasUsers);
    QFETCH(bool, hasFaces);
    TerminalPeer peer([](PeerMemory &, const Packet &request) {
        return request.code == Code::Version ? only(Code::AckUnknown) : std::nullopt;
    });
    peer.with([&counters](PeerMemory &memory) { memory.counters = counters; });
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    const Result<DeviceInfo> info = session.value()->info();
    QVERIFY(info);
    QCOMPARE(info->serial, QStringLiteral("PEER0001"));
    QVERIFY(info->model.isEmpty() && info->platform.isEmpty() && info->mac.isEmpty() &&
            info->firmware.isEmpty());
    QCOMPARE(info->users, hasUsers ? std::optional<qint64>(3) : std::nullopt);
    QCOMPARE(info->logs, hasUsers ? std::optional<qint64>(9) : std::nullopt);
    QCOMPARE(info->faces, hasFaces ? std::optional<qint64>(0) : std::nullopt);
}

void tst_zkmaintenance::asksOneQuestionForTheSerialNumber()
{
    TerminalPeer peer;
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    qsizetype before = 0;
    peer.with([&before](PeerMemory &memory) { before = memory.requests.size(); });
    const Result<QString> serial = session.value()->serial();
    QVERIFY(serial);
    QCOMPARE(*serial, QStringLiteral("PEER0001"));
    peer.with([&before](PeerMemory &memory) { QCOMPARE(memory.requests.size(), before + 1); });
    peer.with([](PeerMemory &memory) { memory.options.clear(); });
    const Result<QString> none = session.value()->serial();
    QVERIFY(none);
    QCOMPARE(*none, QString());
}

void tst_zkmaintenance::restarts_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("says yes") << 2000 << true;
    QTest::newRow("says nothing") << 0 << true;
    QTest::newRow("closes") << -1 << true;
    QTest::newRow("refuses") << 2001 << false;
    QTest::newRow("does not know it") << 65535 << false;
}

void tst_zkmaintenance::restarts()
{
    QFETCH(int, answer);
    QFETCH(bool, isDone);
    TerminalPeer *self = nullptr;
    TerminalPeer peer(answering(self, Code::Restart, answer));
    self = &peer;
    SessionControl control;
    control.limits = test::shortLimits();
    {
        const auto session = peer.open(control);
        QVERIFY(session);
        const Result<> restarted = session.value()->restart();
        QCOMPARE(restarted.isOk(), isDone);
        if (!isDone)
            QCOMPARE(restarted.error().code, ErrorCode::Unsupported);
    }
    QCOMPARE(peer.count(Code::Restart), 1);
    if (isDone)
        QCOMPARE(peer.count(Code::Exit), 0); // nobody is there to hear it
    else
        QTRY_COMPARE(peer.count(Code::Exit), 1);
}

void tst_zkmaintenance::sayAfterARestartThatItIsOver()
{
    TerminalPeer peer;
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    QVERIFY(session.value()->restart());
    const Result<QString> serial = session.value()->serial();
    QVERIFY(!serial);
    QCOMPARE(serial.error().code, ErrorCode::Unreachable);
}

void tst_zkmaintenance::doesNotCallADeadLineARestart()
{
    TerminalPeer peer;
    SessionControl control;
    control.limits = test::shortLimits();
    const auto session = peer.open(control);
    QVERIFY(session);
    peer.hangUp();
    QVERIFY(!session.value()->serial()); // the line is known to be dead from here
    const Result<> restarted = session.value()->restart();
    QVERIFY(!restarted);
    QCOMPARE(restarted.error().code, ErrorCode::Unreachable);
    QCOMPARE(peer.count(Code::Restart), 0);
}

void tst_zkmaintenance::beeps_data()
{
    QTest::addColumn<int>("known"); // the sound that the terminal has; -1 = any
    QTest::addColumn<QList<quint32>>("asked");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("has a beep") << 10 << QList<quint32>{10} << true;
    QTest::newRow("only a voice") << 0 << QList<quint32>{10, 0} << true;
    QTest::newRow("is mute") << 99 << QList<quint32>{10, 0} << false;
}

void tst_zkmaintenance::beeps()
{
    QFETCH(int, known);
    QFETCH(QList<quint32>, asked);
    QFETCH(bool, isDone);
    TerminalPeer peer([known](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
        if (request.code != Code::TestVoice)
            return std::nullopt;
        return only(static_cast<int>(zk::u32At(request.data, 0)) == known ? Code::AckOk
                                                                          : Code::AckError);
    });
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    const Result<> beeped = session.value()->beep();
    QCOMPARE(beeped.isOk(), isDone);
    if (!isDone)
        QCOMPARE(beeped.error().code, ErrorCode::Unsupported);
    QCOMPARE(numbersOf(peer, Code::TestVoice), asked);
}

void tst_zkmaintenance::unlocks_data()
{
    QTest::addColumn<int>("factor");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("tenths") << 10 << 3 << 30 << 2000 << true;
    QTest::newRow("seconds") << 1 << 3 << 3 << 2000 << true;
    QTest::newRow("longest") << 10 << 60 << 600 << 2000 << true;
    QTest::newRow("no door") << 10 << 3 << 30 << 2001 << false;
}

void tst_zkmaintenance::unlocks()
{
    QFETCH(int, factor);
    QFETCH(int, seconds);
    QFETCH(int, sent);
    QFETCH(int, answer);
    QFETCH(bool, isDone);
    TerminalPeer *self = nullptr;
    TerminalPeer peer(answering(self, Code::Unlock, answer));
    self = &peer;
    WireSettings wire;
    wire.unlockFactor = factor;
    const SessionControl control;
    const auto session = peer.open(control, wire);
    QVERIFY(session);
    const Result<> unlocked = session.value()->unlock(seconds);
    QCOMPARE(unlocked.isOk(), isDone);
    if (!isDone)
        QCOMPARE(unlocked.error().code, ErrorCode::Unsupported);
    QCOMPARE(numbersOf(peer, Code::Unlock), QList<quint32>{static_cast<quint32>(sent)});
}

void tst_zkmaintenance::refusesSecondsThatNoDoorTakes()
{
    TerminalPeer peer;
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    for (const int seconds : {-1, 0, 61, 1'000'000}) {
        const Result<> unlocked = session.value()->unlock(seconds);
        QVERIFY(!unlocked);
        QCOMPARE(unlocked.error().code, ErrorCode::InvalidInput);
    }
    QCOMPARE(peer.count(Code::Unlock), 0);
}

void tst_zkmaintenance::offersEverything()
{
    const test::SimFixture sim(SimOptions{});
    const DriverInfo info = sim.driver().info();
    for (const DriverCap cap :
         {DriverCap::SetClock, DriverCap::WriteUsers, DriverCap::Restart, DriverCap::Beep,
          DriverCap::Unlock, DriverCap::ClearLogs, DriverCap::Live, DriverCap::Discover})
        QVERIFY(info.caps.testFlag(cap));
    QVERIFY(info.needsCommKey);
    QCOMPARE(info.defaultPort, 4370);
}

ROLLCALL_TEST(tst_zkmaintenance);
#include "tst_zkmaintenance.moc"
