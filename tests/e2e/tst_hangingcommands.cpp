// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/terminalschool.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#ifndef Q_OS_WIN
#include <csignal>
#endif

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::TerminalSchool;

/// What commands do when the terminal does not answer, is not there, or goes away, and when they
/// are told to end (cli.md, Rules).
class tst_hangingcommands : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_school.reset(); }

    void endsWhenTold_data();
    void endsWhenTold();
    void saysWhatIsWrong_data() { addCommands(); }
    void saysWhatIsWrong();
    void terminalIsKilledMeanwhile();

private:
    static void addCommands();
    std::unique_ptr<TerminalSchool> m_school;
    QTcpServer m_hung; ///< takes connections and never answers
};

namespace {

/// Ctrl+C.
void interrupt(QProcess &process)
{
#ifdef Q_OS_WIN
    process.terminate();
#else
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
#endif
}

} // namespace

void tst_hangingcommands::initTestCase()
{
    m_school = std::make_unique<TerminalSchool>();
    QVERIFY(m_hung.listen(QHostAddress::LocalHost));
    QVERIFY(m_school->addDevice(QStringLiteral("Hung"), m_hung.serverPort()));
    QVERIFY(m_school->addDevice(QStringLiteral("Gone"), test::closedPort()));
    QVERIFY(m_school->addTerminal(QStringLiteral("Other"), QStringLiteral("--users 3 --logs 10")));
}

void tst_hangingcommands::addCommands()
{
    QTest::addColumn<QString>("command");
    for (const char *command :
         {"sync %1", "device test %1", "device info %1", "device users %1", "device set-time %1",
          "device restart %1", "device beep %1", "device unlock %1", "device clear-logs %1 --yes",
          "device user-set %1 7 --name A", "device user-delete %1 7", "device copy-users %1 Other",
          "device copy-users Other %1"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_hangingcommands::endsWhenTold_data()
{
    addCommands();
    QTest::newRow("discover")
        << QStringLiteral("discover 127.0.0.0/29 --port %1").arg(m_hung.serverPort());
}

void tst_hangingcommands::endsWhenTold()
{
    QFETCH(QString, command);
    const QStringList words =
        (command.contains(u'%') ? command.arg(QStringLiteral("Hung")) : command).split(u' ');
    const std::unique_ptr<QProcess> process = m_school->ctl().start(words);
    QVERIFY(m_hung.waitForNewConnection(10000));
    const std::unique_ptr<QTcpSocket> taken(m_hung.nextPendingConnection());
    QElapsedTimer timer;
    timer.start();
    interrupt(*process);
    QVERIFY(process->waitForFinished(5000));
    QVERIFY2(timer.elapsed() < 1000 * rollcall::test::kSlowness,
             QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 1);
    QVERIFY(process->readAllStandardError().contains("cancelled"));
    while (m_hung.hasPendingConnections())
        delete m_hung.nextPendingConnection();
}

void tst_hangingcommands::saysWhatIsWrong()
{
    QFETCH(QString, command);
    for (const char *json : {"", " --json"}) {
        const CtlAnswer answer =
            m_school->run(command.arg(QStringLiteral("Gone")) + QLatin1String(json));
        QVERIFY2(answer.status == 4, answer.err.constData());
        QVERIFY2(answer.err.contains("127.0.0.1"), answer.err.constData());
        QCOMPARE(answer.err.count('\n'), 1); // one line: what, why, what to do
        QVERIFY(*json == '\0' || answer.out.isEmpty() || !answer.json().isNull());
    }
}

void tst_hangingcommands::terminalIsKilledMeanwhile()
{
    const std::unique_ptr<QProcess> terminal = [this] {
        quint16 port = 0;
        std::unique_ptr<QProcess> started = m_school->ctl().start(
            QStringLiteral(
                "simulate zk --port 0 --serial DY1 --logs 100000 --max-packet 4096 --pause 5")
                .split(u' '),
            &port);
        return port > 0 && m_school->addDevice(QStringLiteral("Dying"), port) ? std::move(started)
                                                                              : nullptr;
    }();
    QVERIFY(terminal);
    const std::unique_ptr<QProcess> sync =
        m_school->ctl().start({QStringLiteral("sync"), QStringLiteral("Dying")});
    const QString count = QStringLiteral("SELECT COUNT(*) FROM raw_log r JOIN device d ON d.id = "
                                         "r.device_id WHERE d.name = 'Dying'");
    QTRY_VERIFY_WITH_TIMEOUT(m_school->ctl().value(count).toInt() > 0, 20000);
    terminal->kill();
    QVERIFY(terminal->waitForFinished());
    QVERIFY(sync->waitForFinished());
    QCOMPARE(sync->exitCode(), 4);
    const QByteArray why = sync->readAllStandardError();
    QVERIFY2(why.contains("stays on the terminal") || why.contains("Nothing answers") ||
                 why.contains("refused the connection"),
             why.constData());
    QVERIFY2(sync->readAllStandardOutput().contains("(incomplete)"), "not said to be incomplete");
}

ROLLCALL_TEST(tst_hangingcommands);
#include "tst_hangingcommands.moc"
