// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/attendancepolicy.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace rollcall;
using rollcall::test::settings;

class tst_policy : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void defaultsAreThoseOfTheVectors();
    void roundTrips();
    void refuses_data();
    void refuses();
    void refusesAsWhole();
    void toleratesWhatWasJoined();
    void windowsFollowTheSwitch();
    void warns_data();
    void warns();
    void listsEverySetting();
    void readsTypedValues_data();
    void readsTypedValues();
};

void tst_policy::defaultsAreThoseOfTheVectors()
{
    QFile file(rollcall::test::vectorsFolder(QStringLiteral("attendance/cases.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject defaults = QJsonDocument::fromJson(file.readAll())
                                     .object()
                                     .value(QLatin1String("defaults"))
                                     .toObject();
    QCOMPARE(defaults.size(), 24);
    QCOMPARE(AttendancePolicy().toJson(), defaults);
    QCOMPARE(AttendancePolicy::fromJson(defaults).value(), AttendancePolicy());
    QCOMPARE(AttendancePolicy::fromJson({}).value(), AttendancePolicy());
}

void tst_policy::roundTrips()
{
    const QJsonObject json = settings(QStringLiteral(
        "{'time_windows': true, 'in_window': {'from': '21:00', 'to': '01:30'}, 'out_window': null,"
        " 'school_start': '22:00', 'grace_minutes': 240, 'school_end': '06:00', "
        "'early_grace_minutes': 5,"
        " 'repeat_interval_seconds': 0, 'use_device_status': true, 'single_punch': 'nearest',"
        " 'missing_in_as': 'half_day', 'missing_out_as': 'absent', 'register_close': '23:00',"
        " 'after_register_close': 'absent', 'half_day_split': '02:00', 'half_day_below_minutes': "
        "240,"
        " 'absent_below_minutes': 60, 'day_change': '14:00', 'mark_on_off_days': true, "
        "'absent_after': '23:30',"
        " 'absence_requires_sync': false, 'future_tolerance_minutes': 10, 'oldest_valid_date': "
        "'2020-02-29',"
        " 'absent_when_unmapped': true}"));
    const Result<AttendancePolicy> policy = AttendancePolicy::fromJson(json);
    QVERIFY2(policy.isOk(), policy ? "" : qPrintable(policy.error().userText));
    QCOMPARE(policy->toJson(), json);
    QCOMPARE(policy->values().inWindow->lastMinute(), 1440 + 90);
    QCOMPARE(policy->values().missingOutAs, DayStatus::Absent);
}

void tst_policy::refuses_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("named"); ///< what the sentence must name
    const auto row = [](const char *name, const char *json, const char *named) {
        QTest::newRow(name) << QString::fromLatin1(json) << QString::fromLatin1(named);
    };
    row("unknown key", "{'grace': 5}", "named grace.");
    row("grace above 240", "{'grace_minutes': 241}", "grace_minutes");
    row("grace below 0", "{'grace_minutes': -1}", "from 0 to 240");
    row("grace not whole", "{'grace_minutes': 7.5}", "grace_minutes");
    row("grace as text", "{'grace_minutes': '5'}", "grace_minutes");
    row("grace null", "{'grace_minutes': null}", "grace_minutes");
    row("grace huge", "{'grace_minutes': 1e300}", "grace_minutes");
    row("switch as number", "{'time_windows': 1}", "time_windows");
    row("no time", "{'school_start': '8 o clock'}", "school_start");
    row("hour 24", "{'school_start': '24:00'}", "school_start");
    row("time as number", "{'school_end': 14}", "school_end");
    row("day change null", "{'day_change': null}", "day_change");
    row("window as text", "{'in_window': '06:30-10:00'}", "in_window");
    row("window without end", "{'in_window': {'from': '06:30'}}", "in_window");
    row("window with more", "{'in_window': {'from': '06:30', 'to': '10:00', 'x': 1}}", "in_window");
    row("window backwards", "{'out_window': {'from': '17:00', 'to': '12:30'}}",
        "setting out_window (17:00 to 12:30) ends before it starts");
    row("window backwards by day change",
        "{'in_window': {'from': '06:30', 'to': '10:00'}, 'day_change': '08:00'}",
        "begins at 08:00");
    row("word", "{'missing_in_as': 'no_change'}", "present, late, half_day, absent");
    row("other word", "{'missing_out_as': 'present'}", "no_change, half_day, absent");
    row("late register word", "{'after_register_close': 'present'}", "after_register_close");
    row("single punch", "{'single_punch': 'out'}", "in, nearest");
    row("date", "{'oldest_valid_date': '2010-02-30'}", "oldest_valid_date");
    row("limits crossed", "{'half_day_below_minutes': 60, 'absent_below_minutes': 120}",
        "half_day_below_minutes");
}

void tst_policy::refuses()
{
    QFETCH(QString, json);
    QFETCH(QString, named);
    const QJsonObject object = settings(json);
    QVERIFY(!object.isEmpty());
    const Result<AttendancePolicy> policy = AttendancePolicy::fromJson(object);
    QVERIFY(!policy.isOk());
    QCOMPARE(policy.error().code, ErrorCode::InvalidInput);
    QVERIFY2(policy.error().userText.contains(named), qPrintable(policy.error().userText));
    QVERIFY2(policy.error().userText.contains(QStringLiteral("Nothing was changed.")),
             qPrintable(policy.error().userText));
}

void tst_policy::refusesAsWhole()
{
    // One of the two limits may be off: then there is nothing to cross.
    QVERIFY(AttendancePolicy::fromJson(settings(QStringLiteral("{'absent_below_minutes': 120}")))
                .isOk());
    QVERIFY(AttendancePolicy::fromJson(settings(QStringLiteral("{'half_day_below_minutes': 60}")))
                .isOk());
    QVERIFY(
        AttendancePolicy::fromJson(
            settings(QStringLiteral("{'half_day_below_minutes': 60, 'absent_below_minutes': 60}")))
            .isOk());
}

void tst_policy::toleratesWhatWasJoined()
{
    const AttendancePolicy::Tolerated read = AttendancePolicy::tolerant(
        settings(QStringLiteral("{'in_window': {'from': '06:30', 'to': '10:00'}, 'time_windows': "
                                "true, 'day_change': '08:00',"
                                " 'school_start': '22:00', 'nonsense': 1, "
                                "'half_day_below_minutes': 1, 'absent_below_minutes': 2}")));
    QCOMPARE(read.problems.size(), 3);
    QVERIFY(!read.policy.values().inWindow);
    QCOMPARE(read.policy.values().halfDayBelowMinutes, 0);
    QCOMPARE(read.policy.values().absentBelowMinutes, 2);
    QCOMPARE(*read.policy.values().schoolStart, QTime(22, 0));
}

void tst_policy::windowsFollowTheSwitch()
{
    QJsonObject json = settings(QStringLiteral("{'in_window': {'from': '06:30', 'to': '10:00'}}"));
    QVERIFY(!AttendancePolicy::fromJson(json)->inWindow());
    json.insert(QStringLiteral("time_windows"), true);
    const AttendancePolicy policy = AttendancePolicy::fromJson(json).value();
    QVERIFY(policy.inWindow());
    QVERIFY(!policy.outWindow());
}

void tst_policy::warns_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *json, const char *said) {
        QTest::newRow(name) << QString::fromLatin1(json) << QString::fromLatin1(said);
    };
    row("fine",
        "{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'},"
        " 'out_window': {'from': '12:30', 'to': '17:00'}, 'school_start': '08:00'}",
        "");
    row("overlap",
        "{'time_windows': true, 'in_window': {'from': '06:00', 'to': '12:00'},"
        " 'out_window': {'from': '12:00', 'to': '17:00'}}",
        "overlap");
    row("start outside",
        "{'time_windows': true, 'in_window': {'from': '09:00', 'to': '10:00'},"
        " 'out_window': {'from': '12:30', 'to': '17:00'}, 'school_start': '08:00'}",
        "outside the In window");
    row("only in", "{'time_windows': true, 'in_window': {'from': '09:00', 'to': '10:00'}}",
        "Only the In window");
    row("only out", "{'time_windows': true, 'out_window': {'from': '09:00', 'to': '10:00'}}",
        "Only the Out window");
    row("none", "{'time_windows': true}", "none is set");
    row("switched off", "{'in_window': {'from': '09:00', 'to': '10:00'}, 'school_start': '08:00'}",
        "");
}

void tst_policy::warns()
{
    QFETCH(QString, json);
    QFETCH(QString, said);
    const QStringList warnings = AttendancePolicy::fromJson(settings(json))->warnings();
    QCOMPARE(warnings.size(), said.isEmpty() ? 0 : 1);
    QVERIFY2(warnings.join(u' ').contains(said), qPrintable(warnings.join(u' ')));
}

void tst_policy::listsEverySetting()
{
    QStringList keys;
    for (const SettingInfo &info : AttendancePolicy::settings()) {
        keys.append(info.key);
        QVERIFY2(info.meaning.endsWith(u'.'), qPrintable(info.key));
        QVERIFY2(!info.defaultValue.isUndefined(), qPrintable(info.key));
        // What is listed can be typed in again.
        const QString text = AttendancePolicy::valueToText(info.defaultValue);
        const Result<QJsonValue> typed = AttendancePolicy::valueFromText(info.key, text);
        QVERIFY2(typed.isOk(), qPrintable(info.key));
        QCOMPARE(typed.value(), info.defaultValue);
    }
    QCOMPARE(keys.first(), QStringLiteral("time_windows"));
    keys.sort();
    QCOMPARE(keys, AttendancePolicy().toJson().keys());
}

void tst_policy::readsTypedValues_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value"); ///< undefined = refused
    const auto row = [](const char *name, const char *key, const char *text,
                        const QJsonValue &value) {
        QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(text) << value;
    };
    row("time", "school_start", " 08:00 ", QStringLiteral("08:00"));
    row("no time", "school_start", "none", QJsonValue::Null);
    row("window", "in_window", "06:30-10:00",
        QJsonObject{{QStringLiteral("from"), QStringLiteral("06:30")},
                    {QStringLiteral("to"), QStringLiteral("10:00")}});
    row("no window", "out_window", "None", QJsonValue::Null);
    row("on", "time_windows", "on", true);
    row("true", "time_windows", "TRUE", true);
    row("off", "time_windows", "off", false);
    row("neither", "time_windows", "perhaps", QJsonValue::Undefined);
    row("number", "grace_minutes", "15", 15);
    row("no number", "grace_minutes", "15m", QJsonValue::Undefined);
    row("word", "single_punch", "nearest", QStringLiteral("nearest"));
    row("unknown", "grace", "15", QJsonValue::Undefined);
}

void tst_policy::readsTypedValues()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    QFETCH(QJsonValue, value);
    const Result<QJsonValue> typed = AttendancePolicy::valueFromText(key, text);
    QCOMPARE(typed.isOk(), !value.isUndefined());
    if (typed) {
        QCOMPARE(typed.value(), value);
        QVERIFY(AttendancePolicy::fromJson({{key, typed.value()}}).isOk());
    } else {
        QVERIFY(typed.error().userText.contains(key));
    }
}

ROLLCALL_TEST(tst_policy);
#include "tst_policy.moc"
