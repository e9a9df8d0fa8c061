// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/pages/devices/wizard/devicewizard.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

/// Draws every page of "Add New Device", light and dark, for people to look at; see tst_screens.
class tst_wizardscreens : public UiTestCase
{
    Q_OBJECT

private slots:
    void agentWizard_data();
    void agentWizard();
    void pushWizard_data();
    void pushWizard();
};

void tst_wizardscreens::agentWizard_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_wizardscreens::agentWizard()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    FakeSchool school;
    school.fill();
    ui::DeviceWizard wizard(school.wizardContext(), nullptr);
    const auto shoot = [&wizard, isDark](const char *name) {
        return takePicture(&wizard, QString(QStringLiteral("wizard-") + QString::fromLatin1(name) +
                                            (isDark ? QStringLiteral("-dark") : QString())));
    };
    QVERIFY(showWindow(&wizard, wizard.size()));
    QVERIFY(shoot("1-agent"));
    QVERIFY(click(&wizard, "findButton"));
    TerminalSighting found{QStringLiteral("192.168.1.201"),
                           4370,
                           QStringLiteral("zk"),
                           QStringLiteral("CKJF2019600123"),
                           QStringLiteral("MB20"),
                           false,
                           kMainGate,
                           false};
    school.terminals.scanned(100, 254, &found);
    found = {QStringLiteral("192.168.1.210"),
             4370,
             QStringLiteral("zk"),
             QString(),
             QString(),
             true,
             {},
             false};
    school.terminals.scanned(120, 254, &found);
    school.clock.advance(3000);
    QTRY_VERIFY(child(&wizard, "foundList")->isVisible());
    QVERIFY(shoot("1-finding"));
    school.terminals.finishScan({found});
    QTRY_VERIFY(child(&wizard, "findResult")->isVisible());
    QVERIFY(shoot("1-found"));
    QVERIFY(click(&wizard, "wizardNextButton"));
    QTest::keyClicks(child(&wizard, "nameField"), QStringLiteral("Main Gate"));
    child<QLineEdit>(&wizard, "portField")->setText(QStringLiteral("70000"));
    QVERIFY(shoot("2-details-wrong"));
    child<QLineEdit>(&wizard, "portField")->setText(QStringLiteral("4370"));
    QTest::keyClicks(child(&wizard, "nameField"), QStringLiteral(" 2"));
    QVERIFY(shoot("2-details"));
    QVERIFY(click(&wizard, "wizardNextButton"));
    school.terminals.step({TestStep::Name, StepState::Passed, QStringLiteral("192.168.1.210"), {}});
    school.terminals.step({TestStep::Reached, StepState::Passed, {}, {}});
    QTRY_VERIFY(!child<QLabel>(&wizard, "nameStepFinding")->text().startsWith(u'T'));
    QVERIFY(shoot("3-testing"));
    school.terminals.finishTest(TestStep::Protocol, errors::authRejected());
    QTRY_VERIFY(child(&wizard, "testAgainButton")->isEnabled());
    QVERIFY(shoot("3-failed"));
    QVERIFY(click(&wizard, "testAgainButton"));
    school.terminals.finishTest(TestStep::Clock, {}, StepState::Warned);
    QTRY_VERIFY(child(&wizard, "testAgainButton")->isEnabled());
    QVERIFY(shoot("3-passed"));
    QVERIFY(click(&wizard, "wizardNextButton"));
    QVERIFY(shoot("4-done"));
}

void tst_wizardscreens::pushWizard_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_wizardscreens::pushWizard()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    FakeSchool school;
    school.fill();
    for (const bool isAdms : {false, true}) {
        ui::DeviceWizard wizard(school.wizardContext(), nullptr);
        const auto shoot = [&wizard, isDark, isAdms](const char *name) {
            return takePicture(&wizard,
                               QString(QStringLiteral("wizard-") + QString::fromLatin1(name) +
                                       (isAdms ? QStringLiteral("-adms") : QString()) +
                                       (isDark ? QStringLiteral("-dark") : QString())));
        };
        QVERIFY(showWindow(&wizard, wizard.size()));
        QVERIFY(click(&wizard, "pushChoice"));
        QVERIFY(click(&wizard, isAdms ? "admsDialect" : "jsonDialect"));
        QVERIFY(shoot("1-push"));
        QVERIFY(click(&wizard, "wizardNextButton"));
        QTest::keyClicks(child(&wizard, "nameField"),
                         isAdms ? QStringLiteral("Canteen") : QStringLiteral("Bus"));
        QTest::keyClicks(child(&wizard, "hostField"), QStringLiteral("192.168.1.90"));
        if (isAdms)
            QTest::keyClicks(child(&wizard, "serialField"), QStringLiteral("CKJF2019600123"));
        QVERIFY(shoot("2-push"));
        QVERIFY(click(&wizard, "wizardNextButton"));
        QTRY_VERIFY(child(&wizard, "wizardNextButton")->isEnabled());
        QVERIFY(shoot("3-waiting"));
        school.devices.rows.last().device.lastContactUtc = school.clock.utcMilliseconds();
        QTRY_COMPARE(child(&wizard, "waitingBox")->property("tone").toString(),
                     QStringLiteral("good"));
        QVERIFY(shoot("3-arrived"));
        QVERIFY(click(&wizard, "wizardNextButton"));
        QVERIFY(shoot("4-done-push"));
    }
}

ROLLCALL_TEST(tst_wizardscreens);
#include "tst_wizardscreens.moc"
