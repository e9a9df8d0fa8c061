// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

using namespace rollcall;
using rollcall::test::SchoolFixture;

/// A thousand visits to terminals that do something wrong, at random but from seeds. Whatever
/// happens, nothing is stored that the terminal does not hold, and one good visit completes the
/// set exactly.
class tst_torture : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void syncsAgainstFaults_data();
    void syncsAgainstFaults();
};

namespace {

constexpr int kVisits = 1000; // in all
constexpr int kRounds = 20;   // each with a seed, a device and a terminal of its own

/// A fault with a number up to @p most, or without one when that is 0.
struct Kind
{
    const char *word;
    int least = 0;
    int most = 0;
};

/// These cost a time limit each, so they come seldom.
constexpr Kind kSlow[] = {{"stall-after", 0, 14000},
                          {"busy"},
                          {"wrong-reply", 2, 12},
                          {"lost-ack"},
                          {"delay", 1, 10},
                          {"chunk-stall-above", 1000, 9000},
                          {"no-auth"}};
constexpr Kind kQuick[] = {{"drop-after", 0, 14000},
                           {"drop-after", 0, 40000},
                           {"drop-frames", 0, 30},
                           {"bad-checksum", 1, 7},
                           {"short-count"},
                           {"wrong-count", 0, 700},
                           {"no-count"},
                           {"split", 7, 900},
                           {"coalesce"},
                           {"duplicate-records"},
                           {"trailing-bytes", 1, 90},
                           {"invalid-dates", 1, 9},
                           {"garbage"},
                           {"plain-only"},
                           {"refuse-piece", 1, 9},
                           {"late-packets"},
                           {"events"},
                           {"unauth-after", 1, 20},
                           {"count-plus", 1, 30},
                           {"zero-count"},
                           {"session-as-id"},
                           {"event-storm", 1, 40},
                           {"latin-names"},
                           {"refuse-1503", 1, 3},
                           {"surplus-block", 1, 200},
                           {"late-ack"},
                           {"ack-before-data"},
                           {"prepare-direct"},
                           {"ack-data"},
                           {"stale-uid"},
                           {"c3"},
                           {"http"},
                           {"no-sdkbuild"}};
constexpr Kind kDatagrams[] = {{"lose", 3, 9}, {"duplicate", 1, 5}, {"reorder", 2, 7}};

template <size_t N>
SimFault pick(const Kind (&kinds)[N], QRandomGenerator &random)
{
    const Kind &kind = kinds[random.bounded(int(N))];
    QString text = QString::fromLatin1(kind.word);
    if (kind.most > 0)
        text += QStringLiteral("=%1").arg(random.bounded(kind.least, kind.most + 1));
    // Some are over when the driver comes a second time, as most faults of the field are.
    if (random.bounded(3) == 0)
        text += QStringLiteral("@1");
    const Result<SimFault> fault = parseFault(text);
    if (!fault)
        qFatal("%s", qPrintable(fault.error().userText));
    return *fault;
}

QList<SimFault> someFaults(QRandomGenerator &random, bool overUdp)
{
    QList<SimFault> faults;
    for (int i = random.bounded(1, 4); i > 0; --i) {
        if (random.bounded(40) == 0)
            faults.append(pick(kSlow, random));
        else if (overUdp && random.bounded(4) == 0)
            faults.append(pick(kDatagrams, random));
        else
            faults.append(pick(kQuick, random));
    }
    return faults;
}

/// For the message of a failure.
QString described(int visit, const QList<SimFault> &faults)
{
    QString text = QStringLiteral("visit %1").arg(visit);
    for (const SimFault &fault : faults)
        text += QStringLiteral(", fault %1 = %2 @ %3")
                    .arg(int(fault.kind))
                    .arg(fault.value)
                    .arg(fault.connections);
    return text;
}

QSet<QString> setOf(const QStringList &keys)
{
    return QSet<QString>(keys.begin(), keys.end());
}

/// One terminal, as it is well or with faults; people go on punching at it.
struct Terminal
{
    SimOptions options;
    QList<SimPunch> since; ///< punches that are not from the seed

    std::unique_ptr<SimZkThread> switchOn(SchoolFixture &school,
                                          const QList<SimFault> &faults) const
    {
        SimOptions now = options;
        now.faults = faults;
        std::unique_ptr<SimZkThread> on = school.terminal(now);
        for (const SimPunch &punch : since)
            on->device().memory().append(punch.userId, punch.at, punch.state, punch.verify);
        return on;
    }
    void punch(QRandomGenerator &random)
    {
        const WallTime last =
            since.isEmpty() ? WallTime::parse(u"2026-11-20 07:00:00") : since.constLast().at;
        SimPunch next;
        next.userId = QString::number(random.bounded(1, options.users + 1));
        next.at = last.addSeconds(random.bounded(1, 60));
        next.verify = 1;
        since.append(next);
    }
};

} // namespace

void tst_torture::syncsAgainstFaults_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<SimRecordSize>("recordSize");
    QTest::addColumn<bool>("overUdp");
    constexpr std::pair<SimRecordSize, const char *> kSizes[] = {
        {SimRecordSize::Bytes40, "40 bytes"},
        {SimRecordSize::Bytes16, "16 bytes"},
        {SimRecordSize::Bytes49, "49 bytes"},
        {SimRecordSize::Bytes8A, "8 bytes"},
        {SimRecordSize::Bytes8B, "8 bytes, B"}};
    for (int i = 0; i < kRounds; ++i) {
        const auto &[size, name] = kSizes[size_t(i) % std::size(kSizes)];
        const bool overUdp = i % 7 == 3;
        QTest::addRow("seed %d, %s, %s", i + 1, name, overUdp ? "UDP" : "TCP")
            << quint32(i + 1) << size << overUdp;
    }
}

void tst_torture::syncsAgainstFaults()
{
    QFETCH(quint32, seed);
    QFETCH(SimRecordSize, recordSize);
    QFETCH(bool, overUdp);
    SchoolFixture school(Engine::Sqlite);
    school.limits = {300, 100, 100, 150, 80, 10, 40, 300};
    school.reopen();
    QRandomGenerator random(seed);
    Terminal terminal;
    terminal.options.users = 30;
    terminal.options.logs = random.bounded(100, 400);
    terminal.options.recordSize = recordSize;
    terminal.options.userSize = recordSize == SimRecordSize::Bytes40 ? 72 : 28;
    terminal.options.seed = seed;
    terminal.options.udp = overUdp;
    terminal.options.maxPacket = random.bounded(300, 9000);
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), 4370);
    QVERIFY(school.edit(id, [overUdp](Device &device) {
        device.wire.transport = overUdp ? WireTransport::Udp : WireTransport::Tcp;
    }));

    int failed = 0;
    for (int visit = 0; visit < rollcall::test::repeats(kVisits / kRounds); ++visit) {
        terminal.punch(random);
        const QList<SimFault> faults = someFaults(random, overUdp);
        const auto on = terminal.switchOn(school, faults);
        QVERIFY(school.move(id, on->port()));
        const Result<SyncOutcome> outcome = await(school.composition->sync().sync(id));
        QVERIFY(outcome);
        QCOMPARE(outcome->complete, !outcome->error.has_value());
        failed += outcome->error ? 1 : 0;
        const QStringList stored = school.storedKeys(id);
        const QStringList held = SchoolFixture::terminalKeys(on->device());
        const QStringList invented = setOf(stored).subtract(setOf(held)).values();
        QVERIFY2(invented.isEmpty(),
                 qPrintable(QString(described(visit, faults) + QStringLiteral(": ") +
                                    invented.join(u','))));
        // A date that cannot be is kept aside, so the terminal's own log is not all of it.
        const bool hidesSome = std::any_of(faults.begin(), faults.end(), [](const SimFault &fault) {
            return fault.kind == SimFaultKind::InvalidDates;
        });
        if (outcome->complete && !hidesSome)
            QVERIFY2(stored == held, qPrintable(described(visit, faults)));
    }
    if (rollcall::test::repeats(kVisits / kRounds) >= kVisits / kRounds)
        QVERIFY(failed > 0);

    // The terminal is well again, and has the time it needs on any PC.
    school.limits = {};
    school.reopen();
    terminal.punch(random);
    const auto well = terminal.switchOn(school, {});
    QVERIFY(school.move(id, well->port()));
    const Result<SyncOutcome> last = await(school.composition->sync().sync(id));
    QVERIFY(last);
    QVERIFY2(!last->error, last->error ? qPrintable(last->error->userText) : "");
    QVERIFY(last->complete);
    QCOMPARE(school.storedKeys(id), SchoolFixture::terminalKeys(well->device()));
}

ROLLCALL_TEST(tst_torture);
#include "tst_torture.moc"
