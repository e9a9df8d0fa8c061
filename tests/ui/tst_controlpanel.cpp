// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushsimulator.h"
#include "tests/ui/panelfixture.h"

#include <QLineEdit>

#include <thread>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

class tst_controlpanel : public UiTestCase
{
    Q_OBJECT

private slots:
    void tellsWhoItIs();
    void opensByDoubleClick();
    void goesBack();
    void syncsAndCancels();
    void setsTheClock();
    void restarts();
    void beeps();
    void testsTheConnection();
    void clearsOnlyWhatIsStored();
    void terminalVanishes_data();
    void terminalVanishes();
    void stopsWaiting();
    void asksATerminalThatPushes();
};

void tst_controlpanel::tellsWhoItIs()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QTRY_COMPARE(panel.label("serialFact"), QStringLiteral("SIM0000001"));
    QCOMPARE(panel.label("pageTitle"), QStringLiteral("Main Gate"));
    QVERIFY(panel.label("pageSubtitle").startsWith(QStringLiteral("Control Panel · Agent · ZK")));
    QVERIFY(!panel.label("modelFact").isEmpty());
    QVERIFY(panel.label("usersGaugeText").startsWith(QStringLiteral("30 of")));
    QVERIFY(panel.label("logsGaugeText").startsWith(QStringLiteral("600 of")));
    QVERIFY(panel.label("toldText").startsWith(QStringLiteral("As the terminal counted at")));
    QCOMPARE(panel.label("statusFact"), QStringLiteral("Not seen yet"));
    QCOMPARE(panel.headline(), QString());
}

void tst_controlpanel::opensByDoubleClick()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(showWindow(&panel.window));
    auto *table = child<QTableView>(&panel.window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    const int row = rowOf(table, 1, QStringLiteral("Hostel"));
    const QPoint at = table->visualRect(table->model()->index(row, 1)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
    QTRY_VERIFY(panel.page->isVisible());
    QCOMPARE(panel.label("pageTitle"), QStringLiteral("Hostel"));
    QCOMPARE(child<QTabWidget>(panel.page, "panelTabs")->currentIndex(), 0);
}

void tst_controlpanel::goesBack()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(click(panel.page, "backButton"));
    QTRY_VERIFY(child(&panel.window, "devicesPage")->isVisible());
    QVERIFY(child(&panel.window, "devicesTable")->hasFocus());
    QVERIFY(click(&panel.window, "mappingButton"));
    QTRY_VERIFY(child(&panel.window, "mappingTable")->isVisible());
    QTest::keySequence(&panel.window, QKeySequence(QKeySequence::Back));
    QTRY_VERIFY(child(&panel.window, "devicesPage")->isVisible());
}

void tst_controlpanel::syncsAndCancels()
{
    RealPanel real;
    QVERIFY(real.start(QStringLiteral("Main Gate"), 20));
    Panel &panel = *real.panel;
    auto *button = child<QPushButton>(panel.page, "panelSyncButton");
    QTRY_VERIFY(panel.isOffered("panelSyncButton"));
    QVERIFY(click(panel.page, "panelSyncButton"));
    QTRY_COMPARE(button->text(), QStringLiteral("Cancel"));
    QTRY_COMPARE(panel.label("statusFact"), QStringLiteral("Syncing"));
    QCOMPARE(panel.label("nextSyncFact"), QStringLiteral("Running now"));
    QVERIFY(child(&panel.window, "syncCancelButton")->isVisible());
    QVERIFY(!panel.isOffered("setTimeButton")); // one thing at a time
    QVERIFY(click(panel.page, "panelSyncButton"));
    QTRY_COMPARE(panel.label("statusFact"), QStringLiteral("Stopped"));
    QTRY_VERIFY(panel.isOffered("setTimeButton"));
    QVERIFY(click(panel.page, "panelSyncButton"));
    QTRY_COMPARE_WITH_TIMEOUT(panel.label("statusFact"), QStringLiteral("Online"), 20000);
    QTRY_VERIFY(panel.label("lastSyncFact").endsWith(QStringLiteral("new logs")));
}

void tst_controlpanel::setsTheClock()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QTRY_VERIFY(panel.isOffered("setTimeButton"));
    QVERIFY(click(panel.page, "setTimeButton"));
    QTRY_COMPARE(panel.notice(), QStringLiteral("The clock of “Main Gate” was right already."));
}

void tst_controlpanel::restarts()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QTRY_VERIFY(panel.isOffered("restartButton"));
    QVERIFY(click(panel.page, "restartButton"));
    auto *question = child(panel.page, "restartQuestion");
    QVERIFY(click(question, "cancelRestartButton"));
    QTRY_VERIFY(!panel.page->findChild<QWidget *>(QStringLiteral("restartQuestion")));
    QCOMPARE(panel.notice(), QString());
    QVERIFY(click(panel.page, "restartButton"));
    QVERIFY(click(child(panel.page, "restartQuestion"), "confirmRestartButton"));
    QTRY_COMPARE(panel.notice(),
                 QStringLiteral("“Main Gate” restarts. It answers again in about a minute."));
}

void tst_controlpanel::beeps()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QTRY_VERIFY(panel.isOffered("beepButton"));
    QVERIFY(click(panel.page, "beepButton"));
    QTRY_COMPARE(panel.notice(), QStringLiteral("“Main Gate” has beeped."));
}

void tst_controlpanel::testsTheConnection()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QTRY_VERIFY(panel.isOffered("panelTestButton"));
    QVERIFY(click(panel.page, "panelTestButton"));
    auto *dialog = child(panel.page, "testDialog");
    QTRY_VERIFY(child(dialog, "testAgainButton")->isEnabled());
    QVERIFY(click(dialog, "closeTestButton"));
}

void tst_controlpanel::clearsOnlyWhatIsStored()
{
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QTRY_VERIFY(panel.isOffered("panelSyncButton"));
    QVERIFY(!child(panel.page, "clearLogsButton")->isEnabled());
    QVERIFY(child(panel.page, "clearLogsButton")->toolTip().contains(QStringLiteral("sync it")));
    QVERIFY(click(panel.page, "panelSyncButton"));
    QTRY_VERIFY(panel.isOffered("clearLogsButton"));
    QVERIFY(click(panel.page, "clearLogsButton"));
    auto *dialog = child(panel.page, "clearLogsDialog");
    QCOMPARE(child<QLabel>(dialog, "clearLoss")->text(),
             QStringLiteral("600 logs go from the memory of the terminal. Nothing brings them back "
                            "there."));
    QTest::keyClicks(child(dialog, "clearNameField"), QStringLiteral("main gate"));
    QVERIFY(!child(dialog, "confirmClearButton")->isEnabled());
    child<QLineEdit>(dialog, "clearNameField")->setText(QStringLiteral(" Main Gate "));
    QVERIFY(click(dialog, "confirmClearButton"));
    QTRY_COMPARE(panel.notice(), QStringLiteral("600 logs were cleared from “Main Gate”. Each of "
                                                "them is stored here."));
    QCOMPARE(real.terminal->device().logs(), 0);
    QTRY_VERIFY(!child(panel.page, "clearLogsButton")->isEnabled());
    QVERIFY(panel.label("logsGaugeText").startsWith(QStringLiteral("0 of")));
}

void tst_controlpanel::terminalVanishes_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QString>("headline");
    QTest::newRow("asked who it is")
        << QByteArray("infoRefreshButton") << QStringLiteral("“Main Gate” did not tell who it is.");
    QTest::newRow("sync") << QByteArray("panelSyncButton")
                          << QStringLiteral("“Main Gate” could not be read.");
    QTest::newRow("clock") << QByteArray("setTimeButton")
                           << QStringLiteral("The clock of “Main Gate” was not set.");
    QTest::newRow("restart") << QByteArray("restartButton")
                             << QStringLiteral("“Main Gate” was not restarted.");
    QTest::newRow("beep") << QByteArray("beepButton")
                          << QStringLiteral("“Main Gate” did not beep.");
    QTest::newRow("clear") << QByteArray("clearLogsButton")
                           << QStringLiteral("The logs of “Main Gate” were not cleared.");
}

/// It was there a moment ago: a sentence, the way out, and nothing is lost.
void tst_controlpanel::terminalVanishes()
{
    QFETCH(QByteArray, button);
    QFETCH(QString, headline);
    RealPanel real;
    QVERIFY(real.start());
    Panel &panel = *real.panel;
    QVERIFY(real.sync());
    QTRY_VERIFY(panel.isOffered("clearLogsButton"));
    std::jthread([&real] { real.terminal.reset(); }).join();
    QVERIFY(click(panel.page, button.constData()));
    if (button == "restartButton")
        QVERIFY(click(child(panel.page, "restartQuestion"), "confirmRestartButton"));
    if (button == "clearLogsButton") {
        auto *dialog = child(panel.page, "clearLogsDialog");
        QTest::keyClicks(child(dialog, "clearNameField"), QStringLiteral("Main Gate"));
        QVERIFY(click(dialog, "confirmClearButton"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(panel.headline(), headline, 20000);
    QTRY_VERIFY(panel.isCalm());
    QTRY_VERIFY(panel.isOffered("panelSyncButton"));
    LogFilter ofDevice;
    ofDevice.device = real.device;
    const Result<LogSpan> span = waitForAnswer(real.fixture->school().logs().span(ofDevice));
    QVERIFY(span);
    QCOMPARE(span->rows, 600);
}

/// A terminal that takes the connection and says nothing.
void tst_controlpanel::stopsWaiting()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    SimOptions options;
    options.faults = {{SimFaultKind::Busy, 0, 0}};
    const auto device = SimDevice::make(options);
    QVERIFY(device);
    const auto terminal = SimZkThread::start(*device, fixture->school().clock());
    QVERIFY(terminal);
    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port()).isValid());
    Panel panel(fixture->ports());
    QVERIFY(showWindow(&panel.window));
    auto *table = child<QTableView>(&panel.window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(child(&panel.window, "controlPanelButton")->isEnabled());
    QVERIFY(click(&panel.window, "controlPanelButton"));
    QTRY_VERIFY(!panel.isCalm());
    QCOMPARE(panel.label("panelStatus"),
             QStringLiteral("Asking “Main Gate” who it is: Connecting…"));
    panel.window.close(); // asks once
    QVERIFY(panel.window.isVisible());
    QVERIFY(click(child(&panel.window, "closeQuestion"), "keepOpenButton"));
    QVERIFY(click(panel.page, "panelCancelButton"));
    QTRY_VERIFY(panel.isCalm());
    QCOMPARE(panel.headline(), QString()); // whoever stops it needs no error
    QVERIFY(panel.isOffered("panelSyncButton"));
}

/// A simulated one at the real listener: what it is told waits until it asks for work.
void tst_controlpanel::asksATerminalThatPushes()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const Result<quint16> port = fixture->school().startPush(QHostAddress::LocalHost, 0);
    QVERIFY(port);
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Yard");
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("adms");
    draft.device.serial = QStringLiteral("SIM0000000001");
    QVERIFY(waitForAnswer(fixture->school().devices().save(draft)));
    PushSimulation simulation;
    simulation.server = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(*port));
    simulation.serial = draft.device.serial;
    simulation.users = 12;
    simulation.logs = 60;
    simulation.pollMs = 10;
    simulation.errorDelayMs = 50;
    const std::jthread terminal(
        [simulation](const std::stop_token &stop) { (void)simulatePush(simulation, stop); });
    Panel panel(fixture->ports());
    QVERIFY(panel.open(draft.device.name));
    QTRY_VERIFY(panel.isOffered("infoRefreshButton"));
    QVERIFY(!child(panel.page, "panelSyncButton")->isVisible());
    QVERIFY(click(panel.page, "infoRefreshButton"));
    QTRY_COMPARE_WITH_TIMEOUT(panel.label("modelFact"), QStringLiteral("SimGate"), 20000);
    QCOMPARE(panel.label("usersGaugeText"), QStringLiteral("12"));
    QCOMPARE(panel.label("nextSyncFact"), QStringLiteral("The device sends by itself"));
    QTRY_VERIFY(panel.isOffered("setTimeButton"));
    QVERIFY(click(panel.page, "setTimeButton"));
    QTRY_COMPARE_WITH_TIMEOUT(panel.notice(), QStringLiteral("The clock of “Yard” is set."), 20000);
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    QVERIFY(click(panel.page, "usersRefreshButton"));
    auto *users = child<QTableView>(panel.page, "deviceUsersTable");
    QTRY_COMPARE_WITH_TIMEOUT(users->model()->rowCount(), 12, 20000);
    QVERIFY(panel.show(QStringLiteral("Commands")));
    auto *commands = child<QTableView>(panel.page, "commandsTable");
    QTRY_COMPARE(commands->model()->rowCount(), 3);
    for (int row = 0; row < 3; ++row)
        QTRY_COMPARE(cell(commands, row, 0), QStringLiteral("Done"));
}

ROLLCALL_TEST(tst_controlpanel);
#include "tst_controlpanel.moc"
