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
    void knowsScopes_data();
    void knowsScopes();
    void ordersFromGeneralToSpecific();
    void tellsOrigins();
    void refusedValuesHaveNoOrigin();
    void manyLayersAreStillRight();
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

void tst_policyresolver::knowsScopes_data()
{
    QTest::addColumn<TimingAssignment>("assignment");
    QTest::addColumn<SettingScope>("scope");
    TimingAssignment assignment;
    QTest::newRow("school") << assignment << SettingScope::School;
    assignment.weekdays = {6};
    QTest::newRow("weekday") << assignment << SettingScope::Weekday;
    assignment.to = thursday();
    QTest::newRow("dated, until") << assignment << SettingScope::Dated;
    assignment.from = thursday();
    assignment.to = {};
    QTest::newRow("dated, from") << assignment << SettingScope::Dated;
    assignment.group = GroupId{1};
    QTest::newRow("class") << assignment << SettingScope::Group;
    assignment.person = PersonId{1};
    QTest::newRow("person") << assignment << SettingScope::Person;
}

void tst_policyresolver::knowsScopes()
{
    QFETCH(TimingAssignment, assignment);
    QFETCH(SettingScope, scope);
    QCOMPARE(scopeOf(assignment), scope);
}

void tst_policyresolver::ordersFromGeneralToSpecific()
{
    QList<TimingAssignment> list(6);
    list[0].person = PersonId{1};
    list[1].group = GroupId{1};
    list[2].from = thursday();
    list[3].weekdays = {4};
    list[5].weekdays = {5}; // equal in scope to the one before: stays behind it
    orderFromGeneralToSpecific(list);
    QList<SettingScope> scopes;
    for (const TimingAssignment &assignment : list)
        scopes.append(scopeOf(assignment));
    QCOMPARE(scopes, (QList<SettingScope>{SettingScope::School, SettingScope::Weekday,
                                          SettingScope::Weekday, SettingScope::Dated,
                                          SettingScope::Group, SettingScope::Person}));
    QCOMPARE(list.at(1).weekdays, QList<int>{4});
}

void tst_policyresolver::tellsOrigins()
{
    TimingAssignment saturday;
    saturday.weekdays = {4};
    saturday.settings = settings(QStringLiteral("{'school_end': '11:00'}"));
    TimingAssignment guard;
    guard.person = PersonId{1};
    guard.from = thursday();
    guard.to = thursday();
    guard.settings = settings(QStringLiteral("{'school_start': '10:00'}"));
    const QJsonObject school =
        settings(QStringLiteral("{'school_start': '08:00', 'grace_minutes': 5}"));
    PolicyResolver resolver({{QDate(2026, 1, 1), school}}, {saturday, guard});
    const DaySettings found = resolver.settingsFor(PersonId{1}, {}, thursday());
    QCOMPARE(found.originOf(QStringLiteral("school_start")),
             (SettingOrigin{SettingScope::Person, thursday(), thursday(), {}}));
    QCOMPARE(found.originOf(QStringLiteral("school_end")),
             (SettingOrigin{SettingScope::Weekday, {}, {}, {4}}));
    QCOMPARE(found.originOf(QStringLiteral("grace_minutes")),
             (SettingOrigin{SettingScope::School, QDate(2026, 1, 1), {}, {}}));
    QCOMPARE(found.originOf(QStringLiteral("day_change")), SettingOrigin());
    QCOMPARE(found.policy().values().schoolStart, QTime(10, 0));
}

/// A class that gets another day_change may make the school's window impossible.
void tst_policyresolver::refusedValuesHaveNoOrigin()
{
    TimingAssignment guards;
    guards.group = GroupId{1};
    guards.settings = settings(QStringLiteral("{'day_change': '08:00'}"));
    PolicyResolver resolver(
        {{QDate(2026, 1, 1),
          settings(QStringLiteral(
              "{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'}}"))}},
        {guards});
    const DaySettings found = resolver.settingsFor({}, GroupId{1}, thursday());
    QCOMPARE(found.problems().size(), 1);
    QVERIFY(!found.policy().inWindow());
    QCOMPARE(found.originOf(QStringLiteral("in_window")), SettingOrigin());
    QCOMPARE(found.originOf(QStringLiteral("day_change")).scope, SettingScope::Group);
    QVERIFY(resolver.settingsFor({}, GroupId{2}, thursday()).policy().inWindow());
}

/// More joins than are remembered, twice.
void tst_policyresolver::manyLayersAreStillRight()
{
    QList<TimingAssignment> assignments;
    constexpr int kPeople = 5000;
    for (int person = 1; person <= kPeople; ++person) {
        TimingAssignment own;
        own.person = PersonId{person};
        own.settings = {{QStringLiteral("repeat_interval_seconds"), person}};
        assignments.append(own);
    }
    PolicyResolver resolver({}, assignments);
    for (const int person : {1, kPeople, 1}) {
        for (int i = 0; i < kPeople && person == kPeople; i += 1)
            resolver.settingsFor(PersonId{i}, {}, thursday());
        QCOMPARE(resolver.settingsFor(PersonId{person}, {}, thursday())
                     .policy()
                     .values()
                     .repeatIntervalSeconds,
                 person);
    }
}

ROLLCALL_TEST(tst_policyresolver);
#include "tst_policyresolver.moc"
