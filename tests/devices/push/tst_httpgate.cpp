// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// What the gate lets through and what it answers itself, over real sockets (push-protocols.md,
/// sections 1.2, 1.5, 5).
class tst_httpgate : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void answersHeadsThatAreWrong_data();
    void answersHeadsThatAreWrong();
    void refusesInTheFixedOrder_data();
    void refusesInTheFixedOrder();
    void takesARequestByteByByte();
    void takesFormsOfOldClients_data();
    void takesFormsOfOldClients();
    void continuesOnlyAfterAdmission();
    void answersHeadWithoutABody();
    void countsChunkedBodies();
    void aMegabyteIsTakenAndOneByteMoreIsNot();
    void neverReadsAStrangersBody();
    void dateIsTheClocks();
};

namespace {

QString code(const RawResponse &response)
{
    return QJsonDocument::fromJson(response.body).object().value(u"code").toString();
}

int member(const RawResponse &response, const QString &name)
{
    return QJsonDocument::fromJson(response.body).object().value(name).toInt(-1);
}

} // namespace

void tst_httpgate::answersHeadsThatAreWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QByteArray &bytes, int status, const char *word) {
        QTest::newRow(name) << bytes << status << QString::fromLatin1(word);
    };
    const QByteArray good = kPost + kAuthorization + kJson;
    row("two lengths", good + "Content-Length: 11\r\nContent-Length: 11\r\n\r\n{\"logs\":[]}", 400,
        "bad_request");
    row("length and chunked",
        good + "Content-Length: 11\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
        "bad_request");
    row("negative length", good + "Content-Length: -5\r\n\r\n", 400, "bad_request");
    row("length that is a word", good + "Content-Length: abc\r\n\r\n", 400, "bad_request");
    row("giant length", good + "Content-Length: 99999999999\r\n\r\n", 413, "body_too_large");
    row("length beyond 64 bits", good + "Content-Length: 99999999999999999999999\r\n\r\n", 413,
        "body_too_large");
    row("300 KB header line", kPost + "A: " + QByteArray(300'000, 'a') + "\r\n\r\n", 431,
        "headers_too_large");
    row("101 fields", kPost + QByteArray("A: b\r\n").repeated(100) + "\r\n", 431,
        "headers_too_large");
    row("long target", "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n\r\n", 414, "uri_too_long");
    row("TLS greeting", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400, "bad_request");
    row("space in the query", "GET /api/v1/health?a=b c HTTP/1.1\r\n\r\n", 400, "bad_request");
    row("bad chunk size", good + "Transfer-Encoding: chunked\r\n\r\nx\r\n", 400, "bad_request");
    row("trailer field", good + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n", 400,
        "bad_request");
    row("no length", good + "\r\n", 411, "length_required");
}

void tst_httpgate::answersHeadsThatAreWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QString, word);
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(bytes);
    const RawResponse response = client.receive();
    QCOMPARE(response.status, status);
    QCOMPARE(code(response), word);
    QCOMPARE(response.value("Content-Type"), QByteArray("application/problem+json"));
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(fixture.punches().isEmpty());
    QCOMPARE(fixture.ingest->calls, 0);
}

void tst_httpgate::refusesInTheFixedOrder_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    // Everything behind the first fault is wrong as well (section 1.2).
    const QByteArray stranger = "Authorization: Bearer nobody\r\n";
    const QByteArray tooLarge = "Content-Length: 99999999\r\n";
    const QByteArray text = "Content-Type: text/plain\r\n";
    const auto row = [&](const char *name, const QByteArray &line, const QByteArray &fields,
                         int status) {
        QTest::newRow(name) << QByteArray(line + " HTTP/1.1\r\n" + fields + "\r\n") << status;
    };
    row("path first", "PUT /api/v2", stranger + tooLarge + text, 404);
    row("then the method", "PUT /api/v1/biometric/push-log", stranger + tooLarge + text, 405);
    row("then who it is", "POST /api/v1/biometric/push-log", stranger + tooLarge + text, 401);
    row("then the size", "POST /api/v1/biometric/push-log", kAuthorization + tooLarge + text, 413);
    row("then the media type", "POST /api/v1/biometric/push-log",
        kAuthorization + "Content-Length: 5\r\n" + text, 415);
}

void tst_httpgate::refusesInTheFixedOrder()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(head);
    QCOMPARE(client.receive().status, status);
}

void tst_httpgate::takesARequestByteByByte()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QByteArray request = pushRequest(onePunch("08:05:00"));
    for (const char byte : request) {
        client.send(QByteArray(1, byte));
        client.socket().flush();
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_httpgate::takesFormsOfOldClients_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("slash at the end")
        << QByteArray("POST /api/v1/biometric/push-log/ HTTP/1.1\r\n");
    QTest::newRow("absolute form")
        << QByteArray("POST http://gate:80/api/v1/biometric/push-log HTTP/1.1\r\n");
    QTest::newRow("query") << QByteArray("POST /api/v1/biometric/push-log?a=b%20c HTTP/1.1\r\n");
    QTest::newRow("empty line before")
        << QByteArray("\r\nPOST /api/v1/biometric/push-log HTTP/1.1\r\n");
    QTest::newRow("line feeds alone") << QByteArray("POST /api/v1/biometric/push-log HTTP/1.1\n");
    QTest::newRow("HTTP/1.0") << QByteArray("POST /api/v1/biometric/push-log HTTP/1.0\r\n");
}

void tst_httpgate::takesFormsOfOldClients()
{
    QFETCH(QByteArray, line);
    PushFixture fixture({}, shortLinger());
    const QByteArray body = onePunch("08:05:00");
    QByteArray request = line + kAuthorization + kJson +
                         "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    if (!line.contains('\r'))
        request.replace("\r\n", "\n");
    RawClient client(fixture.port());
    client.send(request + body);
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_httpgate::continuesOnlyAfterAdmission()
{
    PushFixture fixture({}, shortLinger());
    const QByteArray body = onePunch("08:05:00");
    const QByteArray rest =
        kJson + "Expect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n\r\n";
    RawClient stranger(fixture.port());
    stranger.send(kPost + rest);
    QCOMPARE(stranger.receive().status, 401);
    RawClient large(fixture.port());
    large.send(kPost + kAuthorization + kJson +
               "Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
    QCOMPARE(large.receive().status, 413);

    RawClient client(fixture.port());
    client.send(kPost + kAuthorization + rest);
    QCOMPARE(client.receive().status, 100);
    QCOMPARE(client.rest(), QByteArray());
    client.send(body);
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_httpgate::answersHeadWithoutABody()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    for (const char *path : {"/api/v1/health", "/api/v1/biometric/push-log", "/nothing"}) {
        client.send(QByteArray("HEAD ") + path + " HTTP/1.1\r\n\r\n");
        const RawResponse response = client.receive(false);
        QVERIFY(response.status == 200 || response.status == 404 || response.status == 405);
        QVERIFY(response.value("Content-Length").toInt() > 0);
    }
    client.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
    QCOMPARE(client.receive().status, 200); // so there was nothing between the answers
    QCOMPARE(client.rest(), QByteArray());
}

void tst_httpgate::countsChunkedBodies()
{
    PushFixture fixture({}, shortLinger());
    const QByteArray head = kPost + kAuthorization + kJson + "Transfer-Encoding: chunked\r\n\r\n";
    const QByteArray body = onePunch("08:05:00");
    RawClient small(fixture.port());
    QByteArray chunks;
    for (const char byte : body)
        chunks += QByteArray("1;x=y\r\n") + byte + "\r\n";
    small.send(head + chunks + "0\r\n\r\n");
    QCOMPARE(small.receive().status, 200);
    QVERIFY(small.isOpen());
    small.send(pushRequest(onePunch("08:06:00")));
    QCOMPARE(small.receive().status, 200);
    QCOMPARE(fixture.punches().size(), 2);

    RawClient large(fixture.port());
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, ' ') + "\r\n";
    large.send(head + chunk.repeated(17));
    const RawResponse response = large.receive();
    QCOMPARE(response.status, 413);
    QCOMPARE(member(response, QStringLiteral("max_bytes")), 1024 * 1024);
    QVERIFY(large.isClosedByServer());
}

void tst_httpgate::aMegabyteIsTakenAndOneByteMoreIsNot()
{
    PushFixture fixture({}, shortLinger());
    QByteArray body = onePunch("08:05:00");
    body += QByteArray(1024 * 1024 - body.size(), ' ');
    RawClient client(fixture.port());
    client.send(pushRequest(body));
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    // A connection that carried so much ends here (PushLimits::bytesPerConnection).
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    RawClient other(fixture.port());
    other.send(pushRequest(body + ' '));
    QCOMPARE(other.receive().status, 413);
    QVERIFY(other.isClosedByServer());
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_httpgate::neverReadsAStrangersBody()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(kPost + "Authorization: Bearer nobody\r\n" + kJson +
                "Content-Length: 900000\r\n\r\n");
    QCOMPARE(client.receive().status, 401); // before any of it came
    QVERIFY(client.isClosedByServer());
    QCOMPARE(fixture.ingest->calls, 0);
}

void tst_httpgate::dateIsTheClocks()
{
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
    const RawResponse answered = client.receive();
    QCOMPARE(answered.value("Date"), QByteArray("Sun, 22 Nov 2026 04:30:00 GMT"));
    client.send("GET /nothing HTTP/1.1\r\n\r\n");
    const RawResponse refused = client.receive();
    QCOMPARE(refused.value("Date"), answered.value("Date"));
    QVERIFY(refused.value("X-Request-Id") != answered.value("X-Request-Id"));
    const QJsonObject problem = QJsonDocument::fromJson(refused.body).object();
    QCOMPARE(
        problem.value(u"instance").toString(),
        QString(u"urn:rollcall:request:" + QString::fromLatin1(refused.value("X-Request-Id"))));
}

ROLLCALL_TEST(tst_httpgate);
#include "tst_httpgate.moc"
