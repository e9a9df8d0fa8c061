// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxreader.h"
#include "tests/ui/panelfixture.h"
#include "ui/models/loglistmodel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QTemporaryDir>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// The tab "Logs".
class tst_panellogs : public UiTestCase
{
    Q_OBJECT

private slots:
    void listsTheLogs();
    void readsOnePageForAPlace();
    void countsAFirstPageThatIsAll();
    void narrowsTheLogs();
    void sortsByTimeOnly();
    void tellsOfEmptyLogs();
    void tellsWhenLogsCannotBeRead();
    void exportsTheLogs();
    void exportsAWorkbook();
    void stopsAnExport();
    void tellsWhenAnExportFails();
    void logTexts_data();
    void logTexts();
};

namespace {

QTableView *logsOf(const Panel &panel)
{
    return child<QTableView>(panel.page, "logsTable");
}

/// Once the first page is there and all are counted.
bool isLoaded(const Panel &panel)
{
    const auto *model = static_cast<LogListModel *>(logsOf(panel)->model());
    return waitFor(
        [model] { return model->rowCount() > 0 && model->isCounted() && model->rowAt(0); });
}

} // namespace

void tst_panellogs::listsTheLogs()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QVERIFY(real.sync());
    QVERIFY(real.fixture->mapAll(real.device));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    QTableView *table = logsOf(panel);
    QAbstractItemModelTester tester(table->model());
    QCOMPARE(table->model()->rowCount(), 600);
    QCOMPARE(panel.label("logsCount"), QStringLiteral("600 logs"));
    QVERIFY(cell(table, 0, LogListModel::Person).startsWith(QStringLiteral("Pupil")));
    QCOMPARE(cell(table, 0, LogListModel::Source), QStringLiteral("Agent"));
    const QString newest = table->model()->index(0, 0).data().toString();
    const QModelIndex oldest = table->model()->index(599, 0);
    QTRY_VERIFY(oldest.data().toString() != QStringLiteral("…"));
    QVERIFY(oldest.data().toString() != newest);
}

/// ui.md: scrolling to any place needs one page read.
void tst_panellogs::readsOnePageForAPlace()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    QTableView *table = logsOf(panel);
    QCOMPARE(table->model()->rowCount(), 1200);
    auto *model = static_cast<LogListModel *>(table->model());
    const int before = model->pagesRead();
    QCOMPARE(before, 1);
    table->scrollTo(model->index(1000, 0), QAbstractItemView::PositionAtCenter);
    QTRY_VERIFY(cell(table, 1000, LogListModel::UserId) != QStringLiteral("…"));
    QCOMPARE(cell(table, 1000, LogListModel::UserId), school.logs.rows.at(1000).userId);
    QVERIFY(model->pagesRead() - before <= 2); // a screen may lie across two
}

void tst_panellogs::countsAFirstPageThatIsAll()
{
    FakeSchool school;
    school.fill();
    school.logs.rows.resize(LogListModel::kPageRows);
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    QTRY_COMPARE(panel.label("logsCount"), QStringLiteral("256 logs"));
}

void tst_panellogs::narrowsTheLogs()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    QVERIFY(click(panel.page, "logsOpenButton"));
    QTRY_COMPARE(panel.label("logsCount"), QStringLiteral("400 logs"));
    child<QComboBox>(panel.page, "logsPeriod")->setCurrentIndex(1);
    QTRY_COMPARE(panel.label("logsCount"), QStringLiteral("27 logs"));
    QVERIFY(click(panel.page, "logsAllButton"));
    QTRY_COMPARE(panel.label("logsCount"), QStringLiteral("80 logs"));
    QTest::keyClicks(child(panel.page, "logsFilter"), QStringLiteral("402"));
    QTRY_COMPARE(panel.label("logsCount"), QStringLiteral("2 logs"));
    QTest::keyClicks(child(panel.page, "logsFilter"), QStringLiteral("xyz"));
    auto *tab = child(panel.page, "logsTab");
    QTRY_VERIFY(child(tab, "emptyState")->isVisible());
    QCOMPARE(child<QLabel>(tab, "emptyHeadline")->text(), QStringLiteral("No log matches"));
    QVERIFY(click(tab, "emptyButton"));
    QTRY_COMPARE(panel.label("logsCount"), QStringLiteral("1,200 logs"));
}

void tst_panellogs::sortsByTimeOnly()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    QTableView *table = logsOf(panel);
    QCOMPARE(cell(table, 0, LogListModel::UserId), school.logs.rows.first().userId);
    QHeaderView *head = table->horizontalHeader();
    QCOMPARE(head->sortIndicatorOrder(), Qt::DescendingOrder);
    head->setSortIndicator(LogListModel::Person, Qt::AscendingOrder);
    QCOMPARE(head->sortIndicatorSection(), static_cast<int>(LogListModel::Time));
    QTRY_COMPARE(cell(table, 0, LogListModel::UserId), school.logs.rows.last().userId);
}

void tst_panellogs::tellsOfEmptyLogs()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Staff door")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    auto *tab = child(panel.page, "logsTab");
    QTRY_VERIFY(child(tab, "emptyState")->isVisible());
    QCOMPARE(child<QLabel>(tab, "emptyHeadline")->text(), QStringLiteral("No logs yet"));
}

void tst_panellogs::tellsWhenLogsCannotBeRead()
{
    FakeSchool school;
    school.fill();
    school.logs.failure = errors::storageDamaged(QStringLiteral("raw_log.span 11"));
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QTRY_COMPARE(panel.headline(), QStringLiteral("The logs of the device could not be read."));
}

void tst_panellogs::exportsTheLogs()
{
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    Panel panel(school.ports());
    panel.chooser.path = folder.filePath(QStringLiteral("logs.csv"));
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    emit static_cast<TableView *>(logsOf(panel))->exportRequested();
    QTRY_VERIFY(panel.notice().startsWith(QStringLiteral("1,200 logs were written")));
    QFile file(panel.chooser.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 1201);
    QVERIFY(lines.first().contains("Biometric ID"));
    QVERIFY(lines.at(1).startsWith("2026-03-12 08:20:00"));
}

void tst_panellogs::exportsAWorkbook()
{
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    Panel panel(school.ports());
    panel.chooser.path = folder.filePath(QStringLiteral("logs.XLSX"));
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    emit static_cast<TableView *>(logsOf(panel))->exportRequested();
    QTRY_VERIFY(panel.notice().startsWith(QStringLiteral("1,200 logs were written")));
    QFile file(panel.chooser.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(file.readAll());
    QVERIFY(book);
    QList<SheetRow> rows;
    QVERIFY((*book)->read((*book)->sheets().first(), [&rows](SheetRow &row) -> Result<bool> {
        rows.append(row);
        return true;
    }));
    QCOMPARE(rows.size(), 1201);
    QCOMPARE(rows.first().cells.value(1).text, QStringLiteral("Biometric ID"));
    QCOMPARE(rows.at(1).cells.value(0).text, QStringLiteral("2026-03-12 08:20:00"));
}

void tst_panellogs::stopsAnExport()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QVERIFY(real.sync());
    const QTemporaryDir folder;
    panel.chooser.path = folder.filePath(QStringLiteral("logs.csv"));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    emit static_cast<TableView *>(logsOf(panel))->exportRequested();
    QVERIFY(child(panel.page, "logsExportCancelButton")->isVisible());
    QVERIFY(click(panel.page, "logsExportCancelButton"));
    QTRY_VERIFY(!child(panel.page, "logsExportCancelButton")->isVisible());
    QVERIFY(!QFile::exists(panel.chooser.path));
    QCOMPARE(panel.headline(), QString());
}

void tst_panellogs::tellsWhenAnExportFails()
{
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    Panel panel(school.ports());
    panel.chooser.path = folder.filePath(QStringLiteral("none/logs.csv"));
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QVERIFY(isLoaded(panel));
    emit static_cast<TableView *>(logsOf(panel))->exportRequested();
    QTRY_COMPARE(panel.headline(), QStringLiteral("The logs were not exported."));
}

void tst_panellogs::logTexts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("exported");
    QTest::newRow("time") << static_cast<int>(LogListModel::Time)
                          << QStringLiteral("12/03/2026 07:41:05")
                          << QStringLiteral("2026-03-12 07:41:05");
    QTest::newRow("nobody") << static_cast<int>(LogListModel::Person)
                            << QStringLiteral("Not mapped") << QString();
    QTest::newRow("became") << static_cast<int>(LogListModel::Became)
                            << QStringLiteral("Waits: not mapped")
                            << QStringLiteral("Waits: not mapped");
    QTest::newRow("key") << static_cast<int>(LogListModel::State) << QStringLiteral("Check out")
                         << QStringLiteral("Check out");
    QTest::newRow("verify") << static_cast<int>(LogListModel::Verify) << QStringLiteral("Face")
                            << QStringLiteral("Face");
    QTest::newRow("source") << static_cast<int>(LogListModel::Source) << QStringLiteral("Push")
                            << QStringLiteral("Push");
}

void tst_panellogs::logTexts()
{
    QFETCH(int, column);
    LogRow row;
    row.key.at = WallTime::parse(u"2026-03-12 07:41:05");
    row.state = 1;
    row.verify = 15;
    row.source = LogSource::Push;
    QTEST(LogListModel::text(row, column, 0), "shown");
    QTEST(LogListModel::exportText(row, column), "exported");
}

ROLLCALL_TEST(tst_panellogs);
#include "tst_panellogs.moc"
