// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/reportcsv.h"
#include "core/reports/reportregistry.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace rollcall;

class tst_dailyreport : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void isRegistered();
    void wordsAndFigures();
    void orderOfRowsDoesNotCount();
    void blocksAddUp();
    void remarks_data();
    void remarks();
    void filters_data();
    void filters();
    void emptyReportSaysSo();
    void writesAndCountsAsTheSchoolDoes();
    void namesUnmappedPunches();
    void refusesRanges();
    void runsNothingInASpreadsheet();
};

namespace {

QDate day()
{
    return QDate(2026, 3, 12);
}

WallTime at(const char *text)
{
    return WallTime::parse(
        QString(QStringLiteral("2026-03-12 ") + QLatin1String(text) + QStringLiteral(":00")));
}

DayRow row(const char *number, const char *group, const char *roll, DayStatus status)
{
    DayRow made;
    made.number = QString::fromLatin1(number);
    made.name = QStringLiteral("Pupil %1").arg(made.number);
    made.group = QString::fromLatin1(group);
    made.roll = QString::fromLatin1(roll);
    made.record.person = PersonId{made.number.toLongLong() + 1};
    made.record.day = day();
    made.record.status = status;
    return made;
}

ReportContext contextOf(const QList<DayRow> &rows)
{
    ReportContext context;
    context.from = context.to = day();
    context.rows = rows;
    return context;
}

ReportTable built(const ReportContext &context)
{
    return ReportRegistry().find(u"daily")->build(context).value();
}

QList<DayRow> someRows()
{
    DayRow late = row("0042", "7-B", "10", DayStatus::Late);
    late.record.in = at("08:25");
    late.record.out = at("13:40");
    late.record.lateMinutes = 25;
    late.record.earlyMinutes = 20;
    DayRow missing = row("0007", "7-B", "2", DayStatus::Present);
    missing.record.in = at("07:58");
    missing.record.flags = DayFlag::MissingOut;
    DayRow teacher = row("9", "Office", "", DayStatus::Pending);
    teacher.kind = PersonKind::Staff;
    teacher.record.provisional = true;
    DayRow present = row("5", "10-A", "1", DayStatus::Present);
    present.record.in = at("07:50");
    present.record.provisional = true;
    DayRow absent = row("6", "7-B", "3", DayStatus::Absent);
    return {late, teacher, present, missing, absent};
}

} // namespace

void tst_dailyreport::isRegistered()
{
    const ReportRegistry registry;
    QVERIFY(!registry.reports().empty());
    QVERIFY(registry.find(u"daily"));
    QCOMPARE(registry.find(u"daily")->title(), QStringLiteral("Daily attendance register"));
    QVERIFY(!registry.find(u"Daily"));
    QVERIFY(!registry.find(u"no such report"));
}

void tst_dailyreport::wordsAndFigures()
{
    const QByteArray expected =
        "Class,Roll,Number,Name,Kind,Status,In,Out,Late by,Remarks\r\n"
        "7-B,2,\"0007\",Pupil 0007,student,P?,07:58,,,OUT is missing\r\n"
        "7-B,3,6,Pupil 6,student,A,,,,\r\n"
        "7-B,10,\"0042\",Pupil 0042,student,L,08:25,13:40,0:25,Left 0:20 early\r\n"
        "10-A,1,5,Pupil 5,student,P*,07:50,,,\r\n"
        "Office,,9,Pupil 9,staff,-,,,,\r\n";
    QCOMPARE(toCsv(built(contextOf(someRows()))), expected);
}

void tst_dailyreport::orderOfRowsDoesNotCount()
{
    QList<DayRow> rows = someRows();
    const QByteArray expected = toCsv(built(contextOf(rows)));
    for (int i = 0; i < 5; ++i) {
        std::rotate(rows.begin(), rows.begin() + 1, rows.end());
        QCOMPARE(toCsv(built(contextOf(rows))), expected);
    }
}

void tst_dailyreport::blocksAddUp()
{
    QList<DayRow> rows = someRows();
    rows.append(row("11", "7-B", "4", DayStatus::HalfDay));
    rows.append(row("12", "7-B", "5", DayStatus::Leave));
    rows.append(row("13", "7-B", "6", DayStatus::Pending));
    const ReportTable table = built(contextOf(rows));
    QCOMPARE(table.blocks.size(), 3);
    QCOMPARE(table.blocks.at(0).title, QStringLiteral("Class 7-B"));
    QCOMPARE(table.blocks.at(1).title, QStringLiteral("Class 10-A"));
    QCOMPARE(table.blocks.at(2).title, QStringLiteral("Staff, Office"));
    QStringList totals;
    for (const ReportTotal &total : table.blocks.at(0).totals)
        totals.append(total.label + u'=' + cellText(total.value));
    // 6 people: present and late 1 each, half day, absent and leave: 2.5 of 5 working days.
    QCOMPARE(totals.join(u' '),
             QStringLiteral(
                 "Strength=6 Present, with the late ones=2 Late=1 Half day=1 Absent=1 Leave=1 "
                 "Not decided=1 Attendance %=50.0"));
    for (const ReportBlock &block : table.blocks) {
        for (const QList<ReportCell> &cells : block.rows)
            QCOMPARE(cells.size(), table.columns.size());
    }
    QCOMPARE(table.scope, QStringLiteral("2026-03-12"));
    QVERIFY(table.legend.contains(QStringLiteral("HD Half day")));
}

void tst_dailyreport::remarks_data()
{
    QTest::addColumn<DayRecord>("record");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("remarks");
    const auto add = [](const char *name, DayFlags flags, const char *status, const char *remarks) {
        DayRecord record;
        record.status = DayStatus::Present;
        record.flags = flags;
        QTest::newRow(name) << record << QString::fromLatin1(status)
                            << QString::fromLatin1(remarks);
    };
    add("nothing", {}, "P", "");
    add("in missing", DayFlag::MissingIn, "P?", "IN is missing");
    add("ignored", DayFlag::IgnoredPunches, "P", "Punches were ignored");
    add("off day", DayFlag::WorkedOnOffDay, "P", "Came on an off day");
    add("leave", DayFlag::PunchedOnLeave, "P", "Came on a day of leave");
    add("half leave", DayFlag::HalfLeave, "P", "Half-day leave");
    add("sync", DayFlag::AwaitingSync, "P", "A device was not read yet");
    add("lock", DayFlag::ChangeWaiting, "P", "Locked; a change is waiting");
    add("office punch", DayFlag::Manual, "Pm", "Punch entered by the office");
    add("two", DayFlag::MissingOut | DayFlag::IgnoredPunches, "P?",
        "OUT is missing; Punches were ignored");
    DayRecord corrected;
    corrected.status = DayStatus::Present;
    corrected.autoStatus = DayStatus::HalfDay;
    corrected.flags = DayFlag::Manual;
    QTest::newRow("corrected") << corrected << QStringLiteral("Pm")
                               << QStringLiteral("Corrected by the office (computed: Half day)");
    DayRecord night;
    night.status = DayStatus::Late;
    night.provisional = true;
    night.out = WallTime::parse(u"2026-03-13 06:10:00");
    QTest::newRow("night shift") << night << QStringLiteral("L*")
                                 << QStringLiteral("OUT on 2026-03-13");
}

void tst_dailyreport::remarks()
{
    QFETCH(DayRecord, record);
    QFETCH(QString, status);
    QFETCH(QString, remarks);
    DayRow made = row("1", "7", "1", DayStatus::Present);
    record.person = made.record.person;
    record.day = day();
    made.record = record;
    const QList<ReportCell> cells = built(contextOf({made})).blocks.constFirst().rows.constFirst();
    QCOMPARE(cellText(cells.at(5)), status);
    QCOMPARE(cellText(cells.at(9)), remarks);
}

void tst_dailyreport::filters_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("person");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("scope");
    const auto add = [](const char *name, const char *group, const char *kind, const char *person,
                        int rows, const char *scope) {
        QTest::newRow(name) << QString::fromLatin1(group) << QString::fromLatin1(kind)
                            << QString::fromLatin1(person) << rows << QString::fromLatin1(scope);
    };
    add("all", "", "", "", 5, "2026-03-12");
    add("section", "7-B", "", "", 3, "2026-03-12, class 7-B");
    add("class", "7", "", "", 3, "2026-03-12, class 7");
    add("no such class", "1", "", "", 0, "2026-03-12, class 1");
    add("staff", "", "staff", "", 1, "2026-03-12, staff");
    add("students of a class", "10-a", "student", "", 1, "2026-03-12, class 10-a, students");
    add("person", "", "", "0042", 1, "2026-03-12, number 0042");
}

void tst_dailyreport::filters()
{
    QFETCH(QString, group);
    QFETCH(QString, kind);
    QFETCH(QString, person);
    QFETCH(int, rows);
    QFETCH(QString, scope);
    QList<DayRow> all = someRows();
    DayRow nextDay = all.constFirst();
    nextDay.record.day = day().addDays(1);
    all.append(nextDay);
    ReportContext context = contextOf(all);
    context.group = group;
    context.person = person;
    if (!kind.isEmpty())
        context.kind = kindFromWord(kind);
    const ReportTable table = built(context);
    qsizetype count = 0;
    for (const ReportBlock &block : table.blocks)
        count += block.rows.size();
    QCOMPARE(count, rows);
    QCOMPARE(table.isEmpty(), rows == 0);
    QCOMPARE(table.scope, scope);
}

void tst_dailyreport::emptyReportSaysSo()
{
    ReportContext context = contextOf({});
    context.group = QStringLiteral("7-B");
    const ReportTable table = built(context);
    QCOMPARE(table.emptyText, QStringLiteral("No records for 2026-03-12, class 7-B."));
    QCOMPARE(toCsv(table),
             QByteArray("Class,Roll,Number,Name,Kind,Status,In,Out,Late by,Remarks\r\n"
                        "\"No records for 2026-03-12, class 7-B.\",,,,,,,,,\r\n"));
    QVERIFY(built(contextOf(someRows())).emptyText.isEmpty());
}

void tst_dailyreport::writesAndCountsAsTheSchoolDoes()
{
    ReportContext context = contextOf({row("1", "7-B", "1", DayStatus::Present),
                                       row("2", "7-B", "2", DayStatus::Absent),
                                       row("3", "7-B", "3", DayStatus::Leave)});
    const auto percentOf = [](const ReportTable &table) {
        for (const ReportTotal &total : table.blocks.first().totals) {
            if (const Percent *percent = std::get_if<Percent>(&total.value))
                return percent->tenths;
        }
        return -1;
    };
    QCOMPARE(percentOf(built(context)), 333);
    context.leaveIsWorkingDay = false;
    context.codes = StatusCodes({{QStringLiteral("codes.present"), QStringLiteral("/")},
                                 {QStringLiteral("codes.leave"), QStringLiteral("EX")}});
    const ReportTable own = built(context);
    QCOMPARE(percentOf(own), 500);
    QStringList codes;
    for (const QList<ReportCell> &cells : own.blocks.first().rows)
        codes.append(cellText(cells.at(5)));
    QCOMPARE(codes, QStringList({QStringLiteral("/"), QStringLiteral("A"), QStringLiteral("EX")}));
    QVERIFY(own.legend.contains(QStringLiteral("/ Present")));
    QVERIFY(own.legend.contains(QStringLiteral("EX Leave")));
}

void tst_dailyreport::namesUnmappedPunches()
{
    ReportContext context = contextOf(someRows());
    QVERIFY(built(context).notes.isEmpty());
    context.unmapped = {12, 96};
    QCOMPARE(built(context).notes,
             QStringList{QStringLiteral(
                 "Device users that are not mapped in this period: 12, with punches: 96.")});
}

void tst_dailyreport::refusesRanges()
{
    ReportContext context = contextOf({});
    context.to = day().addDays(1);
    const ReportRegistry registry;
    const Result<ReportTable> table = registry.find(u"daily")->build(context);
    QVERIFY(!table.isOk());
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
    context.from = context.to = QDate();
    QVERIFY(!registry.find(u"daily")->build(context).isOk());
}

void tst_dailyreport::runsNothingInASpreadsheet()
{
    DayRow made = row("1", "=7", "+1", DayStatus::Pending);
    made.name = QStringLiteral("@SUM(A1)");
    made.number = QStringLiteral("-0042");
    const QByteArray csv = toCsv(built(contextOf({made})));
    QVERIFY2(csv.contains("\r\n'=7,'+1,'-0042,'@SUM(A1),student,-,,,,\r\n"), csv.constData());
    const CsvTable read = parseCsv(csv).value();
    QCOMPARE(read.rows.constFirst().fields.mid(0, 6).join(u' '),
             QStringLiteral("=7 +1 -0042 @SUM(A1) student -"));
}

ROLLCALL_TEST(tst_dailyreport);
#include "tst_dailyreport.moc"
