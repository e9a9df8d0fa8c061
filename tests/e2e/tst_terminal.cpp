// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/terminalschool.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::TerminalSchool;

/// The commands that talk to a terminal (cli.md), with real processes on both ends.
class tst_terminal : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase() { m_school = std::make_unique<TerminalSchool>(); }
    void cleanupTestCase() { m_school.reset(); }

    void testsTheConnection();
    void tellsWhichStepFails_data();
    void tellsWhichStepFails();
    void tellsWhoItIs_data();
    void tellsWhoItIs();
    void setsTheClock();
    void restartsBeepsAndUnlocks();
    void clearsLogsOnlyWithProof();
    void writesAndDeletesUsers();
    void copiesUsers();
    void discovers();
    void startsSeveralTerminals();

private:
    std::unique_ptr<TerminalSchool> m_school;
};

namespace {

QList<QByteArray> linesOf(const QByteArray &text)
{
    return text.trimmed().split('\n');
}

QStringList valuesOf(const QJsonDocument &document, const QString &key)
{
    QStringList values;
    for (const QJsonValue &value : document.array())
        values.append(value.toObject().value(key).toString());
    return values;
}

QStringList stepWords()
{
    return {QStringLiteral("name"),     QStringLiteral("reached"), QStringLiteral("port"),
            QStringLiteral("protocol"), QStringLiteral("key"),     QStringLiteral("serial"),
            QStringLiteral("users"),    QStringLiteral("logs"),    QStringLiteral("clock")};
}

} // namespace

void tst_terminal::testsTheConnection()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("Tested"),
                                  QStringLiteral("--serial T1 --users 12 --logs 40"),
                                  QStringLiteral("--serial T1")));
    const CtlAnswer plain = m_school->run(QStringLiteral("device test Tested"));
    QVERIFY2(plain.status == 0, plain.err.constData());
    QVERIFY(plain.err.isEmpty());
    const QList<QByteArray> lines = linesOf(plain.out);
    QCOMPARE(lines.size(), 9);
    for (const QByteArray &line : lines)
        QVERIFY2(line.startsWith("ok "), line.constData());
    QVERIFY2(lines.at(5).endsWith(": T1"), lines.at(5).constData());
    QVERIFY2(lines.at(6).contains(": 12 users"), lines.at(6).constData());
    QVERIFY2(lines.at(7).contains(": 40 log"), lines.at(7).constData());

    const QJsonDocument json = m_school->json(QStringLiteral("device test Tested"));
    QCOMPARE(valuesOf(json, QStringLiteral("step")), stepWords());
    QCOMPARE(valuesOf(json, QStringLiteral("state")), QStringList(9, QStringLiteral("ok")));
    QCOMPARE(json.array().at(5).toObject().value(u"finding").toString(), QStringLiteral("T1"));
    QCOMPARE(json.array().at(5).toObject().value(u"error"), QJsonValue());
}

void tst_terminal::tellsWhichStepFails_data()
{
    QTest::addColumn<QString>("terminal"); // empty: none
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("step");
    QTest::newRow("no terminal") << QString() << QString() << QStringLiteral("port");
    QTest::newRow("a web server") << QStringLiteral("--fault http") << QString()
                                  << QStringLiteral("protocol");
    QTest::newRow("an access panel")
        << QStringLiteral("--fault c3") << QString() << QStringLiteral("protocol");
    QTest::newRow("wrong key") << QStringLiteral("--comm-key 123") << QStringLiteral("--comm-key 9")
                               << QStringLiteral("key");
    QTest::newRow("no key") << QStringLiteral("--comm-key 123") << QString()
                            << QStringLiteral("key");
    QTest::newRow("another terminal") << QStringLiteral("--serial F2")
                                      << QStringLiteral("--serial F1") << QStringLiteral("serial");
}

void tst_terminal::tellsWhichStepFails()
{
    QFETCH(QString, terminal);
    QFETCH(QString, device);
    QFETCH(QString, step);
    const QString name = QStringLiteral("Failing");
    if (terminal.isEmpty())
        QVERIFY(m_school->addDevice(name, test::closedPort(), device));
    else
        QVERIFY(m_school->addTerminal(name, terminal, device));
    const CtlAnswer plain = m_school->run(QStringLiteral("device test Failing"));
    const QJsonArray steps = m_school->json(QStringLiteral("device test Failing"), 4).array();
    QCOMPARE(m_school->run(QStringLiteral("device remove Failing")).status, 0);

    QVERIFY2(plain.status == 4, plain.err.constData());
    QVERIFY2(plain.err.contains("\"Failing\" did not pass the test."), plain.err.constData());
    const QList<QByteArray> lines = linesOf(plain.out);
    QCOMPARE(lines.size(), 9);
    const qsizetype at = stepWords().indexOf(step);
    for (qsizetype i = 0; i < 9; ++i) {
        const char *shown = i < at ? "ok " : i == at ? "FAILED " : "skipped ";
        QVERIFY2(lines.at(i).startsWith(shown), plain.out.constData());
        const QJsonObject object = steps.at(i).toObject();
        const char *word = i < at ? "ok" : i == at ? "failed" : "skipped";
        QCOMPARE(object.value(u"state").toString(), QString::fromLatin1(word));
        QCOMPARE(object.value(u"error").isString(), i == at);
    }
    const QString why = steps.at(at).toObject().value(u"error").toString();
    QVERIFY2(lines.at(at).endsWith(why.toUtf8()), plain.out.constData());
}

void tst_terminal::tellsWhoItIs_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("more");
    QTest::newRow("TCP") << QStringLiteral("Who1") << QString() << QString();
    QTest::newRow("UDP") << QStringLiteral("Who2") << QStringLiteral(" --udp-only")
                         << QStringLiteral("--udp");
    QTest::newRow("with a key") << QStringLiteral("Who3") << QStringLiteral(" --comm-key 4711")
                                << QStringLiteral("--comm-key 4711");
}

void tst_terminal::tellsWhoItIs()
{
    QFETCH(QString, name);
    QFETCH(QString, options);
    QFETCH(QString, more);
    QVERIFY(m_school->addTerminal(
        name, QStringLiteral("--users 3 --logs 17 --serial SN") + name + options, more));
    const CtlAnswer plain = m_school->run(QStringLiteral("device info ") + name);
    QVERIFY2(plain.status == 0, plain.err.constData());
    QVERIFY2(plain.out.contains(QByteArray("Serial number  SN" + name.toLatin1() + "\n")),
             plain.out.constData());
    const QJsonObject info = m_school->json(QStringLiteral("device info ") + name).object();
    QCOMPARE(info.value(u"device").toString(), name);
    QCOMPARE(info.value(u"serial").toString(), QString(u"SN" + name));
    QCOMPARE(info.value(u"users").toInt(), 3);
    QCOMPARE(info.value(u"logs").toInt(), 17);
    for (const char *key :
         {"model", "firmware", "platform", "mac", "fingers", "faces", "users_capacity",
          "logs_capacity", "fingers_capacity", "faces_capacity"})
        QVERIFY2(info.contains(QLatin1String(key)), key);

    const CtlAnswer users = m_school->run(QStringLiteral("device users ") + name);
    QVERIFY2(users.status == 0, users.err.constData());
    QCOMPARE(linesOf(users.out).size(), 4); // with the head
    const QJsonDocument list = m_school->json(QStringLiteral("device users ") + name);
    QCOMPARE(valuesOf(list, QStringLiteral("user_id")),
             QStringList({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    QCOMPARE(
        list.array().first().toObject().keys(),
        QStringList({QStringLiteral("card"), QStringLiteral("name"), QStringLiteral("privilege"),
                     QStringLiteral("uid"), QStringLiteral("user_id")}));
}

void tst_terminal::setsTheClock()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("Late"), QStringLiteral("--clock-offset -300")));
    const QJsonObject tested =
        m_school->json(QStringLiteral("device test Late")).array().last().toObject();
    QCOMPARE(tested.value(u"state").toString(), QStringLiteral("warning"));
    QVERIFY(tested.value(u"error").isString());
    const QJsonObject set = m_school->json(QStringLiteral("device set-time Late")).object();
    QCOMPARE(set.value(u"device").toString(), QStringLiteral("Late"));
    QCOMPARE(set.value(u"set").toBool(), true);
    QVERIFY(qAbs(set.value(u"offset_seconds").toInt() + 300) <= 2);
    const CtlAnswer again = m_school->run(QStringLiteral("device set-time Late"));
    QVERIFY2(again.status == 0, again.err.constData());
    QVERIFY2(again.out.contains("was right already"), again.out.constData());
}

void tst_terminal::restartsBeepsAndUnlocks()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("Door"), QStringLiteral("--restart-time 100")));
    for (const char *verb : {"beep", "unlock", "restart"}) {
        const QString command = QStringLiteral("device %1 Door").arg(QLatin1String(verb));
        const CtlAnswer plain = m_school->run(command);
        QVERIFY2(plain.status == 0, plain.err.constData());
        QVERIFY2(plain.out.contains("\"Door\""), plain.out.constData());
        QTRY_COMPARE(m_school->run(QStringLiteral("device info Door")).status, 0);
        const QJsonObject json = m_school->json(command).object();
        QCOMPARE(json, (QJsonObject{{QStringLiteral("device"), QStringLiteral("Door")},
                                    {QStringLiteral("ok"), true}}));
        QTRY_COMPARE(m_school->run(QStringLiteral("device info Door")).status, 0);
    }
    for (const char *seconds : {"0", "61", "x"})
        QCOMPARE(
            m_school->run(QStringLiteral("device unlock Door --seconds ") + QLatin1String(seconds))
                .status,
            2);
}

void tst_terminal::clearsLogsOnlyWithProof()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("Full"), QStringLiteral("--logs 150")));
    const CtlAnswer asked = m_school->run(QStringLiteral("device clear-logs Full"));
    QCOMPARE(asked.status, 2);
    QVERIFY2(asked.err.contains("150") && asked.err.contains("--yes"), asked.err.constData());
    const auto logs = [this] {
        return m_school->json(QStringLiteral("device info Full")).object().value(u"logs").toInt(-1);
    };
    QCOMPARE(logs(), 150);
    const QJsonObject cleared =
        m_school->json(QStringLiteral("device clear-logs Full --yes")).object();
    QCOMPARE(cleared, (QJsonObject{{QStringLiteral("device"), QStringLiteral("Full")},
                                   {QStringLiteral("stored"), 150},
                                   {QStringLiteral("cleared"), 150}}));
    QCOMPARE(logs(), 0);
    QCOMPARE(m_school->ctl()
                 .value(QStringLiteral("SELECT COUNT(*) FROM raw_log r JOIN device d ON d.id = "
                                       "r.device_id WHERE d.name = 'Full'"))
                 .toInt(),
             150);
    const CtlAnswer empty = m_school->run(QStringLiteral("device clear-logs Full --yes"));
    QVERIFY2(empty.status == 0, empty.err.constData());
    QVERIFY2(empty.out.contains("0 were deleted"), empty.out.constData());
}

void tst_terminal::writesAndDeletesUsers()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("Desk"), QStringLiteral("--users 2 --logs 0")));
    const CtlAnswer added =
        m_school->run(QStringLiteral("device user-set Desk 0042 --name Zoe --card 998877"));
    QVERIFY2(added.status == 0, added.err.constData());
    QVERIFY2(added.out.contains("User 0042"), added.out.constData());
    const QJsonObject zoe =
        m_school->json(QStringLiteral("device users Desk")).array().last().toObject();
    QCOMPARE(zoe.value(u"user_id").toString(), QStringLiteral("0042"));
    QCOMPARE(zoe.value(u"name").toString(), QStringLiteral("Zoe"));
    QCOMPARE(zoe.value(u"card").toString(), QStringLiteral("998877"));

    const QJsonObject same = m_school->json(QStringLiteral("device user-set Desk 0042 --name Zoe"))
                                 .array()
                                 .first()
                                 .toObject();
    QCOMPARE(same, (QJsonObject{{QStringLiteral("user_id"), QStringLiteral("0042")},
                                {QStringLiteral("changed"), false},
                                {QStringLiteral("error"), QJsonValue()}}));
    QCOMPARE(m_school->run(QStringLiteral("device user-set Desk 7")).status, 2); // no name
    QCOMPARE(m_school->run(QStringLiteral("device user-set Desk 7 --name A --card 12x")).status, 2);

    const QJsonObject gone =
        m_school->json(QStringLiteral("device user-delete Desk 0042")).array().first().toObject();
    QCOMPARE(gone.value(u"changed").toBool(), true);
    QCOMPARE(m_school->json(QStringLiteral("device users Desk")).array().size(), 2);
}

void tst_terminal::copiesUsers()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("From"),
                                  QStringLiteral("--users 5 --logs 0 --serial C1")));
    QVERIFY(m_school->addTerminal(QStringLiteral("To"),
                                  QStringLiteral("--users 0 --logs 0 --serial C2")));
    const CtlAnswer two = m_school->run(QStringLiteral("device copy-users From To 2 4"));
    QVERIFY2(two.status == 0, two.err.constData());
    QCOMPARE(valuesOf(m_school->json(QStringLiteral("device users To")), QStringLiteral("user_id")),
             QStringList({QStringLiteral("2"), QStringLiteral("4")}));
    const QJsonArray all = m_school->json(QStringLiteral("device copy-users From To")).array();
    QCOMPARE(all.size(), 5);
    int changed = 0;
    for (const QJsonValue &value : all)
        changed += value.toObject().value(u"changed").toBool() ? 1 : 0;
    QCOMPARE(changed, 3);
    QCOMPARE(
        valuesOf(m_school->json(QStringLiteral("device users To")), QStringLiteral("name")).size(),
        5);
    const CtlAnswer missing = m_school->run(QStringLiteral("device copy-users From To 1 77"));
    QCOMPARE(missing.status, 3);
    QVERIFY(!missing.err.isEmpty());
    QCOMPARE(m_school->run(QStringLiteral("device copy-users From From")).status, 2);
    QCOMPARE(m_school->run(QStringLiteral("device copy-users From Nowhere")).status, 3);
}

void tst_terminal::discovers()
{
    const quint16 port = m_school->addTerminal(
        QStringLiteral("Found"), QStringLiteral("--serial D1"), QStringLiteral("--serial D1"));
    QVERIFY(port > 0);
    const QString command = QStringLiteral("discover 127.0.0.0/29 --port %1").arg(port);
    const CtlAnswer plain = m_school->run(command);
    QVERIFY2(plain.status == 0, plain.err.constData());
    const QList<QByteArray> lines = linesOf(plain.out);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(1).startsWith(QByteArray("127.0.0.1:" + QByteArray::number(port))) &&
                 lines.at(1).contains("D1") && lines.at(1).endsWith("Found"),
             plain.out.constData());
    const QJsonArray found = m_school->json(command).array();
    QCOMPARE(found.size(), 1);
    const QJsonObject one = found.first().toObject();
    QCOMPARE(one.value(u"address").toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(one.value(u"port").toInt(), port);
    QCOMPARE(one.value(u"serial").toString(), QStringLiteral("D1"));
    QCOMPARE(one.value(u"known_as").toString(), QStringLiteral("Found"));
    QCOMPARE(one.value(u"needs_key").toBool(true), false);
    QCOMPARE(one.value(u"moved").toBool(true), false);

    const CtlAnswer none = m_school->run(
        QStringLiteral("discover 127.0.0.0/30 --port %1 --json").arg(test::closedPort()));
    QCOMPARE(none.status, 0);
    QCOMPARE(none.json().array(), QJsonArray());
    QVERIFY(none.err.contains("No terminal was found"));
    for (const char *wrong : {"127.0.0.0/8", "school", "127.0.0.0/29 --port 0"})
        QCOMPARE(m_school->run(QStringLiteral("discover ") + QLatin1String(wrong)).status, 2);
}

void tst_terminal::startsSeveralTerminals()
{
    // Consecutive ports, TCP and UDP: when one of them is taken, others are tried.
    quint16 first = 0;
    std::unique_ptr<QProcess> several;
    for (int attempt = 0; attempt < 5 && first == 0; ++attempt)
        several = m_school->ctl().start(
            QStringLiteral("simulate zk --count 3 --udp --live 60 --logs 5 --serial ROW1 --port %1")
                .arg(test::closedPort())
                .split(u' '),
            &first);
    QVERIFY(first > 0);
    for (int i = 0; i < 3; ++i) {
        const QString name = QStringLiteral("Row%1").arg(i);
        QVERIFY(m_school->addDevice(name, static_cast<quint16>(first + i),
                                    i == 1 ? QStringLiteral("--udp") : QString()));
        const QJsonObject synced =
            m_school->json(QStringLiteral("sync ") + name).array().first().toObject();
        QCOMPARE(synced.value(u"complete").toBool(), true);
        QVERIFY(synced.value(u"read").toInt() >= 5);
    }
    several->kill();
    several->waitForFinished();
}

ROLLCALL_TEST(tst_terminal);
#include "tst_terminal.moc"
