// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "core/rules/sessions.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::punches;
using rollcall::test::settings;
using rollcall::test::thursdayInput;

/// Two marks a day (attendance-rules.md, section 12), from the engine's own records.
class tst_sessions : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void marks_data();
    void marks();
    void withoutSplitBothCount();
    void countsThoseThere();
};

void tst_sessions::marks_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("facts");
    QTest::addColumn<QString>("expected"); ///< England's two marks
    const auto row = [](const char *name, const char *words, const char *facts,
                        const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(words) << QString::fromLatin1(facts)
                            << QString::fromLatin1(expected);
    };
    row("both", "07:55 14:00", "", "/\\");
    row("late", "08:20 14:00", "", "L\\");
    row("after the register closed", "09:31 14:00", "", "U\\");
    row("last minute before the split", "11:59 14:00", "", "U\\");
    row("came at the split", "12:00 14:00", "", "N\\");
    row("left at the split", "07:55 12:00", "", "/N");
    row("left just after the split", "07:55 12:01", "", "/\\");
    row("no OUT", "07:55", "", "/\\");
    row("no OUT, came in the afternoon", "12:30", "", "N\\");
    row("no IN, left in the afternoon", "14:00/out", "", "/\\");
    row("no IN, left before the split", "11:00/out", "", "NN");
    row("nobody came", "", "", "NN");
    row("leave", "07:55 14:00", "leave", "VV");
    row("holiday", "07:55 14:00", "holiday", "##");
    row("weekly off", "", "off", "##");
    row("not yet in", "", "early", "--");
    row("corrected to present", "", "present", "/\\");
    row("corrected to late", "", "late", "/\\");
    row("corrected to absent", "07:55 14:00", "absent", "NN");
    row("corrected to half a day, by times", "12:30 14:00", "half_day", "N\\");
    row("corrected to half a day, no times", "", "half_day", "/N");
    row("corrected to half a day, all day there", "07:55 14:00", "half_day", "/N");
}

void tst_sessions::marks()
{
    QFETCH(QString, words);
    QFETCH(QString, facts);
    QFETCH(QString, expected);
    DayInput input = thursdayInput(
        settings(QStringLiteral("{'school_start': '08:00', 'grace_minutes': 15, 'register_close': "
                                "'09:30', 'half_day_split': '12:00'}")),
        punches(words));
    if (facts == u"leave")
        input.leave = LeavePart::Full;
    else if (facts == u"holiday" || facts == u"off")
        input.off = facts == u"off" ? OffDay::WeeklyOff : OffDay::Holiday;
    else if (facts == u"early")
        input.now = rollcall::test::at(QStringLiteral("07:00"));
    else if (!facts.isEmpty())
        input.correction = StatusCorrection{statusFromWord(facts).value(), {}, {}};
    const DayRecord record = AttendanceEngine().computeDay(input).record.value();
    const Sessions found = sessionsOf(record, input.settings.policy());
    QCOMPARE(QString(englishMark(found.morning, true) + englishMark(found.afternoon, false)),
             expected);
}

void tst_sessions::withoutSplitBothCount()
{
    const DayInput input = thursdayInput({}, punches(QStringLiteral("12:30 12:40")));
    const DayRecord record = AttendanceEngine().computeDay(input).record.value();
    QCOMPARE(sessionsOf(record, input.settings.policy()),
             (Sessions{SessionMark::Present, SessionMark::Present}));
}

void tst_sessions::countsThoseThere()
{
    for (const SessionMark mark :
         {SessionMark::Present, SessionMark::Late, SessionMark::AfterClose})
        QVERIFY(countsAsThere(mark));
    for (const SessionMark mark :
         {SessionMark::Absent, SessionMark::Leave, SessionMark::Closed, SessionMark::NotDecided})
        QVERIFY(!countsAsThere(mark));
}

ROLLCALL_TEST(tst_sessions);
#include "tst_sessions.moc"
