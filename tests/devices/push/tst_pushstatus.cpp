// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/devices/push/tlsfixture.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace rollcall;
using namespace rollcall::test;

/// What makes a refusal happen beside the request itself.
struct Circumstances
{
    push::PushLimits limits = shortLinger();
    std::function<void(PushFixture &)> prepare = [](PushFixture &) {};
};
Q_DECLARE_METATYPE(Circumstances)

/// Every status and code of push-protocols.md, section 1.5, over a real socket, plain and
/// encrypted.
class tst_pushstatus : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void refusal_data();
    void refusal();
    void methodsNameWhatIsAllowed_data();
    void methodsNameWhatIsAllowed();

private:
    void addMalformed();
    void addStrangers();
    void addFraming();
    void addContent();
    void addRates();
    void addTroubles();
    void addRow(const char *name, const QByteArray &bytes, int status, const char *code,
                const QList<QByteArray> &fields = {}, const Circumstances &circumstances = {});
};

namespace {

const QByteArray kEmpty = R"({"logs":[]})";
const QByteArray kHealth = "GET /api/v1/health HTTP/1.1\r\n\r\n";
const QByteArray kClose = "Connection: close";

QByteArray withType(const QByteArray &fields)
{
    return kPost + kAuthorization + fields +
           "Content-Length: " + QByteArray::number(kEmpty.size()) + "\r\n\r\n" + kEmpty;
}

/// Changes every credential of the fixture's devices.
Circumstances credentialsWith(const std::function<void(PushCredential &)> &change)
{
    Circumstances circumstances;
    circumstances.prepare = [change](PushFixture &fixture) {
        QList<PushCredential> credentials =
            await(fixture.storage->stores().devices.credentials()).valueOr({});
        QVERIFY(!credentials.isEmpty());
        for (PushCredential &credential : credentials)
            change(credential);
        fixture.server->setCredentials(credentials);
    };
    return circumstances;
}

/// Somebody sent @p request before.
Circumstances after(const QByteArray &request, const push::PushLimits &limits)
{
    return {limits, [request](PushFixture &fixture) {
                RawClient client(fixture.port());
                client.send(request);
                QVERIFY(client.receive().isValid());
            }};
}

Circumstances inLessTime()
{
    Circumstances circumstances;
    circumstances.limits.headersMs = 150 * kSlowness; // an encrypted connection shakes hands in it
    circumstances.limits.bodyMs = 150 * kSlowness;
    return circumstances;
}

} // namespace

void tst_pushstatus::addRow(const char *name, const QByteArray &bytes, int status, const char *code,
                            const QList<QByteArray> &fields, const Circumstances &circumstances)
{
    for (const Wire wire : {Wire::Plain, Wire::Tls}) {
        QTest::addRow("%d %s: %s%s", status, code, name, wire == Wire::Tls ? ", encrypted" : "")
            << static_cast<int>(wire) << bytes << status << QString::fromLatin1(code) << fields
            << circumstances;
    }
}

void tst_pushstatus::addMalformed()
{
    const char *code = "malformed_json";
    addRow("not JSON", pushRequest("{"), 400, code);
    addRow("empty body", pushRequest({}), 400, code);
    addRow("not UTF-8", pushRequest("{\"logs\":[],\"a\":\"\xff\"}"), 400, code);
    addRow("bytes after the document", pushRequest(kEmpty + "x"), 400, code);
    addRow("nested too deep",
           pushRequest("{\"logs\":" + QByteArray(17, '[') + QByteArray(17, ']') + "}"), 400, code);
}

void tst_pushstatus::addStrangers()
{
    const QByteArray length = "Content-Length: 11\r\n\r\n" + kEmpty;
    const QByteArray bare = "WWW-Authenticate: Bearer realm=\"rollcall-push\"";
    const QByteArray invalid = bare + ", error=\"invalid_token\"";
    addRow("no token", kPost + kJson + length, 401, "unauthorized", {bare});
    addRow("unknown token", kPost + "Authorization: Bearer x\r\n" + kJson + length, 401,
           "unauthorized", {invalid});
    addRow("malformed token", kPost + "Authorization: Bearer a b\r\n" + kJson + length, 401,
           "unauthorized", {invalid});
    addRow("two tokens", kPost + kAuthorization + kAuthorization + kJson + length, 401,
           "unauthorized", {invalid});
    addRow("another scheme", kPost + "Authorization: Basic eDp5\r\n" + kJson + length, 401,
           "unauthorized", {bare});
    addRow("token in the query",
           QByteArray("POST /api/v1/biometric/push-log?token=") + PushFixture::kToken +
               " HTTP/1.1\r\n" + kJson + length,
           401, "unauthorized", {bare});
    addRow("revoked token", pushRequest(kEmpty), 401, "unauthorized", {invalid},
           credentialsWith([](PushCredential &credential) { credential.expiresUtc = 1; }));
    addRow("inactive", pushRequest(kEmpty), 403, "device_inactive", {},
           credentialsWith([](PushCredential &credential) { credential.active = false; }));
    addRow("agent mode", pushRequest(kEmpty), 403, "device_not_push", {},
           credentialsWith([](PushCredential &credential) { credential.mode = SyncMode::Agent; }));
    addRow("other address", pushRequest(kEmpty), 403, "address_not_allowed", {},
           credentialsWith([](PushCredential &credential) {
               credential.addressAllow = {QStringLiteral("10.0.0.0/8")};
           }));
}

void tst_pushstatus::addFraming()
{
    const QByteArray good = kPost + kAuthorization + kJson;
    addRow("two lengths", good + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400,
           "bad_request", {kClose});
    addRow("length and chunked",
           good + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
           "bad_request", {kClose});
    addRow("length is no number", good + "Content-Length: two\r\n\r\n{}", 400, "bad_request",
           {kClose});
    addRow("not HTTP", "\x01\x02\x03", 400, "bad_request", {kClose});
    addRow("unknown path", "GET /api/v1/healthy HTTP/1.1\r\n\r\n", 404, "not_found");
    addRow("path in capitals", "GET /API/v1/health HTTP/1.1\r\n\r\n", 404, "not_found");
    addRow("the root", "GET / HTTP/1.1\r\n\r\n", 404, "not_found");
    addRow("head not complete", "GET /api/v1/health HTTP/1.1\r\nA: ", 408, "request_timeout",
           {kClose}, inLessTime());
    addRow("body not complete", pushRequest(kEmpty).chopped(1), 408, "request_timeout", {kClose},
           inLessTime());
    addRow("neither length nor chunked", good + "\r\n", 411, "length_required");
    addRow("declared too large", good + "Content-Length: 1048577\r\n\r\n", 413, "body_too_large",
           {kClose});
    addRow("counted too large",
           good + "Transfer-Encoding: chunked\r\n\r\n100001\r\n" + QByteArray(0x1000, ' '), 413,
           "body_too_large", {kClose});
    addRow("long target", "GET /" + QByteArray(8192, 'a') + " HTTP/1.1\r\n\r\n", 414,
           "uri_too_long", {kClose});
    addRow("too many fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(101) + "\r\n",
           431, "headers_too_large", {kClose});
    addRow("fields too long", "GET / HTTP/1.1\r\nA: " + QByteArray(16 * 1024, 'a') + "\r\n\r\n",
           431, "headers_too_large", {kClose});
}

void tst_pushstatus::addContent()
{
    const QByteArray takes = "Accept: application/json";
    const char *media = "unsupported_media_type";
    addRow("no type", withType({}), 415, media, {takes});
    addRow("text", withType("Content-Type: text/plain\r\n"), 415, media, {takes});
    addRow("other charset", withType("Content-Type: application/json; charset=latin1\r\n"), 415,
           media, {takes});
    addRow("compressed", withType(kJson + "Content-Encoding: gzip\r\n"), 415, media, {takes});
    addRow("no logs", pushRequest("{}"), 422, "validation_failed");
    addRow("logs is no array", pushRequest(R"({"logs":{}})"), 422, "validation_failed");
    addRow("an array", pushRequest("[]"), 422, "validation_failed");
    addRow("1001 logs", pushRequest("{\"logs\":[" + QByteArray("{},").repeated(1000) + "{}]}"), 422,
           "too_many_logs");
}

void tst_pushstatus::addRates()
{
    push::PushLimits limits = shortLinger();
    limits.requestsPerMinute = 12;
    limits.burst = 1;
    limits.failedAuthPerMinute = 1;
    limits.healthPerMinute = 1;
    addRow("of a device", pushRequest(kEmpty), 429, "rate_limited", {"Retry-After: 5"},
           after(pushRequest(kEmpty), limits));
    const QByteArray stranger = kPost + kJson + "Content-Length: 0\r\n\r\n";
    addRow("failed authentications", stranger, 429, "rate_limited", {"Retry-After: 60"},
           after(stranger, limits));
    addRow("health", kHealth, 429, "rate_limited", {"Retry-After: 60"}, after(kHealth, limits));
}

void tst_pushstatus::addTroubles()
{
    addRow("zone that is none", pushRequest(kEmpty), 500, "internal", {},
           credentialsWith([](PushCredential &credential) { credential.timeZone = "No/Where"; }));
    Circumstances broken;
    broken.prepare = [](PushFixture &fixture) {
        fixture.ingest->isFailing = true;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("could not be done")));
    };
    addRow("database", pushRequest(onePunch("08:05:00")), 503, "unavailable", {"Retry-After: 30"},
           broken);
}

void tst_pushstatus::refusal_data()
{
    QTest::addColumn<int>("wire");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QList<QByteArray>>("fields");
    QTest::addColumn<Circumstances>("circumstances");
    addMalformed();
    addStrangers();
    addFraming();
    addContent();
    addRates();
    addTroubles();
    // Too many connections: nobody shakes hands with the one that is too many, so it is plain only.
    Circumstances crowded;
    crowded.limits.maxConnectionsPerAddress = 0;
    QTest::newRow("503 unavailable: too many connections")
        << static_cast<int>(Wire::Plain) << kHealth << 503 << QStringLiteral("unavailable")
        << QList<QByteArray>{"Retry-After: 30", kClose} << crowded;
}

void tst_pushstatus::refusal()
{
    QFETCH(int, wire);
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QList<QByteArray>, fields);
    QFETCH(Circumstances, circumstances);
    PushFixture fixture({}, circumstances.limits);
    const bool isTls = static_cast<Wire>(wire) == Wire::Tls;
    const quint16 port = isTls ? listenEncrypted(fixture) : fixture.port();
    circumstances.prepare(fixture);
    RawClient client(port, static_cast<Wire>(wire));
    client.send(bytes);
    const RawResponse response = client.receive();
    QCOMPARE(response.status, status);

    QCOMPARE(response.value("Content-Type"), QByteArray("application/problem+json"));
    const QJsonObject problem = QJsonDocument::fromJson(response.body).object();
    QCOMPARE(problem.value(u"type").toString(), QString(u"urn:rollcall:problem:" + code));
    QCOMPARE(problem.value(u"code").toString(), code);
    QCOMPARE(problem.value(u"status").toInt(), status);
    QCOMPARE(problem.value(u"title").toString().toLatin1(), push::reasonPhrase(status));
    QVERIFY(!problem.value(u"detail").toString().isEmpty());
    QCOMPARE(
        problem.value(u"instance").toString(),
        QString(u"urn:rollcall:request:" + QString::fromLatin1(response.value("X-Request-Id"))));

    for (const QByteArray &field : fields) {
        const qsizetype colon = field.indexOf(": ");
        QCOMPARE(response.value(field.left(colon)), field.mid(colon + 2));
    }
    QVERIFY(response.has("Date"));
    QCOMPARE(response.value("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(response.value("X-Content-Type-Options"), QByteArray("nosniff"));
    QVERIFY(!response.has("Server"));
    if (response.has("Connection"))
        QVERIFY(client.isClosedByServer());
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(fixture.punches().isEmpty());
}

void tst_pushstatus::methodsNameWhatIsAllowed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("allow");
    for (const QByteArray &method :
         {QByteArray("PUT"), QByteArray("DELETE"), QByteArray("PATCH"), QByteArray("OPTIONS"),
          QByteArray("TRACE"), QByteArray("CONNECT"), QByteArray("FOO"), QByteArray("post")}) {
        for (const QByteArray &path :
             {QByteArray("/api/v1/biometric/push-log"), QByteArray("/api/v1/biometric/heartbeat"),
              QByteArray("/api/v1/health")}) {
            QTest::addRow("%s %s", method.constData(), path.constData())
                << path << method << QByteArray(path.endsWith("health") ? "GET, HEAD" : "POST");
        }
    }
    QTest::newRow("GET push-log") << QByteArray("/api/v1/biometric/push-log") << QByteArray("GET")
                                  << QByteArray("POST");
    QTest::newRow("POST health") << QByteArray("/api/v1/health") << QByteArray("POST")
                                 << QByteArray("GET, HEAD");
}

void tst_pushstatus::methodsNameWhatIsAllowed()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, allow);
    PushFixture fixture({}, shortLinger());
    RawClient client(fixture.port());
    client.send(method + ' ' + path + " HTTP/1.1\r\nOrigin: http://a.example\r\n\r\n");
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 405);
    QCOMPARE(response.value("Allow"), allow);
    for (const auto &[name, value] : response.fields)
        QVERIFY2(!name.toLower().startsWith("access-control"), name.constData());
    // Nothing of it is left over, so the connection is as good as before.
    client.send(kHealth);
    QCOMPARE(client.receive().status, 200);
}

ROLLCALL_TEST(tst_pushstatus);
#include "tst_pushstatus.moc"
