// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// The request that the product's brief prints, sent by curl as it stands there.
class tst_brief : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void pushLog_data() { TempDatabase::addEngineRows(); }
    void pushLog();
};

namespace {

struct CurlAnswer
{
    int status = 0;
    QJsonObject body;
};

CurlAnswer push(quint16 port, const QString &token)
{
    QProcess curl;
    curl.start(
        QStringLiteral("curl"),
        {QStringLiteral("-s"), QStringLiteral("-X"), QStringLiteral("POST"),
         QStringLiteral("http://127.0.0.1:%1/api/v1/biometric/push-log").arg(port),
         QStringLiteral("-H"), QStringLiteral("Authorization: Bearer %1").arg(token),
         QStringLiteral("-H"), QStringLiteral("Content-Type: application/json"),
         QStringLiteral("-d"),
         QStringLiteral(
             "{\"logs\":[{\"user_id\":\"1\",\"timestamp\":\"2026-03-12 08:05:00\",\"status\":0},"
             "{\"user_id\":\"2\",\"timestamp\":\"2026-03-12 08:10:00\"}]}"),
         QStringLiteral("-w"), QStringLiteral("\n%{http_code}")});
    if (!curl.waitForFinished())
        return {};
    const QByteArray out = curl.readAllStandardOutput();
    const qsizetype cut = out.lastIndexOf('\n');
    return {out.mid(cut + 1).toInt(), QJsonDocument::fromJson(out.left(cut)).object()};
}

QString addPushDevice(CtlRunner &ctl, const QString &name)
{
    const CtlAnswer added =
        ctl.run({QStringLiteral("device"), QStringLiteral("add"), QStringLiteral("--name"), name,
                 QStringLiteral("--mode"), QStringLiteral("push"), QStringLiteral("--json")});
    return added.json().object().value(u"token").toString();
}

} // namespace

void tst_brief::pushLog()
{
    QFETCH(Engine, engine);
    QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty(), "curl is needed");
    CtlRunner ctl(engine);
    QCOMPARE(
        ctl.run({QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School")})
            .status,
        0);
    const QString token = addPushDevice(ctl, QStringLiteral("Wi-Fi door"));
    const QString other = addPushDevice(ctl, QStringLiteral("Back door"));
    QCOMPARE(token.size(), 43);

    quint16 port = 0;
    const std::unique_ptr<QProcess> serve =
        ctl.start({QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")}, &port);
    QVERIFY(port > 0);
    const CurlAnswer first = push(port, token);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.body.value(u"accepted").toInt(-1), 2);
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), 2);
    const CurlAnswer second = push(port, token);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.body.value(u"accepted").toInt(-1), 0);
    QCOMPARE(second.body.value(u"duplicates").toInt(-1), 2);
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), 2);
    QCOMPARE(push(port, QStringLiteral("wrong")).status, 401);

    // Changes by another program reach the listener while it runs.
    QCOMPARE(ctl.run({QStringLiteral("device"), QStringLiteral("edit"),
                      QStringLiteral("Wi-Fi door"), QStringLiteral("--inactive")})
                 .status,
             0);
    QTRY_COMPARE_WITH_TIMEOUT(push(port, token).status, 403, 20000);
    QCOMPARE(ctl.run({QStringLiteral("device"), QStringLiteral("edit"), QStringLiteral("Back door"),
                      QStringLiteral("--mode"), QStringLiteral("agent"), QStringLiteral("--ip"),
                      QStringLiteral("127.0.0.1")})
                 .status,
             0);
    QTRY_COMPARE_WITH_TIMEOUT(push(port, other).status, 403, 20000);

    serve->terminate();
    QVERIFY(serve->waitForFinished());
    QCOMPARE(serve->exitStatus(), QProcess::NormalExit);
    QCOMPARE(serve->exitCode(), 0);
}

ROLLCALL_TEST(tst_brief);
#include "tst_brief.moc"
