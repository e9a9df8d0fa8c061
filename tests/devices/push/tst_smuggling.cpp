// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// Requests about whose end two readers might disagree, each with a second request hidden behind
/// it (push-protocols.md, sections 1.5 and 5): one refusal, the end of the connection, and nothing
/// of either is done.
class tst_smuggling : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void readAlike_data();
    void readAlike();

private:
    void addLengths();
    void addCodings();
    void addLines();
    void addChunks();
};

namespace {

const QByteArray kGood = kPost + kAuthorization + kJson;
const QByteArray kBody = R"({"logs":[]})";

void row(const char *name, const QByteArray &bytes)
{
    QTest::newRow(name) << bytes;
}

QByteArray chunkedWith(const QByteArray &chunks)
{
    return kGood + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
}

} // namespace

void tst_smuggling::addLengths()
{
    row("two equal lengths", kGood + "Content-Length: 11\r\nContent-Length: 11\r\n\r\n" + kBody);
    row("two lengths", kGood + "Content-Length: 11\r\nContent-Length: 0\r\n\r\n" + kBody);
    row("two lengths, other case",
        kGood + "Content-Length: 11\r\ncONTENT-lENGTH: 0\r\n\r\n" + kBody);
    for (const char *length : {"11, 11", "11,0", "+11", "-1", "0x0b", "11 0", "1e1", "11.0",
                               "\"11\"", "", "abc", "11;", "\xd9\xa1"}) {
        QTest::addRow("length %s", length)
            << QByteArray(kGood + "Content-Length: " + length + "\r\n\r\n" + kBody);
    }
}

void tst_smuggling::addCodings()
{
    const QByteArray end = "\r\n0\r\n\r\n";
    row("length and chunked", kGood + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + end);
    row("chunked and length", kGood + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" + end);
    row("chunked twice",
        kGood + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" + end);
    row("chunked and identity",
        kGood + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n" + end);
    for (const char *coding : {"xchunked", "chunked, identity", "identity", "gzip, chunked",
                               "chunked;q=1", "\"chunked\"", "chunked,", "", "cow"}) {
        QTest::addRow("coding %s", coding)
            << QByteArray(kGood + "Transfer-Encoding: " + coding + "\r\n" + end);
    }
    row("blank before the colon", kGood + "Transfer-Encoding : chunked\r\n" + end);
    row("tab before the colon", kGood + "Transfer-Encoding\t: chunked\r\n" + end);
    row("blank before the colon, with a length",
        kGood + "Content-Length: 11\r\nTransfer-Encoding : chunked\r\n\r\n" + kBody);
    row("vertical tab", kGood +
                            "Transfer-Encoding:\x0b"
                            "chunked\r\n" +
                            end);
    row("chunked in HTTP/1.0", QByteArray("POST /api/v1/biometric/push-log HTTP/1.0\r\n") +
                                   kAuthorization + kJson + "Transfer-Encoding: chunked\r\n" + end);
}

void tst_smuggling::addLines()
{
    const QByteArray length = "Content-Length: 11\r\n\r\n" + kBody;
    row("folded field", kGood + "X: a\r\n b\r\n" + length);
    row("folded length", kGood + "Content-Length:\r\n 11\r\n\r\n" + kBody);
    row("fold in front", kPost + " " + kAuthorization + kJson + length);
    row("lone return in a value", kGood + "X: a\rContent-Length: 0\r\n" + length);
    row("lone return as line end", kGood + "X: a\r" + length);
    row("return before the colon", kGood + "X\r: a\r\n" + length);
    row("NUL in a value", kGood + QByteArray("X: a\0b\r\n", 8) + length);
    row("NUL in a name", kGood + QByteArray("X\0: b\r\n", 7) + length);
    row("field without a name", kGood + ": b\r\n" + length);
    row("field without a colon", kGood + "Content-Length\r\n" + length);
    row("two hosts", kGood + "Host: other\r\n" + length);
    row("no version", "POST /api/v1/biometric/push-log\r\n" + kAuthorization + kJson + length);
    row("version 2",
        "POST /api/v1/biometric/push-log HTTP/2.0\r\n" + kAuthorization + kJson + length);
    row("version 1.10",
        "POST /api/v1/biometric/push-log HTTP/1.10\r\n" + kAuthorization + kJson + length);
    row("upgrade", kGood + "Connection: Upgrade\r\nUpgrade: websocket\r\n" + length);
    row("fragment",
        "POST /api/v1/biometric/push-log#a HTTP/1.1\r\n" + kAuthorization + kJson + length);
}

void tst_smuggling::addChunks()
{
    for (const char *size : {"-b", "+b", "0xb", " b", "b ", "\tb", "", "g", "b_",
                             "ffffffffffffffff", "10000000b", "00000000b", "b\rX"}) {
        QTest::addRow("chunk size %s", size)
            << QByteArray(chunkedWith(QByteArray(size) + "\r\n" + kBody + "\r\n0\r\n\r\n"));
    }
    row("chunk size ends with LF", chunkedWith("b\n" + kBody + "\r\n0\r\n\r\n"));
    row("LF in an extension", chunkedWith("b;a\nb\r\n" + kBody + "\r\n0\r\n\r\n"));
    row("return in an extension", chunkedWith("b;a\rb\r\n" + kBody + "\r\n0\r\n\r\n"));
    row("chunk ends with LF", chunkedWith("b\r\n" + kBody + "\n0\r\n\r\n"));
    row("chunk longer than its size", chunkedWith("a\r\n" + kBody + "\r\n0\r\n\r\n"));
    row("chunk shorter than its size", chunkedWith("c\r\n" + kBody + "\r\n0\r\n\r\n"));
    row("end with LF", chunkedWith("b\r\n" + kBody + "\r\n0\n\n"));
    row("trailer", chunkedWith("b\r\n" + kBody + "\r\n0\r\nContent-Length: 5\r\n\r\n"));
}

void tst_smuggling::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    addLengths();
    addCodings();
    addLines();
    addChunks();
}

void tst_smuggling::refused()
{
    QFETCH(QByteArray, bytes);
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(bytes + pushRequest(onePunch("08:05:00")));
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 400);
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(fixture.ingest->calls, 0);
    QVERIFY(fixture.punches().isEmpty());
}

void tst_smuggling::readAlike_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray length = "Content-Length: 11\r\n\r\n" + kBody;
    row("LF alone between fields", kGood + "X: y\n" + length);
    row("LF alone before the body", kGood + "Content-Length: 11\r\n\n" + kBody);
    row("LF alone throughout",
        QByteArray(kGood + "Content-Length: 11\r\n\r\n").replace("\r\n", "\n") + kBody);
    row("length with zeros in front",
        kGood + "Content-Length: 0000000000000000000000011\r\n\r\n" + kBody);
    row("coding in capitals",
        kGood + "Transfer-Encoding: CHUNKED\r\n\r\nB\r\n" + kBody + "\r\n0\r\n\r\n");
    row("several zeros at the end", chunkedWith("b\r\n" + kBody + "\r\n000\r\n\r\n"));
    row("body that looks like a request",
        kGood + "Content-Length: 29\r\n\r\n{\"logs\":[],\"a\":\"GET / HTTP\"}\n");
    row("offered another HTTP",
        kGood + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n" + length);
    row("empty value", kGood + "X:\r\n" + length);
    row("bytes above 127 in a value", kGood + "X: \xff\xfe\r\n" + length);
    row("connection that names a length", kGood + "Connection: Content-Length\r\n" + length);
}

void tst_smuggling::readAlike()
{
    QFETCH(QByteArray, bytes);
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(bytes);
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QVERIFY(response.body.contains("\"received\":0"));
    // Gate and library agree about where it ended: the connection is as good as before.
    client.send(pushRequest(onePunch("08:05:00")));
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(fixture.punches().size(), 1);
}

ROLLCALL_TEST(tst_smuggling);
#include "tst_smuggling.moc"
