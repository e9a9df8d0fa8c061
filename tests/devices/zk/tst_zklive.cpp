// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "tests/devices/zk/livefixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <stop_token>
#include <utility>

using namespace rollcall;
using test::listen;
using test::Listener;
using test::named;
using test::only;
using test::PeerMemory;
using test::pushed;
using test::shortControl;
using test::TerminalPeer;
using zk::Code;
using zk::Packet;

/// A session that listens: how it begins, ends, and what becomes of a line that dies.
class tst_zklive : public test::TestCase
{
    Q_OBJECT

private slots:
    void registersAndLeaves();
    void losesNothingBetweenReplies();
    void saysWhenEventsCameTooFast();
    void noticesADeadLine_data();
    void noticesADeadLine();
    void saysWhenTheTerminalSendsNone_data();
    void saysWhenTheTerminalSendsNone();
    void endsWithTheErrorOfTheSink();
    void asksTheSinkEverySecond();
    void endsAtACancel();
    void takesNoOtherEventForAPunch();
};

namespace {

QList<quint32> masksOf(TerminalPeer &peer)
{
    QList<quint32> masks;
    peer.with([&masks](PeerMemory &memory) {
        for (const Packet &request : std::as_const(memory.requests)) {
            if (request.code == Code::Event)
                masks.append(zk::u32At(request.data, 0));
        }
    });
    return masks;
}

} // namespace

void tst_zklive::registersAndLeaves()
{
    TerminalPeer peer;
    Listener sink;
    sink.isDone = [] { return true; };
    QVERIFY(listen(peer, sink));
    QCOMPARE(masksOf(peer), QList<quint32>{1}); // and goes on telling, for the next time
    peer.with([](PeerMemory &memory) {
        QList<Code> order;
        for (const Packet &request : std::as_const(memory.requests)) {
            if (request.code == Code::Event)
                break;
            order.append(request.code);
        }
        QCOMPARE(order.last(3),
                 (QList{Code::CancelCapture, Code::StartVerify, Code::EnableDevice}));
    });
}

void tst_zklive::losesNothingBetweenReplies()
{
    constexpr int kPunches = 40;
    int sent = 0;
    // Every answer has two punches in front of it and one behind it.
    TerminalPeer peer([&sent](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
        if (request.code != Code::ReadTime || sent >= kPunches)
            return std::nullopt;
        const auto punch = [&sent] { return pushed(1, named(QByteArray::number(++sent), 1, 0)); };
        QList<Packet> answers{punch(), punch()};
        answers.append(test::packet(Code::AckOk, QByteArray(4, '\x01')));
        answers.append(punch());
        return answers;
    });
    SessionControl control = shortControl();
    control.limits.liveProbeMs = 5;
    Listener sink;
    sink.isDone = [&] { return sink.punches.size() >= kPunches; };
    QVERIFY(listen(peer, sink, control));
    for (qsizetype i = 0; i < sink.punches.size(); ++i)
        QCOMPARE(sink.punches.at(i).userId, QString::number(i + 1));
    QCOMPARE(sink.changes, 0);
}

void tst_zklive::saysWhenEventsCameTooFast()
{
    constexpr int kEvents = 300;
    bool isSent = false;
    TerminalPeer peer(
        [&isSent](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != Code::ReadTime || std::exchange(isSent, true))
                return std::nullopt;
            QList<Packet> answers;
            for (int i = 1; i <= kEvents; ++i)
                answers.append(pushed(1, named(QByteArray::number(i), 1, 0)));
            answers.append(test::packet(Code::AckOk, QByteArray(4, '\x01')));
            return answers;
        });
    SessionControl control = shortControl();
    control.limits.liveProbeMs = 5;
    Listener sink;
    sink.isDone = [&] {
        return !sink.punches.isEmpty() && sink.punches.last().userId == QString::number(kEvents);
    };
    QVERIFY(listen(peer, sink, control));
    QCOMPARE(sink.changes, 1);
    QCOMPARE(sink.punches.size(), 256);
}

void tst_zklive::noticesADeadLine_data()
{
    QTest::addColumn<bool>("closes");
    QTest::newRow("falls silent") << false;
    QTest::newRow("closes") << true;
}

void tst_zklive::noticesADeadLine()
{
    QFETCH(bool, closes);
    TerminalPeer peer([](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
        return request.code == Code::ReadTime ? std::optional(QList<Packet>()) : std::nullopt;
    });
    SessionControl control = shortControl();
    control.limits.liveProbeMs = closes ? 60'000 : 100;
    Listener sink;
    if (closes)
        sink.onFirst = [&peer] { peer.hangUp(); };
    QElapsedTimer time;
    time.start();
    const Result<> listened = listen(peer, sink, control);
    QVERIFY(!listened);
    QCOMPARE(listened.error().code, closes ? ErrorCode::Unreachable : ErrorCode::Timeout);
    QVERIFY2(time.elapsed() < 3000, qPrintable(QString::number(time.elapsed())));
    // With the limits that are in force the same takes less than a minute.
    const SessionLimits limits;
    QVERIFY(limits.liveProbeMs + limits.commandMs < 60'000);
}

void tst_zklive::saysWhenTheTerminalSendsNone_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("unknown") << 65535;
    QTest::newRow("refused") << 2001;
}

void tst_zklive::saysWhenTheTerminalSendsNone()
{
    QFETCH(int, code);
    TerminalPeer peer([code](PeerMemory &, const Packet &request) {
        return request.code == Code::Event ? only(static_cast<Code>(code)) : std::nullopt;
    });
    Listener sink;
    const Result<> listened = listen(peer, sink);
    QVERIFY(!listened);
    QCOMPARE(listened.error().code, ErrorCode::Unsupported);
    QCOMPARE(sink.asked, 0);
}

void tst_zklive::endsWithTheErrorOfTheSink()
{
    TerminalPeer peer;
    Listener sink;
    sink.onFirst = [&peer] {
        peer.sendEvent(1, named("7", 1, 0));
        peer.sendEvent(1, named("8", 1, 0));
    };
    sink.onPunch = [] { return Result<>(errors::storageFailure(QStringLiteral("test"))); };
    const Result<> listened = listen(peer, sink);
    QVERIFY(!listened);
    QCOMPARE(listened.error().code, ErrorCode::StorageFailure);
    QCOMPARE(sink.punches.size(), 1);
    QCOMPARE(masksOf(peer), (QList<quint32>{1, 0})); // it was told to stop
}

void tst_zklive::asksTheSinkEverySecond()
{
    TerminalPeer peer;
    Listener sink;
    sink.isDone = [&sink] { return sink.asked >= 4; };
    QVERIFY(listen(peer, sink)); // nobody punches
    QVERIFY2(sink.longestGap < 1000, qPrintable(QString::number(sink.longestGap)));
}

void tst_zklive::endsAtACancel()
{
    TerminalPeer peer;
    std::stop_source source;
    SessionControl control = shortControl();
    control.stop = source.get_token();
    Listener sink;
    sink.onFirst = [&source] { source.request_stop(); };
    const Result<> listened = listen(peer, sink, control);
    QVERIFY(!listened);
    QCOMPARE(listened.error().code, ErrorCode::Cancelled);
}

void tst_zklive::takesNoOtherEventForAPunch()
{
    TerminalPeer peer;
    Listener sink;
    sink.onFirst = [&peer] {
        for (const quint16 code : {2, 4, 8, 16, 32, 128, 256, 512, 0, 9999})
            peer.sendEvent(code, named("7", 1, 0));
        peer.sendEvent(1, named("8", 1, 0));
    };
    sink.isDone = [&sink] { return !sink.punches.isEmpty(); };
    QVERIFY(listen(peer, sink));
    QCOMPARE(sink.punches.size(), 1);
    QCOMPARE(sink.punches.first().userId, QStringLiteral("8"));
    QCOMPARE(sink.changes, 0);
}

ROLLCALL_TEST(tst_zklive);
#include "tst_zklive.moc"
