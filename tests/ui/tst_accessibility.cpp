// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/accesswalk.h"
#include "tests/ui/panelfixture.h"
#include "ui/pages/devices/deletedevicedialog.h"
#include "ui/pages/devices/devicedialog.h"
#include "ui/pages/devices/wizard/devicewizard.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>

#include <functional>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// Goes through the wizard for a device of @p mode and looks at each page with @p look. False when
/// a page could not be reached.
bool walkWizard(FakeSchool &school, SyncMode mode,
                const std::function<bool(DeviceWizard &, const QString &)> &look)
{
    DeviceWizard wizard(school.wizardContext(), nullptr);
    const auto next = [&wizard] {
        return waitFor([&wizard] { return child(&wizard, "wizardNextButton")->isEnabled(); }) &&
               click(&wizard, "wizardNextButton");
    };
    if (!showWindow(&wizard, wizard.size()))
        return false;
    const bool isPush = mode == SyncMode::Push;
    if (isPush && !click(&wizard, "pushChoice"))
        return false;
    if (!look(wizard, QStringLiteral("connection")) || !next())
        return false;
    child<QLineEdit>(&wizard, "nameField")->setText(QStringLiteral("Sports Hall"));
    child<QLineEdit>(&wizard, "hostField")->setText(QStringLiteral("192.168.1.999"));
    if (!look(wizard, QStringLiteral("details")))
        return false;
    child<QLineEdit>(&wizard, "hostField")->setText(QStringLiteral("192.168.1.90"));
    if (!next())
        return false;
    if (!isPush)
        school.terminals.finishTest(TestStep::Protocol, errors::authRejected());
    QTest::qWait(100);
    if (!look(wizard, isPush ? QStringLiteral("push") : QStringLiteral("test")) || !next())
        return false;
    return look(wizard, QStringLiteral("done"));
}

/// Goes through the tabs and dialogs of the Control Panel of @p device and looks at each with @p
/// look. False when one could not be reached.
bool walkPanel(FakeSchool &school, const QString &device,
               const std::function<void(QWidget *, const QString &)> &look)
{
    Panel panel(school.ports());
    if (!panel.open(device))
        return false;
    auto *tabs = child<QTabWidget>(panel.page, "panelTabs");
    for (int i = 0; i < tabs->count(); ++i) {
        if (!tabs->isTabVisible(i))
            continue;
        tabs->setCurrentIndex(i);
        if (!waitFor([&panel] { return panel.isCalm(); }))
            return false;
        settle();
        look(&panel.window, tabs->currentWidget()->objectName());
    }
    if (!child(panel.page, "sendPeopleButton")->isEnabled())
        return true; // nothing can be sent to it
    tabs->setCurrentWidget(child(panel.page, "deviceUsersTab"));
    child<QTableView>(panel.page, "deviceUsersTable")->selectAll();
    for (const char *button : {"sendPeopleButton", "removeUsersButton", "copyUsersButton"}) {
        if (!click(panel.page, button))
            return false;
        QWidget *dialog = QApplication::activeModalWidget();
        if (!dialog || !QTest::qWaitForWindowExposed(dialog))
            return false;
        settle();
        look(dialog, dialog->objectName());
        dialog->close();
        if (!waitFor([] { return !QApplication::activeModalWidget(); }))
            return false;
    }
    tabs->setCurrentIndex(0);
    if (!click(panel.page, "clearLogsButton"))
        return false;
    QWidget *dialog = QApplication::activeModalWidget();
    settle();
    look(dialog, dialog->objectName());
    dialog->close();
    return true;
}

} // namespace

class tst_accessibility : public UiTestCase
{
    Q_OBJECT

private slots:
    void everythingHasAName();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void noWizardPageIsClipped_data();
    void noWizardPageIsClipped();
    void noPanelTabIsClipped_data();
    void noPanelTabIsClipped();
    void panelHasNames_data();
    void panelHasNames();
    void wizardPagesHaveNames_data();
    void wizardPagesHaveNames();
    void noMnemonicClashes();
    void mirrors();
    void tabReachesEveryControl();
    void tabFollowsTheForm();
};

void tst_accessibility::everythingHasAName()
{
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    QVERIFY2(nameless(&window).isEmpty(), qPrintable(nameless(&window).join(u'\n')));
    DeleteDeviceDialog remove(*school.devices.find(kMainGate), nullptr);
    QVERIFY2(nameless(&remove).isEmpty(), qPrintable(nameless(&remove).join(u'\n')));
    DeviceDialog edit(school.devices, school.clock, school.devices.find(kStaffDoor)->device, {},
                      QString(), nullptr);
    QVERIFY2(nameless(&edit).isEmpty(), qPrintable(nameless(&edit).join(u'\n')));
    // The walk itself finds what has none.
    QWidget bare;
    auto *field = new QLineEdit(&bare);
    QCOMPARE(nameless(&bare).size(), 1);
    field->setAccessibleName(QStringLiteral("Field"));
    QCOMPARE(nameless(&bare).size(), 0);
}

void tst_accessibility::nothingIsClipped_data()
{
    addConditions();
}

void tst_accessibility::nothingIsClipped()
{
    QFETCH(bool, isMirrored);
    QFETCH(bool, isLong);
    QFETCH(double, fontScale);
    const Conditions conditions(isMirrored, isLong, fontScale);
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window, {1366, 768}));
    auto *devices = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    const QString suffix = suffixOfRow();
    for (const QString &page : window.pageNames()) {
        window.showPage(page);
        settle();
        QVERIFY(takePicture(&window, QString(QLatin1String("fit-") + page + u'-' + suffix)));
        QVERIFY2(clipped(&window).isEmpty(), qPrintable(clipped(&window).join(u'\n')));
        QCOMPARE(window.size(), QSize(1366, 768));
    }
    DeviceDialog dialog(school.devices, school.clock, school.devices.find(kStaffDoor)->device, {},
                        QString(), nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    settle();
    QVERIFY(takePicture(&dialog, QString(QLatin1String("fit-device-dialog-") + suffix)));
    QVERIFY2(clipped(&dialog).isEmpty(), qPrintable(clipped(&dialog).join(u'\n')));
    QVERIFY(dialog.width() <= 1366 && dialog.height() <= 740);
    DeleteDeviceDialog remove(*school.devices.find(kMainGate), nullptr);
    QVERIFY(showWindow(&remove, remove.sizeHint()));
    settle();
    QVERIFY(takePicture(&remove, QString(QLatin1String("fit-delete-dialog-") + suffix)));
    QVERIFY2(clipped(&remove).isEmpty(), qPrintable(clipped(&remove).join(u'\n')));
}

void tst_accessibility::noWizardPageIsClipped_data()
{
    addConditions();
}

void tst_accessibility::noWizardPageIsClipped()
{
    QFETCH(bool, isMirrored);
    QFETCH(bool, isLong);
    QFETCH(double, fontScale);
    const Conditions conditions(isMirrored, isLong, fontScale);
    FakeSchool school;
    school.fill();
    QStringList found;
    const auto look = [&found](DeviceWizard &wizard, const QString &page) {
        settle();
        found += clipped(&wizard);
        if (wizard.width() > 1366 || wizard.height() > 740)
            found.append(
                QStringLiteral("%1 is %2x%3").arg(page).arg(wizard.width()).arg(wizard.height()));
        return takePicture(&wizard,
                           QString(QLatin1String("fit-wizard-") + page + u'-' + suffixOfRow()));
    };
    QVERIFY(walkWizard(school, SyncMode::Agent, look));
    QVERIFY(walkWizard(school, SyncMode::Push, look));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void tst_accessibility::noPanelTabIsClipped_data()
{
    nothingIsClipped_data();
}

void tst_accessibility::noPanelTabIsClipped()
{
    QFETCH(bool, isMirrored);
    QFETCH(bool, isLong);
    QFETCH(double, fontScale);
    const Conditions conditions(isMirrored, isLong, fontScale);
    FakeSchool school;
    school.fill();
    QStringList found;
    const auto look = [&found](QWidget *window, const QString &name) {
        found += clipped(window);
        if (window->width() > 1366 || window->height() > 768)
            found.append(
                QStringLiteral("%1 is %2x%3").arg(name).arg(window->width()).arg(window->height()));
        takePicture(window, QString(QLatin1String("fit-panel-") + name + u'-' + suffixOfRow()));
    };
    QVERIFY(walkPanel(school, QStringLiteral("Main Gate"), look));
    QVERIFY(walkPanel(school, QStringLiteral("Staff door"), look));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void tst_accessibility::panelHasNames_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<bool>("isQueued");
    QTest::newRow("agent") << QStringLiteral("Main Gate") << false;
    QTest::newRow("pusher") << QStringLiteral("Staff door") << false;
    QTest::newRow("fetches commands") << QStringLiteral("Staff door") << true;
}

void tst_accessibility::panelHasNames()
{
    QFETCH(QString, device);
    QFETCH(bool, isQueued);
    FakeSchool school;
    school.fill();
    if (isQueued)
        school.terminals.profiles.insert(kStaffDoor,
                                         {TerminalAbility::Tell | TerminalAbility::WriteUsers |
                                              TerminalAbility::SetClock | TerminalAbility::Queue,
                                          {}});
    QStringList found;
    QVERIFY(walkPanel(school, device, [&found](QWidget *window, const QString &) {
        found += nameless(window);
        found += clashes(window);
    }));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void tst_accessibility::wizardPagesHaveNames_data()
{
    QTest::addColumn<SyncMode>("mode");
    QTest::newRow("agent") << SyncMode::Agent;
    QTest::newRow("push") << SyncMode::Push;
}

void tst_accessibility::wizardPagesHaveNames()
{
    QFETCH(SyncMode, mode);
    FakeSchool school;
    school.fill();
    QStringList found;
    QVERIFY(walkWizard(school, mode, [&found](DeviceWizard &wizard, const QString &) {
        found += nameless(&wizard);
        found += clashes(&wizard);
        return true;
    }));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void tst_accessibility::noMnemonicClashes()
{
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    for (const QString &page : window.pageNames()) {
        window.showPage(page);
        QVERIFY2(clashes(&window).isEmpty(), qPrintable(clashes(&window).join(u'\n')));
    }
    DeviceDialog edit(school.devices, school.clock, school.devices.find(kStaffDoor)->device, {},
                      QString(), nullptr);
    QVERIFY(showWindow(&edit, edit.sizeHint()));
    QVERIFY2(clashes(&edit).isEmpty(), qPrintable(clashes(&edit).join(u'\n')));
    // The walk itself finds what clashes.
    QWidget bare;
    QPushButton one(QStringLiteral("&Save"), &bare);
    QPushButton two(QStringLiteral("&Stop"), &bare);
    QVERIFY(showWindow(&bare, {200, 100}));
    QCOMPARE(clashes(&bare).size(), 1);
}

void tst_accessibility::mirrors()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto restore = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    const auto centerOf = [&window](const char *name) {
        auto *widget = child(&window, name);
        return widget->mapTo(&window, widget->rect().center()).x();
    };
    QVERIFY(centerOf("devicesSectionLink") > window.width() * 3 / 4);
    QVERIFY(centerOf("addDeviceButton") < window.width() / 4);
}

void tst_accessibility::tabReachesEveryControl()
{
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *devices = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    devices->selectRow(rowOf(devices, 1, QStringLiteral("Main Gate")));
    QStringList reached;
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        reached.append(window.focusWidget()->objectName());
    }
    for (const char *name :
         {"devicesFilter", "syncButton", "controlPanelButton", "mappingButton", "editDeviceButton",
          "activeButton", "addDeviceButton", "deleteButton", "syncAllButton", "attentionButton0",
          "optionsButton", "devicesTable", "devicesSectionLink"})
        QVERIFY2(reached.contains(QString::fromLatin1(name)), qPrintable(reached.join(u' ')));
}

void tst_accessibility::tabFollowsTheForm()
{
    FakeSchool school;
    school.fill();
    DeviceDialog edit(school.devices, school.clock, school.devices.find(kMainGate)->device, {},
                      QString(), nullptr);
    QVERIFY(showWindow(&edit, edit.sizeHint()));
    auto *first = child(&edit, "nameField");
    first->setFocus();
    int above = -1;
    for (const char *name : {"nameField", "modeAgentButton", "hostField", "portField",
                             "commKeyField", "directionField", "locationField", "timeZoneField"}) {
        const QWidget *focus = edit.focusWidget();
        QCOMPARE(focus->objectName(), QString::fromLatin1(name));
        const int y = focus->mapTo(&edit, QPoint()).y();
        QVERIFY(y > above);
        above = y;
        QTest::keyClick(edit.focusWidget(), Qt::Key_Tab);
    }
}

ROLLCALL_TEST(tst_accessibility);
#include "tst_accessibility.moc"
