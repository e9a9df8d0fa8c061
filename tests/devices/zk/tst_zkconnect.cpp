// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkconversation.h"
#include "tests/devices/zk/simfixture.h"
#include "tests/devices/zk/wirepeer.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

#include <stop_token>

using namespace rollcall;
using test::WirePeer;
using zk::Code;
using zk::Packet;

/// The way in: names, ports, who answers, and what of it is told.
class tst_zkconnect : public test::TestCase
{
    Q_OBJECT

private slots:
    void tellsEachStage_data();
    void tellsEachStage();
    void takesANameForAnAddress();
    void saysThatANameIsUnknown();
    void saysThatAPortIsRefused_data();
    void saysThatAPortIsRefused();
    void saysWhatAnswersInstead_data();
    void saysWhatAnswersInstead();
    void waitsForAnAnswerInVain_data();
    void waitsForAnAnswerInVain();
    void noticesThatADatagramPortClosed();
    void cancelsWhileConnecting();
};

namespace {

using enum OpenStage;

constexpr qint64 kSlack = 1500; // a loaded machine, not the driver

/// A control that keeps what it is told.
struct Told
{
    Told()
    {
        control.onStage = [this](OpenStage stage, const QString &finding) {
            stages.append(stage);
            findings.append(finding);
        };
    }
    SessionControl control;
    QList<OpenStage> stages;
    QStringList findings;
};

Endpoint local(quint16 port, WireTransport transport = WireTransport::Tcp)
{
    Endpoint endpoint{QStringLiteral("127.0.0.1"), port, {}};
    endpoint.wire.transport = transport;
    return endpoint;
}

quint16 closedPort(WireTransport transport)
{
    if (transport == WireTransport::Udp) {
        QUdpSocket socket;
        return socket.bind(QHostAddress::LocalHost, 0) ? socket.localPort() : quint16(0);
    }
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost, 0) ? server.serverPort() : quint16(0);
}

WirePeer::Answer always(const QByteArray &bytes)
{
    return [bytes](const QByteArray &) { return QList<QByteArray>{bytes}; };
}

} // namespace

void tst_zkconnect::tellsEachStage_data()
{
    QTest::addColumn<quint32>("terminalKey");
    QTest::addColumn<std::optional<quint32>>("ourKey");
    QTest::addColumn<QList<OpenStage>>("stages");
    const QList<OpenStage> all{NameResolved, HostReached, PortOpen, ProtocolSpoken, KeyAccepted};
    using Key = std::optional<quint32>;
    QTest::newRow("no key") << 0U << Key() << all;
    QTest::newRow("right key") << 77U << Key(77) << all;
    QTest::newRow("wrong key") << 77U << Key(78) << all.first(4);
}

void tst_zkconnect::tellsEachStage()
{
    QFETCH(quint32, terminalKey);
    QFETCH(std::optional<quint32>, ourKey);
    QFETCH(QList<OpenStage>, stages);
    SimOptions options;
    options.commKey = terminalKey;
    const test::SimFixture sim(options);
    Told told;
    Endpoint endpoint = local(sim.port());
    endpoint.commKey = ourKey;
    const auto conversation = ZkConversation::open(endpoint, told.control);
    QCOMPARE(conversation.isOk(), stages.contains(KeyAccepted));
    QCOMPARE(told.stages, stages);
    QCOMPARE(told.findings.first(), QStringLiteral("127.0.0.1"));
}

void tst_zkconnect::takesANameForAnAddress()
{
    // The name also stands for ::1, where nobody listens.
    const test::SimFixture sim(SimOptions{});
    Told told;
    Endpoint endpoint = local(sim.port());
    endpoint.host = QStringLiteral("localhost");
    QVERIFY(ZkConversation::open(endpoint, told.control));
    QCOMPARE(told.findings.first(), QStringLiteral("127.0.0.1"));
    QCOMPARE(told.stages.size(), 5);
}

void tst_zkconnect::saysThatANameIsUnknown()
{
    for (const WireTransport transport : {WireTransport::Tcp, WireTransport::Udp}) {
        Told told;
        Endpoint endpoint = local(4370, transport);
        endpoint.host = QString(70, u'x'); // longer than a name can be: nobody is asked for it
        const auto conversation = ZkConversation::open(endpoint, told.control);
        QVERIFY(!conversation);
        QCOMPARE(conversation.error().code, ErrorCode::Unreachable);
        QVERIFY(conversation.error().userText.contains(endpoint.host));
        QVERIFY(conversation.error().userText !=
                errors::unreachable(endpoint.host, 4370, {}).userText);
        QVERIFY(told.stages.isEmpty());
    }
}

void tst_zkconnect::saysThatAPortIsRefused_data()
{
    QTest::addColumn<WireTransport>("transport");
    QTest::newRow("TCP") << WireTransport::Tcp;
    QTest::newRow("UDP") << WireTransport::Udp;
}

void tst_zkconnect::saysThatAPortIsRefused()
{
    QFETCH(WireTransport, transport);
    const quint16 port = closedPort(transport);
    Told told;
    QElapsedTimer time;
    time.start();
    const auto conversation = ZkConversation::open(local(port, transport), told.control);
    QVERIFY(!conversation);
    QCOMPARE(conversation.error(), errors::refused(QStringLiteral("127.0.0.1"), port));
    QCOMPARE(told.stages, (QList<OpenStage>{NameResolved, HostReached}));
    QVERIFY(time.elapsed() < kSlack);
}

void tst_zkconnect::saysWhatAnswersInstead_data()
{
    QTest::addColumn<WireTransport>("transport");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Error>("error");
    const QByteArray panel = QByteArray::fromHex("aa0100010000e1c055");
    const QByteArray web("HTTP/1.1 400 Bad Request\r\n\r\n");
    const QByteArray other("SSH-2.0-OpenSSH_9.2\r\n");
    const Error notZk = errors::notZk(QStringLiteral("the first bytes are not those of a packet"));
    QTest::newRow("access panel") << WireTransport::Tcp << panel << errors::accessPanel();
    QTest::newRow("web server") << WireTransport::Tcp << web << errors::httpDevice();
    QTest::newRow("anything else") << WireTransport::Tcp << other << notZk;
    QTest::newRow("access panel, UDP") << WireTransport::Udp << panel << errors::accessPanel();
    QTest::newRow("anything else, UDP") << WireTransport::Udp << other << notZk;
    QTest::newRow("empty datagram") << WireTransport::Udp << QByteArray("") << notZk;
}

void tst_zkconnect::saysWhatAnswersInstead()
{
    QFETCH(WireTransport, transport);
    QFETCH(QByteArray, bytes);
    QFETCH(Error, error);
    const WirePeer peer(transport, always(bytes));
    Told told;
    const auto conversation = ZkConversation::open(local(peer.port(), transport), told.control);
    QVERIFY(!conversation);
    QCOMPARE(conversation.error(), error);
    QCOMPARE(told.stages, (QList<OpenStage>{NameResolved, HostReached, PortOpen}));
}

void tst_zkconnect::waitsForAnAnswerInVain_data()
{
    saysThatAPortIsRefused_data();
}

void tst_zkconnect::waitsForAnAnswerInVain()
{
    QFETCH(WireTransport, transport);
    const WirePeer peer(transport, [](const QByteArray &) { return QList<QByteArray>(); });
    Told told;
    told.control.limits = test::shortLimits();
    QElapsedTimer time;
    time.start();
    const auto conversation = ZkConversation::open(local(peer.port(), transport), told.control);
    QVERIFY(!conversation);
    QCOMPARE(conversation.error().code, ErrorCode::Timeout);
    QVERIFY(time.elapsed() < told.control.limits.handshakeMs + told.control.limits.exitMs + kSlack);
    const bool isUdp = transport == WireTransport::Udp;
    // Over UDP silence says nothing, not even that the host is there.
    QCOMPARE(told.stages, isUdp ? QList<OpenStage>{NameResolved}
                                : (QList<OpenStage>{NameResolved, HostReached, PortOpen}));
    if (isUdp)
        QTRY_COMPARE(peer.arrivals(), 3 + 1); // the greeting three times, then the good-bye
}

void tst_zkconnect::noticesThatADatagramPortClosed()
{
    auto peer =
        std::make_unique<WirePeer>(WireTransport::Udp, test::packets([](const Packet &request) {
                                       return QList<QByteArray>{test::plainAnswer(request, 9)};
                                   }));
    Told told;
    const auto conversation =
        ZkConversation::open(local(peer->port(), WireTransport::Udp), told.control);
    QVERIFY(conversation);
    QCOMPARE(told.stages.size(), 5);
    QVERIFY(conversation.value()->ask(Code::ReadTime));
    peer.reset();
    const auto reply = conversation.value()->ask(Code::ReadTime);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Unreachable);
    QVERIFY(!conversation.value()->isOpen());
}

void tst_zkconnect::cancelsWhileConnecting()
{
    std::stop_source source;
    source.request_stop();
    Told told;
    told.control.stop = source.get_token();
    told.control.limits.connectMs = 60000;
    const test::SimFixture sim(SimOptions{});
    QElapsedTimer time;
    time.start();
    const auto conversation = ZkConversation::open(local(sim.port()), told.control);
    QVERIFY(!conversation);
    QCOMPARE(conversation.error().code, ErrorCode::Cancelled);
    QVERIFY(time.elapsed() < kSlack);
}

ROLLCALL_TEST(tst_zkconnect);
#include "tst_zkconnect.moc"
