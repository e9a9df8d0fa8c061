// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/panelfixture.h"

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// What the Control Panel offers and says, as its ports tell it.
class tst_paneloverview : public UiTestCase
{
    Q_OBJECT

private slots:
    void offersWhatTheTerminalCan_data();
    void offersWhatTheTerminalCan();
    void tellsWhenItIsReadNext();
    void tellsWhyTheLastSyncFailed();
    void leavesWhenTheDeviceIsDeleted();
};

void tst_paneloverview::offersWhatTheTerminalCan_data()
{
    QTest::addColumn<DeviceId>("device");
    QTest::addColumn<TerminalAbilities>("abilities");
    QTest::addColumn<QStringList>("offered");
    using Ability = TerminalAbility;
    QTest::newRow("all") << kMainGate
                         << TerminalAbilities(Ability::Read | Ability::Tell | Ability::SetClock |
                                              Ability::Restart | Ability::Beep | Ability::ClearLogs)
                         << QStringList{QStringLiteral("panelSyncButton"),
                                        QStringLiteral("panelTestButton"),
                                        QStringLiteral("setTimeButton"),
                                        QStringLiteral("restartButton"),
                                        QStringLiteral("beepButton"),
                                        QStringLiteral("clearLogsButton"),
                                        QStringLiteral("infoRefreshButton")};
    QTest::newRow("read only") << kMainGate << TerminalAbilities(Ability::Read | Ability::Tell)
                               << QStringList{QStringLiteral("panelSyncButton"),
                                              QStringLiteral("panelTestButton"),
                                              QStringLiteral("infoRefreshButton")};
    QTest::newRow("fetches commands")
        << kStaffDoor
        << TerminalAbilities(Ability::Tell | Ability::SetClock | Ability::Restart | Ability::Queue)
        << QStringList{QStringLiteral("setTimeButton"), QStringLiteral("restartButton"),
                       QStringLiteral("infoRefreshButton")};
    QTest::newRow("only sends") << kStaffDoor << TerminalAbilities() << QStringList();
}

void tst_paneloverview::offersWhatTheTerminalCan()
{
    QFETCH(DeviceId, device);
    QFETCH(TerminalAbilities, abilities);
    QFETCH(QStringList, offered);
    FakeSchool school;
    school.fill();
    school.terminals.profiles.insert(device, {abilities, {}});
    Panel panel(school.ports());
    QVERIFY(panel.open(school.devices.find(device)->device.name));
    const auto offeredNow = [&panel] {
        QStringList found;
        for (const char *button :
             {"panelSyncButton", "panelTestButton", "setTimeButton", "restartButton", "beepButton",
              "clearLogsButton", "infoRefreshButton"}) {
            if (panel.isOffered(button))
                found.append(QString::fromLatin1(button));
        }
        return found;
    };
    const QString silent =
        QStringLiteral("This device only sends. It cannot be asked who it is or how full.");
    QTRY_COMPARE(panel.label("toldText") == silent, offered.isEmpty());
    QTRY_COMPARE(offeredNow(), offered);
}

void tst_paneloverview::tellsWhenItIsReadNext()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    const auto shown = [&school, &panel] {
        emit school.devices.devicesChanged();
        QCoreApplication::sendPostedEvents();
        return panel.label("nextSyncFact");
    };
    QTRY_VERIFY(shown().contains(QStringLiteral("26")));
    school.sync.visits[kMainGate] = {school.clock.utcMilliseconds() - 5, false};
    QTRY_COMPARE(shown(), QStringLiteral("In a moment"));
    school.sync.visits[kMainGate].isLive = true;
    QTRY_COMPARE(shown(), QStringLiteral("Listening: punches come as they happen"));
    school.sync.visits.clear();
    QTRY_VERIFY(shown().startsWith(QStringLiteral("Only with “Sync Now”")));
    school.devices.find(kMainGate)->device.active = false;
    QTRY_COMPARE(shown(), QStringLiteral("Not while it is Inactive"));
    school.devices.find(kMainGate)->device.mode = SyncMode::Push;
    QTRY_COMPARE(shown(), QStringLiteral("The device sends by itself"));
}

void tst_paneloverview::tellsWhyTheLastSyncFailed()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Back Gate")));
    QTRY_COMPARE(panel.headline(), QStringLiteral("“Back Gate” could not be read."));
    QVERIFY(click(child(panel.page, "panelErrorBar"), "errorCloseButton"));
    emit school.devices.devicesChanged();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(panel.headline(), QString()); // it was told already
    school.devices.find(kBackGate)->lastError = errors::authRejected().userText;
    emit school.devices.devicesChanged();
    QTRY_COMPARE(panel.headline(), QStringLiteral("“Back Gate” could not be read."));
    school.devices.find(kBackGate)->lastError.clear();
    emit school.devices.devicesChanged();
    QTRY_COMPARE(panel.headline(), QString());
}

void tst_paneloverview::leavesWhenTheDeviceIsDeleted()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    school.devices.rows.removeFirst();
    emit school.devices.devicesChanged();
    QTRY_VERIFY(child(&panel.window, "devicesPage")->isVisible());
}

ROLLCALL_TEST(tst_paneloverview);
#include "tst_paneloverview.moc"
