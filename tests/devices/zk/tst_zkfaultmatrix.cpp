// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <optional>

using namespace rollcall;

/// Every fault that a simulated terminal can have, over both transports: all logs arrive, or a
/// clear error comes in time and what was delivered are the first logs, whole. A well terminal
/// with the same logs then completes the set exactly.
class tst_zkfaultmatrix : public test::TestCase
{
    Q_OBJECT

private slots:
    void hasARowForEveryFault();
    void deliversAllOrSaysWhy_data();
    void deliversAllOrSaysWhy();
};

namespace {

constexpr int kLogs = 3000;

enum class Over { Tcp, Udp, Both };

/// What one fault leads to. No code: everything is delivered.
struct Row
{
    const char *faults; ///< separated by blanks
    Over over = Over::Both;
    std::optional<ErrorCode> code = {};
    bool isSlow = false; ///< something has to be waited for in vain
    const char *recordSize = "40";
};

constexpr auto kLost = ErrorCode::Unreachable;
constexpr auto kLate = ErrorCode::Timeout;
constexpr auto kWrong = ErrorCode::ProtocolViolation;

const Row kRows[] = {
    {"drop-after=0", Over::Tcp, kLost},
    {"drop-after=30000", Over::Tcp, kLost},
    {"drop-after=80000", Over::Tcp, kLost},
    {"drop-after=80000@1", Over::Tcp, {}},
    {"drop-frames=12", Over::Tcp, kLost},
    {"drop-frames=12@1", Over::Tcp, {}},
    {"stall-after=16", Over::Tcp, kLate, true},
    {"stall-after=90000", Over::Tcp, kLate, true},
    {"unauth-after=6", Over::Both, kLost},
    {"unauth-after=6@1", Over::Both, {}},
    {"busy", Over::Both, kLate, true},
    {"no-auth", Over::Both, ErrorCode::AuthRejected},
    {"garbage", Over::Both, kWrong},
    {"c3", Over::Both, kWrong},
    {"http", Over::Tcp, kWrong},
    {"http", Over::Udp, kLate, true},
    {"short-count", Over::Both, kWrong},
    {"wrong-reply=3", Over::Both, kLate, true},
    {"wrong-reply=7", Over::Tcp, {}, true},
    {"garbage-plain plain-only no-sdkbuild", Over::Both, kWrong},
    {"garbage-plain plain-only"},
    {"garbage-plain"},
    {"bad-checksum=1"},
    {"wrong-count=7"},
    {"wrong-count=6000"},
    {"count-plus=1"},
    {"count-plus=-1"},
    {"zero-count"},
    {"no-count"},
    {"split=7", Over::Tcp},
    {"coalesce"},
    {"duplicate-records"},
    {"trailing-bytes=4"},
    {"invalid-dates=9"},
    {"plain-only"},
    {"refuse-1503=1"},
    {"refuse-1503=2"},
    {"refuse-piece=3"},
    {"chunk-stall-above=9000", Over::Both, {}, true},
    {"late-packets"},
    {"events"},
    {"event-storm=20"},
    {"no-events"},
    {"delay=5"},
    {"session-as-id"},
    {"latin-names"},
    {"clock-drift=3600"},
    {"single"},
    {"stale-uid"},
    {"stale-uid", Over::Both, {}, false, "49"},
    {"marker-prefix", Over::Both, {}, false, "49"},
    {"surplus-block=1000"},
    {"late-ack", Over::Both, {}, true},
    {"lost-ack", Over::Both, {}, true},
    {"ack-before-data"},
    {"prepare-direct"},
    {"ack-data"},
    {"write-lost"},
    {"write-refused"},
    {"no-sdkbuild"},
    {"no-restart-reply"},
    {"lose=9", Over::Udp, {}, true},
    {"duplicate=3", Over::Udp},
    {"reorder=2", Over::Udp},
};

SimOptions terminal(const QString &faults, const QString &recordSize)
{
    SimOptions options;
    options.users = 40;
    options.logs = kLogs;
    options.seed = 7;
    options.maxPacket = 1400;
    options.udp = true;
    if (!setSimOption(options, u"record-size", recordSize))
        qFatal("unknown record size");
    for (const QString &each : faults.split(u' '))
        options.faults.append(test::fault(each));
    return options;
}

using Key = QPair<QString, qint64>;

QList<Key> keys(const QList<RawLog> &logs)
{
    QList<Key> found;
    for (const RawLog &log : logs)
        found.append({log.userId, log.at.seconds()});
    return found;
}

} // namespace

void tst_zkfaultmatrix::hasARowForEveryFault()
{
    QSet<int> tested;
    for (const Row &row : kRows) {
        for (const QString &each : QString::fromLatin1(row.faults).split(u' '))
            tested.insert(static_cast<int>(test::fault(each).kind));
    }
    QSet<int> all;
    for (int kind = 0; kind <= static_cast<int>(SimFaultKind::Reorder); ++kind)
        all.insert(kind);
    QCOMPARE(tested, all);
}

void tst_zkfaultmatrix::deliversAllOrSaysWhy_data()
{
    QTest::addColumn<QString>("faults");
    QTest::addColumn<QString>("recordSize");
    QTest::addColumn<WireTransport>("transport");
    QTest::addColumn<std::optional<ErrorCode>>("code");
    QTest::addColumn<bool>("isSlow");
    for (const Row &row : kRows) {
        for (const bool isUdp : {false, true}) {
            if (row.over == (isUdp ? Over::Tcp : Over::Udp))
                continue;
            QTest::addRow("%s, %s, %s bytes", row.faults, isUdp ? "UDP" : "TCP", row.recordSize)
                << QString::fromLatin1(row.faults) << QString::fromLatin1(row.recordSize)
                << (isUdp ? WireTransport::Udp : WireTransport::Tcp) << row.code << row.isSlow;
        }
    }
}

void tst_zkfaultmatrix::deliversAllOrSaysWhy()
{
    QFETCH(QString, faults);
    QFETCH(QString, recordSize);
    QFETCH(WireTransport, transport);
    QFETCH(std::optional<ErrorCode>, code);
    QFETCH(bool, isSlow);
    const SimOptions options = terminal(faults, recordSize);
    test::SimFixture sim(options);
    sim.wire.transport = transport;
    if (isSlow) {
        SessionLimits &limits = sim.control.limits;
        limits = test::shortLimits();
        limits.commandMs = 600;
        limits.silenceMs = 300;
        if (!code) // what is to succeed gets the time that a slow machine needs
            limits.handshakeMs = limits.commandMs = limits.prepareMs = 1500;
    }
    QElapsedTimer time;
    time.start();
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY2(time.elapsed() < 10000, qPrintable(QString::number(time.elapsed())));

    const bool isComplete = read && read->complete;
    const std::optional<Error> error = !read ? std::optional(read.error()) : read->error;
    QVERIFY2(isComplete != code.has_value(), error ? qPrintable(error->detail) : "complete");
    QCOMPARE(isComplete, !error.has_value());
    if (error) {
        QCOMPARE(error->code, *code);
        QVERIFY(!error->userText.isEmpty());
    }
    if (!read)
        QVERIFY(sink.logs().isEmpty() && sink.setAside().isEmpty() &&
                sink.announcements().isEmpty());
    else
        QCOMPARE(read->delivered, sink.logs().size() + sink.setAside().size());

    test::SimFixture well([&options] {
        SimOptions without = options;
        without.faults.clear();
        return without;
    }());
    test::CollectingSink all;
    QVERIFY(well.readLogs(all)->complete);
    QCOMPARE(all.logs().size(), kLogs);
    const QList<Key> known = keys(all.logs());
    const QSet<Key> set(known.begin(), known.end());
    const QList<Key> before = keys(sink.logs());
    QVERIFY(set.contains(QSet<Key>(before.begin(), before.end())));
    if (!isComplete) // the first logs, whole and in order
        QCOMPARE(before, known.first(before.size()));
    else if (sink.setAside().isEmpty())
        QCOMPARE(QSet<Key>(before.begin(), before.end()), set);
}

ROLLCALL_TEST(tst_zkfaultmatrix);
#include "tst_zkfaultmatrix.moc"
