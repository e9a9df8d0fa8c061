// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// `rollcallctl settings`: one list for both kinds, what is typed, what it changes.
class tst_settings : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void listsBothKinds_data() { TempDatabase::addEngineRows(); }
    void listsBothKinds();
    void setsAndTakesBack_data();
    void setsAndTakesBack();
    void refuses_data();
    void refuses();
    void attendanceFromADay();
    void warnsOfSlips();
    void serveListensWhereTheSettingsSay();
};

namespace {

void makeSchool(const CtlRunner &ctl)
{
    const CtlAnswer made =
        ctl.run({QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School"),
                 QStringLiteral("--time-zone"), QStringLiteral("Asia/Kolkata")});
    QVERIFY2(made.status == 0, made.err.constData());
}

QStringList words(const QString &line)
{
    return line.split(u' ');
}

/// The one setting of `settings KEY --json`.
QJsonObject setting(const CtlRunner &ctl, const QString &key)
{
    return ctl.run({QStringLiteral("--json"), QStringLiteral("settings"), key})
        .json()
        .array()
        .first()
        .toObject();
}

} // namespace

void tst_settings::listsBothKinds()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    makeSchool(ctl);
    QHash<QString, QJsonObject> settings;
    for (const QJsonValue &each : ctl.run(words(QStringLiteral("--json settings"))).json().array())
        settings.insert(each[u"key"].toString(), each.toObject());
    QCOMPARE(settings.value(QStringLiteral("grace_minutes")).value(u"default").toInt(-1), 0);
    QCOMPARE(settings.value(QStringLiteral("push.port")).value(u"value").toInt(), 8090);
    QCOMPARE(settings.value(QStringLiteral("push.adms")).value(u"value"), QJsonValue(true));
    QVERIFY(settings.value(QStringLiteral("push.tls_key")).value(u"value").isNull());
    QVERIFY(settings.contains(QStringLiteral("sync.interval_seconds")));
    for (const QJsonObject &each : std::as_const(settings))
        QCOMPARE(each.keys(), QStringList({QStringLiteral("default"), QStringLiteral("key"),
                                           QStringLiteral("meaning"), QStringLiteral("value")}));
    const CtlAnswer plain = ctl.run({QStringLiteral("settings")});
    QCOMPARE(plain.status, 0);
    QVERIFY(plain.out.contains("push.requests_per_minute"));
    QVERIFY(plain.out.contains("school_start"));
}

void tst_settings::setsAndTakesBack_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown"); // as JSON in an array
    QTest::newRow("number") << QStringLiteral("push.burst") << QStringLiteral("250")
                            << QStringLiteral("[250]");
    QTest::newRow("switch") << QStringLiteral("push.adms") << QStringLiteral("no")
                            << QStringLiteral("[false]");
    QTest::newRow("address") << QStringLiteral("push.address") << QStringLiteral("0.0.0.0")
                             << QStringLiteral("[\"0.0.0.0\"]");
    QTest::newRow("polling") << QStringLiteral("sync.interval_seconds") << QStringLiteral("120")
                             << QStringLiteral("[120]");
    QTest::newRow("code") << QStringLiteral("codes.leave") << QStringLiteral("EX")
                          << QStringLiteral("[\"EX\"]");
    QTest::newRow("leave") << QStringLiteral("reports.leave_is_working_day")
                           << QStringLiteral("off") << QStringLiteral("[false]");
    QTest::newRow("attendance") << QStringLiteral("school_start") << QStringLiteral("08:00")
                                << QStringLiteral("[\"08:00\"]");
    QTest::newRow("attendance switch")
        << QStringLiteral("mark_on_off_days") << QStringLiteral("on") << QStringLiteral("[true]");
}

void tst_settings::setsAndTakesBack()
{
    QFETCH(QString, key);
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    const CtlAnswer set = ctl.run({QStringLiteral("settings"), key, typed});
    QVERIFY2(set.status == 0, set.err.constData());
    QVERIFY(set.out.startsWith("Stored."));
    QJsonObject now = setting(ctl, key);
    QCOMPARE(QJsonDocument(QJsonArray{now.value(u"value")}).toJson(QJsonDocument::Compact),
             shown.toUtf8());
    QCOMPARE(ctl.run({QStringLiteral("settings"), key, QStringLiteral("default")}).status, 0);
    now = setting(ctl, key);
    QCOMPARE(now.value(u"value"), now.value(u"default"));
    QVERIFY(ctl.value(QStringLiteral("SELECT COUNT(*) FROM audit_entry")).toInt() >= 2);
}

void tst_settings::refuses_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("port") << QStringLiteral("settings push.port 70000") << 2
                          << QByteArray("from 1 to 65535");
    QTest::newRow("word") << QStringLiteral("settings push.adms perhaps") << 2
                          << QByteArray("on or off");
    QTest::newRow("address") << QStringLiteral("settings push.address localhost") << 2
                             << QByteArray("0.0.0.0");
    QTest::newRow("code of another")
        << QStringLiteral("settings codes.leave hd") << 2 << QByteArray("another status");
    QTest::newRow("from a day") << QStringLiteral("settings push.port 80 --from 2026-03-12") << 2
                                << QByteArray("Leave --from out");
    QTest::newRow("unknown push key")
        << QStringLiteral("settings push.colour blue") << 3 << QByteArray("push.colour");
    QTest::newRow("unknown key shown")
        << QStringLiteral("settings colour") << 3 << QByteArray("colour");
    QTest::newRow("unknown key taken back")
        << QStringLiteral("settings colour default") << 3 << QByteArray("colour");
    QTest::newRow("attendance") << QStringLiteral("settings grace_minutes 500") << 2
                                << QByteArray("grace_minutes");
}

void tst_settings::refuses()
{
    QFETCH(QString, command);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    const CtlAnswer answer = ctl.run(words(command));
    QVERIFY2(answer.status == status, answer.err.constData());
    QVERIFY2(answer.err.contains(says), answer.err.constData());
    QVERIFY(answer.err.contains("Nothing was changed."));
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM setting")).toInt(), 0);
}

void tst_settings::attendanceFromADay()
{
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    QCOMPARE(ctl.run(words(QStringLiteral("settings school_start 09:00"))).status, 0);
    QCOMPARE(ctl.run(words(QStringLiteral("settings school_start 08:00 --from 2026-04-01"))).status,
             0);
    const auto startOn = [&](const char *day) {
        return ctl
            .run({QStringLiteral("--json"), QStringLiteral("settings"),
                  QStringLiteral("school_start"), QStringLiteral("--from"),
                  QString::fromLatin1(day)})
            .json()
            .array()
            .first()[u"value"]
            .toString();
    };
    QCOMPARE(startOn("2026-03-31"), QStringLiteral("09:00"));
    QCOMPARE(startOn("2026-04-01"), QStringLiteral("08:00"));
}

/// Accepted, and said all the same (attendance-rules.md, section 3).
void tst_settings::warnsOfSlips()
{
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    QVERIFY(ctl.run(words(QStringLiteral("settings in_window 06:30-10:00"))).err.isEmpty());
    const CtlAnswer warned = ctl.run(words(QStringLiteral("settings time_windows on --json")));
    QCOMPARE(warned.status, 0);
    QVERIFY2(warned.err.contains("Only the In window is set."), warned.err.constData());
    QCOMPARE(warned.json().object().value(u"warnings").toArray().size(), 1);
    const CtlAnswer again = ctl.run(words(QStringLiteral("settings time_windows on")));
    QVERIFY2(again.out.contains("Nothing was changed"), again.out.constData());
}

void tst_settings::serveListensWhereTheSettingsSay()
{
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    QCOMPARE(ctl.run(words(QStringLiteral("settings push.address 127.0.0.2"))).status, 0);
    quint16 port = 0;
    const std::unique_ptr<QProcess> serve =
        ctl.start(words(QStringLiteral("serve --port 0 --no-agent")), &port);
    QVERIFY(port != 0);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.2"), port);
    QVERIFY(socket.waitForConnected());
    serve->terminate();
    QVERIFY(serve->waitForFinished());
    QCOMPARE(serve->exitCode(), 0);
    // Half of a pair is said when it is set, and nothing listens with it.
    const CtlAnswer half = ctl.run(words(QStringLiteral("settings push.tls_key /etc/key.pem")));
    QCOMPARE(half.status, 0);
    QVERIFY(half.err.contains("push.tls_certificate"));
    const CtlAnswer refused = ctl.run(words(QStringLiteral("serve --port 0")));
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.err.contains("push.tls_certificate"));
}

ROLLCALL_TEST(tst_settings);
#include "tst_settings.moc"
