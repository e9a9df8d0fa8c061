// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/csv.h"
#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/models/daymodel.h"
#include "ui/pages/attendance/attendancepage.h"
#include "ui/pages/attendance/daysummary.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

struct Page
{
    explicit Page(AttendanceControl &attendance)
        : page(attendance, chooser, nullptr)
        , table(child<QTableView>(&page, "dayTable"))
    {}
    QString summary() const { return child<DaySummary>(&page, "daySummary")->text(); }
    int rows() const { return table->model()->rowCount(); }

    FakeChooser chooser;
    AttendancePage page;
    QTableView *table;
};

} // namespace

class tst_attendancepage : public UiTestCase
{
    Q_OBJECT

private slots:
    void showsTheDayOfARealSchool();
    void writesTheCodesOfTheSchool();
    void filtersAndCounts();
    void walksThroughTheDays();
    void exportsWhatIsShown();
    void tellsWhyTheExportFailed();
    void showsNewsAtOnce();
    void tellsAFailure();
    void emptyDayTeaches();
};

void tst_attendancepage::showsTheDayOfARealSchool()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal();
    QVERIFY(terminal);
    const DeviceId device = fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port());
    QVERIFY(fixture->sync(device));
    QVERIFY(fixture->mapAll(device));
    Page page(fixture->school().attendance());
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), SchoolFixture::kPupils);
    QCOMPARE(page.page.day(), fixture->day());

    // What stands in the cells, worked out again here: late is more than 10 minutes after 08:00.
    const auto days =
        waitForAnswer(fixture->school().attendance().days(fixture->day(), fixture->day()));
    QVERIFY(days);
    for (const DayRow &row : *days) {
        const int at = rowOf(page.table, DayModel::Number, row.number);
        QVERIFY(at >= 0);
        QCOMPARE(cell(page.table, at, DayModel::Group), row.group);
        if (!row.record.in.isValid())
            continue;
        const QTime in = row.record.in.time();
        QCOMPARE(cell(page.table, at, DayModel::In), in.toString(QStringLiteral("HH:mm")));
        const bool isLate = QTime(in.hour(), in.minute()) > QTime(8, 10);
        QCOMPARE(cell(page.table, at, DayModel::Status).left(1),
                 isLate ? QStringLiteral("L") : QStringLiteral("P"));
        QCOMPARE(cell(page.table, at, DayModel::Device), QStringLiteral("Main Gate"));
    }
}

void tst_attendancepage::writesTheCodesOfTheSchool()
{
    FakeSchool school;
    school.fill();
    school.attendance.settings = {{QStringLiteral("codes.late"), QStringLiteral("T")}};
    Page page(school.attendance);
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), 72);
    QTest::keyClicks(child(&page.page, "dayFilter"), QStringLiteral("late"));
    QCOMPARE(page.rows(), 10);
    QTRY_VERIFY(cell(page.table, 0, DayModel::Status).startsWith(u'T'));
    const QString key = page.table->model()
                            ->headerData(DayModel::Status, Qt::Horizontal, Qt::ToolTipRole)
                            .toString();
    QVERIFY2(key.startsWith(QStringLiteral("P present, T late")), qPrintable(key));
    school.attendance.settings.clear(); // changed while the page is open: with the next news
    emit school.attendance.daysChanged(school.attendance.present, school.attendance.present);
    QTRY_VERIFY(cell(page.table, 0, DayModel::Status).startsWith(u'L'));
}

void tst_attendancepage::filtersAndCounts()
{
    FakeSchool school;
    school.fill();
    Page page(school.attendance);
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), 72);
    QCOMPARE(page.summary(), QStringLiteral("51 Present, 10 Late, 7 Absent, 4 On leave"));
    QCOMPARE(child<QLabel>(&page.page, "dayTotal")->text(), QStringLiteral("72 people"));
    QVERIFY(click(&page.page, "dayStaffButton"));
    QCOMPARE(page.rows(), 8);
    QCOMPARE(child<QLabel>(&page.page, "dayTotal")->text(), QStringLiteral("8 people"));
    QVERIFY(click(&page.page, "dayStudentsButton"));
    QCOMPARE(page.rows(), 64);
    auto *group = child<QComboBox>(&page.page, "groupField");
    QCOMPARE(group->count(), 8); // all, 5-A to 7-B, Office
    group->setCurrentIndex(group->findText(QStringLiteral("5-B")));
    QCOMPARE(page.rows(), 12);
    QTest::keyClicks(child(&page.page, "dayFilter"), QStringLiteral("absent"));
    QCOMPARE(page.summary(), QStringLiteral("1 Absent"));
    QTest::keyClicks(child(&page.page, "dayFilter"), QStringLiteral("xyz"));
    QVERIFY(child(&page.page, "emptyState")->isVisible());
    QVERIFY(!child(&page.page, "exportButton")->isEnabled());
    QVERIFY(click(&page.page, "emptyButton"));
    QCOMPARE(page.rows(), 72);
}

void tst_attendancepage::walksThroughTheDays()
{
    FakeSchool school;
    school.fill();
    const QDate day = school.attendance.present;
    school.attendance.rows[day.addDays(-1)] = school.attendance.rows.value(day).mid(0, 3);
    Page page(school.attendance);
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), 72);
    QVERIFY(!child(&page.page, "nextDayButton")->isEnabled());
    QVERIFY(!child(&page.page, "todayButton")->isEnabled());
    page.table->selectRow(rowOf(page.table, DayModel::Number, QStringLiteral("0402")));
    QVERIFY(click(&page.page, "previousDayButton"));
    QCOMPARE(page.page.day(), day.addDays(-1));
    QTRY_COMPARE(page.rows(), 3);
    const auto selected = page.table->selectionModel()->selectedRows(DayModel::Number);
    QCOMPARE(selected.size(), 1); // the same person on another day
    QCOMPARE(selected.first().data().toString(), QStringLiteral("0402"));
    QVERIFY(click(&page.page, "nextDayButton"));
    QTRY_COMPARE(page.rows(), 72);
    child<QDateEdit>(&page.page, "dayField")->setDate(day.addDays(-5));
    QTRY_COMPARE(page.rows(), 0);
    QVERIFY(click(&page.page, "todayButton"));
    QTRY_COMPARE(page.rows(), 72);
}

void tst_attendancepage::exportsWhatIsShown()
{
    FakeSchool school;
    school.fill();
    Page page(school.attendance);
    const QTemporaryDir folder;
    page.chooser.path = folder.filePath(QStringLiteral("out.csv"));
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), 72);
    QTest::keyClicks(child(&page.page, "dayFilter"), QStringLiteral("late"));
    QVERIFY(click(&page.page, "exportButton"));
    QCOMPARE(page.chooser.asked.fileName, QStringLiteral("attendance-2026-03-12.csv"));
    QTRY_VERIFY(child(&page.page, "noticeBar")->isVisible());
    QVERIFY(child<QLabel>(&page.page, "noticeText")
                ->text()
                .startsWith(QStringLiteral("10 rows were written")));

    QFile file(page.chooser.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<CsvTable> table = parseCsv(file.readAll());
    QVERIFY(table);
    QCOMPARE(table->head.mid(0, 4), QStringList({QStringLiteral("Date"), QStringLiteral("No."),
                                                 QStringLiteral("Name"), QStringLiteral("Class")}));
    QCOMPARE(table->rows.size(), 10);
    for (qsizetype i = 0; i < table->rows.size(); ++i) {
        const QStringList &fields = table->rows.at(i).fields;
        QCOMPARE(fields.at(0), QStringLiteral("2026-03-12"));
        QCOMPARE(fields.at(1), cell(page.table, static_cast<int>(i), DayModel::Number));
        QCOMPARE(fields.at(2), cell(page.table, static_cast<int>(i), DayModel::Name));
        QCOMPARE(fields.at(4).left(11), QStringLiteral("2026-03-12 "));
        QCOMPARE(fields.at(7).left(1), QStringLiteral("L"));
    }
}

void tst_attendancepage::tellsWhyTheExportFailed()
{
    FakeSchool school;
    school.fill();
    Page page(school.attendance);
    page.chooser.path = QDir::tempPath() + QStringLiteral("/no/such/folder/out.csv");
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), 72);
    QVERIFY(click(&page.page, "exportButton"));
    QTRY_VERIFY(child(&page.page, "errorBar")->isVisible());
    QCOMPARE(child<QLabel>(&page.page, "errorHeadline")->text(),
             QStringLiteral("The table was not exported."));
    page.chooser.path.clear(); // the user gives up: nothing happens
    QVERIFY(click(&page.page, "exportButton"));
    QVERIFY(!child(&page.page, "noticeBar")->isVisible());
}

void tst_attendancepage::showsNewsAtOnce()
{
    FakeSchool school;
    school.fill();
    Page page(school.attendance);
    QVERIFY(showWindow(&page.page));
    QTRY_COMPARE(page.rows(), 72);
    const QDate day = school.attendance.present;
    DayRow &row = school.attendance.rows[day][3];
    QCOMPARE(row.record.status, DayStatus::Absent);
    row.record.status = DayStatus::Present;
    row.record.in = WallTime(day, QTime(8, 1));
    emit school.attendance.daysChanged(day.addDays(-3), day.addDays(-1)); // not of this day
    emit school.attendance.daysChanged(day, day);
    const int at = rowOf(page.table, DayModel::Number, row.number);
    QTRY_COMPARE(cell(page.table, at, DayModel::Status), QStringLiteral("P"));
    QCOMPARE(page.summary(), QStringLiteral("52 Present, 10 Late, 6 Absent, 4 On leave"));
}

void tst_attendancepage::tellsAFailure()
{
    FakeSchool school;
    school.attendance.failure = errors::storageFailure(QStringLiteral("day.rows 10"));
    Page page(school.attendance);
    QVERIFY(showWindow(&page.page));
    QTRY_VERIFY(child(&page.page, "errorBar")->isVisible());
    QCOMPARE(child<QLabel>(&page.page, "errorHeadline")->text(),
             QStringLiteral("The attendance of this day could not be read."));
}

void tst_attendancepage::emptyDayTeaches()
{
    FakeSchool school;
    Page page(school.attendance);
    QSignalSpy wanted(&page.page, &AttendancePage::devicesRequested);
    QVERIFY(showWindow(&page.page));
    QTRY_VERIFY(child(&page.page, "emptyState")->isVisible());
    QCOMPARE(child<QLabel>(&page.page, "emptyHeadline")->text(),
             QStringLiteral("No attendance on Thursday, 12 March 2026"));
    QVERIFY(click(&page.page, "emptyButton"));
    QCOMPARE(wanted.size(), 1);
}

ROLLCALL_TEST(tst_attendancepage);
#include "tst_attendancepage.moc"
