// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QStandardPaths>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;

/// Certificates of the command line, and curl as it comes against the listener: over HTTP and over
/// HTTPS, without a wait that is not needed.
class tst_https : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showWithoutOne();
    void makeAndShow();
    void makesNoneOverAnother();
    void curl_data();
    void curl();
    void brokenCertificateStopsTheListener();

private:
    QString addDoor(CtlRunner &ctl);
};

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

struct CurlAnswer
{
    int status = 0;
    double seconds = 0;
    QByteArray body;
    QString error;
};

class Curl
{
public:
    Curl(const CtlRunner &ctl, bool isTls, quint16 port)
        : m_url(QStringLiteral("%1://127.0.0.1:%2/api/v1/")
                    .arg(isTls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(port))
    {
        if (isTls)
            m_common << QStringLiteral("--cacert")
                     << ctl.dataFolder() + QStringLiteral("/tls/push-certificate.pem");
    }

    CurlAnswer run(const QString &path, const QStringList &options = {}) const
    {
        QProcess process;
        process.start(QStringLiteral("curl"),
                      QStringList{QStringLiteral("-sS"), QStringLiteral("-w"),
                                  QStringLiteral("\n%{http_code} %{time_total}")} +
                          m_common + options + QStringList{m_url + path});
        if (!process.waitForFinished())
            return {};
        const QByteArray out = process.readAllStandardOutput();
        const qsizetype cut = out.lastIndexOf('\n');
        const QList<QByteArray> figures = out.mid(cut + 1).split(' ');
        return {figures.value(0).toInt(), figures.value(1).toDouble(), out.left(cut),
                QString::fromLocal8Bit(process.readAllStandardError())};
    }

    CurlAnswer push(const QString &token, const QString &data, const QStringList &more = {}) const
    {
        return run(
            QStringLiteral("biometric/push-log"),
            QStringList{QStringLiteral("-H"), QStringLiteral("Authorization: Bearer %1").arg(token),
                        QStringLiteral("-H"), QStringLiteral("Content-Type: application/json"),
                        QStringLiteral("--data-binary"), data} +
                more);
    }

private:
    const QString m_url;
    QStringList m_common;
};

/// A good batch of one punch that is @p size bytes long.
QString batchFile(const CtlRunner &ctl, const QString &name, qsizetype size)
{
    QByteArray batch = R"({"logs":[{"user_id":"1","timestamp":"2026-03-12 08:05:00"}]})";
    batch += QByteArray(qMax<qsizetype>(size - batch.size(), 0), ' ');
    QFile file(ctl.folder() + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(batch) != batch.size())
        qFatal("%s", qPrintable(file.errorString()));
    return u'@' + file.fileName();
}

} // namespace

void tst_https::initTestCase()
{
    QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty(), "curl is needed");
}

QString tst_https::addDoor(CtlRunner &ctl)
{
    if (ctl.run({QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School")})
            .status != 0)
        return {};
    return ctl.run(words("device add --name Door --mode push --json"))
        .json()
        .object()
        .value(u"token")
        .toString();
}

void tst_https::showWithoutOne()
{
    CtlRunner ctl(Engine::Sqlite);
    addDoor(ctl);
    const CtlAnswer shown = ctl.run(words("certificate show"));
    QCOMPARE(shown.status, 3);
    QVERIFY(shown.err.contains("certificate make"));
    QVERIFY(shown.out.isEmpty());
}

void tst_https::makeAndShow()
{
    CtlRunner ctl(Engine::Sqlite);
    addDoor(ctl);
    const CtlAnswer made =
        ctl.run(words("certificate make --host gate.school.example --host 10.0.0.5 --json"));
    QVERIFY2(made.status == 0, made.err.constData());
    const QJsonObject info = made.json().object();
    QCOMPARE(info.value(u"hosts").toArray(),
             QJsonArray({QStringLiteral("10.0.0.5"), QStringLiteral("gate.school.example")}));
    static const QRegularExpression form(QStringLiteral("^([0-9A-F]{2}:){31}[0-9A-F]{2}$"));
    QVERIFY(form.match(info.value(u"fingerprint").toString()).hasMatch());
    QFile file(info.value(u"certificate").toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromLatin1(QSslCertificate(file.readAll())
                                     .digest(QCryptographicHash::Sha256)
                                     .toHex(':')
                                     .toUpper()),
             info.value(u"fingerprint").toString());
    QCOMPARE(ctl.run(words("certificate show --json")).json().object(), info);
    QVERIFY(ctl.run(words("certificate show"))
                .out.contains(info.value(u"fingerprint").toString().toLatin1()));
    const CtlAnswer wrong =
        ctl.run({QStringLiteral("certificate"), QStringLiteral("make"), QStringLiteral("--host"),
                 QStringLiteral("the gate"), QStringLiteral("--replace")});
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.err.contains("\"the gate\""));
}

void tst_https::makesNoneOverAnother()
{
    CtlRunner ctl(Engine::Sqlite);
    addDoor(ctl);
    const QJsonObject first = ctl.run(words("certificate make --json")).json().object();
    QVERIFY(!first.isEmpty());
    const CtlAnswer again = ctl.run(words("certificate make --json"));
    QVERIFY(again.status != 0);
    QVERIFY(again.err.contains("--replace"));
    QCOMPARE(ctl.run(words("certificate show --json")).json().object(), first);
    const QJsonObject second = ctl.run(words("certificate make --replace --json")).json().object();
    QVERIFY(second.value(u"fingerprint") != first.value(u"fingerprint"));
    QCOMPARE(ctl.run(words("certificate show --json")).json().object(), second);
}

void tst_https::curl_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("HTTP") << false;
    QTest::newRow("HTTPS") << true;
}

void tst_https::curl()
{
    QFETCH(bool, isTls);
    CtlRunner ctl(Engine::Sqlite);
    const QString token = addDoor(ctl);
    if (isTls)
        QCOMPARE(ctl.run(words("certificate make --host 127.0.0.1")).status, 0);
    quint16 port = 0;
    const std::unique_ptr<QProcess> serve = ctl.start(words("serve --port 0"), &port);
    QVERIFY(port > 0);
    const Curl curl(ctl, isTls, port);
    const QString small = batchFile(ctl, QStringLiteral("small"), 0);
    const QString most = batchFile(ctl, QStringLiteral("most"), 1024 * 1024);
    const QString large = batchFile(ctl, QStringLiteral("large"), 3 * 1024 * 1024);
    const QStringList expect{QStringLiteral("-H"), QStringLiteral("Expect: 100-continue")};
    const QStringList chunked{QStringLiteral("-H"), QStringLiteral("Transfer-Encoding: chunked")};
    const QStringList oldHttp{QStringLiteral("--http1.0")};
    const QStringList noWait =
        expect + QStringList{QStringLiteral("--expect100-timeout"), QStringLiteral("30")};

    const CurlAnswer health = curl.run(QStringLiteral("health"));
    QVERIFY2(health.status == 200, qPrintable(health.error));
    const QList<std::pair<CurlAnswer, int>> answers{
        {health, 200},
        {curl.run(QStringLiteral("health"), {QStringLiteral("--head")}), 200},
        {curl.push(token, small), 200},
        {curl.push(token, small, noWait), 200},
        {curl.push(token, small, chunked), 200},
        {curl.push(token, small, oldHttp), 200},
        {curl.push(token, most, noWait), 200},
        {curl.push(token, large, noWait), 413},
        {curl.push(token, large), 413},
        {curl.push(QStringLiteral("wrong"), small), 401},
        {curl.push(QStringLiteral("wrong"), large, noWait), 401},
        {curl.run(QStringLiteral("nothing")), 404}};
    for (const auto &[answer, status] : answers) {
        QVERIFY2(answer.status == status, qPrintable(answer.error));
        // curl waits a second for "100 Continue", and a client for the end of a connection.
        QVERIFY2(answer.seconds < 0.9 * rollcall::test::kSlowness,
                 qPrintable(QString::number(answer.seconds)));
    }
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), 1);
    serve->terminate();
    QVERIFY(serve->waitForFinished());
    QCOMPARE(serve->exitCode(), 0);
}

void tst_https::brokenCertificateStopsTheListener()
{
    CtlRunner ctl(Engine::Sqlite);
    addDoor(ctl);
    QCOMPARE(ctl.run(words("certificate make")).status, 0);
    QFile key(ctl.dataFolder() + QStringLiteral("/tls/push-key.pem"));
    QVERIFY(key.open(QIODevice::WriteOnly | QIODevice::Truncate));
    key.close();
    for (const char *command : {"certificate show", "serve --port 0"}) {
        const CtlAnswer answer = ctl.run(words(command));
        QVERIFY(answer.status != 0);
        QVERIFY2(answer.err.contains("There is no key in the file"), answer.err.constData());
    }
}

ROLLCALL_TEST(tst_https);
#include "tst_https.moc"
