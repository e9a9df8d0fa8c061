// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkconversation.h"
#include "devices/zk/zkdisabled.h"
#include "tests/devices/zk/simfixture.h"
#include "tests/devices/zk/wirepeer.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <memory>
#include <stop_token>

using namespace rollcall;
using test::WirePeer;
using zk::Code;
using zk::Packet;

/// Requests and answers, and who is locked out meanwhile (zk-protocol.md, sections 3 to 5, 13).
class tst_zkconversation : public test::TestCase
{
    Q_OBJECT

private slots:
    void asksOnceMore_data();
    void asksOnceMore();
    void remembersWhatATerminalLacks();
    void waitsForEventsNoLongerThanAsked();
    void leavesTheBuildAsItWas_data();
    void leavesTheBuildAsItWas();
    void disablesWhileReading_data();
    void disablesWhileReading();
    void doesNotDisableWhatCannotBeNoted();
    void nestsDisabling();
    void renewsDisabling();
    void enablesAfterABreak_data();
    void enablesAfterABreak();
    void keepsTheNoteWhenNobodyCanBeReached();
    void enablesAfterACancel();
};

namespace {

constexpr quint16 kSession = 0x0777;

Endpoint local(quint16 port, WireTransport transport)
{
    Endpoint endpoint{QStringLiteral("127.0.0.1"), port, {}};
    endpoint.wire.transport = transport;
    return endpoint;
}

SimOptions school(qint64 logs, const QStringList &faults = {})
{
    SimOptions options;
    options.users = 20;
    options.logs = logs;
    options.seed = 7;
    for (const QString &each : faults)
        options.faults.append(test::fault(each));
    return options;
}

/// Keeps what SessionControl::onDisabled is told.
void noteDisabled(SessionControl &control, QList<bool> &told)
{
    control.onDisabled = [&told](bool disabled) {
        told.append(disabled);
        return ok();
    };
}

} // namespace

void tst_zkconversation::asksOnceMore_data()
{
    QTest::addColumn<QList<quint16>>("answers");
    QTest::addColumn<quint16>("code");
    QTest::addColumn<int>("asked");
    constexpr quint16 kOk = 2000;
    constexpr quint16 kError = 2001;
    constexpr quint16 kRetry = 2003;
    constexpr quint16 kRepeat = 2004;
    constexpr quint16 kNotReady = 65532;
    QTest::newRow("answered") << QList<quint16>{kOk} << kOk << 1;
    QTest::newRow("retry") << QList<quint16>{kRetry, kOk} << kOk << 2;
    QTest::newRow("retry twice") << QList<quint16>{kRetry, kRetry, kOk} << kRetry << 2;
    QTest::newRow("not ready") << QList<quint16>{kNotReady, kOk} << kOk << 2;
    QTest::newRow("not ready twice") << QList<quint16>{kNotReady, kNotReady, kOk} << kNotReady << 2;
    QTest::newRow("repeat is a refusal") << QList<quint16>{kRepeat, kOk} << kRepeat << 1;
    QTest::newRow("refused") << QList<quint16>{kError, kOk} << kError << 1;
}

void tst_zkconversation::asksOnceMore()
{
    QFETCH(QList<quint16>, answers);
    QFETCH(quint16, code);
    QFETCH(int, asked);
    std::atomic<int> count = 0;
    const WirePeer peer(WireTransport::Udp, test::packets([&](const Packet &request) {
                            if (request.code != Code::WriteTime)
                                return QList<QByteArray>{test::plainAnswer(request, kSession)};
                            const auto answer = static_cast<Code>(answers.value(count++));
                            return QList<QByteArray>{
                                zk::encodePacket(answer, kSession, request.reply)};
                        }));
    SessionControl control;
    control.limits.commandMs = 600;
    const auto conversation = ZkConversation::open(local(peer.port(), WireTransport::Udp), control);
    QVERIFY(conversation);
    QElapsedTimer time;
    time.start();
    const Result<Packet> reply = conversation.value()->ask(Code::WriteTime, QByteArray(4, '\1'));
    if (answers.first() == 65532) // half of the time for a command is waited, a second at most
        QVERIFY(time.elapsed() >= 250 && time.elapsed() < 1500);
    QVERIFY(reply);
    QCOMPARE(static_cast<quint16>(reply->code), code);
    QCOMPARE(count.load(), asked);
}

void tst_zkconversation::remembersWhatATerminalLacks()
{
    const test::SimFixture sim(school(5));
    SessionControl control;
    const auto conversation = ZkConversation::open(local(sim.port(), WireTransport::Tcp), control);
    QVERIFY(conversation);
    constexpr auto kUnknown = static_cast<Code>(4711);
    QVERIFY(!conversation.value()->lacks(kUnknown));
    const Result<Packet> reply = conversation.value()->ask(kUnknown);
    QVERIFY(reply);
    QCOMPARE(reply->code, Code::AckUnknown);
    QVERIFY(conversation.value()->lacks(kUnknown));
    QVERIFY(!conversation.value()->lacks(Code::ReadTime));
}

void tst_zkconversation::waitsForEventsNoLongerThanAsked()
{
    const test::SimFixture sim(school(5));
    SessionControl control;
    const auto conversation = ZkConversation::open(local(sim.port(), WireTransport::Tcp), control);
    QVERIFY(conversation);
    QElapsedTimer time;
    time.start();
    QVERIFY(conversation.value()->waitForEvents(120));
    QVERIFY(time.elapsed() >= 100);
    QVERIFY(time.elapsed() < 1500);
    QVERIFY(conversation.value()->takeEvents().isEmpty());
    QVERIFY(conversation.value()->isOpen());
}

void tst_zkconversation::leavesTheBuildAsItWas_data()
{
    QTest::addColumn<QByteArray>("former");
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<QByteArray>("during");
    QTest::addColumn<QByteArray>("after");
    const QStringList none;
    const QStringList refuses{QStringLiteral("no-sdkbuild")};
    QTest::newRow("0") << QByteArray("0") << none << QByteArray("1") << QByteArray("0");
    QTest::newRow("another") << QByteArray("17") << none << QByteArray("1") << QByteArray("17");
    QTest::newRow("1") << QByteArray("1") << none << QByteArray("1") << QByteArray("1");
    QTest::newRow("empty") << QByteArray("") << none << QByteArray("1") << QByteArray("1");
    QTest::newRow("refused") << QByteArray() << refuses << QByteArray("0") << QByteArray("0");
}

void tst_zkconversation::leavesTheBuildAsItWas()
{
    QFETCH(QByteArray, former);
    QFETCH(QStringList, faults);
    QFETCH(QByteArray, during);
    QFETCH(QByteArray, after);
    const test::SimFixture sim(school(5, faults));
    SimMemory &memory = sim.device().memory();
    if (!former.isNull())
        QVERIFY(memory.setOption("SDKBuild", former));
    SessionControl control;
    {
        const auto conversation =
            ZkConversation::open(local(sim.port(), WireTransport::Tcp), control);
        QVERIFY(conversation);
        QCOMPARE(memory.option("SDKBuild").value_or("0"), during);
    }
    QTRY_COMPARE(sim.tally().exits.load(), 1);
    QCOMPARE(memory.option("SDKBuild").value_or("0"), after);
}

void tst_zkconversation::disablesWhileReading_data()
{
    QTest::addColumn<bool>("isWished");
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<QList<bool>>("told");
    const QStringList plain{QStringLiteral("plain-only")};
    QTest::newRow("buffered") << false << QStringList() << QList<bool>();
    QTest::newRow("buffered, as set") << true << QStringList() << QList<bool>{true, false};
    QTest::newRow("plain") << false << plain << QList<bool>{true, false};
    QTest::newRow("plain, as set") << true << plain << QList<bool>{true, false};
    QTest::newRow("cut") << true << QStringList{QStringLiteral("short-count")}
                         << QList<bool>{true, false};
}

void tst_zkconversation::disablesWhileReading()
{
    QFETCH(bool, isWished);
    QFETCH(QStringList, faults);
    QFETCH(QList<bool>, told);
    test::SimFixture sim(school(10000, faults));
    sim.wire.disableWhileReading = isWished;
    QList<bool> heard;
    noteDisabled(sim.control, heard);
    const auto session = sim.open();
    QVERIFY(session);
    test::CollectingSink sink;
    bool wasEnabled = true;
    sink.onBatch = [&] { // the first one comes in the middle of a buffered read
        wasEnabled = sink.batches() == 0 ? sim.tally().isEnabled.load() : wasEnabled;
        return ok();
    };
    QVERIFY(session.value()->logs(sink));
    QCOMPARE(heard, told);
    QVERIFY(sim.tally().isEnabled); // before the good-bye
    QCOMPARE(sim.tally().disables.load() > 0, !told.isEmpty());
    if (isWished && faults.isEmpty())
        QVERIFY(!wasEnabled);
}

void tst_zkconversation::doesNotDisableWhatCannotBeNoted()
{
    for (const bool isPlain : {false, true}) {
        test::SimFixture sim(
            school(3000, isPlain ? QStringList{QStringLiteral("plain-only")} : QStringList()));
        sim.wire.disableWhileReading = !isPlain;
        sim.control.onDisabled = [](bool disabled) {
            return disabled ? Result<>(errors::storageFailure({})) : ok();
        };
        test::CollectingSink sink;
        const Result<LogReadSummary> read = sim.readLogs(sink);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::StorageFailure);
        QVERIFY(sink.announcements().isEmpty());
        QTRY_COMPARE(sim.tally().exits.load(), 1);
        QCOMPARE(sim.tally().disables.load(), 0);
    }
}

void tst_zkconversation::nestsDisabling()
{
    const test::SimFixture sim(school(5));
    SessionControl control;
    QList<bool> told;
    noteDisabled(control, told);
    const auto conversation = ZkConversation::open(local(sim.port(), WireTransport::Tcp), control);
    QVERIFY(conversation);
    {
        const Result<ZkDisabled> outer = ZkDisabled::begin(*conversation.value());
        QVERIFY(outer);
        {
            const Result<ZkDisabled> inner = ZkDisabled::begin(*conversation.value());
            QVERIFY(inner);
        }
        QVERIFY(!sim.tally().isEnabled);
        QCOMPARE(told, QList<bool>{true});
    }
    QVERIFY(sim.tally().isEnabled);
    QCOMPARE(told, (QList<bool>{true, false}));
    QCOMPARE(sim.tally().disables.load(), 1);
}

void tst_zkconversation::renewsDisabling()
{
    SimOptions options = school(20000);
    options.maxPacket = 8000;
    options.pauseMs = 5;
    test::SimFixture sim(options);
    sim.wire.disableWhileReading = true;
    sim.control.limits.silenceMs = 50; // the minute is renewed after twice that long
    QList<bool> told;
    noteDisabled(sim.control, told);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read && read->complete);
    QVERIFY(sim.tally().disables.load() > 2);
    QCOMPARE(told, (QList<bool>{true, false}));
}

void tst_zkconversation::enablesAfterABreak_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("breaks once") << QStringLiteral("drop-after=90000@1");
    QTest::newRow("breaks each time") << QStringLiteral("drop-after=90000");
}

void tst_zkconversation::enablesAfterABreak()
{
    QFETCH(QString, fault);
    test::SimFixture sim(school(9000, {fault}));
    sim.wire.disableWhileReading = true;
    QList<bool> told;
    noteDisabled(sim.control, told);
    test::CollectingSink sink;
    QVERIFY(sim.readLogs(sink));
    QVERIFY(sim.tally().isEnabled);
    QVERIFY(told.size() >= 2);
    QCOMPARE(told.first(), true);
    QCOMPARE(told.last(), false);
}

void tst_zkconversation::keepsTheNoteWhenNobodyCanBeReached()
{
    auto peer = std::make_unique<WirePeer>(WireTransport::Tcp, [](const QByteArray &arrived) {
        const auto request = zk::decodePacket(arrived.sliced(8));
        return QList<QByteArray>{zk::framed(test::plainAnswer(*request, kSession))};
    });
    SessionControl control;
    control.limits.exitMs = 500;
    QList<bool> told;
    noteDisabled(control, told);
    {
        const auto conversation =
            ZkConversation::open(local(peer->port(), WireTransport::Tcp), control);
        QVERIFY(conversation);
        QVERIFY(conversation.value()->disable());
        peer.reset();
        QVERIFY(!conversation.value()->ask(Code::ReadTime));
        QVERIFY(!conversation.value()->isOpen());
    }
    QCOMPARE(told, QList<bool>{true}); // the next start has to let people in
}

void tst_zkconversation::enablesAfterACancel()
{
    test::SimFixture sim(school(30000));
    sim.wire.disableWhileReading = true;
    QList<bool> told;
    noteDisabled(sim.control, told);
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
    QCOMPARE(told, (QList<bool>{true, false}));
    QTRY_VERIFY(sim.tally().isEnabled);
}

ROLLCALL_TEST(tst_zkconversation);
#include "tst_zkconversation.moc"
