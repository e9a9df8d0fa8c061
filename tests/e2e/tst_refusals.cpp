// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;

/// What the command line says and which status it ends with when something is wrong (cli.md,
/// Rules).
class tst_refusals : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void exitStatus_data();
    void exitStatus();
    void jsonOnly();
    void damagedDatabase_data();
    void damagedDatabase();
    void newerDatabase();
    void terminalThatIsOff();
    void interruptedSyncKeepsWhatItRead();
};

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList makeSchool()
{
    return {QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School")};
}

QStringList addAgent(quint16 port)
{
    return {QStringLiteral("device"), QStringLiteral("add"),       QStringLiteral("--name"),
            QStringLiteral("Gate"),   QStringLiteral("--mode"),    QStringLiteral("agent"),
            QStringLiteral("--ip"),   QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
            QString::number(port)};
}

} // namespace

void tst_refusals::exitStatus_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    QTest::newRow("help") << QStringLiteral("--help") << 0;
    QTest::newRow("help of a command") << QStringLiteral("sync --help") << 0;
    QTest::newRow("version") << QStringLiteral("--version") << 0;
    QTest::newRow("no such command") << QStringLiteral("dance") << 2;
    QTest::newRow("unknown option") << QStringLiteral("sync --fast") << 2;
    QTest::newRow("too few arguments") << QStringLiteral("map set 1") << 2;
    QTest::newRow("bad date") << QStringLiteral("attendance --date 12.3.2026") << 2;
    QTest::newRow("bad time") << QStringLiteral("settings school_start 25:00") << 2;
    QTest::newRow("no such setting") << QStringLiteral("settings colour blue") << 3;
    QTest::newRow("no such device") << QStringLiteral("sync Nowhere") << 3;
    QTest::newRow("no such person")
        << QStringLiteral("attendance --date 2026-03-12 --person X9") << 3;
    QTest::newRow("no such report")
        << QStringLiteral("report poem --date 2026-03-12 --format csv -o x") << 3;
    QTest::newRow("second school") << QStringLiteral("init --school Other") << 1;
    QTest::newRow("missing file") << QStringLiteral("people import missing.csv") << 2;
}

void tst_refusals::exitStatus()
{
    QFETCH(QString, command);
    QFETCH(int, status);
    CtlRunner ctl(Engine::Sqlite);
    QCOMPARE(ctl.run(makeSchool()).status, 0);
    const CtlAnswer answer = ctl.run(command.split(u' '));
    QVERIFY2(answer.status == status, QByteArray(answer.err + answer.out).constData());
    QCOMPARE(answer.err.isEmpty(), status == 0);
}

void tst_refusals::jsonOnly()
{
    CtlRunner ctl(Engine::Sqlite);
    const CtlAnswer none =
        ctl.run({QStringLiteral("device"), QStringLiteral("list"), QStringLiteral("--json")});
    QCOMPARE(none.status, 1);
    QVERIFY(none.out.isEmpty());
    QVERIFY(none.err.contains("no school"));
    QVERIFY(!QFile::exists(ctl.dataFolder())); // a command that only looks makes nothing
    QCOMPARE(ctl.run(makeSchool()).status, 0);
    for (const char *command :
         {"device list", "people list", "settings", "report", "sync", "recompute"}) {
        const CtlAnswer answer = ctl.run(QString::fromLatin1(command).split(u' ') +
                                         QStringList{QStringLiteral("--json")});
        QCOMPARE(answer.status, 0);
        QVERIFY2(!answer.json().isNull(), answer.out.constData());
    }
}

void tst_refusals::damagedDatabase_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("bytes");
    QTest::newRow("header") << 0 << 64;
    QTest::newRow("schema") << 100 << 3900;
    QTest::newRow("middle") << 4096 * 6 << 4096;
}

void tst_refusals::damagedDatabase()
{
    QFETCH(int, at);
    QFETCH(int, bytes);
    CtlRunner ctl(Engine::Sqlite);
    QCOMPARE(ctl.run(makeSchool()).status, 0);
    const QString path = ctl.dataFolder() + QStringLiteral("/rollcall.db");
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(at));
        file.write(QByteArray(bytes, '\xa5'));
    }
    const QByteArray before = bytesOf(path);
    const QList<QStringList> commands{{QStringLiteral("sync")}, addAgent(4370), makeSchool()};
    for (const QStringList &command : commands) {
        const CtlAnswer answer = ctl.run(command);
        QVERIFY2(answer.status == 5, answer.err.constData());
        QVERIFY(answer.err.contains("damaged"));
        QCOMPARE(bytesOf(path), before);
    }
}

void tst_refusals::newerDatabase()
{
    CtlRunner ctl(Engine::Sqlite);
    QCOMPARE(ctl.run(makeSchool()).status, 0);
    ctl.rows(
        QStringLiteral("INSERT INTO schema_version VALUES (99, '0099_later.sql', 'x', 0, '9.0')"));
    const CtlAnswer answer = ctl.run({QStringLiteral("sync")});
    QCOMPARE(answer.status, 5);
    QVERIFY(answer.err.contains("newer version"));
    QVERIFY(answer.err.contains("99"));
}

void tst_refusals::terminalThatIsOff()
{
    CtlRunner ctl(Engine::Sqlite);
    QCOMPARE(ctl.run(makeSchool()).status, 0);
    QTcpServer placeholder; // a port that nobody listens at once it is closed
    QVERIFY(placeholder.listen(QHostAddress::LocalHost));
    const quint16 port = placeholder.serverPort();
    placeholder.close();
    QCOMPARE(ctl.run(addAgent(port)).status, 0);
    QElapsedTimer timer;
    timer.start();
    const CtlAnswer answer = ctl.run({QStringLiteral("sync"), QStringLiteral("--json")});
    QCOMPARE(answer.status, 4);
    QVERIFY(timer.elapsed() < 20000);
    const QJsonObject outcome = answer.json().array().first().toObject();
    QCOMPARE(outcome.value(u"ok").toBool(true), false);
    QCOMPARE(outcome.value(u"complete").toBool(true), false);
    QVERIFY(!outcome.value(u"error").toString().isEmpty());
    QCOMPARE(ctl.value(QStringLiteral("SELECT error_code FROM sync_session")).toString(),
             QStringLiteral("unreachable"));
}

void tst_refusals::interruptedSyncKeepsWhatItRead()
{
    CtlRunner ctl(Engine::Sqlite);
    QCOMPARE(ctl.run(makeSchool()).status, 0);
    const quint16 port = ctl.startTerminal({QStringLiteral("--logs"), QStringLiteral("200000"),
                                            QStringLiteral("--max-packet"), QStringLiteral("8192"),
                                            QStringLiteral("--pause"), QStringLiteral("5")});
    QCOMPARE(ctl.run(addAgent(port)).status, 0);
    const std::unique_ptr<QProcess> sync =
        ctl.start({QStringLiteral("sync"), QStringLiteral("--json")});
    QTRY_VERIFY_WITH_TIMEOUT(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt() > 0,
                             30000);
    sync->terminate();
    QVERIFY(sync->waitForFinished());
    QCOMPARE(sync->exitStatus(), QProcess::NormalExit);
    QCOMPARE(sync->exitCode(), 1);
    const qint64 stored = ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toLongLong();
    QVERIFY(stored > 0 && stored < 200000);
    QCOMPARE(ctl.value(QStringLiteral("SELECT error_code FROM sync_session")).toString(),
             QStringLiteral("cancelled"));
    QCOMPARE(ctl.value(QStringLiteral("SELECT complete FROM sync_session")).toInt(), 0);
    QCOMPARE(ctl.value(QStringLiteral("SELECT new_count FROM sync_session")).toLongLong(), stored);
    QCOMPARE(ctl.value(QStringLiteral("SELECT sync_mark_utc FROM device")).toInt(), 0);
}

ROLLCALL_TEST(tst_refusals);
#include "tst_refusals.moc"
