// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/panelfixture.h"
#include "ui/models/commandmodel.h"
#include "ui/models/loglistmodel.h"
#include "ui/models/sessionmodel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// The tabs "Logs", "Sync History" and "Commands".
class tst_panellists : public UiTestCase
{
    Q_OBJECT

private slots:
    void listsTheLogs();
    void readsOnePageForAPlace();
    void narrowsTheLogs();
    void sortsByTimeOnly();
    void tellsOfEmptyLogs();
    void tellsWhenLogsCannotBeRead();
    void exportsTheLogs();
    void stopsAnExport();
    void tellsWhenAnExportFails();
    void logTexts_data();
    void logTexts();
    void listsTheHistory();
    void tellsWhyASyncFailed();
    void durations_data();
    void durations();
    void listsCommands();
    void commandTitles_data();
    void commandTitles();
    void takesACommandBack();
};

namespace {

QTableView *logsOf(const Panel &panel)
{
    return child<QTableView>(panel.page, "logsTable");
}

/// Once the first page is there.
bool isLoaded(const Panel &panel)
{
    QTableView *table = logsOf(panel);
    return waitFor([table] {
        return table->model()->rowCount() > 0 && cell(table, 0, 1) != QStringLiteral("…");
    });
}

} // namespace

void tst_panellists::listsTheLogs()
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
void tst_panellists::readsOnePageForAPlace()
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

void tst_panellists::narrowsTheLogs()
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

void tst_panellists::sortsByTimeOnly()
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

void tst_panellists::tellsOfEmptyLogs()
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

void tst_panellists::tellsWhenLogsCannotBeRead()
{
    FakeSchool school;
    school.fill();
    school.logs.failure = errors::storageDamaged(QStringLiteral("raw_log.span 11"));
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Logs")));
    QTRY_COMPARE(panel.headline(), QStringLiteral("The logs of the device could not be read."));
}

void tst_panellists::exportsTheLogs()
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

void tst_panellists::stopsAnExport()
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

void tst_panellists::tellsWhenAnExportFails()
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

void tst_panellists::logTexts_data()
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

void tst_panellists::logTexts()
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

void tst_panellists::listsTheHistory()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QVERIFY(real.sync());
    QVERIFY(panel.show(QStringLiteral("Sync History")));
    auto *table = child<QTableView>(panel.page, "historyTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(cell(table, 0, SessionModel::Ended), QStringLiteral("Complete"));
    QCOMPARE(cell(table, 0, SessionModel::Read), QStringLiteral("600"));
    QCOMPARE(cell(table, 0, SessionModel::Duplicates), QStringLiteral("0"));
    QVERIFY(real.fixture->sync(real.device));
    QTRY_COMPARE(table->model()->rowCount(), 2); // by itself
    QCOMPARE(panel.label("historyCount"), QStringLiteral("2 syncs"));
}

void tst_panellists::tellsWhyASyncFailed()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Sync History")));
    auto *table = child<QTableView>(panel.page, "historyTable");
    QTRY_COMPARE(table->model()->rowCount(), 24);
    auto *problem = child(panel.page, "historyProblem");
    table->selectRow(0);
    QVERIFY(!problem->isVisible());
    table->selectRow(rowOf(table, SessionModel::Ended, QStringLiteral("Failed")));
    QVERIFY(problem->isVisible());
    QVERIFY(
        child<QLabel>(problem, "errorHeadline")->text().startsWith(QStringLiteral("The sync of ")));
    QTest::keyClicks(child(panel.page, "historyFilter"), QStringLiteral("failed"));
    QCOMPARE(table->model()->rowCount(), 1);
}

void tst_panellists::durations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("not ended") << qint64(-1) << QStringLiteral("–");
    QTest::newRow("a moment") << qint64(40) << QStringLiteral("0.0 s");
    QTest::newRow("seconds") << qint64(2300) << QStringLiteral("2.3 s");
    QTest::newRow("minutes") << qint64(250'400) << QStringLiteral("4 min 10 s");
}

void tst_panellists::durations()
{
    QFETCH(qint64, milliseconds);
    QTEST(durationText(milliseconds), "text");
}

namespace {

DeviceCommand command(qint64 id, const QString &text, CommandState state)
{
    DeviceCommand made;
    made.id = id;
    made.device = kStaffDoor;
    made.text = text;
    made.state = state;
    made.createdUtc = 1'773'283'500'000 + id;
    made.author = QStringLiteral("office");
    return made;
}

/// "Staff door" as a terminal that fetches its work.
void makeQueue(FakeSchool &school)
{
    school.terminals.profiles.insert(kStaffDoor,
                                     {TerminalAbility::Tell | TerminalAbility::Queue, {}});
    school.commands.queue = {
        command(3, QStringLiteral("REBOOT"), CommandState::Queued),
        command(2, QStringLiteral("DATA UPDATE USERINFO PIN=12\tName=Zoë"), CommandState::Sent),
        command(1, QStringLiteral("INFO"), CommandState::Done)};
}

} // namespace

void tst_panellists::listsCommands()
{
    FakeSchool school;
    school.fill();
    makeQueue(school);
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Staff door")));
    QVERIFY(panel.show(QStringLiteral("Commands")));
    auto *table = child<QTableView>(panel.page, "commandsTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QCOMPARE(cell(table, 0, CommandModel::What), QStringLiteral("Restart"));
    QCOMPARE(panel.label("commandsCount"), QStringLiteral("2 commands wait for the terminal"));
    QVERIFY(click(panel.page, "backButton"));
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QTRY_VERIFY(panel.isOffered("panelSyncButton"));
    QVERIFY(!panel.hasTab(QStringLiteral("Commands"))); // it is read, not told
}

void tst_panellists::commandTitles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *text, const char *title) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(title);
    };
    row("INFO", "Tell who it is and how full");
    row("CHECK", "Fetch its settings and clock");
    row("DATA UPDATE USERINFO PIN=12\tName=A", "Write user 12");
    row("DATA DELETE user Pin=7", "Delete user 7");
    row("DATA QUERY ATTLOG StartTime=1\tEndTime=2", "Send logs again");
    row("DATA QUERY USERINFO", "Send the list of users");
    row("SHELL ls", "SHELL ls");
}

void tst_panellists::commandTitles()
{
    QFETCH(QString, text);
    QTEST(CommandModel::titleOf(command(1, text, CommandState::Queued)), "title");
}

void tst_panellists::takesACommandBack()
{
    FakeSchool school;
    school.fill();
    makeQueue(school);
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Staff door")));
    QVERIFY(panel.show(QStringLiteral("Commands")));
    auto *table = child<QTableView>(panel.page, "commandsTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    table->selectRow(1);
    QVERIFY(!child(panel.page, "takeBackButton")->isEnabled()); // fetched already
    table->selectRow(0);
    QVERIFY(click(panel.page, "takeBackButton"));
    QTRY_COMPARE(cell(table, 0, CommandModel::State), QStringLiteral("Taken back"));
    QCOMPARE(panel.notice(),
             QStringLiteral("“Restart” is taken back. The terminal has not done it."));
    QVERIFY(click(panel.page, "sendAgainButton"));
    QTRY_COMPARE(panel.notice(), QStringLiteral("“Staff door” sends all of its logs again as soon "
                                                "as it asks for work."));
}

ROLLCALL_TEST(tst_panellists);
#include "tst_panellists.moc"
