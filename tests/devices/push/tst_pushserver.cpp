// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/jsonapi.h"
#include "devices/push/pushserver.h"
#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace rollcall;
using namespace rollcall::test;

/// The listener as a whole: commit before answer, what it tells the program, its beginning and its
/// end.
class tst_pushserver : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void answersOnlyAfterTheCommit();
    void storesWhenTheTerminalHangsUp();
    void twoConnectionsWithOneBatchStoreItOnce();
    void storageFailureIs503AndNothingInside();
    void tellsWhoWasHeardAndWhatWasStored();
    void tellsWhatWasRefused();
    void keepsWhatTheTerminalSent();
    void newCredentialsTakeEffect();
    void heartbeatSaysTheLimits();
    void heartbeatsAreKept();
    void finishesWhatItServesWhenItCloses();
    void closesUnfinishedRequests();
    void canEndWithConnectionsOpen();
    void portThatIsTakenIsAClearError();
    void runsInItsOwnThread();
};

namespace {

QJsonObject json(const RawResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

const QByteArray kHealth = "GET /api/v1/health HTTP/1.1\r\n\r\n";

} // namespace

void tst_pushserver::answersOnlyAfterTheCommit()
{
    PushFixture fixture;
    fixture.ingest->isHolding = true;
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")));
    QTRY_COMPARE(fixture.ingest->calls, 1);
    // The listener goes on with others meanwhile, and says nothing to this one.
    RawClient other(fixture.port());
    other.send(kHealth);
    QCOMPARE(other.receive().status, 200);
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(fixture.punches().isEmpty());
    fixture.ingest->release();
    QCOMPARE(fixture.punches().size(), 1);
    QCOMPARE(client.receive().status, 200);
}

void tst_pushserver::storesWhenTheTerminalHangsUp()
{
    PushFixture fixture;
    fixture.ingest->isHolding = true;
    QSignalSpy stored(fixture.server.get(), &push::PushServer::punchesStored);
    {
        RawClient client(fixture.port());
        client.send(pushRequest(onePunch("08:05:00")));
        QTRY_COMPARE(fixture.ingest->calls, 1);
    }
    RawClient other(fixture.port());
    other.send(kHealth);
    QCOMPARE(other.receive().status, 200);
    fixture.ingest->release();
    QTRY_COMPARE(stored.count(), 1);
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushserver::twoConnectionsWithOneBatchStoreItOnce()
{
    PushFixture fixture;
    QByteArray items;
    for (int i = 0; i < 600; ++i)
        items += QStringLiteral(R"({"user_id":"1","timestamp":"2026-03-12 08:%1:%2"},)")
                     .arg(i / 60, 2, 10, QLatin1Char('0'))
                     .arg(i % 60, 2, 10, QLatin1Char('0'))
                     .toLatin1();
    const QByteArray request = pushRequest(R"({"logs":[)" + items.chopped(1) + "]}");
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
    for (const auto &client : clients)
        client->send(request);
    int accepted = 0;
    for (const auto &client : clients) {
        const QJsonObject answer = json(client->receive());
        QCOMPARE(answer.value(u"received").toInt(), 600);
        QCOMPARE(answer.value(u"accepted").toInt() + answer.value(u"duplicates").toInt(), 600);
        accepted += answer.value(u"accepted").toInt();
    }
    QCOMPARE(accepted, 600);
    QCOMPARE(fixture.punches().size(), 600);
}

void tst_pushserver::storageFailureIs503AndNothingInside()
{
    PushFixture fixture;
    fixture.ingest->isFailing = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("could not be done")));
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")));
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 503);
    QCOMPARE(response.value("Retry-After"), QByteArray("30"));
    QVERIFY(!response.body.contains("SQL") && !response.body.contains("/home"));
    // The same batch on the same connection once the database is well again.
    fixture.ingest->isFailing = false;
    client.send(pushRequest(onePunch("08:05:00")));
    QCOMPARE(json(client.receive()).value(u"accepted").toInt(), 1);
}

void tst_pushserver::tellsWhoWasHeardAndWhatWasStored()
{
    PushFixture fixture;
    QSignalSpy heard(fixture.server.get(), &push::PushServer::deviceHeard);
    QSignalSpy stored(fixture.server.get(), &push::PushServer::punchesStored);
    RawClient client(fixture.port());
    client.send(kHealth);
    client.receive();
    QCOMPARE(heard.count(), 0);
    client.send(pushRequest(R"({"logs":[]})"));
    client.receive();
    QCOMPARE(heard.count(), 1);
    QCOMPARE(stored.count(), 0);
    client.send(pushRequest(onePunch("08:05:00")));
    client.receive();
    QCOMPARE(heard.count(), 2);
    QCOMPARE(stored.count(), 1);
    QCOMPARE(stored.first().at(0).value<DeviceId>(), fixture.devices.value(1));
    QCOMPARE(stored.first().at(1).value<IngestCounts>().added, 1);
}

void tst_pushserver::tellsWhatWasRefused()
{
    PushFixture fixture;
    QSignalSpy refused(fixture.server.get(), &push::PushServer::refused);
    RawClient client(fixture.port());
    client.send("POST /api/v1/biometric/heartbeat HTTP/1.1\r\n\r\n");
    QCOMPARE(client.receive().status, 401);
    client.send(pushRequest("{"));
    QCOMPARE(client.receive().status, 400);
    client.send("\x01");
    QCOMPARE(client.receive().status, 400);
    QCOMPARE(refused.count(), 3);
    const auto at = [&refused](int i) { return refused.at(i).first().value<push::PushRefusal>(); };
    QCOMPARE(at(0).code, QStringLiteral("unauthorized"));
    QVERIFY(!at(0).device.isValid());
    QCOMPARE(at(0).peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(at(0).atUtc, fixture.clock.utcMilliseconds());
    QCOMPARE(at(1).code, QStringLiteral("malformed_json"));
    QCOMPARE(at(1).device, fixture.devices.value(1));
    QCOMPARE(at(2).code, QStringLiteral("bad_request"));
    QVERIFY(!at(2).device.isValid());
}

void tst_pushserver::keepsWhatTheTerminalSent()
{
    PushFixture fixture;
    RawClient client(fixture.port());
    client.send(
        pushRequest(R"({"logs":[{"user_id":"1","timestamp":"2026-03-12T02:35:00Z","x":1}]})"));
    QCOMPARE(client.receive().status, 200);
    const QList<StoredPunch> punches = fixture.punches();
    QCOMPARE(punches.size(), 1);
    QCOMPARE(punches.first().timestamp, QStringLiteral("2026-03-12 08:05:00"));
    QCOMPARE(punches.first().source, QStringLiteral("push"));
    QCOMPARE(punches.first().zone, QStringLiteral("Asia/Kolkata"));
    QCOMPARE(punches.first().rawText,
             QStringLiteral(R"({"timestamp":"2026-03-12T02:35:00Z","user_id":"1"})"));
}

void tst_pushserver::newCredentialsTakeEffect()
{
    PushFixture fixture;
    RawClient client(fixture.port());
    client.send(pushRequest(R"({"logs":[]})"));
    QCOMPARE(client.receive().status, 200);
    fixture.server->setCredentials({});
    client.send(pushRequest(R"({"logs":[]})"));
    QCOMPARE(client.receive().status, 401);
}

void tst_pushserver::heartbeatSaysTheLimits()
{
    PushFixture fixture;
    RawClient client(fixture.port());
    const auto heartbeat = [&](const QByteArray &body, const QByteArray &fields) {
        client.send("POST /api/v1/biometric/heartbeat HTTP/1.1\r\nAuthorization: Bearer " +
                    QByteArray(PushFixture::kToken) + "\r\n" + fields + "\r\n" + body);
        return client.receive();
    };
    const QByteArray jsonType = "Content-Type: application/json\r\nContent-Length: ";
    const RawResponse bare = heartbeat({}, {}); // no body, so neither type nor length
    QCOMPARE(bare.status, 200);
    QCOMPARE(json(bare).value(u"server_time").toString(),
             QStringLiteral("2026-11-22T10:00:00+05:30"));
    QVERIFY(json(bare).value(u"clock_skew_seconds").isNull());
    const QByteArray ahead = R"({"device_time":"2026-11-22T04:31:00Z"})";
    QCOMPARE(json(heartbeat(ahead, jsonType + QByteArray::number(ahead.size()) + "\r\n"))
                 .value(u"clock_skew_seconds")
                 .toInt(),
             60);
    const QByteArray odd = R"({"device_time":"soon"})";
    QVERIFY(json(heartbeat(odd, jsonType + QByteArray::number(odd.size()) + "\r\n"))
                .value(u"clock_skew_seconds")
                .isNull());
    QCOMPARE(heartbeat("[]", jsonType + "2\r\n").status, 422);
    QCOMPARE(heartbeat("{}", "Content-Length: 2\r\n").status, 415);
}

/// Answered when it is kept, as punches are.
void tst_pushserver::heartbeatsAreKept()
{
    PushFixture fixture;
    RawClient client(fixture.port());
    const auto heartbeat = [&](const QByteArray &body) {
        client.send("POST /api/v1/biometric/heartbeat HTTP/1.1\r\n" + kAuthorization + kJson +
                    "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.receive().status;
    };
    const auto overview = [&] {
        const QList<DeviceOverview> all =
            await(fixture.storage->stores().devices.overview()).valueOr({});
        return all.value(0);
    };
    QCOMPARE(heartbeat(R"({"device_time":"2026-11-22T04:29:00Z","firmware":" Ver 1.0 ",)"
                       R"("pending":12,"users":340,"logs":20411})"),
             200);
    const DeviceOverview told = overview();
    QCOMPARE(told.heartbeatUtc, fixture.clock.utcMilliseconds());
    QCOMPARE(told.heartbeatSeconds, 60);
    QVERIFY(told.device.clockKnown);
    QCOMPARE(told.device.clockOffsetSeconds, -60);
    const QHash<QString, QString> facts{{QStringLiteral("firmware"), QStringLiteral("Ver 1.0")},
                                        {QStringLiteral("pending"), QStringLiteral("12")},
                                        {QStringLiteral("users"), QStringLiteral("340")},
                                        {QStringLiteral("records"), QStringLiteral("20411")}};
    PushStore &store = fixture.storage->stores().push;
    QCOMPARE(*await(store.facts(told.device.id)), facts);
    fixture.clock.advance(1000);
    QCOMPARE(heartbeat(R"({"firmware":7,"pending":-1,"users":1e300,"logs":"many"})"), 200);
    QCOMPARE(*await(store.facts(told.device.id)), facts); // what is no value changes nothing
    QCOMPARE(overview().heartbeatUtc, fixture.clock.utcMilliseconds());
    QCOMPARE(overview().device.clockOffsetSeconds, -60);
    fixture.ingest->isFailing = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("could not be done")));
    QCOMPARE(heartbeat("{}"), 503);
}

void tst_pushserver::finishesWhatItServesWhenItCloses()
{
    PushFixture fixture;
    fixture.ingest->isHolding = true;
    QSignalSpy closed(fixture.server.get(), &push::PushServer::closed);
    RawClient client(fixture.port());
    client.send(pushRequest(onePunch("08:05:00")));
    QTRY_COMPARE(fixture.ingest->calls, 1);
    fixture.server->close();
    QCOMPARE(closed.count(), 0);
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), fixture.port());
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
    fixture.ingest->release();
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.value("Connection"), QByteArray("close"));
    QVERIFY(client.isClosedByServer());
    QTRY_COMPARE(closed.count(), 1);
}

void tst_pushserver::closesUnfinishedRequests()
{
    PushFixture fixture;
    QSignalSpy closed(fixture.server.get(), &push::PushServer::closed);
    RawClient idle(fixture.port());
    idle.send(kHealth);
    QCOMPARE(idle.receive().status, 200);
    RawClient reading(fixture.port());
    reading.send(pushRequest(onePunch("08:05:00")).chopped(1));
    RawClient other(fixture.port());
    other.send(kHealth);
    QCOMPARE(other.receive().status, 200);
    fixture.server->close();
    QCOMPARE(reading.receive().status, 503);
    QVERIFY(idle.isClosedByServer());
    QVERIFY(reading.isClosedByServer());
    QTRY_COMPARE(closed.count(), 1);
    QVERIFY(fixture.punches().isEmpty());
}

void tst_pushserver::canEndWithConnectionsOpen()
{
    PushFixture fixture;
    fixture.ingest->isHolding = true;
    RawClient serving(fixture.port());
    serving.send(pushRequest(onePunch("08:05:00")));
    RawClient reading(fixture.port());
    reading.send("POST /api");
    QTRY_COMPARE(fixture.ingest->calls, 1);
    fixture.server.reset();
    QVERIFY(serving.isClosedByServer());
    QVERIFY(reading.isClosedByServer());
    fixture.ingest->release(); // the answer finds nobody
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushserver::portThatIsTakenIsAClearError()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
    PushFixture fixture;
    const Result<quint16> taken =
        fixture.server->listen(QHostAddress(QHostAddress::LocalHost), other.serverPort());
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::Conflict);
    QVERIFY(taken.error().userText.contains(QString::number(other.serverPort())));
    const Result<quint16> elsewhere =
        fixture.server->listen(QHostAddress(QStringLiteral("192.0.2.1")), 0);
    QVERIFY(!elsewhere);
    QCOMPARE(elsewhere.error().code, ErrorCode::InvalidInput);
    // A second address of this computer is fine.
    const Result<quint16> second = fixture.server->listen(QHostAddress(QHostAddress::LocalHost), 0);
    QVERIFY(second);
    RawClient client(*second);
    client.send(kHealth);
    QCOMPARE(client.receive().status, 200);
}

void tst_pushserver::runsInItsOwnThread()
{
    PushFixture fixture;
    QThread thread;
    thread.setObjectName(QStringLiteral("push"));
    auto server = std::make_unique<push::PushServer>(*fixture.ingest, *fixture.desk, fixture.clock);
    server->addDialect(std::make_unique<push::JsonApi>(push::PushLimits()));
    push::PushServer *listener = server.get();
    listener->moveToThread(&thread);
    thread.start();
    quint16 port = 0;
    const QList<PushCredential> credentials =
        await(fixture.storage->stores().devices.credentials()).valueOr({});
    QMetaObject::invokeMethod(
        listener,
        [&] {
            listener->setCredentials(credentials);
            port = listener->listen(QHostAddress(QHostAddress::LocalHost), 0).valueOr(0);
        },
        Qt::BlockingQueuedConnection);
    QVERIFY(port > 0);
    QSignalSpy stored(listener, &push::PushServer::punchesStored);
    RawClient client(port);
    client.send(pushRequest(onePunch("08:05:00")));
    QCOMPARE(client.receive().status, 200);
    QTRY_COMPARE(stored.count(), 1);

    QSignalSpy closed(listener, &push::PushServer::closed);
    QMetaObject::invokeMethod(listener, &push::PushServer::close, Qt::QueuedConnection);
    QTRY_COMPARE(closed.count(), 1);
    connect(&thread, &QThread::finished, server.release(), &QObject::deleteLater);
    thread.quit();
    QVERIFY(thread.wait(5000));
}

ROLLCALL_TEST(tst_pushserver);
#include "tst_pushserver.moc"
