// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;

/// The commands that change the calendar, timings, corrections and clocks, on a school with the
/// pupils S1 of class 7-A and S2 of 7-B and the teacher T1. Everybody punched at 08:05 on each day
/// of the week from Monday, 11 March 2024, and school begins at 08:00 with ten minutes of grace.
class tst_facts : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_ctl.reset(); }

    void holidays();
    void holidayFiles();
    void weeklyOffs();
    void leaves();
    void leaveTypes();
    void timingsOfAClass();
    void timingsOfTheSchool();
    void wrongTimingsAreRefused_data();
    void wrongTimingsAreRefused();
    void closedDays();
    void corrections();
    void lockedMonths();
    void clocks();
    void refusals_data();
    void refusals();
    void trail();

private:
    CtlAnswer run(const QString &command) const { return m_ctl->run(command.split(u' ')); }
    QJsonDocument json(const QString &command) const
    {
        const CtlAnswer answer = run(QStringLiteral("--json ") + command);
        if (answer.status != 0)
            qWarning("%s: %s", qPrintable(command), answer.err.constData());
        return answer.json();
    }
    bool does(const QString &command) const
    {
        const CtlAnswer answer = run(command);
        return answer.status == 0 || (qWarning("%s", answer.err.constData()), false);
    }
    QJsonObject day(const char *person, int dayOfMarch) const
    {
        return json(QStringLiteral("attendance --date 2024-03-%1 --person %2")
                        .arg(dayOfMarch)
                        .arg(QLatin1String(person)))
            .array()
            .first()
            .toObject();
    }
    QString status(const char *person, int dayOfMarch) const
    {
        return day(person, dayOfMarch).value(u"status").toString();
    }
    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(m_ctl->folder() + u'/' + QLatin1String(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
                   ? file.fileName()
                   : QString();
    }

    std::unique_ptr<CtlRunner> m_ctl;
};

void tst_facts::initTestCase()
{
    m_ctl = std::make_unique<CtlRunner>(Engine::Sqlite);
    QVERIFY(does(QStringLiteral("init --school Hill --time-zone Asia/Kolkata --start 08:00 "
                                "--grace 10")));
    const QString people = write("people.csv", "number,name,kind,class,section\n"
                                               "S1,Asha,student,7,A\nS2,Ravi,student,7,B\n"
                                               "T1,Meera,staff,,\n");
    QVERIFY(does(QStringLiteral("people import ") + people));
    QVERIFY(does(QStringLiteral("device add --name Gate --mode agent --ip 127.0.0.1")));
    QByteArray log;
    for (int day = 11; day <= 17; ++day) {
        for (const char *user : {"1", "2", "3"})
            log += QByteArray(user) + "\t2024-03-" + QByteArray::number(day) + " 08:05:00\t1\t0\n";
    }
    QVERIFY(does(QStringLiteral("import-log Gate ") + write("attlog.dat", log)));
    for (const char *mapping : {"1 S1", "2 S2", "3 T1"})
        QVERIFY(does(QStringLiteral("map set Gate ") + QLatin1String(mapping)));
    QCOMPARE(status("S1", 12), QStringLiteral("present"));
}

void tst_facts::holidays()
{
    const QString add = QStringLiteral("holiday add 2024-03-12 Holi --to 2024-03-13 --for student");
    QCOMPARE(json(add).object(), (QJsonObject{{QStringLiteral("changed"), 2},
                                              {QStringLiteral("unchanged"), 0},
                                              {QStringLiteral("days"), 4}}));
    QCOMPARE(status("S1", 12), QStringLiteral("holiday"));
    QCOMPARE(status("T1", 12), QStringLiteral("present"));
    QCOMPARE(json(add).object().value(u"unchanged").toInt(), 2);
    const QJsonArray list = json(QStringLiteral("holiday list --from 2024-03-13")).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first().toObject().value(u"applies_to").toString(), QStringLiteral("student"));
    QVERIFY(run(QStringLiteral("holiday list")).out.contains("2024-03-12  Holi  student"));
    QVERIFY(does(QStringLiteral("holiday remove 2024-03-12 --reason moved")));
    QVERIFY(does(QStringLiteral("holiday remove %1").arg(list.first()[u"id"].toInt())));
    QCOMPARE(status("S1", 12), QStringLiteral("present"));
    QCOMPARE(run(QStringLiteral("holiday remove 2024-03-12")).status, 3);
}

void tst_facts::holidayFiles()
{
    const QString broken = write("broken.csv", "date,name\n2024-03-12,Holi\n12.3.2024,Holi\n");
    const CtlAnswer refused = run(QStringLiteral("holiday import ") + broken);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("Line 3 has no date"), refused.err.constData());
    QCOMPARE(json(QStringLiteral("holiday list")).array().size(), 0);
    const QString csv = write("days.csv", "date,name,applies_to\n2024-03-12,Holi,staff\n");
    QCOMPARE(json(QStringLiteral("holiday import ") + csv).object().value(u"changed").toInt(), 1);
    QCOMPARE(status("T1", 12), QStringLiteral("holiday"));
    const QString ics = write("days.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"
                                          "UID:1\r\nDTSTART;VALUE=DATE:20200314\r\n"
                                          "RRULE:FREQ=YEARLY\r\nSUMMARY:Pi Day\r\n"
                                          "END:VEVENT\r\nEND:VCALENDAR\r\n");
    const QString import = QStringLiteral("holiday import %1 --from 2024-01-01 --to 2025-12-31");
    QCOMPARE(json(import.arg(ics)).object().value(u"changed").toInt(), 2);
    QCOMPARE(json(import.arg(ics)).object().value(u"unchanged").toInt(), 2);
    QCOMPARE(status("S1", 14), QStringLiteral("holiday"));
    for (const QJsonValue &each : json(QStringLiteral("holiday list")).array())
        QVERIFY(does(QStringLiteral("holiday remove %1").arg(each[u"id"].toInt())));
    QCOMPARE(status("S1", 14), QStringLiteral("present"));
}

void tst_facts::weeklyOffs()
{
    QVERIFY(does(QStringLiteral("weekly-off add sunday --from 2024-03-01")));
    QCOMPARE(status("S1", 17), QStringLiteral("week_off"));
    const QJsonObject off = json(QStringLiteral("weekly-off list")).array().first().toObject();
    QCOMPARE(off.value(u"weekday").toInt(), 7);
    QCOMPARE(off.value(u"from").toString(), QStringLiteral("2024-03-01"));
    const QString remove = QStringLiteral("weekly-off remove %1").arg(off.value(u"id").toInt());
    QVERIFY(does(remove + QStringLiteral(" --from 2024-03-17")));
    QCOMPARE(status("S1", 17), QStringLiteral("present"));
    QVERIFY(does(remove));
    QCOMPARE(json(QStringLiteral("weekly-off list")).array().size(), 0);
    QCOMPARE(run(remove).status, 3);
}

void tst_facts::leaves()
{
    QVERIFY(does(QStringLiteral("leave add S1 2024-03-13 2024-03-14 --type sick --reason note")));
    QCOMPARE(status("S1", 14), QStringLiteral("leave"));
    QVERIFY(does(QStringLiteral("leave add S2 2024-03-13 --part first_half")));
    QCOMPARE(status("S2", 13), QStringLiteral("half_day"));
    const CtlAnswer overlap = run(QStringLiteral("leave add S1 2024-03-14 2024-03-15"));
    QCOMPARE(overlap.status, 1);
    QVERIFY2(overlap.err.contains("S1 has another leave from 2024-03-13 to 2024-03-14"),
             overlap.err.constData());
    const QJsonArray list = json(QStringLiteral("leave list --person S1")).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first()[u"type"].toString(), QStringLiteral("sick"));
    for (const QJsonValue &each : json(QStringLiteral("leave list")).array())
        QVERIFY(does(QStringLiteral("leave remove %1").arg(each[u"id"].toInt())));
    QCOMPARE(status("S1", 14), QStringLiteral("present"));
    QCOMPARE(status("S2", 13), QStringLiteral("present"));
}

void tst_facts::leaveTypes()
{
    QVERIFY(does(QStringLiteral("leave type exam --name Exams --counts-as-present yes")));
    QVERIFY(does(QStringLiteral("leave type suspended --offered no")));
    QHash<QString, QJsonObject> types;
    for (const QJsonValue &each : json(QStringLiteral("leave types")).array())
        types.insert(each[u"type"].toString(), each.toObject());
    QVERIFY(types[QStringLiteral("exam")].value(u"counts_as_present").toBool());
    QVERIFY(types[QStringLiteral("official_duty")].value(u"counts_as_present").toBool());
    QVERIFY(!types[QStringLiteral("suspended")].value(u"excused").toBool());
    const CtlAnswer refused = run(QStringLiteral("leave add S1 2024-03-14 --type suspended"));
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.err.contains("no reason for a leave"));
}

void tst_facts::timingsOfAClass()
{
    const QJsonObject saved =
        json(QStringLiteral("timing add school_start=07:30 --class 7 --weekdays Sat,Sun")).object();
    QCOMPARE(saved.value(u"changed").toInt(), 2); // 7-A and 7-B
    QCOMPARE(saved.value(u"days").toInt(), 4);
    QCOMPARE(status("S2", 16), QStringLiteral("late"));
    QCOMPARE(status("S2", 15), QStringLiteral("present"));
    QCOMPARE(status("T1", 16), QStringLiteral("present"));
    QVERIFY(does(QStringLiteral("timing add grace_minutes=60 --person S2 --from 2024-03-16 "
                                "--to 2024-03-16")));
    QCOMPARE(status("S2", 16), QStringLiteral("present"));
    const QJsonArray list = json(QStringLiteral("timing list")).array();
    QCOMPARE(list.size(), 4);
    QCOMPARE(list.at(1)[u"class"].toString(), QStringLiteral("7-A"));
    QCOMPARE(list.at(3)[u"person"].toString(), QStringLiteral("S2"));
    QVERIFY(run(QStringLiteral("timing list")).out.contains("school_start=07:30"));
    for (const QJsonValue &each : list) {
        if (each[u"id"].isDouble())
            QVERIFY(does(QStringLiteral("timing remove %1").arg(each[u"id"].toInt())));
    }
    QCOMPARE(status("S1", 16), QStringLiteral("present"));
}

void tst_facts::timingsOfTheSchool()
{
    const QString add = QStringLiteral("timing add school_start=07:00 --from 2024-03-16");
    QVERIFY(does(add));
    QCOMPARE(status("T1", 16), QStringLiteral("late"));
    QCOMPARE(status("T1", 15), QStringLiteral("present"));
    QVERIFY(does(QStringLiteral("timing remove 2024-03-16")));
    QCOMPARE(status("T1", 16), QStringLiteral("present"));
    QCOMPARE(run(QStringLiteral("timing remove 2024-03-16")).status, 3);
    const CtlAnswer warned = run(QStringLiteral(
        "timing add time_windows=on in_window=06:30-10:00 --from 2024-03-16 --to 2024-03-16"));
    QCOMPARE(warned.status, 0);
    QVERIFY2(warned.err.contains("Only the In window is set."), warned.err.constData());
    const QJsonArray list = json(QStringLiteral("timing list")).array();
    QVERIFY(does(QStringLiteral("timing remove %1").arg(list.last()[u"id"].toInt())));
}

void tst_facts::wrongTimingsAreRefused_data()
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

void tst_facts::wrongTimingsAreRefused()
{
    QFETCH(QString, settings);
    QFETCH(QByteArray, says);
    const CtlAnswer refused = run(QStringLiteral("timing add %1 --class 7").arg(settings));
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains(says), refused.err.constData());
    QCOMPARE(json(QStringLiteral("timing list")).array().size(), 1);
}

void tst_facts::closedDays()
{
    // The terminal was never read over the network, so nobody is called absent.
    QCOMPARE(status("S1", 20), QStringLiteral("pending"));
    QCOMPARE(run(QStringLiteral("close-day 2024-03-20")).status, 2);
    QVERIFY(does(QStringLiteral("close-day 2024-03-20 --reason stick")));
    QCOMPARE(status("S1", 20), QStringLiteral("absent"));
    const QJsonObject closed = json(QStringLiteral("close-day list")).array().first().toObject();
    QCOMPARE(closed.value(u"date").toString(), QStringLiteral("2024-03-20"));
    QCOMPARE(closed.value(u"reason").toString(), QStringLiteral("stick"));
    QVERIFY(does(QStringLiteral("close-day remove 2024-03-20")));
    QCOMPARE(status("S1", 20), QStringLiteral("pending"));
}

void tst_facts::corrections()
{
    const QJsonObject before = day("S1", 11);
    const QJsonObject said =
        json(QStringLiteral("correct S1 2024-03-11 --status absent --out 13:00 --reason wrong"))
            .object();
    QCOMPARE(said.value(u"status").toString(), QStringLiteral("absent"));
    const QJsonObject corrected = day("S1", 11);
    QCOMPARE(corrected.value(u"auto_status").toString(), QStringLiteral("present"));
    QCOMPARE(corrected.value(u"out").toString(), QStringLiteral("2024-03-11 13:00:00"));
    const QJsonArray list = json(QStringLiteral("correct --list --from 2024-03-11")).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first()[u"reason"].toString(), QStringLiteral("wrong"));
    QVERIFY(does(QStringLiteral("correct --remove S1 2024-03-11")));
    QCOMPARE(day("S1", 11), before);
    QCOMPARE(run(QStringLiteral("correct --remove S1 2024-03-11")).status, 3);
}

void tst_facts::lockedMonths()
{
    QVERIFY(does(QStringLiteral("lock 2024-03 --reason closed")));
    const CtlAnswer corrected =
        run(QStringLiteral("correct S1 2024-03-11 --status absent --reason late"));
    QCOMPARE(corrected.status, 0);
    QVERIFY(corrected.err.contains("The month is locked"));
    QCOMPARE(status("S1", 11), QStringLiteral("present"));
    QVERIFY(day("S1", 11).value(u"flags").toArray().contains(QStringLiteral("change_waiting")));
    const QJsonObject month = json(QStringLiteral("lock list")).array().first().toObject();
    QCOMPARE(month.value(u"month").toString(), QStringLiteral("2024-03"));
    QCOMPARE(month.value(u"waiting").toInt(), 1);
    QVERIFY(does(QStringLiteral("unlock 2024-03")));
    QCOMPARE(status("S1", 11), QStringLiteral("absent"));
    QCOMPARE(run(QStringLiteral("unlock 2024-03")).status, 3);
    QVERIFY(does(QStringLiteral("correct --remove S1 2024-03-11")));
}

void tst_facts::clocks()
{
    QVERIFY(does(QStringLiteral(
        "clock shift Gate --from 2024-03-15 --to 2024-03-15 --minutes=-65 --reason slow")));
    QCOMPARE(day("S1", 15).value(u"in").toString(), QStringLiteral("2024-03-15 07:00:00"));
    QVERIFY(does(QStringLiteral("clock accept Gate --from 2000-01-01 --to 2000-01-02 --reason x")));
    const QJsonArray list = json(QStringLiteral("clock list")).array();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.first()[u"kind"].toString(), QStringLiteral("accept"));
    QCOMPARE(list.last()[u"minutes"].toInt(), -65);
    for (const QJsonValue &each : list)
        QVERIFY(does(QStringLiteral("clock remove %1 %2")
                         .arg(each[u"kind"].toString())
                         .arg(each[u"id"].toInt())));
    QCOMPARE(day("S1", 15).value(u"in").toString(), QStringLiteral("2024-03-15 08:05:00"));
}

void tst_facts::refusals_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    const auto row = [](const char *command, int status) {
        QTest::newRow(command) << QString::fromLatin1(command) << status;
    };
    row("holiday add tomorrow Holi", 2);
    row("holiday add 2024-03-12 Holi --for parents", 2);
    row("holiday add 2024-03-12 Holi --to 2024-03-11", 2);
    row("holiday import nowhere.csv", 2);
    row("weekly-off add Funday", 2);
    row("weekly-off remove 77", 3);
    row("leave add S9 2024-03-12", 3);
    row("leave add S1 2024-03-12 2024-03-11", 2);
    row("leave add S1 2024-03-12 --part third", 2);
    row("timing add school_start=09:00 --class 9", 3);
    row("timing add school_start=09:00 --person S9", 3);
    row("timing remove 77", 3);
    row("lock 2024", 2);
    row("lock 2999-01", 2);
    row("close-day 2999-01-01 --reason x", 2);
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

void tst_facts::refusals()
{
    QFETCH(QString, command);
    QFETCH(int, status);
    const QVariant lines = m_ctl->value(QStringLiteral("SELECT COUNT(*) FROM audit_entry"));
    const CtlAnswer answer = run(command);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.err.trimmed().count('\n'), 0);
    QVERIFY(answer.err.size() > 20);
    QCOMPARE(m_ctl->value(QStringLiteral("SELECT COUNT(*) FROM audit_entry")), lines);
}

void tst_facts::trail()
{
    QStringList words;
    for (const QJsonValue &each : json(QStringLiteral("audit")).array()) {
        QVERIFY(!each[u"author"].toString().isEmpty());
        words.append(each[u"what"].toString());
    }
    for (const char *word : {"holiday.add",
                             "holiday.remove",
                             "weekly_off.add",
                             "weekly_off.end",
                             "leave.add",
                             "leave.remove",
                             "leave_reason.save",
                             "timing.save",
                             "timing.remove",
                             "timing_assignment.add",
                             "timing_assignment.remove",
                             "day.close",
                             "day.reopen",
                             "correction.add",
                             "correction.remove",
                             "month.lock",
                             "month.unlock",
                             "clock.add_shift",
                             "clock.add_accept",
                             "clock.remove_shift",
                             "clock.remove_accept"})
        QVERIFY2(words.contains(QLatin1String(word)), word);
    QVERIFY(run(QStringLiteral("audit")).out.contains("(stick)"));
    QCOMPARE(json(QStringLiteral("audit --from 2999-01-01")).array().size(), 0);
    QCOMPARE(json(QStringLiteral("audit --to 2024-03-31")).array().size(), 0);
}

ROLLCALL_TEST(tst_facts);
#include "tst_facts.moc"
