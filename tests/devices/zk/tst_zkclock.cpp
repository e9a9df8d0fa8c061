// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktime.h"
#include "tests/devices/zk/terminalpeer.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::only;
using test::PeerMemory;
using test::TerminalPeer;
using zk::Code;
using zk::Packet;

/// A terminal's clock is read and set.
class tst_zkclock : public test::TestCase
{
    Q_OBJECT

private slots:
    void sets_data();
    void sets();
    void refusesYearsThatTheWireHasNot();
    void believesTheClockAndNotTheAnswer_data();
    void believesTheClockAndNotTheAnswer();
    void refusesATimeThatDoesNotExist();
};

namespace {

void setPeerClock(PeerMemory &memory, WallTime wall)
{
    memory.clock = zk::encodeTime4(wall).value_or(0);
}

} // namespace

void tst_zkclock::sets_data()
{
    QTest::addColumn<QString>("wall");
    for (const char *wall : {"2000-01-01 00:00:00", "2024-02-29 12:34:56", "2026-12-31 23:59:59",
                             "2026-10-25 02:30:00", "2099-12-31 23:59:59"})
        QTest::newRow(wall) << QString::fromLatin1(wall);
}

void tst_zkclock::sets()
{
    QFETCH(QString, wall);
    TerminalPeer peer;
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    const Result<> set = session.value()->setClock(WallTime::parse(wall));
    QVERIFY2(set, set ? "" : qPrintable(set.error().userText));
    const Result<WallTime> shown = session.value()->clock();
    QVERIFY(shown);
    QCOMPARE(shown->toString(), wall);
    QCOMPARE(peer.count(Code::WriteTime), 1);
    QCOMPARE(peer.count(Code::RefreshData), 1);
}

void tst_zkclock::refusesYearsThatTheWireHasNot()
{
    TerminalPeer peer;
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    for (const WallTime wall : {WallTime(), WallTime::parse(u"1999-12-31 23:59:59"),
                                WallTime::parse(u"2100-01-01 00:00:00")}) {
        const Result<> set = session.value()->setClock(wall);
        QVERIFY(!set);
        QCOMPARE(set.error().code, ErrorCode::InvalidInput);
    }
    QCOMPARE(peer.count(Code::WriteTime), 0);
}

void tst_zkclock::believesTheClockAndNotTheAnswer_data()
{
    QTest::addColumn<int>("answer");     // 0 = none
    QTest::addColumn<int>("shownAfter"); // seconds beside the time that was set; 9999 = not set
    QTest::addColumn<ErrorCode>("code"); // Internal = it is no error
    const ErrorCode fine = ErrorCode::Internal;
    QTest::newRow("exact") << 2000 << 0 << fine;
    QTest::newRow("two seconds before") << 2000 << -2 << fine;
    QTest::newRow("two seconds after") << 2000 << 2 << fine;
    QTest::newRow("three seconds before") << 2000 << -3 << ErrorCode::Conflict;
    QTest::newRow("an hour after") << 2000 << 3600 << ErrorCode::Conflict;
    QTest::newRow("yes, but not set") << 2000 << 9999 << ErrorCode::Conflict;
    QTest::newRow("no answer, but set") << 0 << 0 << fine;
    QTest::newRow("no answer, not set") << 0 << 9999 << ErrorCode::Timeout;
    QTest::newRow("refused") << 2001 << 9999 << ErrorCode::Unsupported;
    QTest::newRow("unknown") << 65535 << 9999 << ErrorCode::Unsupported;
}

void tst_zkclock::believesTheClockAndNotTheAnswer()
{
    QFETCH(int, answer);
    QFETCH(int, shownAfter);
    QFETCH(ErrorCode, code);
    const WallTime wall = WallTime::parse(u"2026-06-27 12:00:00");
    TerminalPeer peer(
        [&](PeerMemory &memory, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != Code::WriteTime)
                return std::nullopt;
            if (shownAfter != 9999)
                setPeerClock(memory, wall.addSeconds(shownAfter));
            return answer == 0 ? QList<Packet>() : *only(static_cast<Code>(answer));
        });
    peer.with(
        [](PeerMemory &memory) { setPeerClock(memory, WallTime::parse(u"2026-06-27 10:00:00")); });
    SessionControl control;
    control.limits = test::shortLimits();
    const auto session = peer.open(control);
    QVERIFY(session);
    const Result<> set = session.value()->setClock(wall);
    QCOMPARE(set ? ErrorCode::Internal : set.error().code, code);
    QCOMPARE(peer.count(Code::WriteTime), 1); // never twice
}

void tst_zkclock::refusesATimeThatDoesNotExist()
{
    const quint32 thirtiethOfFebruary = (26 * 372 + 31 + 29) * 86400U;
    for (const bool isShort : {false, true}) {
        TerminalPeer peer([&](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != Code::ReadTime)
                return std::nullopt;
            QByteArray time;
            zk::appendU32(time, thirtiethOfFebruary);
            return only(Code::AckOk, isShort ? QByteArray("\x01\x02\x03") : time);
        });
        const SessionControl control;
        const auto session = peer.open(control);
        QVERIFY(session);
        const Result<WallTime> shown = session.value()->clock();
        QVERIFY(!shown);
        QCOMPARE(shown.error().code, ErrorCode::ProtocolViolation);
    }
}

ROLLCALL_TEST(tst_zkclock);
#include "tst_zkclock.moc"
