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
#include <QSignalSpy>
#include <QSpinBox>

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

QString note(QWidget *dialog, const char *name)
{
    return child<QLabel>(dialog, name)->text();
}

} // namespace

class tst_devicedialog : public UiTestCase
{
    Q_OBJECT

private slots:
    void saysWhatIsWrongAsOneTypes_data();
    void saysWhatIsWrongAsOneTypes();
    void savesAnAgentDevice();
    void keepsTheCommunicationKey();
    void pushNeedsAnAddressOrSaysThatItChanges();
    void showsTheTokenOfANewPushDevice();
    void showsAndCopiesTheTokenInEdit();
    void regeneratesTheToken();
    void tellsThatTheTokenIsNotKept();
    void tellsThatTheNameIsTaken();
};

void tst_devicedialog::saysWhatIsWrongAsOneTypes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("wrong"); // the note beside the field that is wrong
    const QString good = QStringLiteral("192.168.1.201");
    const QString gate = QStringLiteral("Main Gate");
    QTest::newRow("all right") << gate << good << QString() << QString();
    QTest::newRow("a host name") << gate << QStringLiteral("gate.school.lan") << QString()
                                 << QString();
    QTest::newRow("blank name") << QStringLiteral("  ") << good << QString()
                                << QStringLiteral("nameNote");
    QTest::newRow("address too large")
        << gate << QStringLiteral("192.168.1.999") << QString() << QStringLiteral("hostNote");
    QTest::newRow("address too short")
        << gate << QStringLiteral("192.168.1") << QString() << QStringLiteral("hostNote");
    QTest::newRow("letters in the key")
        << gate << good << QStringLiteral("12a") << QStringLiteral("commKeyNote");
}

void tst_devicedialog::saysWhatIsWrongAsOneTypes()
{
    QFETCH(QString, name);
    QFETCH(QString, host);
    QFETCH(QString, key);
    QFETCH(QString, wrong);
    FakeSchool school;
    DeviceDialog dialog(school.devices, std::nullopt, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QVERIFY(!child(&dialog, "saveDeviceButton")->isEnabled());
    const QString hint = note(&dialog, "hostNote");
    type(&dialog, "nameField", name);
    QCOMPARE(note(&dialog, "hostNote"), hint); // not blamed before it was touched
    type(&dialog, "hostField", host);
    type(&dialog, "commKeyField", key);
    QCOMPARE(child(&dialog, "saveDeviceButton")->isEnabled(), wrong.isEmpty());
    for (const char *label : {"nameNote", "hostNote", "commKeyNote"}) {
        const bool isWrong =
            child(&dialog, label)->property("role").toString() == QStringLiteral("bad");
        QCOMPARE(isWrong, wrong == QString::fromLatin1(label));
    }
}

void tst_devicedialog::savesAnAgentDevice()
{
    FakeSchool school;
    DeviceDialog dialog(school.devices, std::nullopt, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QSignalSpy saved(&dialog, &DeviceDialog::saved);
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    type(&dialog, "nameField", QStringLiteral(" Main  Gate "));
    type(&dialog, "hostField", QStringLiteral("192.168.1.201"));
    child<QSpinBox>(&dialog, "portField")->setValue(4371);
    type(&dialog, "commKeyField", QStringLiteral("1234"));
    auto *direction = child<QComboBox>(&dialog, "directionField");
    direction->setCurrentIndex(direction->findText(QStringLiteral("In Only")));
    QVERIFY(click(&dialog, "saveDeviceButton"));
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(saved.size(), 1);
    const DeviceDraft draft = school.devices.saved.first();
    QCOMPARE(draft.device.name, QStringLiteral("Main Gate"));
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
    DeviceDialog dialog(school.devices, school.devices.find(kMainGate)->device, kUrl, nullptr);
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

void tst_devicedialog::pushNeedsAnAddressOrSaysThatItChanges()
{
    FakeSchool school;
    DeviceDialog dialog(school.devices, std::nullopt, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    type(&dialog, "nameField", QStringLiteral("Library"));
    QVERIFY(click(&dialog, "modePushButton"));
    QVERIFY(!child(&dialog, "portField")->isVisible());
    QVERIFY(!child(&dialog, "commKeyField")->isVisible());
    QVERIFY(!child(&dialog, "saveDeviceButton")->isEnabled());
    type(&dialog, "hostField", QStringLiteral("library.lan"));
    QVERIFY(!child(&dialog, "saveDeviceButton")->isEnabled());
    type(&dialog, "hostField", QStringLiteral("192.168.1.77"));
    QVERIFY(child(&dialog, "saveDeviceButton")->isEnabled());
    QVERIFY(click(&dialog, "saveDeviceButton"));
    QTRY_COMPARE(school.devices.saved.size(), 1);
    QCOMPARE(school.devices.saved.first().device.addressAllow,
             QStringList(QStringLiteral("192.168.1.77")));
    QCOMPARE(school.devices.saved.first().device.driver, QStringLiteral("json"));

    DeviceDialog changing(school.devices, std::nullopt, kUrl, nullptr);
    QVERIFY(showWindow(&changing, changing.sizeHint()));
    type(&changing, "nameField", QStringLiteral("Bus"));
    QVERIFY(click(&changing, "modePushButton"));
    child<QCheckBox>(&changing, "hostChangesField")->setChecked(true);
    QVERIFY(!child(&changing, "hostField")->isEnabled());
    QVERIFY(click(&changing, "saveDeviceButton"));
    QTRY_COMPARE(school.devices.saved.size(), 2);
    QVERIFY(school.devices.saved.last().device.addressAllow.isEmpty());
}

void tst_devicedialog::showsTheTokenOfANewPushDevice()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    DeviceDialog dialog(fixture->school().devices(), std::nullopt, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    type(&dialog, "nameField", QStringLiteral("Library"));
    QVERIFY(click(&dialog, "modePushButton"));
    type(&dialog, "hostField", QStringLiteral("192.168.1.77"));
    QVERIFY(click(&dialog, "saveDeviceButton"));
    auto *panel = child(&dialog, "newTokenPanel");
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(note(&dialog, "savedTitle"), QStringLiteral("“Library” is added"));
    QCOMPARE(child<QLineEdit>(&dialog, "pushUrlField")->text(), kUrl);
    const QString token = child<QLineEdit>(panel, "tokenField")->text();
    QVERIFY(token.size() >= 20 && !token.contains(QChar(0x2022)));
    QVERIFY(click(panel, "tokenCopyButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), token);
    QVERIFY(click(&dialog, "doneDeviceButton"));
    QCOMPARE(accepted.size(), 1);
}

void tst_devicedialog::showsAndCopiesTheTokenInEdit()
{
    FakeSchool school;
    school.fill();
    DeviceDialog dialog(school.devices, school.devices.find(kStaffDoor)->device, kUrl, nullptr);
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
    DeviceDialog dialog(school.devices, school.devices.find(kStaffDoor)->device, kUrl, nullptr);
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

void tst_devicedialog::tellsThatTheTokenIsNotKept()
{
    FakeSchool school;
    school.fill();
    school.devices.tokens.clear();
    DeviceDialog dialog(school.devices, school.devices.find(kStaffDoor)->device, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    auto *panel = child(&dialog, "tokenPanel");
    QVERIFY(click(panel, "tokenShowButton"));
    QTRY_VERIFY(note(panel, "tokenNote").contains(QStringLiteral("not kept")));
    QVERIFY(!child<QPushButton>(panel, "tokenShowButton")->isChecked());
}

void tst_devicedialog::tellsThatTheNameIsTaken()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), 4370).isValid());
    DeviceDialog dialog(fixture->school().devices(), std::nullopt, kUrl, nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    type(&dialog, "nameField", QStringLiteral("Main Gate"));
    type(&dialog, "hostField", QStringLiteral("192.168.1.5"));
    QVERIFY(click(&dialog, "saveDeviceButton"));
    QTRY_VERIFY(child(&dialog, "errorBar")->isVisible());
    QCOMPARE(note(&dialog, "errorHeadline"), QStringLiteral("The device was not saved."));
    QVERIFY(child(&dialog, "saveDeviceButton")->isEnabled());
}

ROLLCALL_TEST(tst_devicedialog);
#include "tst_devicedialog.moc"
