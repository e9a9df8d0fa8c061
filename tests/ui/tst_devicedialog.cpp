// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/pages/devices/devicedialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

const QString kUrl = QStringLiteral("http://192.168.1.20:8090/api/v1/biometric/push-log");

void type(QWidget *dialog, const char *field, const QString &text)
{
    auto *edit = child<QLineEdit>(dialog, field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

/// "Edit Device" of one of the fake school's.
class Dialog final : public DeviceDialog
{
public:
    Dialog(FakeSchool &school, DeviceId device)
        : DeviceDialog(school.devices, school.clock, school.devices.find(device)->device,
                       devicesOf(school), kUrl, nullptr)
    {}

private:
    static QList<Device> devicesOf(const FakeSchool &school)
    {
        QList<Device> devices;
        for (const DeviceOverview &row : school.devices.rows)
            devices.append(row.device);
        return devices;
    }
};

QString note(QWidget *dialog, const char *name)
{
    return child<QLabel>(dialog, name)->text();
}

} // namespace

class tst_devicedialog : public UiTestCase
{
    Q_OBJECT

private slots:
    void saysWhatIsWrongAsOneTypes();
    void savesWhatWasTyped();
    void keepsTheCommunicationKey();
    void showsTheTokenOfADeviceThatBecomesPush();
    void anAdmsTerminalHasNoToken();
    void showsAndCopiesTheTokenInEdit();
    void regeneratesTheToken();
    void saysUntilWhenTheOldTokenWorks();
    void tellsThatTheTokenIsNotKept();
    void tellsThatTheNameIsTaken();
};

void tst_devicedialog::saysWhatIsWrongAsOneTypes()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kMainGate);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QVERIFY(child(&dialog, "saveDeviceButton")->isEnabled());
    type(&dialog, "hostField", QStringLiteral("192.168.1.999"));
    QVERIFY(!child(&dialog, "saveDeviceButton")->isEnabled());
    QCOMPARE(child(&dialog, "hostNote")->property("role").toString(), QStringLiteral("bad"));
    type(&dialog, "hostField", QStringLiteral("http://192.168.1.9"));
    QVERIFY(child(&dialog, "saveDeviceButton")->isEnabled());
    type(&dialog, "nameField", QStringLiteral("Back Gate"));
    QVERIFY(!child(&dialog, "saveDeviceButton")->isEnabled());
}

void tst_devicedialog::savesWhatWasTyped()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kMainGate);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QSignalSpy saved(&dialog, &DeviceDialog::saved);
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    type(&dialog, "nameField", QStringLiteral(" North  Gate "));
    type(&dialog, "hostField", QStringLiteral("192.168.1.201"));
    type(&dialog, "portField", QStringLiteral("4371"));
    type(&dialog, "commKeyField", QStringLiteral("1234"));
    auto *direction = child<QComboBox>(&dialog, "directionField");
    direction->setCurrentIndex(direction->findText(QStringLiteral("In Only")));
    QVERIFY(click(&dialog, "saveDeviceButton"));
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(saved.size(), 1);
    const DeviceDraft draft = school.devices.saved.first();
    QCOMPARE(draft.device.name, QStringLiteral("North Gate"));
    QCOMPARE(draft.device.mode, SyncMode::Agent);
    QCOMPARE(draft.device.driver, QStringLiteral("zk"));
    QCOMPARE(draft.device.port, quint16(4371));
    QCOMPARE(draft.device.direction, Direction::In);
    QCOMPARE(draft.commKey, QStringLiteral("1234"));
    QVERIFY(draft.device.active);
}

void tst_devicedialog::keepsTheCommunicationKey()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kMainGate);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QCOMPARE(child<QLineEdit>(&dialog, "nameField")->text(), QStringLiteral("Main Gate"));
    QVERIFY(!child(&dialog, "tokenPanel")->isVisible());
    type(&dialog, "locationField", QStringLiteral("North wall"));
    QVERIFY(click(&dialog, "saveDeviceButton"));
    QTRY_COMPARE(school.devices.saved.size(), 1);
    QVERIFY(!school.devices.saved.first().commKey);
    QCOMPARE(school.devices.saved.first().device.id, kMainGate);
    QCOMPARE(school.devices.saved.first().device.location, QStringLiteral("North wall"));
    QVERIFY(school.devices.saved.first().device.clockKnown);
}

/// A device that is to send by itself gets a token, and is told what to do with it.
void tst_devicedialog::showsTheTokenOfADeviceThatBecomesPush()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const DeviceId id = fixture->addDevice(QStringLiteral("Library"), 4370);
    const auto rows = waitForAnswer(fixture->school().devices().overview());
    QVERIFY(id.isValid() && rows);
    DeviceDialog dialog(fixture->school().devices(), fixture->school().clock(),
                        rows->first().device, {}, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    QVERIFY(click(&dialog, "modePushButton"));
    type(&dialog, "hostField", QStringLiteral("192.168.1.77"));
    QVERIFY(click(&dialog, "saveDeviceButton"));
    auto *panel = child(&dialog, "newTokenPanel");
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(note(&dialog, "savedTitle"), QStringLiteral("“Library” is saved"));
    QCOMPARE(child<QLineEdit>(&dialog, "pushUrlField")->text(), kUrl);
    const QString token = child<QLineEdit>(panel, "tokenField")->text();
    QVERIFY(token.size() >= 20 && !token.contains(QChar(0x2022)));
    QVERIFY(click(panel, "tokenCopyButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), token);
    QVERIFY(click(&dialog, "doneDeviceButton"));
    QCOMPARE(accepted.size(), 1);
}

void tst_devicedialog::anAdmsTerminalHasNoToken()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kStaffDoor);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QVERIFY(child(&dialog, "tokenPanel")->isVisible());
    auto *dialect = child<QComboBox>(&dialog, "dialectField");
    dialect->setCurrentIndex(dialect->findData(QStringLiteral("adms")));
    QVERIFY(!child(&dialog, "tokenPanel")->isVisible());
    QVERIFY(child(&dialog, "serialField")->isVisible());
    QVERIFY(!child(&dialog, "saveDeviceButton")->isEnabled()); // it has no serial number yet
}

void tst_devicedialog::showsAndCopiesTheTokenInEdit()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kStaffDoor);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    auto *panel = child(&dialog, "tokenPanel");
    auto *field = child<QLineEdit>(panel, "tokenField");
    QVERIFY(panel->isVisible());
    QCOMPARE(field->text(), QString(24, QChar(0x2022)));
    QVERIFY(click(panel, "tokenCopyButton")); // copying does not show it
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), school.devices.tokens.value(kStaffDoor));
    QCOMPARE(field->text(), QString(24, QChar(0x2022)));
    QVERIFY(click(panel, "tokenShowButton"));
    QTRY_COMPARE(field->text(), school.devices.tokens.value(kStaffDoor));
    QVERIFY(click(panel, "tokenShowButton"));
    QCOMPARE(field->text(), QString(24, QChar(0x2022)));
}

void tst_devicedialog::regeneratesTheToken()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kStaffDoor);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    auto *panel = child(&dialog, "tokenPanel");
    QVERIFY(click(panel, "tokenRegenerateButton"));
    auto *question = child(&dialog, "regenerateQuestion");
    child<QCheckBox>(question, "stopOldTokenBox")->setChecked(true);
    QVERIFY(click(question, "makeTokenButton"));
    QTRY_COMPARE(child<QLineEdit>(panel, "tokenField")->text(), QStringLiteral("rc_new"));
    QVERIFY(school.devices.stoppedOldToken);
    QVERIFY(note(panel, "tokenNote").contains(QStringLiteral("refused from now on")));
}

void tst_devicedialog::saysUntilWhenTheOldTokenWorks()
{
    FakeSchool school;
    school.fill();
    Dialog dialog(school, kStaffDoor);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    auto *panel = child(&dialog, "tokenPanel");
    const auto asked = [&dialog, panel] {
        if (!click(panel, "tokenRegenerateButton"))
            return QString();
        auto *question = child<QMessageBox>(&dialog, "regenerateQuestion");
        const QString text = question->informativeText();
        question->setObjectName(QString());
        question->reject();
        return text;
    };
    dialog.setTokenOverlap(2);
    QVERIFY(asked().contains(QStringLiteral("12/03/2026 10:21")));
    dialog.setTokenOverlap(0);
    QVERIFY(asked().contains(QStringLiteral("stops working at once")));
}

void tst_devicedialog::tellsThatTheTokenIsNotKept()
{
    FakeSchool school;
    school.fill();
    school.devices.tokens.clear();
    Dialog dialog(school, kStaffDoor);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    auto *panel = child(&dialog, "tokenPanel");
    QVERIFY(click(panel, "tokenShowButton"));
    QTRY_VERIFY(note(panel, "tokenNote").contains(QStringLiteral("not kept")));
    QVERIFY(!child<QPushButton>(panel, "tokenShowButton")->isChecked());
}

/// Somebody else took the name since the list was read.
void tst_devicedialog::tellsThatTheNameIsTaken()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), 4370).isValid());
    QVERIFY(fixture->addDevice(QStringLiteral("Back Gate"), 4371).isValid());
    const auto rows = waitForAnswer(fixture->school().devices().overview());
    QVERIFY(rows);
    DeviceDialog dialog(fixture->school().devices(), fixture->school().clock(), rows->last().device,
                        {}, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    type(&dialog, "nameField", rows->first().device.name);
    QVERIFY(click(&dialog, "saveDeviceButton"));
    QTRY_VERIFY(child(&dialog, "errorBar")->isVisible());
    QCOMPARE(note(&dialog, "errorHeadline"), QStringLiteral("The device was not saved."));
    QVERIFY(child(&dialog, "saveDeviceButton")->isEnabled());
}

ROLLCALL_TEST(tst_devicedialog);
#include "tst_devicedialog.moc"
