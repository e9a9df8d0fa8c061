// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simdevice.h"
#include "tests/ui/userspanel.h"

#include <QComboBox>
#include <QLineEdit>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// Users that go from one terminal to another, and terminals that go away meanwhile.
class tst_userchanges : public UiTestCase
{
    Q_OBJECT

private slots:
    void copiesUsers();
    void targetVanishesInACopy();
    void terminalVanishes_data();
    void terminalVanishes();
};

namespace {

/// Has three users, and a serial number of its own.
std::unique_ptr<SimZkThread> otherTerminal(UsersPanel &users, int pauseMs = 0)
{
    SimOptions options;
    options.users = 3;
    options.serial = QStringLiteral("OTHER1");
    options.pauseMs = pauseMs;
    const auto device = SimDevice::make(options);
    if (!device)
        return nullptr;
    auto started = SimZkThread::start(*device, users.fixture->school().clock());
    return started ? std::move(*started) : nullptr;
}

} // namespace

void tst_userchanges::copiesUsers()
{
    UsersPanel users;
    QVERIFY(users.open());
    const auto other = otherTerminal(users);
    QVERIFY(other);
    QVERIFY(users.fixture->addDevice(QStringLiteral("Hostel"), other->port()).isValid());
    QTRY_COMPARE(child<QTableView>(&users.panel->window, "devicesTable")->model()->rowCount(), 2);
    users.table()->selectAll();
    QVERIFY(click(users.panel->page, "copyUsersButton"));
    QWidget *dialog = users.dialog("copyUsersDialog");
    QCOMPARE(child<QComboBox>(dialog, "copyTarget")->currentText(), QStringLiteral("Hostel"));
    auto *action = child<QPushButton>(dialog, "planActionButton");
    QTRY_VERIFY(action->isEnabled());
    QCOMPARE(UsersPanel::remark(dialog, QStringLiteral("30")), QStringLiteral("New on the device"));
    QVERIFY(UsersPanel::remark(dialog, QStringLiteral("2")) != QStringLiteral("New on the device"));
    QVERIFY(click(dialog, "planActionButton"));
    QTRY_COMPARE(UsersPanel::remark(dialog, QStringLiteral("30")), QStringLiteral("Added"));
    QCOMPARE(other->device().users(), 30);
    QVERIFY(click(dialog, "planCloseButton"));
}

/// The other terminal goes away between two users.
void tst_userchanges::targetVanishesInACopy()
{
    UsersPanel users;
    QVERIFY(users.open());
    auto other = otherTerminal(users, 40);
    QVERIFY(other);
    QVERIFY(users.fixture->addDevice(QStringLiteral("Hostel"), other->port()).isValid());
    QTRY_COMPARE(child<QTableView>(&users.panel->window, "devicesTable")->model()->rowCount(), 2);
    users.table()->selectAll();
    QVERIFY(click(users.panel->page, "copyUsersButton"));
    QWidget *dialog = users.dialog("copyUsersDialog");
    auto *action = child<QPushButton>(dialog, "planActionButton");
    QTRY_VERIFY(action->isEnabled());
    QVERIFY(click(dialog, "planActionButton"));
    QVERIFY(waitFor([&other] { return other->device().users() > 5; }));
    QVERIFY(other->device().users() < 30);
    std::jthread([&other] { other.reset(); }).join();
    // What was done stands there, and the rest can be tried again.
    QTRY_VERIFY_WITH_TIMEOUT(action->text().startsWith(QStringLiteral("Try ")), 15000);
    QVERIFY(action->isEnabled());
    const QString summary = child<QLabel>(dialog, "planSummary")->text();
    QVERIFY2(summary.contains(QStringLiteral("failed")), qPrintable(summary));
    QVERIFY(click(dialog, "planCloseButton"));
}

void tst_userchanges::terminalVanishes_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QString>("headline");
    QTest::newRow("refresh") << QByteArray("usersRefreshButton")
                             << QStringLiteral("The users of “Main Gate” could not be read.");
    QTest::newRow("send") << QByteArray("sendPeopleButton")
                          << QStringLiteral("Not everybody was sent to “Main Gate”.");
    QTest::newRow("remove") << QByteArray("removeUsersButton")
                            << QStringLiteral("Not every user was removed from “Main Gate”.");
}

void tst_userchanges::terminalVanishes()
{
    QFETCH(QByteArray, button);
    QFETCH(QString, headline);
    UsersPanel users;
    QVERIFY(users.open());
    users.table()->selectRow(0);
    std::jthread([&users] { users.terminal.reset(); }).join();
    QVERIFY(click(users.panel->page, button.constData()));
    if (button == "usersRefreshButton") {
        QTRY_COMPARE_WITH_TIMEOUT(users.panel->headline(), headline, 20000);
        QCOMPARE(users.table()->model()->rowCount(), 30); // what is known stays
        return;
    }
    QWidget *dialog =
        users.dialog(button == "sendPeopleButton" ? "sendPeopleDialog" : "removeUsersDialog");
    if (button == "sendPeopleButton") {
        QTRY_COMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 30);
        UsersPanel::tick(dialog, QStringLiteral("3"));
    } else {
        QTest::keyClicks(child(dialog, "removeNameField"), QStringLiteral("Main Gate"));
    }
    QVERIFY(click(dialog, "planActionButton"));
    auto *bar = child(dialog, "planErrorBar");
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 20000);
    QCOMPARE(child<QLabel>(bar, "errorHeadline")->text(), headline);
    QTRY_VERIFY(child(dialog, "planActionButton")->isEnabled()); // the way out: once more
    QVERIFY(click(dialog, "planCloseButton"));
}

ROLLCALL_TEST(tst_userchanges);
#include "tst_userchanges.moc"
