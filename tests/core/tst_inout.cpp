// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/inoutselector.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace rollcall;
using rollcall::test::punches;
using rollcall::test::settings;
using rollcall::test::thursday;

class tst_inout : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void roles_data();
    void roles();
    void chooses_data();
    void chooses();
    void tiesGoByDeviceThenUser();
    void tellsReasons();
};

namespace {

QString windows()
{
    return QStringLiteral("{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'},"
                          " 'out_window': {'from': '12:30', 'to': '17:00'}}");
}

} // namespace

void tst_inout::roles_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("roles"); ///< i = may be IN, o = may be OUT, w = a window fits
    const auto row = [](const char *name, const QString &json, const char *word,
                        const char *roles) {
        QTest::newRow(name) << json << QString::fromLatin1(word) << QString::fromLatin1(roles);
    };
    const QString plain = QStringLiteral("{}");
    const QString status = QStringLiteral("{'use_device_status': true}");
    row("auto", plain, "08:00", "iow");
    row("in only", plain, "08:00/in", "iw");
    row("out only", plain, "08:00/out", "ow");
    row("state is not looked at", plain, "08:00/s1", "iow");
    row("state 0", status, "08:00/s0", "iw");
    row("state 4", status, "08:00/s4", "iw");
    row("state 1", status, "08:00/s1", "ow");
    row("state 5", status, "08:00/s5", "ow");
    row("state 2", status, "08:00/s2", "iow");
    row("state 255", status, "08:00/s255", "iow");
    row("both windows, in", windows(), "06:30", "iw");
    row("both windows, end minute", windows(), "10:00:59", "iw");
    row("both windows, between", windows(), "10:01", "");
    row("both windows, before", windows(), "06:29:59", "");
    row("both windows, out", windows(), "17:00:40", "ow");
    row("both windows, in only device in the out window", windows(), "13:00/in", "w");
    const QString onlyIn =
        QStringLiteral("{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'}}");
    row("only in, inside", onlyIn, "10:00", "iw");
    row("only in, after", onlyIn, "10:01", "ow");
    row("only in, before", onlyIn, "06:29", "");
    const QString onlyOut =
        QStringLiteral("{'time_windows': true, 'out_window': {'from': '12:30', 'to': '17:00'}}");
    row("only out, before", onlyOut, "12:29", "iw");
    row("only out, inside", onlyOut, "12:30", "ow");
    row("only out, after", onlyOut, "17:01", "");
    row("office knows no window", windows(), "11:00/office-in", "iw");
    row("office knows no state", status, "11:00/office-out", "ow");
    row("windows that are off", windows().replace(QStringLiteral("true"), QStringLiteral("false")),
        "11:00", "iow");
}

void tst_inout::roles()
{
    QFETCH(QString, json);
    QFETCH(QString, word);
    QFETCH(QString, roles);
    const AttendancePolicy policy = AttendancePolicy::fromJson(settings(json)).value();
    const PunchRoles found = rolesOf(punches(word).constFirst(), DayFrame(thursday(), policy));
    QString text;
    if (found.mayBeIn)
        text += u'i';
    if (found.mayBeOut)
        text += u'o';
    if (found.windowFits)
        text += u'w';
    QCOMPARE(text, roles);
}

void tst_inout::chooses_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("outcomes"); ///< in the order of the words
    const auto row = [](const char *name, const QString &json, const char *words,
                        const char *outcomes) {
        QTest::newRow(name) << json << QString::fromLatin1(words) << QString::fromLatin1(outcomes);
    };
    const QString plain = QStringLiteral("{}");
    row("none", plain, "", "");
    row("one", plain, "07:58", "in");
    row("first and last", plain, "12:10 07:55 14:02 10:30", "extra in out extra");
    row("59 s after IN", plain, "07:58 07:58:59", "in repeat");
    row("exactly the interval", plain, "07:58 07:59", "in out");
    row("same second, no interval", QStringLiteral("{'repeat_interval_seconds': 0}"), "07:58 07:58",
        "in repeat");
    row("next second, no interval", QStringLiteral("{'repeat_interval_seconds': 0}"),
        "07:58 07:58:01", "in out");
    row("repeats between", plain, "07:58 07:58:20 07:58:59 14:00", "in repeat repeat out");
    row("out before in", plain, "07:40/out 08:00/in", "out_before_in in");
    row("out at the second of in", plain, "08:00/out 08:00/in", "repeat in");
    row("gates with re-entry", plain, "07:58/in 12:00/out 12:40/in 14:00/out",
        "in extra extra out");
    row("only an out gate", plain, "12:00/out 14:00/out", "extra out");
    row("outside windows", windows(), "06:00 07:50 11:00 13:00 18:00",
        "outside_windows in outside_windows out "
        "outside_windows");
    row("direction against window", windows(), "07:50 13:00/in", "in direction_mismatch");
    row("out gate in the in window", windows(), "07:50/out 08:00", "direction_mismatch in");
    row("repeat wins over extra only", windows(), "07:50 07:50:30 13:00", "in repeat out");
    row("office in among others", windows(), "11:00/office-in 13:00", "in out");
    const QString nearest = QStringLiteral(
        "{'single_punch': 'nearest', 'school_start': '08:00', 'school_end': '14:00'}");
    row("nearest to the end", nearest, "14:05", "out");
    row("nearest to the start", nearest, "08:30", "in");
    row("in the middle", nearest, "11:00:59", "in");
    row("just past the middle", nearest, "11:01", "out");
    row("an in gate stays in", nearest, "14:05/in", "in");
    row("not a lone punch", nearest, "13:00 14:05", "in out");
    row("its repeat stays a repeat", nearest, "14:05 14:05:20", "out repeat");
    row("nearest needs both times",
        QStringLiteral("{'single_punch': 'nearest', 'school_end': '14:00'}"), "14:05", "in");
    row("nearest is not for windows",
        QStringLiteral("{'single_punch': 'nearest', 'school_start': '08:00', 'school_end': '14:00',"
                       " 'time_windows': true, 'in_window': {'from': '06:00', 'to': '16:00'}}"),
        "14:05", "in");
}

void tst_inout::chooses()
{
    QFETCH(QString, json);
    QFETCH(QString, words);
    QFETCH(QString, outcomes);
    const AttendancePolicy policy = AttendancePolicy::fromJson(settings(json)).value();
    const QList<Punch> list = punches(words);
    PunchRefs refs;
    for (const Punch &punch : list)
        refs.append(&punch);
    sortPunches(refs);
    Explanation why(true);
    const InOut chosen = selectInOut(refs, DayFrame(thursday(), policy), why);
    QStringList found(list.size());
    for (qsizetype i = 0; i < refs.size(); ++i)
        found[refs.at(i)->log.value - 1] = outcomeWord(chosen.outcomes.at(i));
    QCOMPARE(found.join(u' '), outcomes);
    QCOMPARE(chosen.in != nullptr, found.contains(QStringLiteral("in")));
    QCOMPARE(chosen.out != nullptr, found.contains(QStringLiteral("out")));
    QCOMPARE(chosen.hasManual, words.contains(QStringLiteral("office")));
    QCOMPARE(why.take().size(), list.size());
}

void tst_inout::tiesGoByDeviceThenUser()
{
    QList<Punch> list = punches(QStringLiteral("08:00 08:00 08:00"));
    list[0].device = DeviceId{2};
    list[1].userId = QStringLiteral("9");
    for (int i = 0; i < 2; ++i) {
        PunchRefs refs;
        for (const Punch &punch : list)
            refs.append(&punch);
        sortPunches(refs);
        QCOMPARE(refs.at(0)->userId, QStringLiteral("101"));
        QCOMPARE(refs.at(1)->userId, QStringLiteral("9"));
        QCOMPARE(refs.at(2)->device, DeviceId{2});
        std::reverse(list.begin(), list.end());
    }
}

void tst_inout::tellsReasons()
{
    const AttendancePolicy policy = AttendancePolicy::fromJson(settings(windows())).value();
    const QList<Punch> list = punches(QStringLiteral("07:50 07:50:30 11:00 13:00/in 13:30"));
    PunchRefs refs;
    for (const Punch &punch : list)
        refs.append(&punch);
    Explanation why(true);
    selectInOut(refs, DayFrame(thursday(), policy), why);
    const QList<ExplanationStep> steps = why.take();
    QStringList rules;
    for (const ExplanationStep &step : steps)
        rules.append(step.rule);
    QCOMPARE(rules.join(u' '),
             QStringLiteral("in_chosen repeat outside_windows direction_mismatch out_chosen"));
    QCOMPARE(steps.at(1).values.value(QLatin1String("seconds_after")).toInt(), 30);
    QCOMPARE(steps.at(1).values.value(QLatin1String("repeat_interval_seconds")).toInt(), 60);
    QCOMPARE(steps.at(2).values.value(QLatin1String("in_window")).toString(),
             QStringLiteral("06:30-10:00"));
    QCOMPARE(steps.at(2).log, RawLogId{3});
    QCOMPARE(steps.at(3).values.value(QLatin1String("direction")).toString(), QStringLiteral("in"));
}

ROLLCALL_TEST(tst_inout);
#include "tst_inout.moc"
