// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "tests/devices/zk/terminalpeer.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::counterBlock;
using test::logRecord;
using test::only;
using test::PeerMemory;
using test::TerminalPeer;
using zk::Code;
using zk::Packet;

/// A terminal's log is deleted only when all of it is stored here and it is still the same.
class tst_zkclear : public test::TestCase
{
    Q_OBJECT

private slots:
    void clears_data();
    void clears();
    void refuses_data();
    void refuses();
    void looksIntoALogThatMayHaveWrapped_data();
    void looksIntoALogThatMayHaveWrapped();
    void servesOnce();
    void saysWhatIsLeft_data();
    void saysWhatIsLeft();
    void neverAsksTwiceOnSilence_data();
    void neverAsksTwiceOnSilence();
    void saysWhenTheTerminalCannot();
    void clearsATerminalThatReadsOnlyPlainly();
};

namespace {

/// @p count logs, a minute apart.
QByteArray logOf(int count, int first = 0)
{
    const WallTime start = WallTime::parse(u"2026-06-26 07:30:00");
    QByteArray log;
    for (int i = first; i < first + count; ++i)
        log.append(logRecord(QByteArray::number(i % 9 + 1), start.addMinutes(i).toString()));
    return log;
}

void fill(TerminalPeer &peer, int logs, const QByteArray &counters)
{
    peer.with([&](PeerMemory &memory) {
        memory.log = logOf(logs);
        memory.counters = counters;
    });
}

qsizetype logsOf(TerminalPeer &peer)
{
    qsizetype logs = 0;
    peer.with([&logs](PeerMemory &memory) { logs = memory.log.size() / 40; });
    return logs;
}

using Between = std::function<void(PeerMemory &)>;

/// Reads all logs, does @p between to the terminal and clears.
Result<qint64> readAndClear(TerminalPeer &peer, const Between &between = {},
                            std::optional<qint64> stored = {})
{
    SessionControl control;
    control.limits = test::shortLimits();
    const auto session = peer.open(control);
    if (!session)
        return session.error();
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    if (!read)
        return read.error();
    if (between)
        peer.with(between);
    return session.value()->clearLogs({stored.value_or(read->delivered)});
}

} // namespace

void tst_zkclear::clears_data()
{
    QTest::addColumn<int>("logs");
    QTest::addColumn<QByteArray>("counters");
    QTest::newRow("right counter") << 20 << counterBlock(9, 20);
    QTest::newRow("counter always 0 (Q1)") << 20 << counterBlock(9, 0);
    QTest::newRow("counter too large (Q3)") << 20 << counterBlock(9, 777);
    QTest::newRow("counter below 0") << 20 << counterBlock(9, -1);
    QTest::newRow("no counters (Q2)") << 20 << QByteArray(4, '\0');
    QTest::newRow("no answer to the question") << 20 << QByteArray();
    QTest::newRow("full by its counter") << 20 << counterBlock(9, 20, 100, 20);
    QTest::newRow("more than one chunk") << 5000 << counterBlock(9, 5000, 100, 5000);
    QTest::newRow("one log") << 1 << counterBlock(9, 1);
}

void tst_zkclear::clears()
{
    QFETCH(int, logs);
    QFETCH(QByteArray, counters);
    TerminalPeer peer;
    fill(peer, logs, counters);
    const Result<qint64> left = readAndClear(peer);
    QVERIFY2(left, left ? "" : qPrintable(left.error().detail));
    QCOMPARE(*left, 0);
    QCOMPARE(logsOf(peer), 0);
    QCOMPARE(peer.count(Code::ClearLogs), 1);
    peer.with([](PeerMemory &memory) {
        QList<Code> order;
        for (const Packet &request : std::as_const(memory.requests)) {
            for (const Code code : {Code::DisableDevice, Code::ClearLogs, Code::RefreshData})
                if (request.code == code)
                    order.append(code);
        }
        QCOMPARE(order, (QList{Code::DisableDevice, Code::ClearLogs, Code::RefreshData}));
        QVERIFY(memory.isEnabled);
    });
}

void tst_zkclear::refuses_data()
{
    QTest::addColumn<Between>("between");
    QTest::addColumn<int>("storedLess");
    const Between nothing = [](PeerMemory &) {};
    QTest::newRow("one is not stored") << nothing << 1;
    QTest::newRow("more stored than read") << nothing << -1;
    const Between punch = [](PeerMemory &memory) { memory.log.append(logOf(1, 500)); };
    QTest::newRow("a punch came, the counter does not tell") << punch << 0;
    const Between toldPunch = [](PeerMemory &memory) {
        memory.log.append(logOf(1, 500));
        memory.counters = counterBlock(9, 21);
    };
    QTest::newRow("a punch came") << toldPunch << 0;
    const Between counter = [](PeerMemory &memory) { memory.counters = counterBlock(9, 21); };
    QTest::newRow("the counter grew") << counter << 0;
    const Between shorter = [](PeerMemory &memory) { memory.log.chop(40); };
    QTest::newRow("the log shrank") << shorter << 0;
    const Between half = [](PeerMemory &memory) { memory.log.chop(20); };
    QTest::newRow("half a record is gone") << half << 0;
    const Between cleared = [](PeerMemory &memory) { memory.log.clear(); };
    QTest::newRow("somebody else has cleared it") << cleared << 0;
}

void tst_zkclear::refuses()
{
    QFETCH(Between, between);
    QFETCH(int, storedLess);
    TerminalPeer peer;
    fill(peer, 20, counterBlock(9, 20));
    qsizetype before = -1;
    const Result<qint64> left = readAndClear(
        peer,
        [&](PeerMemory &memory) {
            between(memory);
            before = memory.log.size();
        },
        20 - storedLess);
    QVERIFY(!left);
    QCOMPARE(left.error().code, ErrorCode::Conflict);
    QVERIFY(!left.error().userText.isEmpty());
    QCOMPARE(peer.count(Code::ClearLogs), 0);
    peer.with([before](PeerMemory &memory) {
        QCOMPARE(memory.log.size(), before);
        QVERIFY(memory.isEnabled);
    });
}

void tst_zkclear::looksIntoALogThatMayHaveWrapped_data()
{
    QTest::addColumn<QByteArray>("counters");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("full") << counterBlock(9, 20, 100, 20) << true;
    QTest::newRow("capacity unknown") << QByteArray() << true;
    QTest::newRow("far from full: cannot have wrapped") << counterBlock(9, 20, 100, 1000) << false;
}

void tst_zkclear::looksIntoALogThatMayHaveWrapped()
{
    QFETCH(QByteArray, counters);
    QFETCH(bool, isRefused);
    TerminalPeer peer;
    fill(peer, 20, counters);
    const Result<qint64> left = readAndClear(peer, [](PeerMemory &memory) {
        // As long as before, but a new punch stands where an old one was, in the middle.
        memory.log.replace(10 * 40, 40, logOf(1, 600));
    });
    QCOMPARE(left.isOk(), !isRefused);
    QCOMPARE(peer.count(Code::ClearLogs), isRefused ? 0 : 1);
    if (isRefused)
        QCOMPARE(left.error().code, ErrorCode::Conflict);
}

void tst_zkclear::servesOnce()
{
    TerminalPeer peer;
    fill(peer, 20, counterBlock(9, 20));
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    const Result<qint64> unread = session.value()->clearLogs({20});
    QVERIFY(!unread);
    QCOMPARE(unread.error().code, ErrorCode::Conflict);
    test::CollectingSink sink;
    QVERIFY(session.value()->logs(sink));
    QVERIFY(session.value()->clearLogs({20}));
    const Result<qint64> again = session.value()->clearLogs({20});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    // An empty log is read and cleared without being deleted.
    QVERIFY(session.value()->logs(sink));
    const Result<qint64> empty = session.value()->clearLogs({0});
    QVERIFY(empty);
    QCOMPARE(*empty, 0);
    QCOMPARE(peer.count(Code::ClearLogs), 1);
    // A read that the sink ended is not a complete one.
    peer.with([](PeerMemory &memory) { memory.log = logOf(20); });
    sink.onBatch = [] { return Result<>(errors::cancelled()); };
    const Result<LogReadSummary> cut = session.value()->logs(sink);
    QVERIFY(cut && !cut->complete);
    const Result<qint64> incomplete = session.value()->clearLogs({0});
    QVERIFY(!incomplete);
    QCOMPARE(incomplete.error().code, ErrorCode::Conflict);
    QCOMPARE(peer.count(Code::ClearLogs), 1);
}

void tst_zkclear::saysWhatIsLeft_data()
{
    QTest::addColumn<int>("left");
    QTest::newRow("all: it did nothing") << 20;
    QTest::newRow("one: a punch came at once") << 1;
    QTest::newRow("none") << 0;
}

void tst_zkclear::saysWhatIsLeft()
{
    QFETCH(int, left);
    TerminalPeer peer(
        [left](PeerMemory &memory, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != Code::ClearLogs)
                return std::nullopt;
            memory.log = logOf(left);
            return only(Code::AckOk);
        });
    fill(peer, 20, counterBlock(9, 0)); // a counter that always lies
    const Result<qint64> told = readAndClear(peer);
    QVERIFY(told);
    QCOMPARE(*told, left);
}

void tst_zkclear::neverAsksTwiceOnSilence_data()
{
    QTest::addColumn<bool>("isDone");
    QTest::newRow("cleared all the same") << true;
    QTest::newRow("not cleared") << false;
}

void tst_zkclear::neverAsksTwiceOnSilence()
{
    QFETCH(bool, isDone);
    TerminalPeer peer(
        [isDone](PeerMemory &memory, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != Code::ClearLogs)
                return std::nullopt;
            if (isDone)
                memory.log.clear();
            return QList<Packet>();
        });
    fill(peer, 20, counterBlock(9, 20));
    const Result<qint64> left = readAndClear(peer);
    QCOMPARE(left.isOk(), isDone);
    if (!isDone)
        QCOMPARE(left.error().code, ErrorCode::Timeout);
    QCOMPARE(peer.count(Code::ClearLogs), 1);
    peer.with([](PeerMemory &memory) { QVERIFY(memory.isEnabled); });
}

void tst_zkclear::saysWhenTheTerminalCannot()
{
    for (const Code answer : {Code::AckError, Code::AckUnknown}) {
        TerminalPeer peer([answer](PeerMemory &, const Packet &request) {
            return request.code == Code::ClearLogs ? only(answer) : std::nullopt;
        });
        fill(peer, 20, counterBlock(9, 20));
        const Result<qint64> left = readAndClear(peer);
        QVERIFY(!left);
        QCOMPARE(left.error().code, ErrorCode::Unsupported);
        peer.with([](PeerMemory &memory) { QVERIFY(memory.isEnabled); });
    }
}

void tst_zkclear::clearsATerminalThatReadsOnlyPlainly()
{
    bool wasEnabledAtClear = true;
    TerminalPeer peer([&wasEnabledAtClear](PeerMemory &memory,
                                           const Packet &request) -> std::optional<QList<Packet>> {
        if (request.code == Code::ClearLogs)
            wasEnabledAtClear = memory.isEnabled;
        if (request.code == Code::ReadLogs) {
            QByteArray block;
            zk::appendU32(block, static_cast<quint32>(memory.log.size()));
            return only(Code::Data, block.append(memory.log));
        }
        return request.code == Code::PrepareBuffer ? only(Code::AckError) : std::nullopt;
    });
    fill(peer, 20, counterBlock(9, 20));
    const Result<qint64> left = readAndClear(peer);
    QVERIFY(left);
    QCOMPARE(*left, 0);
    QVERIFY(!wasEnabledAtClear); // the plain read must not let people in again in between
    peer.with([](PeerMemory &memory) { QVERIFY(memory.isEnabled); });
}

ROLLCALL_TEST(tst_zkclear);
#include "tst_zkclear.moc"
