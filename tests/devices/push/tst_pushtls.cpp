// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/devices/push/tlsfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// The listener over HTTPS (push-protocols.md, sections 1.7 and 5). What it answers to every kind
/// of request over either wire is tst_pushstatus's.
class tst_pushtls : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void storesAndKeepsTheConnection();
    void takesARequestInAnyPieces_data();
    void takesARequestInAnyPieces();
    void takesAWholeMegabyte();
    void continuesAfterAdmission();
    void closesWithAGoodbye();
    void onlyOnceAtATime();
    void versions_data();
    void versions();
    void speaksTheNewestVersion();
    void renewedCertificateHoldsForNewConnections();
    void plainAndEncryptedStandSideBySide();
    void whatIsNoHandshakeEnds_data();
    void whatIsNoHandshakeEnds();
    void handshakeHasADeadline();
    void oneConnectionTooManyIsCut();
    void closesWhileShakingHands();
    void terminalThatHangsUpHarmsNobody();
};

namespace {

const QByteArray kHealth = "GET /api/v1/health HTTP/1.1\r\n\r\n";

/// The first message of a client that knows no later version than 3.@p minor (3.1 is TLS 1.0).
QByteArray greeting(char minor)
{
    const QByteArray session("\x00", 1);
    const QByteArray ciphers("\x00\x04\xc0\x2f\x00\x2f", 6);
    const QByteArray compression("\x01\x00", 2);
    const QByteArray signatures("\x00\x0c\x00\x0d\x00\x08\x00\x06\x04\x01\x08\x04\x04\x03", 14);
    const QByteArray hello = QByteArray(1, '\x03') + minor + QByteArray(32, 'r') + session +
                             ciphers + compression + signatures;
    const auto size = static_cast<char>(hello.size());
    return QByteArray("\x16\x03\x01\x00", 4) + static_cast<char>(size + 4) +
           QByteArray("\x01\x00\x00", 3) + size + hello;
}

QSslCertificate certificateAt(quint16 port)
{
    RawClient client(port, Wire::Tls);
    const auto *socket = qobject_cast<QSslSocket *>(&client.socket());
    return socket->peerCertificate();
}

} // namespace

void tst_pushtls::storesAndKeepsTheConnection()
{
    PushFixture fixture;
    RawClient client(listenEncrypted(fixture), Wire::Tls);
    for (int i = 10; i < 30; ++i) {
        client.send(pushRequest(onePunch("08:05:" + QByteArray::number(i))));
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 200);
        QVERIFY(!response.has("Connection"));
        client.send(kHealth);
        QCOMPARE(client.receive().status, 200);
    }
    QVERIFY(client.isOpen());
    QCOMPARE(fixture.punches().size(), 20);
}

void tst_pushtls::takesARequestInAnyPieces_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 7, 100})
        QTest::addRow("%d bytes", size) << size;
}

void tst_pushtls::takesARequestInAnyPieces()
{
    QFETCH(int, size);
    PushFixture fixture;
    RawClient client(listenEncrypted(fixture), Wire::Tls);
    const QByteArray request = pushRequest(onePunch("08:05:00"));
    for (qsizetype at = 0; at < request.size(); at += size) {
        client.send(request.mid(at, size)); // each becomes a record of its own
        client.socket().flush();
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushtls::takesAWholeMegabyte()
{
    PushFixture fixture;
    const quint16 port = listenEncrypted(fixture);
    QByteArray body = onePunch("08:05:00");
    body += QByteArray(1024 * 1024 - body.size(), ' ');
    RawClient client(port, Wire::Tls);
    client.send(pushRequest(body));
    QCOMPARE(client.receive().status, 200);
    QVERIFY(client.isClosedByServer());

    RawClient chunked(port, Wire::Tls);
    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += 0x800)
        chunks += "800\r\n" + body.mid(at, 0x800) + "\r\n";
    chunked.send(kPost + kAuthorization + kJson + "Transfer-Encoding: chunked\r\n\r\n" + chunks +
                 "0\r\n\r\n");
    QCOMPARE(chunked.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushtls::continuesAfterAdmission()
{
    PushFixture fixture;
    RawClient client(listenEncrypted(fixture), Wire::Tls);
    const QByteArray body = onePunch("08:05:00");
    client.send(kPost + kAuthorization + kJson + "Expect: 100-continue\r\nContent-Length: " +
                QByteArray::number(body.size()) + "\r\n\r\n");
    QCOMPARE(client.receive().status, 100);
    client.send(body);
    QCOMPARE(client.receive().status, 200);
}

void tst_pushtls::closesWithAGoodbye()
{
    PushFixture fixture;
    RawClient client(listenEncrypted(fixture), Wire::Tls);
    QSignalSpy failed(&client.socket(), &QTcpSocket::errorOccurred);
    client.send("GET /api/v1/health HTTP/1.0\r\n\r\n");
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    // The end of the connection and nothing worse: no broken record, no reset.
    for (const QList<QVariant> &error : failed)
        QCOMPARE(error.first().value<QAbstractSocket::SocketError>(),
                 QAbstractSocket::RemoteHostClosedError);
}

void tst_pushtls::onlyOnceAtATime()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(listenEncrypted(fixture), Wire::Tls);
    client.send(pushRequest(onePunch("08:05:00")) + pushRequest(onePunch("08:06:00")));
    const RawResponse first = client.receive();
    QCOMPARE(first.status, 200);
    QCOMPARE(first.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushtls::versions_data()
{
    QTest::addColumn<int>("minor");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("SSL 3") << 0 << false;
    QTest::newRow("TLS 1.0") << 1 << false;
    QTest::newRow("TLS 1.1") << 2 << false;
    QTest::newRow("TLS 1.2") << 3 << true;
}

void tst_pushtls::versions()
{
    QFETCH(int, minor);
    QFETCH(bool, isTaken);
    push::PushLimits limits = shortLinger();
    limits.headersMs = 300;
    PushFixture fixture({}, limits);
    RawClient client(listenEncrypted(fixture));
    client.send(greeting(static_cast<char>(minor)));
    QVERIFY(client.isClosedByServer());
    constexpr char kHandshake = 0x16;
    QCOMPARE(client.rest().startsWith(kHandshake), isTaken);
}

void tst_pushtls::speaksTheNewestVersion()
{
    PushFixture fixture;
    RawClient client(listenEncrypted(fixture), Wire::Tls);
    const auto *socket = qobject_cast<QSslSocket *>(&client.socket());
    QCOMPARE(socket->sessionProtocol(), QSsl::TlsV1_3);
}

void tst_pushtls::renewedCertificateHoldsForNewConnections()
{
    PushFixture fixture;
    const quint16 port = listenEncrypted(fixture);
    RawClient standing(port, Wire::Tls);
    QCOMPARE(certificateAt(port), testIdentity().certificate());
    fixture.server->setTls(otherIdentity());
    QCOMPARE(certificateAt(port), otherIdentity().certificate());
    standing.send(pushRequest(onePunch("08:05:00")));
    QCOMPARE(standing.receive().status, 200);
    RawClient plain(fixture.port()); // not concerned
    plain.send(kHealth);
    QCOMPARE(plain.receive().status, 200);
}

void tst_pushtls::plainAndEncryptedStandSideBySide()
{
    PushFixture fixture;
    const quint16 port = listenEncrypted(fixture);
    RawClient plain(fixture.port());
    RawClient encrypted(port, Wire::Tls);
    plain.send(pushRequest(onePunch("08:05:00")));
    encrypted.send(pushRequest(onePunch("08:05:00")));
    int accepted = 0;
    for (RawClient *client : {&plain, &encrypted}) {
        const RawResponse response = client->receive();
        QCOMPARE(response.status, 200);
        accepted += QJsonDocument::fromJson(response.body).object().value(u"accepted").toInt(-1);
    }
    QCOMPARE(accepted, 1);
}

void tst_pushtls::whatIsNoHandshakeEnds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain HTTP") << kHealth;
    QTest::newRow("plain push") << pushRequest(onePunch("08:05:00"));
    QTest::newRow("zeros") << QByteArray(64, '\0');
    QTest::newRow("SSL 2") << QByteArray("\x80\x2e\x01\x00\x02\x00\x15\x00\x00\x00\x10", 11);
    QTest::newRow("greeting with a wrong length")
        << QByteArray("\x16\x03\x01\xff\xff\x01\x00\x00\x01", 9);
    QTest::newRow("greeting without a cipher")
        << QByteArray("\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03", 11) + QByteArray(32, 'r') +
               QByteArray("\x00\x00\x00\x01\x00\x00\x00", 7);
}

void tst_pushtls::whatIsNoHandshakeEnds()
{
    QFETCH(QByteArray, bytes);
    push::PushLimits limits = shortLinger();
    limits.headersMs = 300;
    PushFixture fixture({}, limits);
    RawClient client(listenEncrypted(fixture)); // a plain socket
    client.send(bytes);
    QVERIFY(client.isClosedByServer());
    QVERIFY(!client.rest().startsWith("HTTP"));
    QCOMPARE(fixture.ingest->calls, 0);
}

void tst_pushtls::handshakeHasADeadline()
{
    push::PushLimits limits;
    limits.headersMs = 150;
    limits.idleMs = 60'000;
    PushFixture fixture({}, limits);
    RawClient client(listenEncrypted(fixture));
    client.send(QByteArray("\x16\x03\x01", 3));
    QElapsedTimer taken;
    taken.start();
    QVERIFY(client.isClosedByServer());
    QVERIFY(taken.elapsed() >= 100);
}

void tst_pushtls::oneConnectionTooManyIsCut()
{
    push::PushLimits limits;
    limits.maxConnectionsPerAddress = 1;
    PushFixture fixture({}, limits);
    const quint16 port = listenEncrypted(fixture);
    RawClient first(port, Wire::Tls);
    RawClient second(port);
    QVERIFY(second.isClosedByServer());
    QCOMPARE(second.rest(), QByteArray());
    first.send(kHealth);
    QCOMPARE(first.receive().status, 200);
}

void tst_pushtls::closesWhileShakingHands()
{
    PushFixture fixture;
    QSignalSpy closed(fixture.server.get(), &push::PushServer::closed);
    const quint16 port = listenEncrypted(fixture);
    RawClient shaking(port);
    shaking.send(QByteArray("\x16\x03\x01", 3));
    RawClient idle(port, Wire::Tls);
    idle.send(kHealth);
    QCOMPARE(idle.receive().status, 200);
    fixture.server->close();
    QVERIFY(shaking.isClosedByServer());
    QVERIFY(idle.isClosedByServer());
    QTRY_COMPARE(closed.count(), 1);
}

void tst_pushtls::terminalThatHangsUpHarmsNobody()
{
    PushFixture fixture;
    const quint16 port = listenEncrypted(fixture);
    fixture.ingest->isHolding = true;
    {
        RawClient client(port, Wire::Tls);
        client.send(pushRequest(onePunch("08:05:00")));
        QTRY_COMPARE(fixture.ingest->calls, 1);
        RawClient half(port, Wire::Tls);
        half.send(pushRequest(onePunch("08:06:00")).chopped(5));
        client.socket().abort(); // without a goodbye
    }
    fixture.ingest->release();
    QCOMPARE(fixture.punches().size(), 1);
    RawClient other(port, Wire::Tls);
    other.send(kHealth);
    QCOMPARE(other.receive().status, 200);
}

ROLLCALL_TEST(tst_pushtls);
#include "tst_pushtls.moc"
