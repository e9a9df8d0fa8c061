// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// What the office does for a terminal that pushes: sees it knock, approves it, asks it. The
/// listener, the terminal and the office are processes of their own.
class tst_pushoffice : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void approvesAndAsksATerminal_data() { TempDatabase::addEngineRows(); }
    void approvesAndAsksATerminal();
    void exitStatus_data();
    void exitStatus();
};

namespace {

/// "device list": blanks part the words.
CtlAnswer run(const CtlRunner &ctl, const QString &command)
{
    return ctl.run(command.split(u' '));
}

QJsonDocument json(const CtlRunner &ctl, const QString &command)
{
    const CtlAnswer answer = run(ctl, command + QStringLiteral(" --json"));
    return answer.status == 0 ? answer.json() : QJsonDocument();
}

QStringList valuesOf(const QJsonDocument &document, const QString &key)
{
    QStringList values;
    for (const QJsonValue &value : document.array())
        values.append(value.toObject().value(key).toString());
    return values;
}

bool makeSchool(const CtlRunner &ctl)
{
    return ctl.run({QStringLiteral("init"), QStringLiteral("--school"),
                    QStringLiteral("Hill School"), QStringLiteral("--start"),
                    QStringLiteral("08:00")})
               .status == 0;
}

} // namespace

void tst_pushoffice::approvesAndAsksATerminal()
{
    constexpr int kPatience = 30'000;
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    QVERIFY(makeSchool(ctl));
    // A terminal that polls this often would be slowed down on a slow machine, and that be told.
    QCOMPARE(run(ctl, QStringLiteral("settings push.requests_per_minute 0")).status, 0);
    quint16 port = 0;
    const std::unique_ptr<QProcess> serve =
        ctl.start({QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")}, &port);
    QVERIFY(port > 0);
    const std::unique_ptr<QProcess> terminal = ctl.start(
        QStringLiteral("simulate push --url http://127.0.0.1:%1 --serial SN77 --dialect adms "
                       "--users 4 --logs 30 --poll 50 --error-delay 300")
            .arg(port)
            .split(u' '));

    QTRY_COMPARE_WITH_TIMEOUT(
        valuesOf(json(ctl, QStringLiteral("attention")), QStringLiteral("kind")),
        QStringList{QStringLiteral("unknown_serial")}, kPatience);
    QString cure =
        valuesOf(json(ctl, QStringLiteral("attention")), QStringLiteral("cure")).value(0);
    QCOMPARE(cure, QStringLiteral("rollcallctl device approve SN77"));
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), 0);

    QCOMPARE(run(ctl, cure.remove(QStringLiteral("rollcallctl ")) + QStringLiteral(" --name Yard"))
                 .status,
             0);
    QTRY_COMPARE_WITH_TIMEOUT(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), 30,
                              kPatience);
    QCOMPARE(valuesOf(json(ctl, QStringLiteral("attention")), QStringLiteral("kind")),
             QStringList{QStringLiteral("unmapped")});
    const QJsonObject shown = json(ctl, QStringLiteral("device show Yard")).object();
    QVERIFY(shown.value(u"last_contact").isString());
    QVERIFY(shown.value(u"last_handshake").isString());
    QVERIFY(shown.value(u"last_refusal").isNull()); // as a stranger, before it was a device
    QCOMPARE(shown.value(u"last_punch").toString(),
             ctl.value(QStringLiteral("SELECT MAX(timestamp) FROM raw_log")).toString());
    const QJsonObject info = json(ctl, QStringLiteral("device info Yard")).object();
    QCOMPARE(info.value(u"serial").toString(), QStringLiteral("SN77"));
    QCOMPARE(info.value(u"users").toInt(), 4);
    QCOMPARE(json(ctl, QStringLiteral("device users Yard")).array().size(), 4);
    QCOMPARE(run(ctl, QStringLiteral("device user-set Yard 4 --name Asha")).status, 0);
    QCOMPARE(run(ctl, QStringLiteral("device user-delete Yard 4711")).status, 4);
    QCOMPARE(run(ctl, QStringLiteral("device beep Yard")).status, 1);

    QCOMPARE(json(ctl, QStringLiteral("device read-again Yard --from 2026-01-01 --to 2026-02-28"))
                 .array()
                 .size(),
             2);
    const QStringList expected{QStringLiteral("done"),   QStringLiteral("done"),
                               QStringLiteral("failed"), QStringLiteral("done"),
                               QStringLiteral("done"),   QStringLiteral("done")};
    QTRY_COMPARE_WITH_TIMEOUT(
        valuesOf(json(ctl, QStringLiteral("device commands Yard")), QStringLiteral("state")),
        expected, kPatience);
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), 30);
    // The last one: the user that is not there.
    QCOMPARE(valuesOf(json(ctl, QStringLiteral("attention")), QStringLiteral("kind")).join(u' '),
             QStringLiteral("unmapped commands"));
    QCOMPARE(run(ctl, QStringLiteral("device edit Yard --inactive")).status, 0);
    QTRY_COMPARE_WITH_TIMEOUT(
        json(ctl, QStringLiteral("device show Yard")).object().value(u"last_refusal").toString(),
        QStringLiteral("device_inactive"), kPatience);
    const CtlAnswer plain = run(ctl, QStringLiteral("device show Yard"));
    QVERIFY2(plain.out.contains("Last handshake: 20") && plain.out.contains("device_inactive"),
             plain.out.constData());
    terminal->terminate();
    QVERIFY(terminal->waitForFinished());
    serve->terminate();
    QVERIFY(serve->waitForFinished());
    QCOMPARE(serve->exitCode(), 0);
}

void tst_pushoffice::exitStatus_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing needs attention") << QStringLiteral("attention") << 0;
    QTest::newRow("approve") << QStringLiteral("device approve SN9") << 0;
    QTest::newRow("approve what is no serial number") << QStringLiteral("device approve SN/9") << 2;
    QTest::newRow("approve what is there") << QStringLiteral("device approve SN1") << 1;
    QTest::newRow("approve what is read") << QStringLiteral("device approve SN2") << 1;
    QTest::newRow("approve under a taken name")
        << QStringLiteral("device approve SN9 --name Yard") << 1;
    QTest::newRow("no commands") << QStringLiteral("device commands Yard") << 0;
    QTest::newRow("commands of no device") << QStringLiteral("device commands Nowhere") << 3;
    QTest::newRow("take back what is not there")
        << QStringLiteral("device commands Yard --revoke 99") << 3;
    QTest::newRow("read all again") << QStringLiteral("device read-again Yard --all") << 0;
    QTest::newRow("read what again") << QStringLiteral("device read-again Yard") << 2;
    QTest::newRow("read half a range again")
        << QStringLiteral("device read-again Yard --from 2026-01-01") << 2;
    QTest::newRow("read all and a range again")
        << QStringLiteral("device read-again Yard --all --from 2026-01-01 --to 2026-01-02") << 2;
    QTest::newRow("read again from no day")
        << QStringLiteral("device read-again Yard --from 1.1.2026 --to 2026-01-02") << 2;
    QTest::newRow("read a range again that ends before it begins")
        << QStringLiteral("device read-again Yard --from 2026-01-02 --to 2026-01-01") << 2;
    QTest::newRow("read a device again that fetches nothing")
        << QStringLiteral("device read-again Gate --all") << 4;
    QTest::newRow("a token for a terminal that has none")
        << QStringLiteral("device token Yard") << 1;
}

void tst_pushoffice::exitStatus()
{
    QFETCH(QString, command);
    QFETCH(int, status);
    CtlRunner ctl(Engine::Sqlite);
    QVERIFY(makeSchool(ctl));
    QCOMPARE(
        run(ctl, QStringLiteral("device add --name Yard --mode push --dialect adms --serial SN1"))
            .status,
        0);
    QCOMPARE(
        run(ctl, QStringLiteral(
                     "device add --name Gate --mode agent --ip 127.0.0.1 --port 9 --serial SN2"))
            .status,
        0);
    const CtlAnswer answer = run(ctl, command);
    QVERIFY2(answer.status == status, QByteArray(answer.err + answer.out).constData());
    QCOMPARE(answer.err.isEmpty(), status == 0);
}

ROLLCALL_TEST(tst_pushoffice);
#include "tst_pushoffice.moc"
