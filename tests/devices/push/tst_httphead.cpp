// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/httphead.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <limits>

using namespace rollcall::push;

Q_DECLARE_METATYPE(rollcall::push::HeadStatus)

class tst_httphead : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsAWholeHead();
    void judges_data();
    void judges();
    void framing_data();
    void framing();
    void targets_data();
    void targets();
    void everyCutIsIncomplete();
    void limitsAreExact();
    void neverLooksBeyondItsLimits();
};

namespace {

HeadReading read(const QByteArray &bytes)
{
    return readHead(bytes, {});
}

QByteArray withField(const QByteArray &field)
{
    return "POST / HTTP/1.1\r\n" + field + "\r\n\r\n";
}

} // namespace

void tst_httphead::readsAWholeHead()
{
    const QByteArray head =
        "\r\nPOST /api/v1/x?a=1&b HTTP/1.1\r\nHost: gate\r\nCONTENT-length:\t 12 \r\nX-A: 1\r\n"
        "x-a:2\r\nExpect: 100-Continue\r\nConnection: keep-alive, Close\r\n\r\n";
    const HeadReading reading = read(head + "body and more");
    QCOMPARE(reading.status, HeadStatus::Complete);
    QCOMPARE(reading.head.method, QByteArray("POST"));
    QCOMPARE(reading.head.path, QByteArray("/api/v1/x"));
    QCOMPARE(reading.head.query, QByteArray("a=1&b"));
    QCOMPARE(reading.head.minorVersion, 1);
    QCOMPARE(reading.head.size, head.size());
    QCOMPARE(reading.head.contentLength, 12);
    QCOMPARE(reading.head.fields.size(), 6);
    QCOMPARE(reading.head.values("x-a"), (QList<QByteArray>{"1", "2"}));
    QVERIFY(reading.head.expectContinue);
    QVERIFY(reading.head.close);
    QVERIFY(reading.head.hasBody());
}

void tst_httphead::judges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<HeadStatus>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, HeadStatus expected) {
        QTest::newRow(name) << bytes << expected;
    };
    const HeadStatus good = HeadStatus::Complete;
    const HeadStatus bad = HeadStatus::Malformed;
    row("nothing", "", HeadStatus::Incomplete);
    row("only empty lines", "\r\n\r\n", HeadStatus::Incomplete);
    row("empty lines without end", QByteArray(17, '\n'), bad);
    row("no fields", "GET / HTTP/1.1\r\n\r\n", good);
    row("line feeds alone", "GET / HTTP/1.1\nHost: x\n\n", good);
    row("line feeds mixed", "GET / HTTP/1.1\r\nHost: x\n\r\n", good);
    row("no Host", withField("X: 1"), good);
    row("HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", good);
    row("unknown method", "FOO / HTTP/1.1\r\n\r\n", good);
    row("empty value", withField("X:"), good);
    row("colon in the value", withField("X: a:b"), good);
    row("byte above 127 in a value", withField("X: \xC3\xA9"), good);
    row("TLS greeting", QByteArray("\x16\x03\x01\x02\x00\x01", 6), bad);
    row("no version", "GET /\r\n\r\n", bad);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\n", bad);
    row("version in lower case", "GET / http/1.1\r\n\r\n", bad);
    row("version with a tail", "GET / HTTP/1.1x\r\n\r\n", bad);
    row("version not a digit", "GET / HTTP/1.x\r\n\r\n", bad);
    row("two blanks", "GET  / HTTP/1.1\r\n\r\n", bad);
    row("blank at the end of the line", "GET / HTTP/1.1 \r\n\r\n", bad);
    row("tab for a blank", "GET\t/\tHTTP/1.1\r\n\r\n", bad);
    row("blank before the method", " GET / HTTP/1.1\r\n\r\n", bad);
    row("method without end", QByteArray(40, 'A') + " / HTTP/1.1\r\n\r\n", bad);
    row("method with a bracket", "G(T / HTTP/1.1\r\n\r\n", bad);
    row("space in the query", "GET /?a=b c HTTP/1.1\r\n\r\n", bad);
    row("field without a colon", withField("Host gate"), bad);
    row("field without a name", withField(": x"), bad);
    row("blank before the colon", withField("Host : x"), bad);
    row("folded field", withField("A: x\r\n y"), bad);
    row("NUL in a value", withField(QByteArray("A: x\0y", 6)), bad);
    row("bare carriage return", withField("A: x\ry"), bad);
    row("two Hosts", withField("Host: a\r\nHost: a"), bad);
    row("upgrade to WebSocket", withField("Connection: Upgrade\r\nUpgrade: websocket"), bad);
    row("upgrade to something else", withField("Connection: Upgrade\r\nUpgrade: h2c"), good);
    row("long target", "GET /" + QByteArray(8192, 'a') + " HTTP/1.1\r\n\r\n",
        HeadStatus::TargetTooLong);
    row("target without end", "GET /" + QByteArray(9000, 'a'), HeadStatus::TargetTooLong);
    row("300 KB field", "GET / HTTP/1.1\r\nA: " + QByteArray(300'000, 'a'),
        HeadStatus::HeadersTooLarge);
    row("101 fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(101) + "\r\n",
        HeadStatus::HeadersTooLarge);
    row("100 fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(100) + "\r\n", good);
}

void tst_httphead::judges()
{
    QFETCH(QByteArray, bytes);
    QFETCH(HeadStatus, expected);
    QCOMPARE(read(bytes).status, expected);
}

void tst_httphead::framing_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<bool>("chunked");
    const auto row = [](const char *name, const QByteArray &field, bool good, qint64 length = -1,
                        bool chunked = false) {
        QTest::newRow(name) << field << good << length << chunked;
    };
    constexpr qint64 endless = std::numeric_limits<qint64>::max();
    row("none", "X: 1", true);
    row("zero", "Content-Length: 0", true, 0);
    row("leading zeros", "Content-Length: 007", true, 7);
    row("giant", "Content-Length: 99999999999", true, 99999999999);
    row("beyond 64 bits", "Content-Length: 99999999999999999999999", true, endless);
    row("chunked", "Transfer-Encoding: chunked", true, -1, true);
    row("chunked in capitals", "transfer-encoding: CHUNKED", true, -1, true);
    row("two equal lengths", "Content-Length: 5\r\nContent-Length: 5", false);
    row("two lengths in one", "Content-Length: 5, 5", false);
    row("word", "Content-Length: abc", false);
    row("negative", "Content-Length: -5", false);
    row("plus", "Content-Length: +5", false);
    row("hexadecimal", "Content-Length: 0x5", false);
    row("empty", "Content-Length:", false);
    row("length and chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked", false);
    row("gzip, chunked", "Transfer-Encoding: gzip, chunked", false);
    row("identity", "Transfer-Encoding: identity", false);
    row("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", false);
}

void tst_httphead::framing()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, good);
    QFETCH(qint64, length);
    QFETCH(bool, chunked);
    const HeadReading reading = read(withField(field));
    QCOMPARE(reading.status, good ? HeadStatus::Complete : HeadStatus::Malformed);
    if (!good)
        return;
    QCOMPARE(reading.head.contentLength, length);
    QCOMPARE(reading.head.chunked, chunked);
    QCOMPARE(reading.head.hasBody(), chunked || length > 0);
}

void tst_httphead::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path"); // empty: malformed
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const QByteArray &target, const QByteArray &path,
                        const QByteArray &query = {}) {
        QTest::newRow(target.constData()) << target << path << query;
    };
    row("/", "/");
    row("/a/b/", "/a/b/");
    row("//a", "//a");
    row("/a?b?c", "/a", "b?c");
    row("/a%20b", "/a%20b");
    row("http://gate:8080/a?b", "/a", "b");
    row("HTTPS://gate", "/");
    row("*", "*");
    row("a", "");
    row("gate:443", "");
    row("/a#b", "");
    row("ftp://gate/a", "");
}

void tst_httphead::targets()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    const HeadReading reading = read("GET " + target + " HTTP/1.1\r\n\r\n");
    QCOMPARE(reading.status, path.isEmpty() ? HeadStatus::Malformed : HeadStatus::Complete);
    if (path.isEmpty())
        return;
    QCOMPARE(reading.head.path, path);
    QCOMPARE(reading.head.query, query);
}

void tst_httphead::everyCutIsIncomplete()
{
    const QByteArray head = "POST /a?b HTTP/1.1\r\nHost: gate\r\nContent-Length: 2\r\n\r\n";
    for (qsizetype cut = 0; cut < head.size(); ++cut)
        QCOMPARE(read(head.left(cut)).status, HeadStatus::Incomplete);
    QCOMPARE(read(head).status, HeadStatus::Complete);
}

void tst_httphead::limitsAreExact()
{
    PushLimits limits;
    limits.maxTarget = 10;
    limits.maxHeaderBytes = 20;
    const auto status = [&limits](const QByteArray &bytes) {
        return readHead(bytes, limits).status;
    };
    const QByteArray longest = "GET /123456789 HTTP/1.1\r\n";
    QCOMPARE(status(longest + "\r\n"), HeadStatus::Complete);
    QCOMPARE(status("GET /1234567890 HTTP/1.1\r\n\r\n"), HeadStatus::TargetTooLong);
    // 20 bytes of header, its empty line included.
    QCOMPARE(status(longest + "A: 3456789012345\r\n\r\n"), HeadStatus::Complete);
    QCOMPARE(status(longest + "A: 34567890123456\r\n\r\n"), HeadStatus::HeadersTooLarge);
}

void tst_httphead::neverLooksBeyondItsLimits()
{
    // A megabyte behind a head that is already too large, and a megabyte of body behind a good one.
    const QByteArray megabyte(1024 * 1024, 'x');
    QCOMPARE(read("GET / HTTP/1.1\r\nA: " + megabyte + "\r\n\r\n").status,
             HeadStatus::HeadersTooLarge);
    const HeadReading good = read("GET / HTTP/1.1\r\n\r\n" + megabyte);
    QCOMPARE(good.status, HeadStatus::Complete);
    QCOMPARE(good.head.size, 18);
}

ROLLCALL_TEST(tst_httphead);
#include "tst_httphead.moc"
