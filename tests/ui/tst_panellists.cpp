// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/panelfixture.h"
#include "ui/models/commandmodel.h"
#include "ui/models/sessionmodel.h"

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// The tabs "Sync History" and "Commands".
class tst_panellists : public UiTestCase
{
    Q_OBJECT

private slots:
    void listsTheHistory();
    void tellsWhyASyncFailed();
    void durations_data();
    void durations();
    void listsCommands();
    void commandTitles_data();
    void commandTitles();
    void takesACommandBack();
};

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
