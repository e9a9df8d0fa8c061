// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// When a connection goes on after an answer, and when it ends (push-protocols.md, section 1.7).
class tst_keepalive : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void servesManyRequestsOnOneConnection();
    void keepsTheConnectionAfterARefusalThatWasReadWhole();
    void closesAfterARefusalWhoseBodyIsStillComing();
    void refusesPipelining();
    void refusesPipeliningWhileServing();
    void takesAnEmptyLineAfterABody();
    void closesWhenAsked_data();
    void closesWhenAsked();
};

void tst_keepalive::servesManyRequestsOnOneConnection()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    for (int i = 10; i < 30; ++i) {
        client.send(pushRequest(onePunch("08:05:" + QByteArray::number(i))));
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 200);
        QVERIFY(!response.has("Connection"));
        QVERIFY(response.body.contains("\"accepted\":1"));
        client.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
        QCOMPARE(client.receive().status, 200);
    }
    QVERIFY(client.isOpen());
    QCOMPARE(fixture.punches().size(), 20);
    // The second and later requests are checked like the first.
    client.send(kPost + kAuthorization + kJson +
                "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello");
    QCOMPARE(client.receive().status, 400);
    QVERIFY(client.isClosedByServer());
}

void tst_keepalive::keepsTheConnectionAfterARefusalThatWasReadWhole()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(kPost + kJson + "Content-Length: 11\r\n\r\n{\"logs\":[]}");
    const RawResponse refused = client.receive();
    QCOMPARE(refused.status, 401);
    QVERIFY(!refused.has("Connection"));
    client.send("GET /nothing HTTP/1.1\r\n\r\n");
    QCOMPARE(client.receive().status, 404);
    client.send(pushRequest(onePunch("08:05:00")));
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_keepalive::closesAfterARefusalWhoseBodyIsStillComing()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(kPost + kJson + "Content-Length: 1000\r\n\r\nPOST / HTTP/1.1\r\n");
    const RawResponse refused = client.receive();
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray()); // the rest of the body was not taken for a request
}

void tst_keepalive::refusesPipelining()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")) + pushRequest(onePunch("08:06:00")));
    const RawResponse first = client.receive();
    QCOMPARE(first.status, 200);
    QCOMPARE(first.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(fixture.punches().size(), 1);
    QCOMPARE(fixture.ingest->calls, 1);
}

void tst_keepalive::refusesPipeliningWhileServing()
{
    PushFixture fixture({}, shortLinger());
    fixture.ingest->isHolding = true;
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")));
    QTRY_COMPARE(fixture.ingest->calls, 1);
    client.send(pushRequest(onePunch("08:06:00")));
    RawClient other(fixture.port()); // its answer shows that the bytes above have been through
    other.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
    QCOMPARE(other.receive().status, 200);
    fixture.ingest->release();
    const RawResponse first = client.receive();
    QCOMPARE(first.status, 200);
    QCOMPARE(first.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(fixture.ingest->calls, 1);
}

void tst_keepalive::takesAnEmptyLineAfterABody()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")) + "\r\n");
    QVERIFY(!client.receive().has("Connection"));
    client.send("\r\n" + pushRequest(onePunch("08:06:00")));
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 2);
}

void tst_keepalive::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray body = onePunch("08:05:00");
    const QByteArray rest =
        kAuthorization + kJson + "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    QTest::newRow("Connection: close")
        << QByteArray(kPost + rest + "Connection: close\r\n\r\n" + body);
    QTest::newRow("among others") << QByteArray(kPost + rest + "Connection: TE, Close\r\n\r\n" +
                                                body);
    QTest::newRow("HTTP/1.0") << QByteArray("POST /api/v1/biometric/push-log HTTP/1.0\r\n" + rest +
                                            "\r\n" + body);
    QTest::newRow("HTTP/1.0 that would stay")
        << QByteArray("POST /api/v1/biometric/push-log HTTP/1.0\r\n" + rest +
                      "Connection: keep-alive\r\n\r\n" + body);
}

void tst_keepalive::closesWhenAsked()
{
    QFETCH(QByteArray, request);
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(request);
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
}

ROLLCALL_TEST(tst_keepalive);
#include "tst_keepalive.moc"
