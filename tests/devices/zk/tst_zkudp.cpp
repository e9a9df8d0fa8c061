// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkconversation.h"
#include "devices/zk/zkrequests.h"
#include "tests/devices/zk/simfixture.h"
#include "tests/devices/zk/wirepeer.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <mutex>
#include <stop_token>

using namespace rollcall;
using test::WirePeer;
using zk::Code;
using zk::Packet;

/// The driver over UDP: what is lost, doubled or overtaken on the way (zk-protocol.md, sections 1,
/// 11.1 and 20).
class tst_zkudp : public test::TestCase
{
    Q_OBJECT

private slots:
    void readsEveryForm_data();
    void readsEveryForm();
    void readsInSpiteOf_data();
    void readsInSpiteOf();
    void repeatsOnlyWhatChangesNothing_data();
    void repeatsOnlyWhatChangesNothing();
    void dropsDoubledAnswers();
    void staysWithinTheLongestPiece();
    void cancelsWithin200Ms();
    void authenticates_data();
    void authenticates();
};

namespace {

constexpr quint16 kSession = 0x0777;

SimOptions school(qint64 logs, const QStringList &faults = {})
{
    SimOptions options;
    options.users = 100;
    options.logs = logs;
    options.seed = 7;
    options.udpOnly = true;
    for (const QString &each : faults)
        options.faults.append(test::fault(each));
    return options;
}

/// Lost datagrams are waited for, so shorter than in the field; long enough for a slow machine.
SessionLimits lossyLimits()
{
    SessionLimits limits = test::shortLimits();
    limits.handshakeMs = 900;
    limits.commandMs = 900;
    limits.prepareMs = 1500;
    limits.silenceMs = 900;
    return limits;
}

/// The requests that a peer got, from its thread.
class Requests
{
public:
    int add(const Packet &request)
    {
        const std::lock_guard lock(m_mutex);
        m_requests.append(request);
        return static_cast<int>(count(request.code));
    }
    QList<Packet> all(Code code)
    {
        const std::lock_guard lock(m_mutex);
        QList<Packet> found;
        for (const Packet &each : std::as_const(m_requests)) {
            if (each.code == code)
                found.append(each);
        }
        return found;
    }

private:
    qsizetype count(Code code) const
    {
        return std::count_if(m_requests.begin(), m_requests.end(),
                             [code](const Packet &each) { return each.code == code; });
    }

    std::mutex m_mutex;
    QList<Packet> m_requests;
};

Endpoint local(quint16 port)
{
    Endpoint endpoint{QStringLiteral("127.0.0.1"), port, {}};
    endpoint.wire.transport = WireTransport::Udp;
    return endpoint;
}

} // namespace

void tst_zkudp::readsEveryForm_data()
{
    QTest::addColumn<QString>("recordSize");
    QTest::addColumn<int>("logs");
    QTest::addColumn<bool>("plain");
    for (const char *recordSize : {"8a", "8b", "16", "40", "49"}) {
        for (const bool plain : {false, true}) {
            for (const int logs : {0, 1, 26, 200, 4001}) {
                QTest::addRow("%s bytes, %d logs%s", recordSize, logs, plain ? ", plain" : "")
                    << QString::fromLatin1(recordSize) << logs << plain;
            }
        }
    }
}

void tst_zkudp::readsEveryForm()
{
    QFETCH(QString, recordSize);
    QFETCH(int, logs);
    QFETCH(bool, plain);
    SimOptions options = school(logs);
    QVERIFY(setSimOption(options, u"record-size", recordSize));
    if (plain)
        options.faults.append(test::fault(u"plain-only"));
    test::SimFixture sim(options);
    sim.wire.transport = WireTransport::Udp;
    const auto session = sim.open();
    QVERIFY(session);
    const Result<DeviceInfo> info = session.value()->info();
    QVERIFY(info);
    QCOMPARE(info->serial, options.serial);
    const Result<QList<DeviceUser>> users = session.value()->users();
    QVERIFY(users);
    QCOMPARE(users->size(), options.users);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(read->complete);
    QCOMPARE(read->announced, logs);
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    QCOMPARE(sim.tally().repeats.load(), 0);
}

void tst_zkudp::readsInSpiteOf_data()
{
    QTest::addColumn<QStringList>("faults");
    const auto row = [](const char *name, const QStringList &faults) {
        QTest::newRow(name) << faults;
    };
    row("one in 100 is lost", {QStringLiteral("lose=100")});
    row("one in 9 is lost", {QStringLiteral("lose=9")});
    row("one in 3 comes twice", {QStringLiteral("duplicate=3")});
    row("one in 2 is overtaken", {QStringLiteral("reorder=2")});
    row("acknowledged before the end", {QStringLiteral("ack-before-data")});
    row("never acknowledged", {QStringLiteral("lost-ack")});
    row("acknowledged late", {QStringLiteral("late-ack")});
    row("no index", {QStringLiteral("session-as-id")});
    row("no index, overtaken", {QStringLiteral("session-as-id"), QStringLiteral("reorder=4")});
    row("no index, doubled", {QStringLiteral("session-as-id"), QStringLiteral("duplicate=4")});
    row("no index, lost", {QStringLiteral("session-as-id"), QStringLiteral("lose=20")});
    row("everything at once",
        {QStringLiteral("lose=31"), QStringLiteral("duplicate=5"), QStringLiteral("reorder=7"),
         QStringLiteral("events"), QStringLiteral("surplus-block=1024")});
}

void tst_zkudp::readsInSpiteOf()
{
    QFETCH(QStringList, faults);
    test::SimFixture sim(school(2500, faults));
    sim.wire.transport = WireTransport::Udp;
    sim.control.limits = lossyLimits();
    const auto session = sim.open();
    QVERIFY2(session, session ? "" : qPrintable(session.error().detail));
    const Result<QList<DeviceUser>> users = session.value()->users();
    QVERIFY2(users, users ? "" : qPrintable(users.error().detail));
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY2(read->complete, read->error ? qPrintable(read->error->detail) : "");
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
}

void tst_zkudp::repeatsOnlyWhatChangesNothing_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<int>("sends");
    const auto row = [](const char *name, Code code, int sends) {
        QTest::newRow(name) << static_cast<quint16>(code) << sends;
    };
    row("time", Code::ReadTime, 3);
    row("counters", Code::FreeSizes, 3);
    row("prepare", Code::PrepareBuffer, 3);
    row("piece", Code::ReadBuffer, 3);
    row("enable", Code::EnableDevice, 3);
    row("set time", Code::WriteTime, 1);
    row("write user", Code::WriteUser, 1);
    row("delete user", Code::DeleteUser, 1);
    row("clear logs", Code::ClearLogs, 1);
    row("disable", Code::DisableDevice, 1);
    row("restart", static_cast<Code>(1004), 1);
    row("unlock", static_cast<Code>(31), 1);
    row("a command that nobody knows", static_cast<Code>(4711), 1);
}

void tst_zkudp::repeatsOnlyWhatChangesNothing()
{
    QFETCH(quint16, code);
    QFETCH(int, sends);
    const Code silent = static_cast<Code>(code);
    Requests requests;
    const WirePeer peer(WireTransport::Udp, test::packets([&](const Packet &request) {
                            requests.add(request);
                            return request.code == silent
                                       ? QList<QByteArray>()
                                       : QList<QByteArray>{test::plainAnswer(request, kSession)};
                        }));
    SessionControl control;
    control.limits.commandMs = 400;
    control.limits.exitMs = 400;
    {
        const auto conversation = ZkConversation::open(local(peer.port()), control);
        QVERIFY(conversation);
        const Result<Packet> reply = conversation.value()->ask(silent, QByteArray(3, 'x'));
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Timeout);
        const QList<Packet> asked = requests.all(silent);
        QCOMPARE(asked.size(), sends);
        for (const Packet &each : asked)
            QCOMPARE(each, asked.first()); // the same packet with the same reply number
        QVERIFY(conversation.value()->ask(Code::Version));
    }
    QTRY_COMPARE(requests.all(Code::Exit).size(), 1);
}

void tst_zkudp::dropsDoubledAnswers()
{
    quint32 count = 0;
    const WirePeer peer(WireTransport::Udp, test::packets([&count](const Packet &request) {
                            QByteArray data;
                            zk::appendU32(data, ++count);
                            const QByteArray answer = zk::encodePacket(
                                request.code == Code::ReadOption ? Code::AckError : Code::AckOk,
                                kSession, request.reply, data);
                            return QList<QByteArray>{answer, answer, answer};
                        }));
    SessionControl control;
    const auto conversation = ZkConversation::open(local(peer.port()), control);
    QVERIFY(conversation);
    quint32 last = 0;
    for (int i = 0; i < 20; ++i) {
        const Result<Packet> reply = conversation.value()->ask(Code::ReadTime);
        QVERIFY(reply);
        QVERIFY(zk::u32At(reply->data, 0) == last + 1 || last == 0);
        last = zk::u32At(reply->data, 0);
    }
}

void tst_zkudp::staysWithinTheLongestPiece()
{
    test::SimFixture sim(school(4001));
    sim.wire.transport = WireTransport::Udp;
    test::CollectingSink sink;
    QVERIFY(sim.readLogs(sink)->complete);
    const qint64 size = 4 + 4001 * 40;
    // The proof looks at the middle and at the end first; the rest is read in pieces of 16,384.
    const int least = static_cast<int>((size + 16383) / 16384);
    QVERIFY(sim.tally().pieces >= least);
    QVERIFY(sim.tally().pieces <= least + 8);
}

void tst_zkudp::cancelsWithin200Ms()
{
    // The office cancels while an answer is waited for.
    std::stop_source source;
    QElapsedTimer sinceStop;
    const WirePeer peer(WireTransport::Udp, test::packets([&](const Packet &request) {
                            if (request.code != Code::ReadTime)
                                return QList<QByteArray>{test::plainAnswer(request, kSession)};
                            sinceStop.start();
                            source.request_stop();
                            return QList<QByteArray>();
                        }));
    SessionControl control;
    control.stop = source.get_token();
    {
        const auto conversation = ZkConversation::open(local(peer.port()), control);
        QVERIFY(conversation);
        const Result<Packet> reply = conversation.value()->ask(Code::ReadTime);
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Cancelled);
    } // with the good-bye
    QVERIFY2(sinceStop.elapsed() <= 200, qPrintable(QString::number(sinceStop.elapsed())));
}

void tst_zkudp::authenticates_data()
{
    QTest::addColumn<quint32>("key");
    QTest::addColumn<bool>("isLetIn");
    QTest::newRow("right") << 4321U << true;
    QTest::newRow("wrong") << 4322U << false;
}

void tst_zkudp::authenticates()
{
    QFETCH(quint32, key);
    QFETCH(bool, isLetIn);
    SimOptions options = school(5);
    options.commKey = 4321;
    test::SimFixture sim(options);
    sim.wire.transport = WireTransport::Udp;
    sim.commKey = key;
    const auto session = sim.open();
    QCOMPARE(session.isOk(), isLetIn);
    if (!isLetIn)
        QCOMPARE(session.error().code, ErrorCode::AuthRejected);
}

ROLLCALL_TEST(tst_zkudp);
#include "tst_zkudp.moc"
