// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/panelfixture.h"
#include "ui/pages/devices/wizard/devicewizard.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

/// Draws every page once into screens/ of the build folder, light and dark, for people to look at.
class tst_screens : public UiTestCase
{
    Q_OBJECT

private slots:
    void pages_data();
    void pages();
    void dialogs_data();
    void dialogs();
    void panel_data();
    void panel();
    void panelDialogs_data();
    void panelDialogs();
    void panelStates_data();
    void panelStates();
    void states_data();
    void states();
    void mirrored();
    void emptyPages();
};

void tst_screens::pages_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_screens::pages()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    ui::MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *table = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    (void)school.sync.sync(kHostel);
    school.clock.advance(4000);
    school.sync.progress(kHostel, 12400, 98000);
    table->selectRow(rowOf(table, 1, QStringLiteral("Back Gate")));
    QVERIFY(takePicture(&window, QString(QStringLiteral("devices") + suffix)));

    table->selectRow(rowOf(table, 1, QStringLiteral("Main Gate")));
    QVERIFY(click(&window, "mappingButton"));
    QTRY_COMPARE(child<QTableView>(&window, "mappingTable")->model()->rowCount(), 40);
    QVERIFY(takePicture(&window, QString(QStringLiteral("mapping") + suffix)));
    window.showPage(QStringLiteral("peoplePage"));
    QTRY_VERIFY(child<QTableView>(&window, "peopleTable")->model()->rowCount() > 0);
    QVERIFY(takePicture(&window, QString(QStringLiteral("people") + suffix)));
    window.showPage(QStringLiteral("attendancePage"));
    QTRY_VERIFY(child<QTableView>(&window, "dayTable")->model()->rowCount() > 0);
    QVERIFY(takePicture(&window, QString(QStringLiteral("attendance") + suffix)));
    school.sync.finish({kHostel, {}, {}, true, 0, {}});
}

void tst_screens::dialogs_data()
{
    pages_data();
}

void tst_screens::dialogs()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    ui::MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *table = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    const auto shoot = [&window, &suffix](const char *dialogName, const QString &picture) {
        auto *dialog = child(&window, dialogName);
        return dialog && QTest::qWaitForWindowExposed(dialog) &&
               takePicture(dialog, QString(picture + suffix));
    };
    table->selectRow(rowOf(table, 1, QStringLiteral("Main Gate")));
    QVERIFY(click(&window, "editDeviceButton"));
    QTest::keyClicks(child(&window, "locationField"), QStringLiteral(", by the stairs"));
    QVERIFY(shoot("deviceDialog", QStringLiteral("edit-agent")));
    child(&window, "deviceDialog")->close();
    QTRY_VERIFY(!window.findChild<QWidget *>(QStringLiteral("deviceDialog")));
    QVERIFY(click(&window, "deleteButton"));
    QVERIFY(shoot("deleteDeviceDialog", QStringLiteral("delete")));
    child(&window, "deleteDeviceDialog")->close();
    QTRY_VERIFY(!window.findChild<QWidget *>(QStringLiteral("deleteDeviceDialog")));
    table->selectRow(rowOf(table, 1, QStringLiteral("Staff door")));
    QVERIFY(click(&window, "editDeviceButton"));
    QVERIFY(shoot("deviceDialog", QStringLiteral("edit-push")));
    QVERIFY(click(child(&window, "tokenPanel"), "tokenShowButton"));
    QVERIFY(shoot("deviceDialog", QStringLiteral("edit-push")));
    child(&window, "deviceDialog")->close();

    table->selectRow(rowOf(table, 1, QStringLiteral("Main Gate")));
    QVERIFY(click(&window, "mappingButton"));
    auto *users = child<QTableView>(&window, "mappingTable");
    QTRY_COMPARE(users->model()->rowCount(), 40);
    users->selectRow(rowOf(users, 0, QStringLiteral("771")));
    QVERIFY(click(&window, "mapButton"));
    QTest::keyClicks(child(&window, "mapSearch"), QStringLiteral("aysha k"));
    QVERIFY(shoot("mapDialog", QStringLiteral("map-dialog")));
}

void tst_screens::panel_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<bool>("isMirrored");
    QTest::newRow("light") << false << false;
    QTest::newRow("dark") << true << false;
    QTest::newRow("mirrored") << false << true;
}

/// The tabs of the Control Panel, of a terminal that is read and of one that fetches its work.
void tst_screens::panel()
{
    QFETCH(bool, isDark);
    QFETCH(bool, isMirrored);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    if (isMirrored)
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto restore = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    const QString suffix = isDark       ? QStringLiteral("-dark")
                           : isMirrored ? QStringLiteral("-mirrored")
                                        : QString();
    FakeSchool school;
    school.fill();
    school.fillQueue();
    for (const QString &device : {QStringLiteral("Main Gate"), QStringLiteral("Staff door")}) {
        Panel panel(school.ports());
        QVERIFY(panel.open(device));
        auto *tabs = child<QTabWidget>(panel.page, "panelTabs");
        for (int i = 0; i < tabs->count(); ++i) {
            if (!tabs->isTabVisible(i))
                continue;
            tabs->setCurrentIndex(i);
            QTRY_VERIFY(panel.isCalm());
            QTest::qWait(50); // the first page of a list comes a moment later
            const QString name = tabs->currentWidget()->objectName();
            QVERIFY(takePicture(
                &panel.window,
                QString(QLatin1String("panel-") + name +
                        (device.startsWith(u'M') ? QLatin1String("") : QLatin1String("-push")) +
                        suffix)));
        }
    }
}

void tst_screens::panelDialogs_data()
{
    pages_data();
}

void tst_screens::panelDialogs()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    const auto shoot = [&suffix](const char *name) {
        QWidget *dialog = QApplication::activeModalWidget();
        return dialog && QTest::qWaitForWindowExposed(dialog) &&
               takePicture(dialog, QString(QString::fromLatin1(name) + suffix));
    };
    const auto close = [] {
        QApplication::activeModalWidget()->close();
        return waitFor([] { return !QApplication::activeModalWidget(); });
    };
    QTRY_VERIFY(panel.isOffered("clearLogsButton"));
    QVERIFY(click(panel.page, "clearLogsButton"));
    QVERIFY(shoot("panel-clear") && close());
    QVERIFY(click(panel.page, "restartButton"));
    QVERIFY(shoot("panel-restart") && close());
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    QTRY_VERIFY(panel.isOffered("sendPeopleButton"));
    QVERIFY(click(panel.page, "sendPeopleButton"));
    QWidget *dialog = QApplication::activeModalWidget();
    QTRY_VERIFY(child(dialog, "chooseShownButton")->isEnabled());
    child<QComboBox>(dialog, "sendGroup")->setCurrentIndex(2);
    QVERIFY(click(dialog, "chooseShownButton"));
    QVERIFY(shoot("panel-send"));
    QVERIFY(click(dialog, "planActionButton"));
    QTest::qWait(50);
    QVERIFY(shoot("panel-send-failed") && close());
    QTRY_VERIFY(panel.isOffered("sendPeopleButton")); // read back
    auto *table = child<QTableView>(panel.page, "deviceUsersTable");
    table->selectAll();
    QTRY_VERIFY(panel.isOffered("copyUsersButton"));
    QVERIFY(click(panel.page, "copyUsersButton"));
    QTest::qWait(50);
    QVERIFY(shoot("panel-copy") && close());
    table->selectRow(4);
    QVERIFY(click(panel.page, "removeUsersButton"));
    QVERIFY(shoot("panel-remove") && close());
}

void tst_screens::panelStates_data()
{
    pages_data();
}

/// A terminal that is being read, one that does not answer, and tabs that are empty.
void tst_screens::panelStates()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    const auto shoot = [&suffix](Panel &panel, const char *name) {
        return takePicture(&panel.window, QString(QString::fromLatin1(name) + suffix));
    };
    {
        Panel panel(school.ports());
        QVERIFY(panel.open(QStringLiteral("Hostel")));
        QTRY_VERIFY(panel.isOffered("panelSyncButton"));
        QVERIFY(click(panel.page, "panelSyncButton"));
        school.clock.advance(4000);
        school.sync.progress(kHostel, 12400, 98000);
        QVERIFY(shoot(panel, "panel-syncing"));
        school.sync.finish({kHostel, {}, {}, true, 0, {}});
    }
    school.terminals.told.reset();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Back Gate")));
    QTRY_VERIFY(panel.isOffered("infoRefreshButton"));
    QVERIFY(click(panel.page, "infoRefreshButton"));
    QTRY_VERIFY(!panel.headline().isEmpty() && panel.isCalm());
    QVERIFY(shoot(panel, "panel-unreachable"));
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    QTRY_VERIFY(panel.isCalm());
    QVERIFY(shoot(panel, "panel-users-unreachable"));
    for (const char *tab : {"Logs", "Sync History"}) {
        QVERIFY(panel.show(QString::fromLatin1(tab)));
        QTest::qWait(50);
        QVERIFY(shoot(panel, tab[0] == 'L' ? "panel-logs-empty" : "panel-history-empty"));
    }
}

void tst_screens::states_data()
{
    pages_data();
}

/// What is told on the way: Undo, a test that fails, a list that cannot be read.
void tst_screens::states()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    ui::MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *table = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    table->selectRow(rowOf(table, 1, QStringLiteral("Library")));
    QVERIFY(click(&window, "activeButton"));
    QTRY_VERIFY(child(child(&window, "devicesPage"), "noticeBar")->isVisible());
    QVERIFY(takePicture(&window, QString(QStringLiteral("devices-undo") + suffix)));

    QVERIFY(click(&window, "attentionButton0"));
    school.terminals.finishTest(TestStep::Reached,
                                errors::refused(QStringLiteral("192.168.1.202"), 4370));
    QTRY_VERIFY(child(&window, "testAgainButton")->isEnabled());
    QVERIFY(takePicture(child(&window, "testDialog"), QString(QStringLiteral("test") + suffix)));
    child(&window, "testDialog")->close();

    school.devices.failure = errors::storageDamaged(QStringLiteral("device.all 11"));
    emit school.devices.devicesChanged();
    auto *bar = child(child(&window, "devicesPage"), "errorBar");
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(click(bar, "errorDetailsButton"));
    QVERIFY(takePicture(&window, QString(QStringLiteral("devices-error") + suffix)));
}

void tst_screens::mirrored()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto restore = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    ui::MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    QTRY_COMPARE(child<QTableView>(&window, "devicesTable")->model()->rowCount(), 5);
    QVERIFY(takePicture(&window, QStringLiteral("devices-mirrored")));
    ui::DeviceWizard wizard(school.wizardContext(), nullptr);
    QVERIFY(showWindow(&wizard, wizard.size()));
    QVERIFY(takePicture(&wizard, QStringLiteral("wizard-1-mirrored")));
}

void tst_screens::emptyPages()
{
    FakeSchool school;
    FakeChooser chooser;
    ui::FrameInfo frame = FakeSchool::frame();
    frame.pushServer = QStringLiteral("The push server is down: port 8090 is taken");
    frame.pushServerUp = false;
    frame.isDemo = true;
    ui::MainWindow window(school.ports(), chooser, frame);
    QVERIFY(showWindow(&window));
    QTRY_VERIFY(child(child(&window, "devicesPage"), "emptyButton")->isVisible());
    QVERIFY(takePicture(&window, QStringLiteral("empty-devices")));
    for (const QString &page : window.pageNames()) {
        window.showPage(page);
        QVERIFY(takePicture(&window, QString(QStringLiteral("empty-") + page)));
    }
}

ROLLCALL_TEST(tst_screens);
#include "tst_screens.moc"
