// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <stop_token>

using namespace rollcall;

/// The driver against terminals that are off, refuse, hang, cut the stream, send rubbish or are
/// left in the middle.
class tst_zkfaults : public test::TestCase
{
    Q_OBJECT

private slots:
    void nobodyListens();
    void saysWhoIsNoTerminal_data();
    void saysWhoIsNoTerminal();
    void endsInTimeWhenItHangs_data();
    void endsInTimeWhenItHangs();
    void keepsWholeRecordsOfACutRead();
    void retriesAPieceOnALivingConnection();
    void givesUpAPieceThatIsAlwaysRefused();
    void setsInvalidDatesAside_data();
    void setsInvalidDatesAside();
    void deliversDuplicatesAsTheyAre();
    void reportsAShortLog_data();
    void reportsAShortLog();
    void refusesAnUnknownForm();
    void stopsWhenTheSinkRefuses();
    void cancelsWithin200Ms_data();
    void cancelsWithin200Ms();
    void keepsWhatWasReadBeforeACancel();
};

namespace {

constexpr qint64 kSchedulingSlack = 1500; // a loaded machine, not the driver

SimOptions school(qint64 logs, const QStringList &faults = {})
{
    SimOptions options;
    options.users = 100;
    options.logs = logs;
    options.seed = 7;
    options.maxPacket = 1008;
    for (const QString &each : faults)
        options.faults.append(test::fault(each));
    return options;
}

/// Requests a stop from another thread after a while.
class StopLater
{
public:
    StopLater(std::stop_source &source, int milliseconds)
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(milliseconds);
        m_timer.moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::started, &m_timer, qOverload<>(&QTimer::start));
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, &source] {
            m_since.start();
            source.request_stop();
        });
        m_thread.start();
    }
    ~StopLater() { end(); }

    /// Milliseconds since the stop was requested; -1 when it was not yet.
    qint64 sinceStop()
    {
        const qint64 elapsed = m_since.isValid() ? m_since.elapsed() : -1;
        end();
        return elapsed;
    }

private:
    void end()
    {
        m_thread.quit();
        m_thread.wait();
    }

    QThread m_thread;
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace

void tst_zkfaults::nobodyListens()
{
    quint16 port = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        port = server.serverPort();
    }
    test::SimFixture sim(school(1));
    const SessionControl control;
    QElapsedTimer time;
    time.start();
    const auto session = sim.driver().open({QStringLiteral("127.0.0.1"), port, {}}, control);
    QVERIFY(!session);
    QCOMPARE(session.error().code, ErrorCode::Unreachable);
    QCOMPARE(session.error(), errors::refused(QStringLiteral("127.0.0.1"), port));
    QVERIFY(time.elapsed() < kSchedulingSlack);
}

void tst_zkfaults::saysWhoIsNoTerminal_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("garbage") << QStringLiteral("garbage") << ErrorCode::ProtocolViolation;
    QTest::newRow("silence") << QStringLiteral("busy") << ErrorCode::Timeout;
    QTest::newRow("closes at once") << QStringLiteral("drop-after=0") << ErrorCode::Unreachable;
}

void tst_zkfaults::saysWhoIsNoTerminal()
{
    QFETCH(QString, fault);
    QFETCH(ErrorCode, code);
    test::SimFixture sim(school(1, {fault}));
    sim.control.limits = test::shortLimits();
    QElapsedTimer time;
    time.start();
    const auto session = sim.open();
    QVERIFY(!session);
    QCOMPARE(session.error().code, code);
    QVERIFY(!session.error().userText.isEmpty());
    QVERIFY(time.elapsed() <
            sim.control.limits.handshakeMs + sim.control.limits.exitMs + kSchedulingSlack);
}

void tst_zkfaults::endsInTimeWhenItHangs_data()
{
    QTest::addColumn<int>("bytes");
    // Greeting 16, SDKBuild 32, counters 140, clock 160, block ready 189; then the data.
    for (const int bytes : {0, 1, 15, 16, 32, 100, 140, 160, 189, 200, 1500, 60000, 70000, 200000})
        QTest::addRow("after %d bytes", bytes) << bytes;
}

void tst_zkfaults::endsInTimeWhenItHangs()
{
    QFETCH(int, bytes);
    test::SimFixture sim(school(9000, {QStringLiteral("stall-after=%1@1").arg(bytes)}));
    sim.control.limits = test::shortLimits();
    const SessionLimits &limits = sim.control.limits;
    QElapsedTimer time;
    time.start();
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    // Each limit can pass once, and the last piece is asked for four times.
    const qint64 most =
        limits.handshakeMs + limits.prepareMs + 4 * limits.silenceMs + limits.exitMs;
    QVERIFY2(time.elapsed() < most + kSchedulingSlack, qPrintable(QString::number(time.elapsed())));
    if (read) {
        QVERIFY(!read->complete);
        QVERIFY(read->error.has_value());
        QCOMPARE(read->error->code, ErrorCode::Timeout);
        QCOMPARE(read->delivered, sink.logs().size());
        QVERIFY(read->delivered < read->announced);
    } else {
        QCOMPARE(read.error().code, ErrorCode::Timeout);
        QVERIFY(sink.logs().isEmpty());
    }
    test::CollectingSink next;
    const Result<LogReadSummary> again = sim.readLogs(next);
    QVERIFY(again && again->complete);
    QCOMPARE(next.logs().size(), 9000);
}

void tst_zkfaults::keepsWholeRecordsOfACutRead()
{
    // Every connection breaks at the same place: the second one does not help.
    constexpr qint64 kLogs = 4000;
    const qint64 whole =
        kLogs * 40 + 8000; // the block, its packets' heads and all that comes before
    const int cuts = test::repeats(80);
    int keptSome = 0;
    for (int i = 0; i < cuts; ++i) {
        const qint64 at = whole * i / cuts + i % 40;
        test::SimFixture sim(school(kLogs, {QStringLiteral("drop-after=%1").arg(at)}));
        test::CollectingSink sink;
        const Result<LogReadSummary> read = sim.readLogs(sink);
        if (read && !read->complete) {
            QCOMPARE(read->announced, kLogs);
            QCOMPARE(read->delivered, sink.logs().size());
            QVERIFY(read->error.has_value());
            QCOMPARE(read->error->code, ErrorCode::Unreachable);
            // What was kept are the first logs, whole and in order: the missing ones are reported
            // as such.
            QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()),
                     QStringLiteral("record %1 is missing").arg(sink.logs().size()));
            keptSome += sink.logs().isEmpty() ? 0 : 1;
        } else if (!read) {
            QVERIFY(sink.logs().isEmpty());
            QCOMPARE(read.error().code, ErrorCode::Unreachable);
        } else {
            QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
        }
    }
    QVERIFY(cuts < 40 || keptSome > cuts / 4);
}

void tst_zkfaults::retriesAPieceOnALivingConnection()
{
    test::SimFixture sim(school(5000, {QStringLiteral("refuse-piece=3")}));
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read && read->complete);
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    // Pieces get shorter with each refusal, but not as short as a packet.
    const int pieces = sim.tally().pieces.load();
    QVERIFY2(pieces > 8 && pieces < 45, qPrintable(QString::number(pieces)));
}

void tst_zkfaults::givesUpAPieceThatIsAlwaysRefused()
{
    test::SimFixture sim(school(5000, {QStringLiteral("refuse-piece=1")}));
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ProtocolViolation);
    QCOMPARE(sim.tally().prepares.load(), 2); // the terminal's buffer is filled once more
    QCOMPARE(sim.tally().pieces.load(), 2 * (1 + 3));
    QTRY_COMPARE(sim.tally().exits.load(), 1);
}

void tst_zkfaults::setsInvalidDatesAside_data()
{
    QTest::addColumn<QString>("recordSize");
    for (const char *size : {"8a", "8b", "16", "40", "49"})
        QTest::newRow(size) << QString::fromLatin1(size);
}

void tst_zkfaults::setsInvalidDatesAside()
{
    QFETCH(QString, recordSize);
    SimOptions options = school(3000, {QStringLiteral("invalid-dates=37")});
    QVERIFY(setSimOption(options, u"record-size", recordSize));
    test::SimFixture sim(options);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read && read->complete);
    QCOMPARE(read->announced, 3000);
    QCOMPARE(read->delivered, 3000);
    QCOMPARE(sink.logs().size(), 3000 - 37);
    QCOMPARE(sink.setAside().size(), 37);
    SimFaultSet faults;
    faults.invalidDates = 37;
    const SimLogBlock block = sim.device().logBlock(faults);
    QCOMPARE(test::differences(sink.logs(), block), QString());
    const qint64 size = (block.size() - 4) / 3000;
    const QString raw = QString::fromLatin1(block.bytes(4, block.size()).toHex());
    for (const SetAsideLog &aside : sink.setAside()) {
        QCOMPARE(aside.reason, QStringLiteral("invalid_date"));
        QCOMPARE(aside.rawText.size(), size * 2);
        QVERIFY(raw.contains(aside.rawText));
    }
}

void tst_zkfaults::deliversDuplicatesAsTheyAre()
{
    test::SimFixture sim(school(3000, {QStringLiteral("duplicate-records")}));
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read && read->complete);
    QCOMPARE(read->announced, 3300);
    QCOMPARE(sink.logs().size(), 3300);
    QCOMPARE(sink.logs().at(9), sink.logs().at(10));
}

void tst_zkfaults::reportsAShortLog_data()
{
    QTest::addColumn<int>("logs");
    QTest::addColumn<QString>("way");
    QTest::newRow("inline") << 20 << QString();
    QTest::newRow("one piece") << 500 << QString();
    QTest::newRow("many pieces") << 5000 << QString();
    QTest::newRow("plain") << 5000 << QStringLiteral("plain-only");
}

void tst_zkfaults::reportsAShortLog()
{
    QFETCH(int, logs);
    QFETCH(QString, way);
    SimOptions options = school(logs, {QStringLiteral("short-count")});
    if (!way.isEmpty())
        options.faults.append(test::fault(way));
    test::SimFixture sim(options);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->announced, logs);
    QCOMPARE(read->delivered, logs - 2);
    QCOMPARE(sink.logs().size(), logs - 2);
    QCOMPARE(read->error->code, ErrorCode::ProtocolViolation);
}

void tst_zkfaults::refusesAnUnknownForm()
{
    // Most dates are impossible: no size is plausible, nothing may be delivered (zk-protocol.md,
    // section 10.5 step 5).
    test::SimFixture sim(school(500, {QStringLiteral("invalid-dates=400")}));
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ProtocolViolation);
    // One record for diagnosis, and no more of anybody.
    SimFaultSet faults;
    faults.invalidDates = 400;
    const QByteArray first = sim.device().logBlock(faults).bytes(4, 40).toHex();
    QVERIFY(read.error().detail.endsWith(QString::fromLatin1(first)));
    QVERIFY(sink.announcements().isEmpty());
    QVERIFY(sink.logs().isEmpty());
    QTRY_VERIFY(sim.tally().exits == 1);
}

void tst_zkfaults::stopsWhenTheSinkRefuses()
{
    test::SimFixture sim(school(20000));
    test::CollectingSink sink;
    sink.onBatch = [&sink] {
        return sink.batches() == 1 ? Result<>(errors::storageFailure({})) : ok();
    };
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->error->code, ErrorCode::StorageFailure);
    QCOMPARE(read->delivered, sink.logs().size());
    QVERIFY(sim.tally().pieces.load() < 13);
}

void tst_zkfaults::cancelsWithin200Ms_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("pauseMs");
    QTest::newRow("waiting for the greeting") << QStringLiteral("busy") << 0;
    QTest::newRow("waiting for the rest of a frame") << QStringLiteral("stall-after=30000") << 0;
    QTest::newRow("in a slow transfer") << QString() << 5;
    QTest::newRow("in a slow trickle") << QStringLiteral("split=10") << 1;
}

void tst_zkfaults::cancelsWithin200Ms()
{
    QFETCH(QString, fault);
    QFETCH(int, pauseMs);
    SimOptions options = school(20000);
    options.pauseMs = pauseMs;
    if (!fault.isEmpty())
        options.faults.append(test::fault(fault));
    test::SimFixture sim(options);
    std::stop_source source;
    sim.control.stop = source.get_token();
    test::CollectingSink sink;
    StopLater later(source, 150);
    const Result<LogReadSummary> read = sim.readLogs(sink);
    const qint64 late = later.sinceStop();
    QVERIFY2(late >= 0 && late <= 200, qPrintable(QString::number(late)));
    QCOMPARE(read ? read->error->code : read.error().code, ErrorCode::Cancelled);
    QVERIFY(!read || !read->complete);
}

void tst_zkfaults::keepsWhatWasReadBeforeACancel()
{
    test::SimFixture sim(school(30000));
    std::stop_source source;
    sim.control.stop = source.get_token();
    test::CollectingSink sink;
    sink.onBatch = [&source] {
        source.request_stop();
        return ok();
    };
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QCOMPARE(read->error->code, ErrorCode::Cancelled);
    QCOMPARE(read->announced, 30000);
    QVERIFY(read->delivered >= 8000 && read->delivered < 30000);
    QCOMPARE(read->delivered, sink.logs().size());
    QTRY_COMPARE(sim.tally().exits.load(), 1); // the good-bye is said all the same
    const auto late = sim.open();
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Cancelled);
}

ROLLCALL_TEST(tst_zkfaults);
#include "tst_zkfaults.moc"
