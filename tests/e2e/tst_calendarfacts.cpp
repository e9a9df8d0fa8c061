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

/// The commands that change the calendar: holidays, weekly offs, leaves and closed days.
class tst_calendarfacts : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_school.reset(); }

    void holidays();
    void holidayFiles();
    void weeklyOffs();
    void leaves();
    void leaveTypes();
    void closedDays();
    void refusals_data();
    void refusals();
    void trail();

private:
    std::unique_ptr<FactSchool> m_school; ///< one for all: each test takes back what it changed
};

void tst_calendarfacts::initTestCase()
{
    m_school = std::make_unique<FactSchool>();
    QVERIFY(m_school->isReady());
}

void tst_calendarfacts::holidays()
{
    const QString add = QStringLiteral("holiday add 2024-03-12 Holi --to 2024-03-13 --for student");
    QCOMPARE(m_school->json(add).object(), (QJsonObject{{QStringLiteral("changed"), 2},
                                                        {QStringLiteral("unchanged"), 0},
                                                        {QStringLiteral("days"), 4}}));
    QCOMPARE(m_school->status("S1", 12), QStringLiteral("holiday"));
    QCOMPARE(m_school->status("T1", 12), QStringLiteral("present"));
    QCOMPARE(m_school->json(add).object().value(u"unchanged").toInt(), 2);
    const QJsonArray list =
        m_school->json(QStringLiteral("holiday list --from 2024-03-13")).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first().toObject().value(u"applies_to").toString(), QStringLiteral("student"));
    QVERIFY(
        m_school->run(QStringLiteral("holiday list")).out.contains("2024-03-12  Holi  student"));
    QVERIFY(m_school->does(QStringLiteral("holiday remove 2024-03-12 --reason moved")));
    QVERIFY(m_school->does(QStringLiteral("holiday remove %1").arg(list.first()[u"id"].toInt())));
    QCOMPARE(m_school->status("S1", 12), QStringLiteral("present"));
    QCOMPARE(m_school->run(QStringLiteral("holiday remove 2024-03-12")).status, 3);
}

void tst_calendarfacts::holidayFiles()
{
    const QString broken =
        m_school->write("broken.csv", "date,name\n2024-03-12,Holi\n12.3.2024,Holi\n");
    const CtlAnswer refused = m_school->run(QStringLiteral("holiday import ") + broken);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("Line 3 has no date"), refused.err.constData());
    QCOMPARE(m_school->json(QStringLiteral("holiday list")).array().size(), 0);
    const QString csv =
        m_school->write("days.csv", "date,name,applies_to\n2024-03-12,Holi,staff\n");
    QCOMPARE(
        m_school->json(QStringLiteral("holiday import ") + csv).object().value(u"changed").toInt(),
        1);
    QCOMPARE(m_school->status("T1", 12), QStringLiteral("holiday"));
    const QString ics =
        m_school->write("days.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"
                                    "UID:1\r\nDTSTART;VALUE=DATE:20200314\r\n"
                                    "RRULE:FREQ=YEARLY\r\nSUMMARY:Pi Day\r\n"
                                    "END:VEVENT\r\nEND:VCALENDAR\r\n");
    const QString import = QStringLiteral("holiday import %1 --from 2024-01-01 --to 2025-12-31");
    QCOMPARE(m_school->json(import.arg(ics)).object().value(u"changed").toInt(), 2);
    QCOMPARE(m_school->json(import.arg(ics)).object().value(u"unchanged").toInt(), 2);
    QCOMPARE(m_school->status("S1", 14), QStringLiteral("holiday"));
    for (const QJsonValue &each : m_school->json(QStringLiteral("holiday list")).array())
        QVERIFY(m_school->does(QStringLiteral("holiday remove %1").arg(each[u"id"].toInt())));
    QCOMPARE(m_school->status("S1", 14), QStringLiteral("present"));
}

void tst_calendarfacts::weeklyOffs()
{
    QVERIFY(m_school->does(QStringLiteral("weekly-off add sunday --from 2024-03-01")));
    QCOMPARE(m_school->status("S1", 17), QStringLiteral("week_off"));
    const QJsonObject off =
        m_school->json(QStringLiteral("weekly-off list")).array().first().toObject();
    QCOMPARE(off.value(u"weekday").toInt(), 7);
    QCOMPARE(off.value(u"from").toString(), QStringLiteral("2024-03-01"));
    const QString remove = QStringLiteral("weekly-off remove %1").arg(off.value(u"id").toInt());
    QVERIFY(m_school->does(remove + QStringLiteral(" --from 2024-03-17")));
    QCOMPARE(m_school->status("S1", 17), QStringLiteral("present"));
    QVERIFY(m_school->does(remove));
    QCOMPARE(m_school->json(QStringLiteral("weekly-off list")).array().size(), 0);
    QCOMPARE(m_school->run(remove).status, 3);
}

void tst_calendarfacts::leaves()
{
    QVERIFY(m_school->does(
        QStringLiteral("leave add S1 2024-03-13 2024-03-14 --type sick --reason note")));
    QCOMPARE(m_school->status("S1", 14), QStringLiteral("leave"));
    QVERIFY(m_school->does(QStringLiteral("leave add S2 2024-03-13 --part first_half")));
    QCOMPARE(m_school->status("S2", 13), QStringLiteral("half_day"));
    const CtlAnswer overlap = m_school->run(QStringLiteral("leave add S1 2024-03-14 2024-03-15"));
    QCOMPARE(overlap.status, 1);
    QVERIFY2(overlap.err.contains("S1 has another leave from 2024-03-13 to 2024-03-14"),
             overlap.err.constData());
    const QJsonArray list = m_school->json(QStringLiteral("leave list --person S1")).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first()[u"type"].toString(), QStringLiteral("sick"));
    for (const QJsonValue &each : m_school->json(QStringLiteral("leave list")).array())
        QVERIFY(m_school->does(QStringLiteral("leave remove %1").arg(each[u"id"].toInt())));
    QCOMPARE(m_school->status("S1", 14), QStringLiteral("present"));
    QCOMPARE(m_school->status("S2", 13), QStringLiteral("present"));
}

void tst_calendarfacts::leaveTypes()
{
    QVERIFY(m_school->does(QStringLiteral("leave type exam --name Exams --counts-as-present yes")));
    QVERIFY(m_school->does(QStringLiteral("leave type suspended --offered no")));
    QHash<QString, QJsonObject> types;
    for (const QJsonValue &each : m_school->json(QStringLiteral("leave types")).array())
        types.insert(each[u"type"].toString(), each.toObject());
    QVERIFY(types[QStringLiteral("exam")].value(u"counts_as_present").toBool());
    QVERIFY(types[QStringLiteral("official_duty")].value(u"counts_as_present").toBool());
    QVERIFY(!types[QStringLiteral("suspended")].value(u"excused").toBool());
    const CtlAnswer refused =
        m_school->run(QStringLiteral("leave add S1 2024-03-14 --type suspended"));
    QCOMPARE(refused.status, 2);
    QVERIFY(refused.err.contains("no reason for a leave"));
}

void tst_calendarfacts::closedDays()
{
    // The terminal was never read over the network, so nobody is called absent.
    QCOMPARE(m_school->status("S1", 20), QStringLiteral("pending"));
    QCOMPARE(m_school->run(QStringLiteral("close-day 2024-03-20")).status, 2);
    QVERIFY(m_school->does(QStringLiteral("close-day 2024-03-20 --reason stick")));
    QCOMPARE(m_school->status("S1", 20), QStringLiteral("absent"));
    const QJsonObject closed =
        m_school->json(QStringLiteral("close-day list")).array().first().toObject();
    QCOMPARE(closed.value(u"date").toString(), QStringLiteral("2024-03-20"));
    QCOMPARE(closed.value(u"reason").toString(), QStringLiteral("stick"));
    QVERIFY(m_school->does(QStringLiteral("close-day remove 2024-03-20")));
    QCOMPARE(m_school->status("S1", 20), QStringLiteral("pending"));
}

void tst_calendarfacts::refusals_data()
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
    row("close-day 2999-01-01 --reason x", 2);
}

void tst_calendarfacts::refusals()
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

void tst_calendarfacts::trail()
{
    const QStringList words = m_school->trail();
    for (const char *word :
         {"holiday.add", "holiday.remove", "weekly_off.add", "weekly_off.end", "leave.add",
          "leave.remove", "leave_reason.save", "day.close", "day.reopen"})
        QVERIFY2(words.contains(QLatin1String(word)), word);
    QVERIFY(m_school->run(QStringLiteral("audit")).out.contains("(stick)"));
    QCOMPARE(m_school->json(QStringLiteral("audit --from 2999-01-01")).array().size(), 0);
    QCOMPARE(m_school->json(QStringLiteral("audit --to 2024-03-31")).array().size(), 0);
}

ROLLCALL_TEST(tst_calendarfacts);
#include "tst_calendarfacts.moc"
