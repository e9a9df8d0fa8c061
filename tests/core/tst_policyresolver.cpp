// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/policyresolver.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::settings;
using rollcall::test::thursday;

class tst_policyresolver : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void takesTheTimingOfTheDay_data();
    void takesTheTimingOfTheDay();
    void withoutTimingEverythingIsDefault();
    void applies_data();
    void applies();
    void laterAssignmentsWinKeyByKey();
};

void tst_policyresolver::takesTheTimingOfTheDay_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("start");
    QTest::newRow("before the first") << QDate(2025, 1, 1) << QStringLiteral("08:00");
    QTest::newRow("first day of the first") << QDate(2026, 1, 1) << QStringLiteral("08:00");
    QTest::newRow("last day of the first") << QDate(2026, 3, 31) << QStringLiteral("08:00");
    QTest::newRow("first day of the second") << QDate(2026, 4, 1) << QStringLiteral("07:30");
    QTest::newRow("long after") << QDate(2030, 1, 1) << QStringLiteral("07:30");
}

void tst_policyresolver::takesTheTimingOfTheDay()
{
    QFETCH(QDate, day);
    QFETCH(QString, start);
    // Listed out of order on purpose.
    PolicyResolver resolver(
        {{QDate(2026, 4, 1), settings(QStringLiteral("{'school_start': '07:30'}"))},
         {QDate(2026, 1, 1), settings(QStringLiteral("{'school_start': '08:00'}"))}},
        {});
    QCOMPARE(
        resolver.settingsFor({}, {}, day).json().value(QLatin1String("school_start")).toString(),
        start);
}

void tst_policyresolver::withoutTimingEverythingIsDefault()
{
    QCOMPARE(PolicyResolver({}, {}).settingsFor(PersonId{1}, {}, thursday()).json(), QJsonObject());
}

void tst_policyresolver::applies_data()
{
    QTest::addColumn<TimingAssignment>("assignment");
    QTest::addColumn<bool>("expected");
    TimingAssignment all;
    QTest::newRow("everybody") << all << true;
    TimingAssignment one = all;
    one.person = PersonId{1};
    QTest::newRow("this person") << one << true;
    one.person = PersonId{2};
    QTest::newRow("another person") << one << false;
    TimingAssignment group = all;
    group.group = GroupId{7};
    QTest::newRow("this class") << group << true;
    group.group = GroupId{8};
    QTest::newRow("another class") << group << false;
    TimingAssignment weekday = all;
    weekday.weekdays = {4};
    QTest::newRow("Thursdays") << weekday << true;
    weekday.weekdays = {6, 7};
    QTest::newRow("week ends") << weekday << false;
    TimingAssignment dated = all;
    dated.from = dated.to = thursday();
    QTest::newRow("that day only") << dated << true;
    dated.from = thursday().addDays(1);
    dated.to = QDate();
    QTest::newRow("from the next day") << dated << false;
    dated.from = QDate();
    dated.to = thursday().addDays(-1);
    QTest::newRow("until the day before") << dated << false;
}

void tst_policyresolver::applies()
{
    QFETCH(TimingAssignment, assignment);
    QFETCH(bool, expected);
    QCOMPARE(appliesTo(assignment, PersonId{1}, GroupId{7}, thursday()), expected);
}

void tst_policyresolver::laterAssignmentsWinKeyByKey()
{
    TimingAssignment dated;
    dated.settings = settings(QStringLiteral("{'school_start': '10:00', 'grace_minutes': 5}"));
    TimingAssignment person;
    person.person = PersonId{1};
    person.settings = settings(QStringLiteral("{'school_start': null}"));
    PolicyResolver resolver(
        {{QDate(2026, 1, 1),
          settings(QStringLiteral("{'school_start': '08:00', 'school_end': '14:00'}"))}},
        {dated, person});
    QCOMPARE(resolver.settingsFor(PersonId{1}, {}, thursday()).json(),
             settings(QStringLiteral(
                 "{'school_start': null, 'grace_minutes': 5, 'school_end': '14:00'}")));
    QCOMPARE(resolver.settingsFor(PersonId{2}, {}, thursday()).json(),
             settings(QStringLiteral(
                 "{'school_start': '10:00', 'grace_minutes': 5, 'school_end': '14:00'}")));
}

ROLLCALL_TEST(tst_policyresolver);
#include "tst_policyresolver.moc"
