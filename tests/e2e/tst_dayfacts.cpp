// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/factschool.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::FactSchool;

/// The commands that change how days come out: timings, corrections, locks and clocks.
class tst_dayfacts : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_school.reset(); }

    void timingsOfAClass();
    void timingsOfTheSchool();
    void wrongTimingsAreRefused_data();
    void wrongTimingsAreRefused();
    void corrections();
    void lockedMonths();
    void clocks();
    void refusals_data();
    void refusals();
    void trail();

private:
    std::unique_ptr<FactSchool> m_school; ///< one for all: each test takes back what it changed
};

void tst_dayfacts::initTestCase()
{
    m_school = std::make_unique<FactSchool>();
    QVERIFY(m_school->isReady());
}

void tst_dayfacts::timingsOfAClass()
{
    const QJsonObject saved =
        m_school->json(QStringLiteral("timing add school_start=07:30 --class 7 --weekdays Sat,Sun"))
            .object();
    QCOMPARE(saved.value(u"changed").toInt(), 2); // 7-A and 7-B
    QCOMPARE(saved.value(u"days").toInt(), 4);
    QCOMPARE(m_school->status("S2", 16), QStringLiteral("late"));
    QCOMPARE(m_school->status("S2", 15), QStringLiteral("present"));
    QCOMPARE(m_school->status("T1", 16), QStringLiteral("present"));
    QVERIFY(
        m_school->does(QStringLiteral("timing add grace_minutes=60 --person S2 --from 2024-03-16 "
                                      "--to 2024-03-16")));
    QCOMPARE(m_school->status("S2", 16), QStringLiteral("present"));
    const QJsonArray list = m_school->json(QStringLiteral("timing list")).array();
    QCOMPARE(list.size(), 4);
    QCOMPARE(list.at(1)[u"class"].toString(), QStringLiteral("7-A"));
    QCOMPARE(list.at(3)[u"person"].toString(), QStringLiteral("S2"));
    QVERIFY(m_school->run(QStringLiteral("timing list")).out.contains("school_start=07:30"));
    for (const QJsonValue &each : list) {
        if (each[u"id"].isDouble())
            QVERIFY(m_school->does(QStringLiteral("timing remove %1").arg(each[u"id"].toInt())));
    }
    QCOMPARE(m_school->status("S1", 16), QStringLiteral("present"));
}

void tst_dayfacts::timingsOfTheSchool()
{
    const QString add = QStringLiteral("timing add school_start=07:00 --from 2024-03-16");
    QVERIFY(m_school->does(add));
    QCOMPARE(m_school->status("T1", 16), QStringLiteral("late"));
    QCOMPARE(m_school->status("T1", 15), QStringLiteral("present"));
    QVERIFY(m_school->does(QStringLiteral("timing remove 2024-03-16")));
    QCOMPARE(m_school->status("T1", 16), QStringLiteral("present"));
    QCOMPARE(m_school->run(QStringLiteral("timing remove 2024-03-16")).status, 3);
    const CtlAnswer warned = m_school->run(QStringLiteral(
        "timing add time_windows=on in_window=06:30-10:00 --from 2024-03-16 --to 2024-03-16"));
    QCOMPARE(warned.status, 0);
    QVERIFY2(warned.err.contains("Only the In window is set."), warned.err.constData());
    const QJsonArray list = m_school->json(QStringLiteral("timing list")).array();
    QVERIFY(m_school->does(QStringLiteral("timing remove %1").arg(list.last()[u"id"].toInt())));
}

void tst_dayfacts::wrongTimingsAreRefused_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("grace") << "grace_minutes=241" << QByteArray("240");
    QTest::newRow("window") << "time_windows=on in_window=10:00-06:30" << QByteArray("window");
    QTest::newRow("limits") << "half_day_below_minutes=60 absent_below_minutes=120"
                            << QByteArray("below the absent limit");
    QTest::newRow("unknown") << "school_begin=09:00" << QByteArray("no attendance setting named");
    QTest::newRow("no value") << "school_start" << QByteArray("no setting with its value");
}

void tst_dayfacts::wrongTimingsAreRefused()
{
    QFETCH(QString, settings);
    QFETCH(QByteArray, says);
    const CtlAnswer refused =
        m_school->run(QStringLiteral("timing add %1 --class 7").arg(settings));
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains(says), refused.err.constData());
    QCOMPARE(m_school->json(QStringLiteral("timing list")).array().size(), 1);
}

void tst_dayfacts::corrections()
{
    const QJsonObject before = m_school->day("S1", 11);
    const QJsonObject said =
        m_school
            ->json(
                QStringLiteral("correct S1 2024-03-11 --status absent --out 13:00 --reason wrong"))
            .object();
    QCOMPARE(said.value(u"status").toString(), QStringLiteral("absent"));
    const QJsonObject corrected = m_school->day("S1", 11);
    QCOMPARE(corrected.value(u"auto_status").toString(), QStringLiteral("present"));
    QCOMPARE(corrected.value(u"out").toString(), QStringLiteral("2024-03-11 13:00:00"));
    const QJsonArray list =
        m_school->json(QStringLiteral("correct --list --from 2024-03-11")).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first()[u"reason"].toString(), QStringLiteral("wrong"));
    QVERIFY(m_school->does(QStringLiteral("correct --remove S1 2024-03-11")));
    QCOMPARE(m_school->day("S1", 11), before);
    QCOMPARE(m_school->run(QStringLiteral("correct --remove S1 2024-03-11")).status, 3);
}

void tst_dayfacts::lockedMonths()
{
    QVERIFY(m_school->does(QStringLiteral("lock 2024-03 --reason closed")));
    const CtlAnswer corrected =
        m_school->run(QStringLiteral("correct S1 2024-03-11 --status absent --reason late"));
    QCOMPARE(corrected.status, 0);
    QVERIFY(corrected.err.contains("The month is locked"));
    QCOMPARE(m_school->status("S1", 11), QStringLiteral("present"));
    QVERIFY(m_school->day("S1", 11).value(u"flags").toArray().contains(
        QStringLiteral("change_waiting")));
    const QJsonObject month =
        m_school->json(QStringLiteral("lock list")).array().first().toObject();
    QCOMPARE(month.value(u"month").toString(), QStringLiteral("2024-03"));
    QCOMPARE(month.value(u"waiting").toInt(), 1);
    const QJsonArray attention = m_school->json(QStringLiteral("attention")).array();
    QCOMPARE(attention.last()[u"kind"].toString(), QStringLiteral("change_waiting"));
    QCOMPARE(attention.last()[u"cure"].toString(), QStringLiteral("rollcallctl unlock 2024-03"));
    QVERIFY(
        attention.last()[u"text"].toString().startsWith(u"1 record of the locked month 2024-03"));
    QVERIFY(m_school->does(QStringLiteral("unlock 2024-03")));
    QCOMPARE(m_school->status("S1", 11), QStringLiteral("absent"));
    QCOMPARE(m_school->run(QStringLiteral("unlock 2024-03")).status, 3);
    QVERIFY(m_school->does(QStringLiteral("correct --remove S1 2024-03-11")));
}

void tst_dayfacts::clocks()
{
    QVERIFY(m_school->does(QStringLiteral(
        "clock shift Gate --from 2024-03-15 --to 2024-03-15 --minutes=-65 --reason slow")));
    QCOMPARE(m_school->day("S1", 15).value(u"in").toString(),
             QStringLiteral("2024-03-15 07:00:00"));
    QVERIFY(m_school->does(
        QStringLiteral("clock accept Gate --from 2000-01-01 --to 2000-01-02 --reason x")));
    const QJsonArray list = m_school->json(QStringLiteral("clock list")).array();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.first()[u"kind"].toString(), QStringLiteral("accept"));
    QCOMPARE(list.last()[u"minutes"].toInt(), -65);
    for (const QJsonValue &each : list)
        QVERIFY(m_school->does(QStringLiteral("clock remove %1 %2")
                                   .arg(each[u"kind"].toString())
                                   .arg(each[u"id"].toInt())));
    QCOMPARE(m_school->day("S1", 15).value(u"in").toString(),
             QStringLiteral("2024-03-15 08:05:00"));
}

void tst_dayfacts::refusals_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    const auto row = [](const char *command, int status) {
        QTest::newRow(command) << QString::fromLatin1(command) << status;
    };
    row("timing add school_start=09:00 --class 9", 3);
    row("timing add school_start=09:00 --person S9", 3);
    row("timing remove 77", 3);
    row("lock 2024", 2);
    row("lock 2999-01", 2);
    row("correct S1 2024-03-11 --status absent", 2);
    row("correct S1 2024-03-11 --reason x", 2);
    row("correct S1 2024-03-11 --status pending --reason x", 2);
    row("correct S1 2024-03-11 --status gone --reason x", 2);
    row("correct S1 2024-03-11 --in 10:00 --out 09:00 --reason x", 2);
    row("correct S1 2999-01-01 --status absent --reason x", 2);
    row("correct S9 2024-03-11 --status absent --reason x", 3);
    row("clock shift Gate --from 2024-03-15 --to 2024-03-15 --reason x", 2);
    row("clock shift Gate --from 2024-03-15 --to 2024-03-15 --minutes 0 --reason x", 2);
    row("clock accept Gate --from 2024-03-15 --reason x", 2);
    row("clock accept Gate --from 2024-03-15 --to 2024-03-15", 2);
    row("clock accept Nowhere --from 2024-03-15 --to 2024-03-15 --reason x", 3);
    row("clock remove shift 77", 3);
}

void tst_dayfacts::refusals()
{
    QFETCH(QString, command);
    QFETCH(int, status);
    const QVariant lines =
        m_school->ctl().value(QStringLiteral("SELECT COUNT(*) FROM audit_entry"));
    const CtlAnswer answer = m_school->run(command);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.err.trimmed().count('\n'), 0);
    QVERIFY(answer.err.size() > 20);
    QCOMPARE(m_school->ctl().value(QStringLiteral("SELECT COUNT(*) FROM audit_entry")), lines);
}

void tst_dayfacts::trail()
{
    const QStringList words = m_school->trail();
    for (const char *word :
         {"timing.save", "timing.remove", "timing_assignment.add", "timing_assignment.remove",
          "correction.add", "correction.remove", "month.lock", "month.unlock", "clock.add_shift",
          "clock.add_accept", "clock.remove_shift", "clock.remove_accept"})
        QVERIFY2(words.contains(QLatin1String(word)), word);
}

ROLLCALL_TEST(tst_dayfacts);
#include "tst_dayfacts.moc"
