// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/attackclient.h"
#include "tests/devices/push/tlsfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <optional>

using namespace rollcall;
using namespace rollcall::test;

/// Whatever comes in, the listener stays up, holds little memory, keeps its deadlines and goes on
/// serving those who do nothing wrong (push-protocols.md, sections 1.7 and 5).
class tst_pushattacks : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void slowConnections_data();
    void slowConnections();
    void halfClosed_data();
    void halfClosed();
    void thousandsOneAfterAnother();
    void twoHundredAtOnce();
    void manyRequestsInOneBreath();
    void endlessHeads_data();
    void endlessHeads();
    void giantBodies_data();
    void giantBodies();
    void answersThatNobodyReads();
};

namespace {

constexpr qint64 kMiB = 1024LL * 1024;
const QByteArray kHealth = "GET /api/v1/health HTTP/1.1\r\n\r\n";
const QByteArray kChunked = "Transfer-Encoding: chunked\r\n\r\n";

} // namespace

void tst_pushattacks::slowConnections_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<int>("byte"); // sent again and again; -1: silence
    QTest::addColumn<bool>("isTls");
    const auto row = [](const char *name, const QByteArray &beginning, int byte,
                        bool isTls = false) { QTest::newRow(name) << beginning << byte << isTls; };
    row("silence", {}, -1);
    row("slow head", "POST /api/v1/biometric/push-log HTTP/1.1\r\nX: ", 'x');
    row("slow target", "GET /", 'a');
    row("slow lines", "GET / HTTP/1.1\r\n", '\n');
    row("slow body", pushRequest(QByteArray(100'000, ' ')).chopped(100'000), ' ');
    row("silent body", pushRequest(onePunch("08:05:00")).chopped(1), -1);
    row("slow chunk", kPost + kAuthorization + kJson + kChunked + "10000\r\n", ' ');
    row("slow chunk size", kPost + kAuthorization + kJson + kChunked, '0');
    row("slow body of a stranger", kPost + kJson + "Content-Length: 100000\r\n\r\n", ' ');
    row("silent handshake", {}, -1, true);
    row("slow handshake", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 'r',
        true);
}

void tst_pushattacks::slowConnections()
{
    QFETCH(QByteArray, beginning);
    QFETCH(int, byte);
    QFETCH(bool, isTls);
    push::PushLimits limits = underAttack();
    limits.maxConnections = 256;
    limits.maxConnectionsPerAddress = 256;
    PushFixture fixture({}, limits);
    const quint16 port = isTls ? listenEncrypted(fixture) : fixture.port();
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
    const MemoryCheck memory(32 * kMiB);
    Swarm swarm(port, 128);
    swarm.send(beginning);
    if (byte >= 0)
        swarm.trickle(static_cast<char>(byte));
    for (int i = 0; i < 50; ++i)
        QVERIFY(healthy.push());
    QVERIFY(swarm.areAllClosed(kAllOverMs));
    QVERIFY(memory.holds());
    QVERIFY2(healthy.slowestMs() < kPatienceMs, qPrintable(QString::number(healthy.slowestMs())));
    QCOMPARE(fixture.punches().size(), 51);
}

void tst_pushattacks::halfClosed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("stored");
    const QByteArray request = pushRequest(onePunch("08:05:00"));
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("half a head") << request.left(30) << 0;
    QTest::newRow("a head") << request.left(request.indexOf("\r\n\r\n") + 4) << 0;
    QTest::newRow("half a body") << request.chopped(10) << 0;
    QTest::newRow("half a chunk") << QByteArray(kPost + kAuthorization + kJson + kChunked +
                                                "ff\r\n{")
                                  << 0;
    QTest::newRow("a whole request") << request << 1;
}

void tst_pushattacks::halfClosed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, stored);
    PushFixture fixture({}, underAttack());
    for (int i = 0; i < 20; ++i) {
        RawClient client(fixture.port());
        client.send(bytes);
        closeSendingHalf(client.socket());
        QVERIFY(client.isClosedByServer(kAllOverMs));
    }
    QTRY_COMPARE(fixture.punches().size(), stored);
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
}

void tst_pushattacks::thousandsOneAfterAnother()
{
    PushFixture fixture({}, underAttack());
    HealthyClient healthy(fixture);
    const QList<QByteArray> greetings{kHealth,
                                      {},
                                      "GET ",
                                      "\x16\x03\x01",
                                      pushRequest(onePunch("08:05:00")).chopped(3),
                                      pushRequest(R"({"logs":[]})"),
                                      kPost + kJson + "Content-Length: 50\r\n\r\n{"};
    std::optional<MemoryCheck> memory;
    const int count = repeats(10'000);
    for (int i = 0; i < count; ++i) {
        RawClient client(fixture.port());
        QVERIFY(client.isOpen());
        client.send(greetings.at(i % greetings.size()));
        if (i % 3 == 0)
            QVERIFY(i % greetings.size() != 0 || client.receive().isValid());
        else if (i % 3 == 1)
            client.socket().flush();
        client.socket().abort();
        if (i % 500 == 0)
            QVERIFY(healthy.push());
        if (i == qMin(500, count - 1))
            memory.emplace(8 * kMiB); // warm by now
    }
    QVERIFY(healthy.push());
    QVERIFY(memory->holds());
    QVERIFY2(healthy.slowestMs() < kPatienceMs, qPrintable(QString::number(healthy.slowestMs())));
}

void tst_pushattacks::twoHundredAtOnce()
{
    PushFixture fixture({}, underAttack()); // with the usual caps: most are one too many
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
    const MemoryCheck memory(16 * kMiB);
    Swarm swarm(fixture.port(), 200);
    swarm.send(kHealth);
    for (int i = 0; i < 20; ++i)
        QVERIFY(healthy.push());
    QVERIFY(swarm.areAllClosed(kAllOverMs));
    QVERIFY(memory.holds());
    QVERIFY(healthy.push());
    // Every place is free again.
    RawClient later(fixture.port());
    later.send(kHealth);
    QCOMPARE(later.receive().status, 200);
}

void tst_pushattacks::manyRequestsInOneBreath()
{
    PushFixture fixture({}, underAttack());
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")).repeated(1000));
    const RawResponse first = client.receive();
    QCOMPARE(first.status, 200);
    QCOMPARE(first.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer(kAllOverMs));
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(fixture.ingest->calls, 1);
}

void tst_pushattacks::endlessHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &piece,
                        int status) { QTest::newRow(name) << head << piece << status; };
    row("one line", kPost + "A: ", QByteArray(4096, 'a'), 431);
    row("many lines", kPost, QByteArray("A: b\r\n").repeated(500), 431);
    row("many lengths", kPost, QByteArray("Content-Length: 1\r\n").repeated(500), 431);
    row("a target", "GET /", QByteArray(4096, 'a'), 414);
    row("a method", "G", QByteArray(4096, 'G'), 414);
    row("empty lines", {}, QByteArray("\r\n").repeated(2000), 400);
    row("a query of separators", "GET /api/v1/health?", QByteArray(4096, '&'), 414);
}

void tst_pushattacks::endlessHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, piece);
    QFETCH(int, status);
    PushFixture fixture({}, underAttack());
    const MemoryCheck memory(8 * kMiB);
    RawClient client(fixture.port());
    flood(client, head, piece, 64 * kMiB);
    const RawResponse response = client.receive();
    // Who goes on sending may see the connection broken instead of the answer.
    QVERIFY2(response.status == status || !response.isValid(),
             qPrintable(QString::number(response.status)));
    QVERIFY(client.isClosedByServer(kAllOverMs));
    QVERIFY(memory.holds());
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
}

void tst_pushattacks::giantBodies_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("status");
    const QByteArray good = kPost + kAuthorization + kJson;
    const QByteArray stranger = kPost + kJson;
    const QByteArray declared = "Content-Length: 67108864\r\n\r\n";
    const QByteArray blanks(0x10000, ' ');
    const QByteArray chunk = "10000\r\n" + blanks + "\r\n";
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &piece,
                        int status) { QTest::newRow(name) << head << piece << status; };
    row("declared", good + declared, blanks, 413);
    row("declared by a stranger", stranger + declared, blanks, 401);
    row("chunked", good + kChunked, chunk, 413);
    row("chunked by a stranger", stranger + kChunked, chunk, 401);
    row("one giant chunk", good + kChunked + "4000000\r\n", blanks, 413);
    row("chunks of one byte", good + kChunked, QByteArray("1\r\n \r\n").repeated(1000), 413);
    row("chunks with long extensions", good + kChunked, "1;" + QByteArray(4096, 'e') + "\r\n \r\n",
        413);
    row("for health", "GET /api/v1/health HTTP/1.1\r\n" + declared, blanks, 413);
    row("for nothing", "PUT /nothing HTTP/1.1\r\n" + declared, blanks, 404);
}

void tst_pushattacks::giantBodies()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, piece);
    QFETCH(int, status);
    PushFixture fixture({}, underAttack());
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
    const MemoryCheck memory(16 * kMiB);
    RawClient client(fixture.port());
    flood(client, head, piece, 64 * kMiB);
    const RawResponse response = client.receive();
    QVERIFY2(response.status == status || !response.isValid(),
             qPrintable(QString::number(response.status)));
    QVERIFY(client.isClosedByServer(kAllOverMs));
    QVERIFY(memory.holds());
    QVERIFY(healthy.push());
    QCOMPARE(fixture.ingest->calls, 2);
}

void tst_pushattacks::answersThatNobodyReads()
{
    // A small request with a large answer, again and again, and nobody takes the answers.
    PushFixture fixture({}, underAttack());
    const QByteArray request = pushRequest("{\"logs\":[" + QByteArray("0,").repeated(999) + "0]}");
    const MemoryCheck memory(16 * kMiB);
    std::vector<std::unique_ptr<QTcpSocket>> deaf;
    for (int i = 0; i < 8; ++i) {
        deaf.push_back(std::make_unique<QTcpSocket>());
        deaf.back()->setReadBufferSize(1);
        deaf.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), fixture.port());
        QVERIFY(waitFor([&] { return deaf.back()->state() == QAbstractSocket::ConnectedState; }));
    }
    for (int round = 0; round < 100; ++round) {
        for (const auto &socket : deaf) {
            if (socket->state() == QAbstractSocket::ConnectedState)
                socket->write(request);
        }
        QCoreApplication::processEvents();
    }
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
    QVERIFY(memory.holds());
    deaf.clear();
    QVERIFY(healthy.push());
}

ROLLCALL_TEST(tst_pushattacks);
#include "tst_pushattacks.moc"
