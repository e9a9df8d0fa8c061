// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/terminalschool.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::TerminalSchool;

/// The file of a USB stick beside the network (cli.md, import-log).
class tst_stick : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase() { m_school = std::make_unique<TerminalSchool>(); }
    void cleanupTestCase() { m_school.reset(); }

    void whatCameOverTheNetworkIsADuplicate();
    void newPunchesAreDays();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();

private:
    QString write(const QByteArray &bytes) const;
    std::unique_ptr<TerminalSchool> m_school;
};

QString tst_stick::write(const QByteArray &bytes) const
{
    const QString path = m_school->ctl().folder() + QStringLiteral("/attlog.dat");
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

void tst_stick::whatCameOverTheNetworkIsADuplicate()
{
    QVERIFY(m_school->addTerminal(QStringLiteral("Gate"),
                                  QStringLiteral("--users 20 --logs 2000 --seed 7")));
    const QJsonObject synced =
        m_school->json(QStringLiteral("sync Gate")).array().first().toObject();
    QCOMPARE(synced.value(u"new").toInt(), 2000);
    QByteArray file;
    for (const QVariantList &row : m_school->ctl().rows(
             QStringLiteral("SELECT user_id, timestamp, state, verify FROM raw_log")))
        file += QStringLiteral("%1\t%2\t1\t%3\t%4\t0\r\n")
                    .arg(row.at(0).toString(), 9)
                    .arg(row.at(1).toString(), row.at(2).toString(), row.at(3).toString())
                    .toLatin1();
    file += "   1\t2026-07-01 08:00\t1\t0\t1\t0\r\n"
            "   1\t2026-02-30 08:00:00\t1\t0\t1\t0\r\n"
            "the end\r\n\x1a";
    const QString path = write(file);
    QJsonObject imported = m_school->json(QStringLiteral("import-log Gate ") + path).object();
    QVERIFY(imported.take(u"seconds").toDouble(-1) >= 0);
    QCOMPARE(imported, (QJsonObject{{QStringLiteral("device"), QStringLiteral("Gate")},
                                    {QStringLiteral("ok"), true},
                                    {QStringLiteral("read"), 2003},
                                    {QStringLiteral("new"), 1},
                                    {QStringLiteral("duplicate"), 2000},
                                    {QStringLiteral("unmapped"), 1},
                                    {QStringLiteral("set_aside"), 2},
                                    {QStringLiteral("clock_suspect"), 0},
                                    {QStringLiteral("complete"), true},
                                    {QStringLiteral("error"), QJsonValue()}}));
    const CtlAnswer again = m_school->run(QStringLiteral("import-log Gate ") + path);
    QCOMPARE(again.status, 0);
    QVERIFY2(again.out.contains("read 2003, new 0, duplicate 2003"), again.out.constData());
    const QJsonArray aside = m_school->json(QStringLiteral("logs --set-aside")).array();
    QCOMPARE(aside.size(), 2);
    QCOMPARE(aside.at(0).toObject().value(u"reason").toString(), QStringLiteral("invalid_date"));
    QCOMPARE(aside.at(1).toObject().value(u"raw_text").toString(), QStringLiteral("the end"));
    const CtlAnswer plain = m_school->run(QStringLiteral("logs --set-aside --device Gate"));
    QCOMPARE(plain.out.count('\n'), 3);
    QCOMPARE(m_school->ctl()
                 .value(QStringLiteral("SELECT source FROM sync_session ORDER BY id DESC LIMIT 1"))
                 .toString(),
             QStringLiteral("file"));
    // And the other way round: the network brings what the stick brought.
    QCOMPARE(m_school->json(QStringLiteral("sync Gate"))
                 .array()
                 .first()
                 .toObject()
                 .value(u"new")
                 .toInt(-1),
             0);
}

void tst_stick::newPunchesAreDays()
{
    QCOMPARE(m_school->run(QStringLiteral("device add --name Door --mode push")).status, 0);
    const QString people = m_school->ctl().folder() + QStringLiteral("/people.csv");
    QFile file(people);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("number,name\nP1,Zoe\n");
    file.close();
    QCOMPARE(m_school->run(QStringLiteral("people import ") + people).status, 0);
    QCOMPARE(m_school->run(QStringLiteral("map set Door 007 P1")).status, 0);
    const QString path = write("007 2026-03-12 07:55:12 1 0\n007 2026-03-12 13:02:00 1 1\n");
    QCOMPARE(m_school->run(QStringLiteral("import-log Door ") + path).status, 0);
    const QJsonObject day =
        m_school->json(QStringLiteral("attendance --date 2026-03-12")).array().first().toObject();
    QCOMPARE(day.value(u"person").toString(), QStringLiteral("P1"));
    QVERIFY2(day.value(u"in").toString().contains(QStringLiteral("07:55")),
             qPrintable(day.value(u"in").toString()));
}

void tst_stick::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no such file") << QStringLiteral("import-log Yard missing.dat") << 2
                                  << QStringLiteral("cannot be read");
    QTest::newRow("a program") << QStringLiteral("import-log Yard " ROLLCALL_CTL) << 1
                               << QStringLiteral("not a text file");
    QTest::newRow("another text") << QStringLiteral("import-log Yard %1/rollcall.ini") << 1
                                  << QStringLiteral("No line of this file is a punch");
    QTest::newRow("no such device") << QStringLiteral("import-log Nowhere missing.dat") << 3
                                    << QStringLiteral("There is no device");
    QTest::newRow("no such outcome")
        << QStringLiteral("logs --outcome maybe") << 2 << QStringLiteral("no outcome");
    QTest::newRow("set aside of no such device")
        << QStringLiteral("logs --set-aside --device Nowhere") << 3
        << QStringLiteral("There is no device");
}

void tst_stick::tellsWhatIsWrong()
{
    QFETCH(QString, command);
    QFETCH(int, status);
    QFETCH(QString, sentence);
    if (m_school->run(QStringLiteral("device show Yard")).status != 0)
        QVERIFY(m_school->addDevice(QStringLiteral("Yard"), 4370));
    QFile text(m_school->ctl().dataFolder() + QStringLiteral("/rollcall.ini"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("[database]\nurl=\n") > 0);
    text.close();
    if (command.contains(u'%'))
        command = command.arg(m_school->ctl().dataFolder());
    const CtlAnswer answer = m_school->run(command);
    QVERIFY2(answer.status == status, answer.err.constData());
    QVERIFY2(answer.err.contains(sentence.toUtf8()), answer.err.constData());
    QVERIFY(answer.out.isEmpty());
}

ROLLCALL_TEST(tst_stick);
#include "tst_stick.moc"
