// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <memory>
#include <vector>

using namespace rollcall;
using namespace rollcall::test;

/// Deadlines and caps of connections (push-protocols.md, section 1.7), with the times shortened.
class tst_httplimits : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void silentConnectionEnds();
    void slowHeadIsCutHoweverItTrickles();
    void slowBodyIsCutHoweverItTrickles();
    void silentBodyIsCut();
    void idleConnectionEndsAfterItsAnswer();
    void refusedFloodIsCut();
    void storeThatNeverAnswersIsCutWithoutAnAnswer();
    void lastRequestOfAConnectionSaysSo();
    void connectionsPerAddressAreCapped();
    void connectionsOfAFloodAreCut();
};

namespace {

/// Sends a byte every few milliseconds for as long as the connection stands.
void trickle(RawClient &client, QTimer &timer, char byte)
{
    timer.setInterval(10);
    QObject::connect(&timer, &QTimer::timeout, &client.socket(),
                     [&client, byte] { client.send(QByteArray(1, byte)); });
    timer.start();
}

push::PushLimits shortTimes()
{
    push::PushLimits limits;
    limits.headersMs = 150;
    limits.bodyMs = 250;
    limits.idleMs = 1000; // long enough for a busy machine to bring the first byte
    limits.lingerMs = 100;
    limits.lingerSilenceMs = 50;
    return limits;
}

} // namespace

void tst_httplimits::silentConnectionEnds()
{
    PushFixture fixture({}, shortTimes());
    RawClient client(fixture.port());
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
}

void tst_httplimits::slowHeadIsCutHoweverItTrickles()
{
    PushFixture fixture({}, shortTimes());
    RawClient client(fixture.port());
    client.send("POST /api/v1/biometric/push-log HTTP/1.1\r\nX: ");
    QTimer timer;
    trickle(client, timer, 'x');
    QElapsedTimer taken;
    taken.start();
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 408);
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    QVERIFY(taken.elapsed() >= 100);
    QVERIFY(client.isClosedByServer());
}

void tst_httplimits::slowBodyIsCutHoweverItTrickles()
{
    PushFixture fixture({}, shortTimes());
    RawClient client(fixture.port());
    const QByteArray whole = pushRequest(QByteArray(100'000, ' '));
    client.send(whole.left(whole.indexOf("\r\n\r\n") + 4));
    QTimer timer;
    trickle(client, timer, ' ');
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 408);
    QVERIFY(client.isClosedByServer());
    QCOMPARE(fixture.ingest->calls, 0);
}

void tst_httplimits::silentBodyIsCut()
{
    PushFixture fixture({}, shortTimes());
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")).chopped(1));
    QCOMPARE(client.receive().status, 408);
    QVERIFY(client.isClosedByServer());
    QVERIFY(fixture.punches().isEmpty());
}

void tst_httplimits::idleConnectionEndsAfterItsAnswer()
{
    PushFixture fixture({}, shortTimes());
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")));
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QVERIFY(!response.has("Connection"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
}

void tst_httplimits::refusedFloodIsCut()
{
    PushFixture fixture({}, shortTimes());
    RawClient client(fixture.port());
    client.send("GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n");
    QTimer timer;
    trickle(client, timer, 'x'); // never falls silent
    QCOMPARE(client.receive().status, 404);
    QVERIFY(client.isClosedByServer());
}

void tst_httplimits::storeThatNeverAnswersIsCutWithoutAnAnswer()
{
    push::PushLimits limits = shortTimes();
    limits.serveMs = 150;
    PushFixture fixture({}, limits);
    fixture.ingest->isHolding = true;
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("was cut without an answer")));
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")));
    QVERIFY(!client.receive().isValid());
    QVERIFY(client.isClosedByServer());
    // It is stored after all; the terminal sends it again and it is a duplicate.
    fixture.ingest->isHolding = false;
    fixture.ingest->release();
    QTRY_COMPARE(fixture.punches().size(), 1);
    RawClient again(fixture.port());
    again.send(pushRequest(onePunch("08:05:00")));
    QVERIFY(again.receive().body.contains("\"duplicates\":1"));
}

void tst_httplimits::lastRequestOfAConnectionSaysSo()
{
    push::PushLimits limits;
    limits.requestsPerConnection = 3;
    PushFixture fixture({}, limits);
    RawClient client(fixture.port());
    for (int i = 1; i <= 3; ++i) {
        client.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
        QCOMPARE(client.receive().has("Connection"), i == 3);
    }
    QVERIFY(client.isClosedByServer());
}

void tst_httplimits::connectionsPerAddressAreCapped()
{
    push::PushLimits limits;
    limits.maxConnectionsPerAddress = 2;
    PushFixture fixture({}, limits);
    auto first = std::make_unique<RawClient>(fixture.port());
    RawClient second(fixture.port());
    second.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
    QCOMPARE(second.receive().status, 200);
    RawClient third(fixture.port());
    const RawResponse refused = third.receive();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.value("Retry-After"), QByteArray("30"));
    QVERIFY(third.isClosedByServer());
    // A place that becomes free is given again.
    first.reset();
    QVERIFY(waitFor([&] {
        RawClient next(fixture.port());
        next.send("GET /api/v1/health HTTP/1.1\r\n\r\n");
        return next.receive().status == 200;
    }));
}

void tst_httplimits::connectionsOfAFloodAreCut()
{
    push::PushLimits limits;
    limits.maxConnections = 2;
    limits.lingerMs = 3000;
    limits.lingerSilenceMs = 3000;
    PushFixture fixture({}, limits);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("far too many are open")));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
    QCOMPARE(clients.back()->receive().status, 503);
    RawClient fifth(fixture.port());
    QVERIFY(fifth.isClosedByServer());
    QCOMPARE(fifth.rest(), QByteArray());
}

ROLLCALL_TEST(tst_httplimits);
#include "tst_httplimits.moc"
