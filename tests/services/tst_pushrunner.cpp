// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// The listener, the ingest, the store and the engine together.
class tst_pushrunner : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void pushedPunchBecomesAttendance_data() { TempDatabase::addEngineRows(); }
    void pushedPunchBecomesAttendance();
    void newTokenWorksAtOnce();
    void stopsWhileClientsAreConnected();
};

namespace {

struct Pushed
{
    int status = 0;
    QJsonObject body;
};

Pushed pushTo(QNetworkAccessManager &network, quint16 port, const QString &token,
              const QByteArray &body)
{
    QNetworkRequest request(
        QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1/biometric/push-log").arg(port)));
    request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(network.post(request, body));
    if (!rollcall::test::waitFor([&reply] { return reply->isFinished(); }))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

DeviceSaved addPushDevice(SchoolFixture &fixture)
{
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Door");
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    return await(fixture.composition->devices().save(draft)).valueOr({});
}

const QByteArray kTwoPunches =
    R"({"logs":[{"user_id":"1","timestamp":"2026-03-12 07:55:00","status":0},
                                           {"user_id":"1","timestamp":"2026-03-12 14:05:00"}]})";

} // namespace

void tst_pushrunner::pushedPunchBecomesAttendance()
{
    QFETCH(Engine, engine);
    SchoolFixture fixture(engine);
    const DeviceSaved door = addPushDevice(fixture);
    const PersonId pupil = fixture.addPupils(1).first();
    QVERIFY(await(
        fixture.composition->mapping().map({door.device.id, QStringLiteral("1"), pupil, {}, {}})));
    const Result<quint16> port = fixture.composition->startPush(QHostAddress::LocalHost, 0);
    QVERIFY(port);
    QNetworkAccessManager network;
    const Pushed first = pushTo(network, *port, door.token, kTwoPunches);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.body.value(u"accepted").toInt(), 2);
    QCOMPARE(first.body.value(u"unmatched").toInt(-1), 0);
    // The listener asks for the computation by itself.
    QTRY_COMPARE(*await(fixture.composition->stores().days.dirtyCount()), 0);
    const QDate day(2026, 3, 12);
    const QList<DayRow> rows = await(fixture.composition->stores().days.rows(day, day)).valueOr({});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().record.status, DayStatus::Present);
    QCOMPARE(rows.first().record.out, WallTime::parse(u"2026-03-12 14:05:00"));
    QTRY_VERIFY(await(fixture.composition->stores().devices.devices())->first().lastContactUtc > 0);
}

void tst_pushrunner::newTokenWorksAtOnce()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceSaved door = addPushDevice(fixture);
    const Result<quint16> port = fixture.composition->startPush(QHostAddress::LocalHost, 0);
    QVERIFY(port);
    QNetworkAccessManager network;
    QCOMPARE(pushTo(network, *port, door.token, kTwoPunches).status, 200);
    const Result<QString> token =
        await(fixture.composition->devices().newToken(door.device.id, true));
    QVERIFY(token);
    QTRY_COMPARE(pushTo(network, *port, *token, kTwoPunches).status, 200);
    QTRY_COMPARE(pushTo(network, *port, door.token, kTwoPunches).status, 401);
}

void tst_pushrunner::stopsWhileClientsAreConnected()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceSaved door = addPushDevice(fixture);
    for (int round = 0; round < rollcall::test::repeats(5); ++round) {
        const Result<quint16> port = fixture.composition->startPush(QHostAddress::LocalHost, 0);
        QVERIFY(port);
        QNetworkAccessManager network;
        QCOMPARE(pushTo(network, *port, door.token, kTwoPunches).status, 200);
        QElapsedTimer stopping;
        stopping.start();
        fixture.composition->stopPush();
        // Nothing was under way, so nothing was waited for.
        QVERIFY(stopping.elapsed() < 2000 * rollcall::test::kSlowness);
    }
}

ROLLCALL_TEST(tst_pushrunner);
#include "tst_pushrunner.moc"
