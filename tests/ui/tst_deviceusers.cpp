// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/userspanel.h"
#include "ui/delegates/checkdelegate.h"
#include "ui/models/deviceusermodel.h"
#include "ui/models/userplan.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

DeviceUser user(const char *id, const QString &name, int privilege = 0)
{
    return {QString::fromLatin1(id), name, {}, privilege, 0};
}

Person person(qint64 id, const QString &number, const QString &name)
{
    Person made;
    made.id = PersonId{id};
    made.number = number;
    made.fullName = name;
    return made;
}

MappingRow mapped(const char *userId, qint64 personId, const QString &name)
{
    MappingRow row;
    row.userId = QString::fromLatin1(userId);
    row.mapping = UserMapping{DeviceId{1}, row.userId, PersonId{personId}, {}, {}};
    row.personName = name;
    return row;
}

} // namespace

class tst_deviceusers : public UiTestCase
{
    Q_OBJECT

private slots:
    void plansSending_data();
    void plansSending();
    void plansCopyAndRemoval();
    void readsWhenLookedAt();
    void showsWhomTheyMean();
    void showsHowTheyWereRecognized();
    void tellsWhatCouldNotBeRead();
    void filters();
    void sendsPeople();
    void sendsWithTheKeyboard();
    void removesUsers();
    void tellsWhatWasRefused();
    void asksAPushDeviceOnlyWhenTold();
    void tellsThatAPusherCannotBeAsked();
};

void tst_deviceusers::plansSending_data()
{
    QTest::addColumn<QList<DeviceUser>>("there");
    QTest::addColumn<QList<MappingRow>>("mapping");
    QTest::addColumn<QString>("userId");
    QTest::addColumn<PlanKind>("kind");
    QTest::addColumn<QString>("remark");
    const QString name = QStringLiteral("Aysha Khan");
    QTest::newRow("new") << QList<DeviceUser>() << QList<MappingRow>() << QStringLiteral("401")
                         << PlanKind::Adds << QStringLiteral("New on the device");
    QTest::newRow("there") << QList<DeviceUser>{user("401", name)} << QList<MappingRow>()
                           << QStringLiteral("401") << PlanKind::Same
                           << QStringLiteral("Is there already");
    QTest::newRow("other name") << QList<DeviceUser>{user("401", QStringLiteral("AYSHA"))}
                                << QList<MappingRow>() << QStringLiteral("401") << PlanKind::Changes
                                << QStringLiteral("Is “AYSHA” there and gets this name");
    QTest::newRow("no name") << QList<DeviceUser>{user("401", {})} << QList<MappingRow>()
                             << QStringLiteral("401") << PlanKind::Changes
                             << QStringLiteral("Gets a name");
    QTest::newRow("mapped to another id")
        << QList<DeviceUser>{user("9", name)} << QList<MappingRow>{mapped("9", 1, name)}
        << QStringLiteral("9") << PlanKind::Same << QStringLiteral("Is there already");
    QTest::newRow("id means somebody else")
        << QList<DeviceUser>() << QList<MappingRow>{mapped("401", 2, QStringLiteral("Zoë Roy"))}
        << QStringLiteral("401") << PlanKind::Refused
        << QStringLiteral("This Biometric ID means Zoë Roy here; unmap it first");
}

void tst_deviceusers::plansSending()
{
    QFETCH(QList<DeviceUser>, there);
    QFETCH(QList<MappingRow>, mapping);
    const QList<UserPlan> plans = planSending(
        {person(1, QStringLiteral("401"), QStringLiteral("Aysha Khan"))}, mapping, there);
    QCOMPARE(plans.size(), 1);
    QTEST(plans.first().draft.userId, "userId");
    QTEST(plans.first().kind, "kind");
    QTEST(plans.first().remark, "remark");
    Person left = person(2, QStringLiteral("402"), QStringLiteral("Gone"));
    left.active = false;
    QVERIFY(planSending({left}, {}, {}).isEmpty());
    const Person zeros = person(3, QStringLiteral("0401"), QStringLiteral("Aysha Khan"));
    QCOMPARE(planSending({zeros}, {}, {}).first().draft.userId, QStringLiteral("0401"));
    QCOMPARE(planSending({zeros}, {}, {user("401", {})}).first().draft.userId,
             QStringLiteral("401"));
    QCOMPARE(planSending({zeros}, {}, {user("401", {}), user("0401", {})}).first().draft.userId,
             QStringLiteral("0401"));
}

void tst_deviceusers::plansCopyAndRemoval()
{
    const QList<DeviceUser> users{user("1", QStringLiteral("A")), user("2", QStringLiteral("B")),
                                  user("3", QStringLiteral("C"), 14)};
    const QList<UserPlan> copies =
        planCopy(users, {user("2", QStringLiteral("B")), user("3", QStringLiteral("C"))});
    QCOMPARE(copies.at(0).kind, PlanKind::Adds);
    QCOMPARE(copies.at(1).kind, PlanKind::Same);
    QVERIFY(!copies.at(1).isChosen);
    QCOMPARE(copies.at(2).remark, QStringLiteral("Card or role changes"));
    const QList<UserPlan> gone = planRemoval(users, {mapped("2", 7, QStringLiteral("Zoë Roy"))});
    QCOMPARE(gone.at(0).remark, QStringLiteral("Is removed"));
    QCOMPARE(gone.at(1).remark, QStringLiteral("Is removed; Zoë Roy can no longer punch here"));
    UserPlan plan = gone.at(0);
    noteOutcome(plan, {QStringLiteral("1"), true, std::nullopt});
    QVERIFY(plan.isDone && !plan.isChosen);
    plan = gone.at(1);
    noteOutcome(plan, {QStringLiteral("2"), false, errors::cancelled()});
    QVERIFY(plan.isOpen() && plan.isChosen && plan.hasFailed);
    QCOMPARE(plan.remark, errors::cancelled().userText);
}

void tst_deviceusers::readsWhenLookedAt()
{
    UsersPanel users;
    QVERIFY(users.open());
    QVERIFY(users.count().startsWith(QStringLiteral("30 users on the device, as read at")));
    QVERIFY(users.panel->isOffered("sendPeopleButton"));
    QVERIFY(!users.panel->isOffered("removeUsersButton") ||
            users.table()->selectionModel()->hasSelection());
}

void tst_deviceusers::showsWhomTheyMean()
{
    UsersPanel users;
    QVERIFY(users.open());
    QCOMPARE(cell(users.table(), 0, DeviceUserModel::MappedTo), QStringLiteral("Not mapped"));
    QVERIFY(users.fixture->mapAll(users.device));
    QTRY_COMPARE(cell(users.table(), rowOf(users.table(), 0, QStringLiteral("7")),
                      DeviceUserModel::MappedTo),
                 QStringLiteral("Pupil 7 · 1-A · Student"));
}

void tst_deviceusers::showsHowTheyWereRecognized()
{
    UsersPanel users;
    QVERIFY(users.open());
    const auto recognized = [&users](const char *user) {
        return cell(users.table(), rowOf(users.table(), 0, QString::fromLatin1(user)),
                    DeviceUserModel::RecognizedBy);
    };
    QCOMPARE(recognized("7"), QStringLiteral("–")); // its logs were not read yet
    IngestBatch batch;
    batch.device = users.device;
    for (const int verify : {15, 4, 2}) {
        RawLog log;
        log.userId = QStringLiteral("7");
        log.at = WallTime::fromFields(2026, 3, 12, 8, verify, 0);
        log.verify = verify;
        batch.logs.append(log);
    }
    QVERIFY(waitForAnswer(users.fixture->school().ingest().store(batch)));
    QVERIFY(click(users.panel->page, "usersRefreshButton"));
    QTRY_COMPARE(recognized("7"), QStringLiteral("Face · Card"));
    QCOMPARE(recognized("8"), QStringLiteral("–"));
}

/// What is on the device stands there all the same.
void tst_deviceusers::tellsWhatCouldNotBeRead()
{
    FakeSchool school;
    school.fill();
    school.logs.failure = errors::storageDamaged(QStringLiteral("raw_log.recognitions 11"));
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    QTRY_VERIFY(panel.isOffered("sendPeopleButton"));
    QVERIFY(child<QTableView>(panel.page, "deviceUsersTable")->model()->rowCount() > 0);
    QTRY_COMPARE(panel.headline(),
                 QStringLiteral("How the users of “Main Gate” were recognized could not be read."));
}

void tst_deviceusers::filters()
{
    UsersPanel users;
    QVERIFY(users.open());
    auto *box = child<QLineEdit>(users.panel->page, "deviceUsersFilter");
    QTest::keySequence(users.table(), QKeySequence(QKeySequence::Find));
    QVERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("no such"));
    QCOMPARE(users.table()->model()->rowCount(), 0);
    auto *tab = child(users.panel->page, "deviceUsersTab");
    QCOMPARE(child<QLabel>(tab, "emptyHeadline")->text(),
             QStringLiteral("No user matches “no such”"));
    QVERIFY(click(tab, "emptyButton"));
    QCOMPARE(users.table()->model()->rowCount(), 30);
}

void tst_deviceusers::sendsPeople()
{
    UsersPanel users;
    QVERIFY(users.open());
    QVERIFY(click(users.panel->page, "sendPeopleButton"));
    QWidget *dialog = users.dialog("sendPeopleDialog");
    QTRY_COMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 30);
    QVERIFY(!child(dialog, "planActionButton")->isEnabled());
    // The terminal writes 0003 as "3"; a second user would part the pupil's punches.
    QVERIFY(UsersPanel::remark(dialog, QStringLiteral("3"))
                .endsWith(QStringLiteral("there and gets this name")));
    auto *group = child<QComboBox>(dialog, "sendGroup");
    group->setCurrentText(QStringLiteral("1-B"));
    QCOMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 15);
    group->setCurrentIndex(0);
    UsersPanel::tick(dialog, QStringLiteral("3"));
    UsersPanel::tick(dialog, QStringLiteral("5"));
    UsersPanel::tick(dialog, QStringLiteral("4"));
    UsersPanel::tick(dialog, QStringLiteral("4")); // not this one after all
    auto *action = child<QPushButton>(dialog, "planActionButton");
    QCOMPARE(action->text(), QStringLiteral("Send 2 People"));
    QVERIFY(click(dialog, "planActionButton"));
    QTRY_COMPARE(UsersPanel::remark(dialog, QStringLiteral("3")), QStringLiteral("Changed"));
    QCOMPARE(UsersPanel::remark(dialog, QStringLiteral("5")), QStringLiteral("Changed"));
    QCOMPARE(child<QLabel>(dialog, "planSummary")->text(), QStringLiteral("2 users done."));
    QVERIFY(click(dialog, "planCloseButton"));
    const auto third = [&users](int column) {
        return cell(users.table(), rowOf(users.table(), 0, QStringLiteral("3")), column);
    };
    QTRY_COMPARE(third(DeviceUserModel::Name), QStringLiteral("Pupil 3"));
    QTRY_COMPARE(third(DeviceUserModel::MappedTo),
                 QStringLiteral("Pupil 3 · 1-A · Student")); // mapped at once
    QCOMPARE(users.terminal->device().users(), 30);
}

void tst_deviceusers::sendsWithTheKeyboard()
{
    UsersPanel users;
    QVERIFY(users.open());
    QVERIFY(click(users.panel->page, "sendPeopleButton"));
    QWidget *dialog = users.dialog("sendPeopleDialog");
    QTRY_COMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 30);
    QTest::keySequence(dialog, QKeySequence(QKeySequence::Find));
    QTest::keyClicks(child(dialog, "planFilter"), QStringLiteral("pupil 12"));
    QTRY_COMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 1);
    UsersPanel::plan(dialog)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(UsersPanel::plan(dialog), Qt::Key_Space);
    auto *maps = child<QCheckBox>(dialog, "sendMaps");
    QTest::keyClick(maps, Qt::Key_Space);
    QVERIFY(!maps->isChecked());
    QVERIFY(click(dialog, "planActionButton"));
    QTRY_COMPARE(UsersPanel::remark(dialog, QStringLiteral("12")), QStringLiteral("Changed"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    const auto twelfth = [&users](int column) {
        return cell(users.table(), rowOf(users.table(), 0, QStringLiteral("12")), column);
    };
    QTRY_COMPARE(twelfth(DeviceUserModel::Name), QStringLiteral("Pupil 12"));
    QCOMPARE(twelfth(DeviceUserModel::MappedTo), QStringLiteral("Not mapped"));
}

void tst_deviceusers::removesUsers()
{
    UsersPanel users;
    QVERIFY(users.open());
    users.table()->selectRow(rowOf(users.table(), 0, QStringLiteral("4")));
    QVERIFY(click(users.panel->page, "removeUsersButton"));
    QWidget *dialog = users.dialog("removeUsersDialog");
    QCOMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 1);
    auto *action = child<QPushButton>(dialog, "planActionButton");
    QCOMPARE(action->text(), QStringLiteral("Remove 1 User"));
    QVERIFY(!action->isEnabled()); // nothing brings fingerprints back
    QTest::keyClicks(child(dialog, "removeNameField"), QStringLiteral("Main Gate"));
    QVERIFY(click(dialog, "planActionButton"));
    QTRY_COMPARE(UsersPanel::remark(dialog, QStringLiteral("4")), QStringLiteral("Removed"));
    QVERIFY(!action->isVisible());
    QVERIFY(click(dialog, "planCloseButton"));
    QTRY_COMPARE(users.table()->model()->rowCount(), 29);
    QCOMPARE(rowOf(users.table(), 0, QStringLiteral("4")), -1);
}

void tst_deviceusers::tellsWhatWasRefused()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    SimOptions options;
    options.users = 2;
    options.faults = {{SimFaultKind::WriteRefused, 0, 0}};
    const auto device = SimDevice::make(options);
    QVERIFY(device);
    const auto terminal = SimZkThread::start(*device, fixture->school().clock());
    QVERIFY(terminal);
    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port()).isValid());
    Panel panel(fixture->ports());
    QVERIFY(panel.open(QStringLiteral("Main Gate")));
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    QTRY_VERIFY(panel.isOffered("sendPeopleButton"));
    QVERIFY(click(panel.page, "sendPeopleButton"));
    QWidget *dialog = child(panel.page, "sendPeopleDialog");
    QTRY_COMPARE(UsersPanel::plan(dialog)->model()->rowCount(), 30);
    UsersPanel::tick(dialog, QStringLiteral("0003"));
    QVERIFY(click(dialog, "planActionButton"));
    auto *action = child<QPushButton>(dialog, "planActionButton");
    QTRY_COMPARE(action->text(), QStringLiteral("Try 1 Again"));
    QVERIFY(UsersPanel::remark(dialog, QStringLiteral("0003")) !=
            QStringLiteral("New on the device"));
    QCOMPARE(child<QLabel>(dialog, "planSummary")->text(),
             QStringLiteral("0 done, 1 failed; the reason stands beside each."));
    QVERIFY(click(dialog, "planCloseButton"));
}

void tst_deviceusers::asksAPushDeviceOnlyWhenTold()
{
    FakeSchool school;
    school.fill();
    school.terminals.profiles.insert(
        kStaffDoor,
        {TerminalAbility::Tell | TerminalAbility::WriteUsers | TerminalAbility::Queue, {}});
    school.terminals.held.insert(kStaffDoor, {user("5", QStringLiteral("Zoë"))});
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Staff door")));
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    auto *tab = child(panel.page, "deviceUsersTab");
    QCOMPARE(child<QLabel>(tab, "emptyHeadline")->text(), QStringLiteral("Not read yet"));
    QVERIFY(!panel.isOffered("sendPeopleButton"));
    QVERIFY(click(tab, "emptyButton"));
    QTRY_COMPARE(child<QTableView>(tab, "deviceUsersTable")->model()->rowCount(), 1);
    QVERIFY(panel.isOffered("sendPeopleButton"));
}

void tst_deviceusers::tellsThatAPusherCannotBeAsked()
{
    FakeSchool school;
    school.fill();
    Panel panel(school.ports());
    QVERIFY(panel.open(QStringLiteral("Staff door")));
    QVERIFY(panel.show(QStringLiteral("Device Users")));
    auto *tab = child(panel.page, "deviceUsersTab");
    QTRY_COMPARE(child<QLabel>(tab, "emptyHeadline")->text(),
                 QStringLiteral("This device cannot be asked"));
    QVERIFY(!child(tab, "emptyButton")->isVisible());
    QVERIFY(!child(tab, "sendPeopleButton")->isVisible());
}

ROLLCALL_TEST(tst_deviceusers);
#include "tst_deviceusers.moc"
