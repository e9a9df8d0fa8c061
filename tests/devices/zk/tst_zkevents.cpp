// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktime.h"
#include "tests/devices/zk/livefixture.h"
#include "tests/devices/zk/userpeer.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::listen;
using test::Listener;
using test::named;
using test::numbered;
using test::PeerMemory;
using test::shortControl;
using test::TerminalPeer;
using test::userRecord;

/// Punches that a terminal tells of as they happen: what they say, and whose they are.
class tst_zkevents : public test::TestCase
{
    Q_OBJECT

private slots:
    void readsEveryLength_data();
    void readsEveryLength();
    void namesUsersOfOldTerminals_data();
    void namesUsersOfOldTerminals();
};

void tst_zkevents::readsEveryLength_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("userId"); // empty = no punch
    QTest::addColumn<int>("verify");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("changes");
    const auto row = [](const char *what, const QByteArray &data, const char *userId, int verify,
                        int state, int changes = 0) {
        QTest::newRow(what) << data << QString::fromLatin1(userId) << verify << state << changes;
    };
    const auto more = [](int count) { return QByteArray(count, '\x7f'); };
    row("10", numbered(2, 7, 1, 4), "7", 1, 4);
    row("10, valid in the high half", numbered(2, 7, 1, 0x15), "7", 1, 5);
    row("12", numbered(4, 7, 15, 1), "7", 15, 1);
    row("14", numbered(2, 7, 1, 255) + more(4), "7", 1, 255);
    row("32", named("A-123456789012345678901", 3, 1), "A-123456789012345678901", 3, 1);
    row("36", named("0007", 1, 0) + more(4), "0007", 1, 0);
    row("37", named("0007", 1, 0) + more(5), "0007", 1, 0);
    row("52", named("0007", 1, 0) + more(20), "0007", 1, 0);
    row("84: perhaps a second one", named("0007", 1, 0) + more(52), "0007", 1, 0, 1);
    row("unknown length 11", numbered(2, 7, 1, 4) + more(1), "", 0, 0, 1);
    row("unknown length 31", named("7", 1, 0).chopped(1), "", 0, 0, 1);
    row("empty", {}, "", 0, 0, 1);
    row("no id", named("", 1, 0), "", 0, 0, 1);
    row("control characters in the id", named("7\x01", 1, 0), "", 0, 0, 1);
    row("number 0", numbered(4, 0, 1, 0), "", 0, 0, 1);
    row("30 February", named("7", 1, 0).chopped(6) + QByteArray("\x1a\x02\x1e\x08\x00\x00", 6), "",
        0, 0, 1);
}

void tst_zkevents::readsEveryLength()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, userId);
    QFETCH(int, verify);
    QFETCH(int, state);
    QFETCH(int, changes);
    TerminalPeer peer;
    test::fill(peer, 72, {userRecord(72, 7, "7", "Seven")});
    Listener sink;
    sink.onFirst = [&] { peer.sendEvent(1, data); };
    const qsizetype punches = userId.isEmpty() ? 0 : 1;
    sink.isDone = [&] { return sink.punches.size() >= punches && sink.changes >= changes; };
    const Result<> listened = listen(peer, sink);
    QVERIFY2(listened, listened ? "" : qPrintable(listened.error().userText));
    QCOMPARE(sink.punches.size(), punches);
    QCOMPARE(sink.changes, changes);
    if (punches == 0)
        return;
    RawLog expected;
    expected.userId = userId;
    expected.at = WallTime::parse(test::kEventTime);
    expected.verify = verify;
    expected.state = state;
    expected.rawText = QStringLiteral("event:") + QString::fromLatin1(data.toHex());
    QCOMPARE(sink.punches.first(), expected);
}

void tst_zkevents::namesUsersOfOldTerminals_data()
{
    QTest::addColumn<int>("recordSize"); // of the logs; 0 = they were not read
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("userId"); // empty = only the log can tell
    QTest::addColumn<int>("eventSize");
    // The users: uid 1 is "105", uid 2 is "1", uid 3 is "0009".
    QTest::newRow("uid-only, known") << 8 << 1 << QStringLiteral("105") << 10;
    QTest::newRow("uid-only, with surplus") << 8 << 2 << QStringLiteral("1") << 14;
    QTest::newRow("uid-only, unknown") << 8 << 105 << QString() << 10;
    QTest::newRow("user ids, known") << 40 << 1 << QStringLiteral("1") << 10;
    QTest::newRow("user ids, unknown") << 40 << 2 << QString() << 10;
    QTest::newRow("user ids with zeros in front") << 40 << 9 << QString() << 10;
    QTest::newRow("not known which, two meanings") << 0 << 1 << QString() << 10;
    QTest::newRow("not known which, one meaning") << 0 << 2 << QStringLiteral("1") << 10;
    QTest::newRow("not known which, a user id") << 0 << 105 << QStringLiteral("105") << 10;
    QTest::newRow("wide enough for the user id") << 8 << 1 << QStringLiteral("1") << 12;
}

void tst_zkevents::namesUsersOfOldTerminals()
{
    QFETCH(int, recordSize);
    QFETCH(int, number);
    QFETCH(QString, userId);
    QFETCH(int, eventSize);
    TerminalPeer peer;
    test::fill(peer, 72,
               {userRecord(72, 1, "105", "A"), userRecord(72, 2, "1", "B"),
                userRecord(72, 3, "0009", "C")});
    peer.with([recordSize](PeerMemory &memory) {
        for (int minute = 10; minute < 30; ++minute) {
            const QString at = QStringLiteral("2026-06-26 07:%1:00").arg(minute);
            if (recordSize == 40)
                memory.log.append(test::logRecord("1", at));
            if (recordSize != 8)
                continue;
            zk::appendU16(memory.log, 1);
            memory.log.append('\x01');
            zk::appendU32(memory.log, zk::encodeTime4(WallTime::parse(at)).value_or(0));
            memory.log.append('\0');
        }
    });
    Listener sink;
    QByteArray data = numbered(eventSize == 12 ? 4 : 2, static_cast<quint32>(number), 1, 0);
    data = data.leftJustified(eventSize, '\0');
    sink.onFirst = [&] { peer.sendEvent(1, data); };
    sink.isDone = [&] { return sink.punches.size() + sink.changes > 0; };
    const Result<> listened = listen(peer, sink, shortControl(), true);
    QVERIFY2(listened, listened ? "" : qPrintable(listened.error().userText));
    QCOMPARE(sink.punches.isEmpty() ? QString() : sink.punches.first().userId, userId);
    QCOMPARE(sink.changes, userId.isEmpty() ? 1 : 0);
}

ROLLCALL_TEST(tst_zkevents);
#include "tst_zkevents.moc"
