// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushsettings.h"
#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace rollcall;
using rollcall::test::SchoolFixture;

/// What the settings of a school make of the push listener.
class tst_pushsettings : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void nothingStoredIsTheProtocol();
    void everyNumberArrives_data();
    void everyNumberArrives();
    void contradictions_data();
    void contradictions();
    void admsCanBeSwitchedOff();
    void limitsHold();
    void neverInClearWhenEncryptionIsWanted();
};

namespace {

using Stored = QHash<QString, QString>;

DataFolder someFolder()
{
    return DataFolder::choose(QDir::tempPath());
}

int statusOf(quint16 port, const QString &path, const QByteArray &token = {},
             const QByteArray &body = {})
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(path)));
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? network.get(request)
                                                              : network.post(request, body));
    if (!rollcall::test::waitFor([&reply] { return reply->isFinished(); }))
        return -1;
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

Result<quint16> listenAsStored(SchoolFixture &school)
{
    Result<PushSettings> settings =
        pushSettingsFrom(school.composition->folder(),
                         await(school.composition->schoolService().appSettings()).valueOr({}));
    if (!settings)
        return settings.error();
    settings->port = 0;
    return school.composition->startPush(*settings);
}

} // namespace

void tst_pushsettings::nothingStoredIsTheProtocol()
{
    const Result<PushSettings> settings = pushSettingsFrom(someFolder(), {});
    QVERIFY(settings);
    const push::PushLimits limits;
    QCOMPARE(settings->address, QHostAddress(QStringLiteral("127.0.0.1")));
    QCOMPARE(settings->port, quint16(8090));
    QVERIFY(settings->isAdmsOn);
    QVERIFY(!settings->tls);
    QCOMPARE(settings->limits.requestsPerMinute, limits.requestsPerMinute);
    QCOMPARE(settings->limits.burst, limits.burst);
    QCOMPARE(settings->limits.failedAuthPerMinute, limits.failedAuthPerMinute);
    QCOMPARE(settings->limits.lockoutMs, limits.lockoutMs);
    QCOMPARE(settings->limits.healthPerMinute, limits.healthPerMinute);
    QCOMPARE(settings->limits.maxConnections, limits.maxConnections);
    QCOMPARE(settings->limits.maxConnectionsPerAddress, limits.maxConnectionsPerAddress);
    QCOMPARE(settings->limits.maxBody, limits.maxBody);
    QCOMPARE(settings->limits.maxLogs, limits.maxLogs);
    QCOMPARE(settings->limits.silentFutureSeconds, limits.silentFutureSeconds);
    QCOMPARE(settings->limits.maxFutureSeconds, limits.maxFutureSeconds);
    QCOMPARE(settings->limits.heartbeatSeconds, limits.heartbeatSeconds);
}

void tst_pushsettings::everyNumberArrives_data()
{
    using push::PushLimits;
    using Read = qint64 (*)(const PushSettings &);
    QTest::addColumn<Read>("read");
    QTest::addColumn<qint64>("typed");
    QTest::addColumn<qint64>("used");
    const auto row = [](const char *key, Read read, qint64 typed, qint64 used) {
        QTest::newRow(key) << read << typed << used;
    };
    const auto same = [&](const char *key, Read read, qint64 value) {
        row(key, read, value, value);
    };
    same(
        "push.port", [](const PushSettings &s) { return qint64(s.port); }, 8443);
    same(
        "push.requests_per_minute",
        [](const PushSettings &s) { return qint64(s.limits.requestsPerMinute); }, 0);
    same(
        "push.burst", [](const PushSettings &s) { return qint64(s.limits.burst); }, 7);
    same(
        "push.failed_auth_per_minute",
        [](const PushSettings &s) { return qint64(s.limits.failedAuthPerMinute); }, 8);
    row(
        "push.lockout_seconds", [](const PushSettings &s) { return qint64(s.limits.lockoutMs); },
        86400, 86400000);
    same(
        "push.health_per_minute",
        [](const PushSettings &s) { return qint64(s.limits.healthPerMinute); }, 9);
    same(
        "push.max_connections",
        [](const PushSettings &s) { return qint64(s.limits.maxConnections); }, 200);
    same(
        "push.max_connections_per_address",
        [](const PushSettings &s) { return qint64(s.limits.maxConnectionsPerAddress); }, 20);
    same(
        "push.max_body_bytes", [](const PushSettings &s) { return s.limits.maxBody; }, 67108864);
    same(
        "push.max_logs", [](const PushSettings &s) { return qint64(s.limits.maxLogs); }, 100000);
    same(
        "push.silent_future_seconds",
        [](const PushSettings &s) { return qint64(s.limits.silentFutureSeconds); }, 0);
    same(
        "push.max_future_seconds",
        [](const PushSettings &s) { return qint64(s.limits.maxFutureSeconds); }, 31622400);
    same(
        "push.heartbeat_seconds",
        [](const PushSettings &s) { return qint64(s.limits.heartbeatSeconds); }, 30);
}

void tst_pushsettings::everyNumberArrives()
{
    using Read = qint64 (*)(const PushSettings &);
    QFETCH(Read, read);
    QFETCH(qint64, typed);
    QFETCH(qint64, used);
    const Result<PushSettings> settings = pushSettingsFrom(
        someFolder(), {{QString::fromLatin1(QTest::currentDataTag()), QString::number(typed)}});
    QVERIFY(settings);
    QCOMPARE(read(*settings), used);
}

void tst_pushsettings::contradictions_data()
{
    QTest::addColumn<Stored>("stored");
    QTest::addColumn<QString>("named");
    const QString certificate = QStringLiteral("push.tls_certificate");
    const QString key = QStringLiteral("push.tls_key");
    const QString file = QStringLiteral("/etc/ssl/x.pem");
    QTest::newRow("a certificate without its key") << Stored{{certificate, file}} << key;
    QTest::newRow("a key without its certificate") << Stored{{key, file}} << certificate;
    QTest::newRow("silent beyond refused")
        << Stored{{QStringLiteral("push.max_future_seconds"), QStringLiteral("299")}}
        << QStringLiteral("push.silent_future_seconds");
    QTest::newRow("both files") << Stored{{certificate, file}, {key, file}} << QString();
}

void tst_pushsettings::contradictions()
{
    QFETCH(Stored, stored);
    QFETCH(QString, named);
    const Result<PushSettings> settings = pushSettingsFrom(someFolder(), stored);
    QCOMPARE(settings.isOk(), named.isEmpty());
    if (settings)
        return;
    QCOMPARE(settings.error().code, ErrorCode::InvalidInput);
    QVERIFY2(settings.error().userText.contains(named), qPrintable(settings.error().userText));
}

void tst_pushsettings::admsCanBeSwitchedOff()
{
    SchoolFixture school(Engine::Sqlite);
    const QString handshake = QStringLiteral("/iclock/cdata?SN=ABC1234567890&options=all");
    Result<quint16> port = listenAsStored(school);
    QVERIFY(port);
    QCOMPARE(statusOf(*port, handshake), 401);
    school.composition->stopPush();
    QVERIFY(school.set("push.adms", QStringLiteral("off")));
    port = listenAsStored(school);
    QVERIFY(port);
    QCOMPARE(statusOf(*port, handshake), 404);
    QCOMPARE(statusOf(*port, QStringLiteral("/api/v1/health")), 200);
}

void tst_pushsettings::limitsHold()
{
    SchoolFixture school(Engine::Sqlite);
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Wi-Fi door");
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    const Result<DeviceSaved> door = await(school.composition->devices().save(draft));
    QVERIFY(door);
    QVERIFY(school.set("push.max_logs", QStringLiteral("1")));
    QVERIFY(school.set("push.burst", QStringLiteral("3")));
    QVERIFY(school.set("push.requests_per_minute", QStringLiteral("1")));
    const Result<quint16> port = listenAsStored(school);
    QVERIFY(port);
    const QString path = QStringLiteral("/api/v1/biometric/push-log");
    const QByteArray token = door->token.toLatin1();
    const QByteArray item = R"({"user_id":"1","timestamp":"2026-03-12 08:00:00"})";
    const QByteArray one = "{\"logs\":[" + item + "]}";
    const QByteArray two = "{\"logs\":[" + item + "," + item + "]}";
    QCOMPARE(statusOf(*port, path, token, one), 200);
    QCOMPARE(statusOf(*port, path, token, two), 422);
    QCOMPARE(statusOf(*port, path, token, one), 200);
    QCOMPARE(statusOf(*port, path, token, one), 429); // the clock of the fixture stands still
}

void tst_pushsettings::neverInClearWhenEncryptionIsWanted()
{
    SchoolFixture school(Engine::Sqlite);
    QVERIFY(school.set("push.tls_certificate", QStringLiteral("/nowhere/certificate.pem")));
    QVERIFY(school.set("push.tls_key", QStringLiteral("/nowhere/key.pem")));
    QVERIFY(!listenAsStored(school));
    QVERIFY(!school.composition->push());
}

ROLLCALL_TEST(tst_pushsettings);
#include "tst_pushsettings.moc"
