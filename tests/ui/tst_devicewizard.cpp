// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/wizardfixture.h"
#include "ui/pages/devices/wizard/pushwords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QUrl>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

NextSteps stepsOf(const QSignalSpy &added)
{
    return added.first().at(1).value<NextSteps>();
}

} // namespace

class tst_devicewizard : public UiTestCase
{
    Q_OBJECT

private slots:
    void asksOnlyForWhatIsNeeded();
    void testsAnAgentDevice();
    void saysWhatFailed();
    void setsTheClockFirst();
    void goesBackAndTestsAgain();
    void aPushDeviceIsActiveAtOnce();
    void cancelTakesAPushDeviceBack();
    void turnsGreenByItself();
    void admsTellsWhatToType();
    void aTerminalThatWantsToSend();
    void aStoreThatRefuses();
    void words_data();
    void words();
};

void tst_devicewizard::asksOnlyForWhatIsNeeded()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(child(&w.wizard, "findDevices")->isVisible());
    QVERIFY(click(&w.wizard, "pushChoice"));
    QVERIFY(!child(&w.wizard, "findDevices")->isVisible());
    QVERIFY(child(&w.wizard, "jsonDialect")->isVisible());
    QVERIFY(click(&w.wizard, "agentChoice"));
    QVERIFY(!child(&w.wizard, "jsonDialect")->isVisible());
    QVERIFY(w.next());
    QVERIFY(!w.mayGoOn()); // a name and an address are missing
    QVERIFY(!child(&w.wizard, "serialField")->isVisible());
    w.type("nameField", QStringLiteral("Main Gate"));
    w.type("hostField", QStringLiteral("192.168.1.210"));
    QVERIFY(!w.mayGoOn()); // the name is taken
    QVERIFY(w.text("nameNote").contains(QStringLiteral("already")));
    w.type("nameField", QStringLiteral("Sports Hall"));
    QVERIFY(w.mayGoOn());
    w.type("portField", QStringLiteral("70000"));
    QVERIFY(!w.mayGoOn());
}

void tst_devicewizard::testsAnAgentDevice()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillAgent());
    QVERIFY(!w.mayGoOn());
    QVERIFY(!child(&w.wizard, "testAgainButton")->isEnabled());
    QCOMPARE(w.school.terminals.tested->device.host, QStringLiteral("192.168.1.210"));
    w.school.terminals.step(
        {TestStep::Name, StepState::Passed, QStringLiteral("192.168.1.210"), {}});
    QTRY_COMPARE(w.text("nameStepFinding"), QStringLiteral("192.168.1.210"));
    QCOMPARE(w.text("reachedStepFinding"), QStringLiteral("Trying…"));
    w.school.terminals.finishTest(TestStep::Clock, {});
    QTRY_VERIFY(w.mayGoOn());
    QVERIFY(w.school.devices.saved.isEmpty()); // nothing is stored before the end
    QVERIFY(child(&w.wizard, "wizardNextButton")->hasFocus());
    QVERIFY(w.next());
    QCOMPARE(w.text("doneHeadline"), QStringLiteral("“Sports Hall” is ready."));
    QVERIFY(!child(&w.wizard, "setClockBox")->isVisible());
    QVERIFY(click(&w.wizard, "mapNextBox"));
    QVERIFY(click(&w.wizard, "wizardFinishButton"));
    QTRY_COMPARE(w.added.size(), 1);
    QVERIFY(w.school.devices.saved.last().device.active);
    QCOMPARE(stepsOf(w.added), (NextSteps{false, true, false}));
    QVERIFY(!w.wizard.isVisible());
}

void tst_devicewizard::saysWhatFailed()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillAgent());
    w.school.terminals.finishTest(TestStep::Protocol, errors::authRejected());
    QTRY_COMPARE(w.text("keyStepFinding"), errors::authRejected().userText);
    QCOMPARE(child(&w.wizard, "keyStepFinding")->property("role").toString(),
             QStringLiteral("bad"));
    QCOMPARE(w.text("usersStepFinding"), QStringLiteral("Not tried"));
    QVERIFY(w.next());
    QVERIFY(w.text("doneText").contains(QStringLiteral("Inactive")));
    QVERIFY(!child(&w.wizard, "syncNowBox")->isEnabled());
    QVERIFY(click(&w.wizard, "wizardFinishButton"));
    QTRY_COMPARE(w.added.size(), 1);
    QVERIFY(!w.school.devices.saved.last().device.active);
    QCOMPARE(stepsOf(w.added), NextSteps());
}

void tst_devicewizard::setsTheClockFirst()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillAgent());
    w.school.terminals.finishTest(TestStep::Clock, {}, StepState::Warned);
    QTRY_VERIFY(w.mayGoOn());
    QVERIFY(w.next());
    QVERIFY(child(&w.wizard, "setClockBox")->isVisible());
    QVERIFY(click(&w.wizard, "wizardFinishButton"));
    QTRY_COMPARE(w.added.size(), 1);
    QCOMPARE(stepsOf(w.added), (NextSteps{true, true, true}));
}

void tst_devicewizard::goesBackAndTestsAgain()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillAgent());
    QVERIFY(click(&w.wizard, "wizardBackButton"));
    QVERIFY(w.school.terminals.isStopped()); // nobody waits for it
    QCOMPARE(child<QLineEdit>(&w.wizard, "hostField")->text(), QStringLiteral("192.168.1.210"));
    w.type("hostField", QStringLiteral("192.168.1.211"));
    QVERIFY(w.next());
    QCOMPARE(w.school.terminals.tested->device.host, QStringLiteral("192.168.1.211"));
    w.school.terminals.finishTest(TestStep::Name, errors::unknownName(QStringLiteral("x"), {}));
    QTRY_VERIFY(child(&w.wizard, "testAgainButton")->isEnabled());
    w.school.terminals.tested.reset();
    QVERIFY(click(&w.wizard, "testAgainButton"));
    QVERIFY(w.school.terminals.tested);
    QVERIFY(!child(&w.wizard, "testAgainButton")->isEnabled());
    QCOMPARE(w.text("keyStepFinding"), QString());
    w.wizard.reject();
    QVERIFY(w.school.terminals.isStopped());
    QVERIFY(w.discarded.isEmpty() && w.school.devices.saved.isEmpty());
}

void tst_devicewizard::aPushDeviceIsActiveAtOnce()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillPush());
    QTRY_COMPARE(w.school.devices.saved.size(), 1);
    QVERIFY(w.school.devices.saved.first().device.active);
    QTRY_VERIFY(w.mayGoOn());
    QCOMPARE(child<QLineEdit>(&w.wizard, "pushUrlField")->text(), FakeSchool::frame().pushUrl);
    const QString token = child<QLineEdit>(&w.wizard, "tokenField")->text();
    QVERIFY(token.startsWith(QStringLiteral("rc_")));
    QVERIFY(click(&w.wizard, "curlCopyButton"));
    QVERIFY(QGuiApplication::clipboard()->text().contains(token));
    QVERIFY(click(&w.wizard, "pushUrlCopyButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), FakeSchool::frame().pushUrl);
    QVERIFY(w.text("waitingText").startsWith(QStringLiteral("Waiting for the first push…")));
    // Once more over the same device, with what was corrected.
    QVERIFY(click(&w.wizard, "wizardBackButton"));
    w.type("nameField", QStringLiteral("Canteen door"));
    QVERIFY(w.next());
    QTRY_COMPARE(w.school.devices.saved.size(), 2);
    QCOMPARE(w.school.devices.saved.last().device.id, DeviceId{6});
    QTRY_VERIFY(w.mayGoOn());
    QVERIFY(w.next());
    QVERIFY(!child(&w.wizard, "syncNowBox")->isVisible());
    QVERIFY(click(&w.wizard, "wizardFinishButton"));
    QCOMPARE(w.added.size(), 1);
    QCOMPARE(stepsOf(w.added), (NextSteps{false, false, true}));
    QVERIFY(w.discarded.isEmpty());
}

void tst_devicewizard::cancelTakesAPushDeviceBack()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillPush());
    QTRY_VERIFY(w.mayGoOn());
    QVERIFY(click(&w.wizard, "wizardCancelButton"));
    QCOMPARE(w.discarded.size(), 1);
    QCOMPARE(w.discarded.first().first().value<DeviceId>(), DeviceId{6});
    QVERIFY(w.added.isEmpty());
}

void tst_devicewizard::turnsGreenByItself()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.fillPush());
    QTRY_VERIFY(w.mayGoOn());
    w.school.devices.rows.last().device.lastContactUtc = w.school.clock.utcMilliseconds();
    QTRY_COMPARE(w.text("waitingText"), QStringLiteral("The first push has arrived, at 08:21."));
    QCOMPARE(child(&w.wizard, "waitingBox")->property("tone").toString(), QStringLiteral("good"));
    QVERIFY(w.next());
    QVERIFY(w.text("doneText").contains(QStringLiteral("sends its logs")));
}

void tst_devicewizard::admsTellsWhatToType()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(click(&w.wizard, "pushChoice"));
    QVERIFY(click(&w.wizard, "admsDialect"));
    QVERIFY(w.next());
    w.type("nameField", QStringLiteral("Canteen"));
    w.type("hostField", QStringLiteral("192.168.1.90"));
    QVERIFY(!w.mayGoOn());
    w.type("serialField", QStringLiteral("CK9"));
    QVERIFY(w.next());
    QTRY_COMPARE(child<QLineEdit>(&w.wizard, "serverHostField")->text(),
                 QStringLiteral("192.168.1.20"));
    QCOMPARE(child<QLineEdit>(&w.wizard, "serverPortField")->text(), QStringLiteral("8090"));
    QVERIFY(!child(&w.wizard, "tokenPanel")->isVisible());
    QVERIFY(w.text("howToText").contains(QStringLiteral("Cloud Server")));
    QVERIFY(child<QLineEdit>(&w.wizard, "curlField")->text().contains(QStringLiteral("SN=CK9")));
}

void tst_devicewizard::aTerminalThatWantsToSend()
{
    Wizard w;
    w.wizard.begin(QStringLiteral("CK5"), QStringLiteral("192.168.1.66"));
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(w.next());
    QCOMPARE(child<QLineEdit>(&w.wizard, "serialField")->text(), QStringLiteral("CK5"));
    QCOMPARE(child<QLineEdit>(&w.wizard, "hostField")->text(), QStringLiteral("192.168.1.66"));
    w.type("nameField", QStringLiteral("Canteen"));
    QVERIFY(w.next());
    QTRY_COMPARE(w.school.devices.saved.size(), 1);
    QCOMPARE(w.school.devices.saved.first().device.driver, QStringLiteral("adms"));
}

void tst_devicewizard::aStoreThatRefuses()
{
    Wizard agent;
    QVERIFY(showWindow(&agent.wizard, agent.wizard.size()));
    QVERIFY(agent.fillAgent());
    agent.school.terminals.finishTest(TestStep::Clock, {});
    QTRY_VERIFY(agent.mayGoOn());
    QVERIFY(agent.next());
    agent.school.devices.failure = errors::storageFailure(QStringLiteral("device.add 13"));
    QVERIFY(click(&agent.wizard, "wizardFinishButton"));
    QTRY_VERIFY(child(child(&agent.wizard, "donePage"), "errorBar")->isVisible());
    QVERIFY(agent.wizard.isVisible()); // what was typed is not lost
    agent.school.devices.failure.reset();
    QVERIFY(click(&agent.wizard, "wizardFinishButton"));
    QTRY_COMPARE(agent.added.size(), 1);

    Wizard push;
    QVERIFY(showWindow(&push.wizard, push.wizard.size()));
    push.school.devices.failure = errors::storageFailure(QStringLiteral("device.add 13"));
    QVERIFY(push.fillPush());
    QTRY_VERIFY(child(child(&push.wizard, "pushPage"), "errorBar")->isVisible());
    QVERIFY(!push.mayGoOn());
    push.school.devices.failure.reset();
    QVERIFY(click(&push.wizard, "wizardBackButton"));
    QVERIFY(push.next());
    QTRY_VERIFY(push.mayGoOn());
}

void tst_devicewizard::words_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("hasCurl");
    QTest::newRow("json") << QStringLiteral("json") << QStringLiteral("http://10.0.0.1:8090/x")
                          << QStringLiteral("Bearer") << true;
    QTest::newRow("adms") << QStringLiteral("adms") << QStringLiteral("http://10.0.0.1:8090/x")
                          << QStringLiteral("switch HTTPS off") << true;
    QTest::newRow("adms over HTTPS")
        << QStringLiteral("adms") << QStringLiteral("https://10.0.0.1:8090/x")
        << QStringLiteral("switch HTTPS on") << true;
    QTest::newRow("only this PC") << QStringLiteral("json")
                                  << QStringLiteral("http://127.0.0.1:8090/x")
                                  << QStringLiteral("this computer only") << true;
    QTest::newRow("nothing listens")
        << QStringLiteral("json") << QString() << QStringLiteral("Nothing listens") << false;
}

void tst_devicewizard::words()
{
    QFETCH(QString, driver);
    QFETCH(QString, url);
    QFETCH(QString, said);
    QFETCH(bool, hasCurl);
    Device device;
    device.driver = driver;
    device.serial = QStringLiteral("CK9");
    const QString text = pushwords::howTo(device, QUrl(url));
    QVERIFY2(text.contains(said), qPrintable(text));
    QCOMPARE(!pushwords::curlLine(device, QUrl(url), QStringLiteral("tok")).isEmpty(), hasCurl);
}

ROLLCALL_TEST(tst_devicewizard);
#include "tst_devicewizard.moc"
