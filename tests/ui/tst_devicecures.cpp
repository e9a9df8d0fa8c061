// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/deviceswindow.h"
#include "ui/widgets/attentionpanel.h"

#include <QLineEdit>
#include <QMenu>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// The buttons of "Needs attention" below the devices.
class tst_devicecures : public UiTestCase
{
    Q_OBJECT

private slots:
    void cures();
    void cureOfAWrongToken();
};

void tst_devicecures::cures()
{
    FakeSchool school;
    school.fill();
    DeviceNotice moved;
    moved.device = kBackGate;
    moved.kind = DeviceNoticeKind::Moved;
    school.devices.find(kBackGate)->notices = {moved};
    AttentionItem item;
    item.kind = QStringLiteral("moved");
    item.text = QStringLiteral("The terminal of “Back Gate” was found at 192.168.1.9.");
    item.device = kBackGate;
    school.attention.list = {item};
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    auto *panel = child<AttentionPanel>(page.page, "attentionPanel");
    QTRY_COMPARE(panel->lines().size(), 6);
    QVERIFY(panel->isVisible());
    const auto press = [panel](Cure cure) {
        for (int i = 0; i < panel->lines().size(); ++i) {
            if (panel->lines().at(i).cure == cure)
                return click(panel, qPrintable(QStringLiteral("attentionButton%1").arg(i)));
        }
        return false;
    };
    QVERIFY(press(Cure::UseAddress));
    QTRY_VERIFY(school.devices.find(kBackGate)->notices.isEmpty());
    QVERIFY(press(Cure::SetClock));
    QCOMPARE(school.terminals.clocksSet, QList<DeviceId>({kHostel}));
    QTRY_COMPARE(page.label("noticeText"), QStringLiteral("The clock of “Hostel” is set."));
    QVERIFY(press(Cure::TestConnection));
    auto *dialog = child(page.page, "testDialog");
    QCOMPARE(school.terminals.tested->device.id, kBackGate);
    QVERIFY(click(dialog, "closeTestButton"));
    QTRY_VERIFY(school.terminals.isStopped());
    QVERIFY(press(Cure::MapUsers));
    QTRY_VERIFY(child(&page.window, "mappingTable")->isVisible());
}

void tst_devicecures::cureOfAWrongToken()
{
    FakeSchool school;
    school.fill();
    AttentionItem item;
    item.kind = QStringLiteral("unauthorized");
    item.text = QStringLiteral("Something at 192.168.1.66 sends with a wrong token.");
    AttentionItem unknown;
    unknown.kind = QStringLiteral("unknown_serial");
    unknown.text = QStringLiteral("A terminal wants to send.");
    unknown.serial = QStringLiteral("CK5");
    unknown.address = QStringLiteral("192.168.1.67");
    school.attention.list = {item, unknown};
    DevicesWindow page(school.ports());
    QVERIFY(showWindow(&page.window));
    auto *panel = child<AttentionPanel>(page.page, "attentionPanel");
    QTRY_COMPARE(panel->lines().size(), 7);
    QVERIFY(click(panel, "attentionButton0"));
    auto *menu = child<QMenu>(page.page, "whoseTokenMenu");
    QCOMPARE(menu->actions().size(), 3); // the question and the two Push devices
    menu->actions().at(1)->trigger();
    menu->close();
    QVERIFY(child(child(page.page, "deviceDialog"), "tokenPanel")->isVisible());
    QVERIFY(click(child(page.page, "deviceDialog"), "cancelDeviceButton"));
    emit panel->cureRequested(panel->lines().at(2));
    auto *wizard = child(page.page, "deviceWizard");
    QCOMPARE(child<QLineEdit>(wizard, "serialField")->text(), QStringLiteral("CK5"));
    QVERIFY(click(wizard, "wizardCancelButton"));
}

ROLLCALL_TEST(tst_devicecures);
#include "tst_devicecures.moc"
