// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/deviceswindow.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/models/devicemodel.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

class tst_devicespage : public UiTestCase
{
    Q_OBJECT

private slots:
    void readsATerminal();
    void tellsWhyASyncFailed();
    void cancelsARunningSync();
    void showsProgressInTheRow();
    void activatesAndDeactivates();
    void buttonsFollowTheSelection_data();
    void buttonsFollowTheSelection();
    void filters();
    void tellsWhenTheListCannotBeRead();
    void keepsTheSelectionOverARefresh();
    void syncsAll();
    void deletingWantsTheName();
    void fitsWithoutScrolling();
    void exportsTheList();
};

void tst_devicespage::readsATerminal()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal();
    QVERIFY(terminal);
    DevicesWindow page(fixture->ports());
    QVERIFY(showWindow(&page.window));
    QTRY_VERIFY(child(page.page, "emptyButton")->isVisible());
    QCOMPARE(page.label("emptyHeadline"), QStringLiteral("No device yet"));

    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port()).isValid());
    QTRY_COMPARE(page.table->model()->rowCount(), 1);
    QTRY_COMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Status),
                 QStringLiteral("Not seen yet"));

    QTRY_VERIFY(child(page.page, "syncButton")->isEnabled());
    QVERIFY(click(page.page, "syncButton"));
    QTRY_COMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Status),
                 QStringLiteral("Online"));
    QCOMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Users), QStringLiteral("30"));
    QCOMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Unmapped), QStringLiteral("30"));
    QVERIFY(page.text(QStringLiteral("Main Gate"), DeviceModel::LastSync)
                .endsWith(QStringLiteral("600 new")));
    QCOMPARE(child<QLabel>(&page.window, "onlineStatus")->text(),
             QStringLiteral("Devices 1 of 1 online"));
    QVERIFY(!child(page.page, "errorBar")->isVisible());
}

void tst_devicespage::tellsWhyASyncFailed()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    quint16 closedPort = 0;
    {
        const auto terminal = fixture->startTerminal();
        QVERIFY(terminal);
        closedPort = (*terminal)->port();
    }
    QVERIFY(fixture->addDevice(QStringLiteral("Back Gate"), closedPort).isValid());
    DevicesWindow page(fixture->ports());
    QVERIFY(showWindow(&page.window));
    QTRY_VERIFY(child(page.page, "syncButton")->isEnabled());
    QVERIFY(click(page.page, "syncButton"));
    QTRY_COMPARE(page.text(QStringLiteral("Back Gate"), DeviceModel::Status),
                 QStringLiteral("Sync failed"));
    QVERIFY(!QApplication::activeModalWidget());
    QTRY_VERIFY(child(page.page, "errorBar")->isVisible());
    QCOMPARE(page.label("errorHeadline"), QStringLiteral("“Back Gate” could not be read."));
    QVERIFY(page.label("errorText").contains(QStringLiteral("127.0.0.1")));
    QVERIFY(click(page.page, "errorDetailsButton"));
    QVERIFY(child(page.page, "errorDetails")->isVisible());
    QCOMPARE(child<QPlainTextEdit>(page.page, "errorDetails")->toPlainText().section(u'\n', 0, 0),
             QStringLiteral("unreachable"));
    QVERIFY(click(page.page, "errorCopyButton"));
    QVERIFY(QApplication::clipboard()->text().contains(page.label("errorText")));
    QVERIFY(click(page.page, "errorCloseButton"));
    QVERIFY(!child(page.page, "errorBar")->isVisible());
}

void tst_devicespage::cancelsARunningSync()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal(50);
    QVERIFY(terminal);
    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port()).isValid());
    DevicesWindow page(fixture->ports());
    QVERIFY(showWindow(&page.window));
    auto *button = child<QPushButton>(page.page, "syncButton");
    QTRY_VERIFY(button->isEnabled());
    QVERIFY(click(page.page, "syncButton"));
    QTRY_COMPARE(button->text(), QStringLiteral("Cancel"));
    QTRY_COMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Status),
                 QStringLiteral("Syncing"));
    QVERIFY(child(&page.window, "syncCancelButton")->isVisible());
    QVERIFY(click(page.page, "syncButton"));
    QTRY_COMPARE(button->text(), QStringLiteral("&Sync Now"));
    QTRY_COMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Status),
                 QStringLiteral("Stopped"));
    QVERIFY(!child(page.page, "errorBar")->isVisible());
    QVERIFY(!child(&page.window, "syncCancelButton")->isVisible());
}

void tst_devicespage::showsProgressInTheRow()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    page.select(QStringLiteral("Hostel"));
    QVERIFY(click(page.page, "syncButton"));
    QCOMPARE(page.text(QStringLiteral("Hostel"), DeviceModel::LastSync),
             QStringLiteral("Connecting…"));
    school.clock.advance(3000);
    school.sync.progress(kHostel, 12400, 98000);
    QCOMPARE(page.text(QStringLiteral("Hostel"), DeviceModel::LastSync),
             QStringLiteral("12,400 of 98,000"));
    QCOMPARE(child<QLabel>(&page.window, "syncStatus")->text(),
             QStringLiteral("Reading “Hostel”: 12,400 of 98,000 logs, about 21 seconds left"));
    QCOMPARE(child<QProgressBar>(&page.window, "syncBar")->value(), 126);
    QVERIFY(click(&page.window, "syncCancelButton"));
    QVERIFY(school.sync.cancelled.contains(kHostel));
    QCOMPARE(page.text(QStringLiteral("Hostel"), DeviceModel::LastSync),
             QStringLiteral("Stopping…"));
    school.sync.finish({kHostel, {}, {}, false, 1, errors::cancelled()});
}

void tst_devicespage::activatesAndDeactivates()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    page.select(QStringLiteral("Library"));
    auto *button = child<QPushButton>(page.page, "activeButton");
    QCOMPARE(button->text(), QStringLiteral("Acti&vate"));
    QVERIFY(click(page.page, "activeButton"));
    QTRY_COMPARE(page.text(QStringLiteral("Library"), DeviceModel::Status),
                 QStringLiteral("Not seen yet"));
    QTRY_COMPARE(button->text(), QStringLiteral("Deacti&vate"));
    QCOMPARE(page.label("noticeText"), QStringLiteral("“Library” is Active."));
    QVERIFY(click(page.page, "undoButton"));
    QTRY_COMPARE(page.text(QStringLiteral("Library"), DeviceModel::Status),
                 QStringLiteral("Inactive"));
    school.devices.failure = errors::storageFailure(QStringLiteral("device.update 10"));
    QVERIFY(click(page.page, "activeButton"));
    QTRY_VERIFY(child(page.page, "errorBar")->isVisible());
}

void tst_devicespage::buttonsFollowTheSelection_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<bool>("maySync");
    QTest::addColumn<QString>("tip");
    QTest::newRow("agent") << QStringLiteral("Main Gate") << true
                           << QStringLiteral("Reads this device now");
    QTest::newRow("push") << QStringLiteral("Staff door") << false
                          << QStringLiteral("A Push device sends its logs by itself");
}

void tst_devicespage::buttonsFollowTheSelection()
{
    QFETCH(QString, device);
    QFETCH(bool, maySync);
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    page.select(device);
    QCOMPARE(child(page.page, "syncButton")->isEnabled(), maySync);
    QTEST(child(page.page, "syncButton")->toolTip(), "tip");
}

void tst_devicespage::filters()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    QTest::keySequence(page.table, QKeySequence(QKeySequence::Find));
    auto *box = child<QLineEdit>(page.page, "devicesFilter");
    QVERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("gate"));
    QCOMPARE(page.table->model()->rowCount(), 2);
    QTest::keyClicks(box, QStringLiteral(" xyz"));
    QVERIFY(child(page.page, "emptyState")->isVisible());
    QCOMPARE(page.label("emptyHeadline"), QStringLiteral("No device matches “gate xyz”"));
    QVERIFY(click(page.page, "emptyButton"));
    QCOMPARE(page.table->model()->rowCount(), 5);
    QTest::keyClicks(box, QStringLiteral("push"));
    QCOMPARE(page.table->model()->rowCount(), 2);
    QTest::keyClick(box, Qt::Key_Escape);
    QCOMPARE(page.table->model()->rowCount(), 5);
}

void tst_devicespage::tellsWhenTheListCannotBeRead()
{
    FakeSchool school;
    school.devices.failure = errors::storageDamaged(QStringLiteral("device.all 11"));
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_VERIFY(child(page.page, "errorBar")->isVisible());
    QCOMPARE(page.label("errorHeadline"), QStringLiteral("The list of devices could not be read."));
    school.devices.failure.reset();
    school.fill();
    emit school.devices.devicesChanged();
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    QTRY_COMPARE(page.label("errorHeadline"),
                 QStringLiteral("“Back Gate” could not be read.")); // the first row's
    page.select(QStringLiteral("Main Gate"));
    QVERIFY(!child(page.page, "errorBar")->isVisible());
}

void tst_devicespage::keepsTheSelectionOverARefresh()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    page.select(QStringLiteral("Main Gate"));
    school.devices.rows.removeAt(2);
    school.devices.find(kMainGate)->users = 341;
    emit school.devices.devicesChanged();
    QTRY_COMPARE(page.table->model()->rowCount(), 4);
    const auto selected = page.table->selectionModel()->selectedRows(DeviceModel::Name);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.first().data().toString(), QStringLiteral("Main Gate"));
    QCOMPARE(page.text(QStringLiteral("Main Gate"), DeviceModel::Users), QStringLiteral("341"));
}

void tst_devicespage::syncsAll()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    (void)school.sync.sync(kHostel);
    QVERIFY(click(page.page, "syncAllButton"));
    QVERIFY(school.sync.isRunning(kMainGate) && school.sync.isRunning(kBackGate));
    QVERIFY(!school.sync.isRunning(kStaffDoor)); // Push
    QVERIFY(!child(page.page, "syncAllButton")->isEnabled());
    for (const DeviceId device : {kMainGate, kHostel, kBackGate})
        school.sync.finish({device, {}, {}, true, 1, {}});
    QVERIFY(child(page.page, "syncAllButton")->isEnabled());
}

void tst_devicespage::deletingWantsTheName()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    page.select(QStringLiteral("Main Gate"));
    QVERIFY(click(page.page, "deleteButton"));
    auto *dialog = child(page.page, "deleteDeviceDialog");
    QCOMPARE(child<QLabel>(dialog, "deleteLoss")->text(),
             QStringLiteral("Its settings and its communication key go. It is known to hold 340 "
                            "users, who can no longer be mapped. 1,204 punches of users that no "
                            "one has mapped stay without a person."));
    QVERIFY(!child(dialog, "confirmDeleteButton")->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(school.devices.rows.size(), 5);
    QTest::keyClicks(child(dialog, "deleteNameField"), QStringLiteral("Main Gate"));
    school.devices.failure = errors::storageFailure(QStringLiteral("device.remove 10"));
    QVERIFY(click(dialog, "confirmDeleteButton"));
    QTRY_COMPARE(page.label("errorHeadline"), QStringLiteral("“Main Gate” was not deleted."));
}

/// ui.md: everything at 1366 × 768 without scrolling sideways.
void tst_devicespage::fitsWithoutScrolling()
{
    FakeSchool school;
    school.fill();
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    QTRY_VERIFY(page.table->horizontalHeader()->length() > 500);
    QCoreApplication::sendPostedEvents();
    QTRY_COMPARE(page.table->horizontalScrollBar()->maximum(), 0);
    QCOMPARE(page.window.size(), QSize(1366, 768));
}

void tst_devicespage::exportsTheList()
{
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    DevicesWindow page(school.ports());
    page.chooser.path = folder.filePath(QStringLiteral("devices.csv"));
    QVERIFY(showWindow(&page.window));
    QTRY_COMPARE(page.table->model()->rowCount(), 5);
    emit static_cast<TableView *>(page.table)->exportRequested();
    QTRY_VERIFY(page.label("noticeText").startsWith(QStringLiteral("5 rows were written")));
    QCOMPARE(page.chooser.asked.fileName, QStringLiteral("devices.csv"));
    QFile file(page.chooser.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("Main Gate"));
}

ROLLCALL_TEST(tst_devicespage);
#include "tst_devicespage.moc"
