// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simdevice.h"
#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/models/devicemodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QTcpSocket>
#include <QUrl>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

constexpr int kLongMs = 20000;

/// A whole window over real services, at the empty list of devices.
struct Office
{
    Office()
        : fixture(SchoolFixture::make())
    {
        FrameInfo info = FakeSchool::frame();
        const Result<quint16> port =
            fixture->school().startPush(QHostAddress(QHostAddress::LocalHost), 0);
        if (!port)
            return;
        pushPort = *port;
        info.pushUrl =
            QStringLiteral("http://127.0.0.1:%1/api/v1/biometric/push-log").arg(pushPort);
        window = std::make_unique<MainWindow>(fixture->ports(), chooser, info);
        table = child<QTableView>(window.get(), "devicesTable");
    }
    QWidget *page() const { return child(window.get(), "devicesPage"); }
    QWidget *wizard() const { return window->findChild<QWidget *>(QStringLiteral("deviceWizard")); }
    QString text(const char *label) const { return child<QLabel>(wizard(), label)->text(); }
    QString status(const QString &device) const
    {
        return cell(table, rowOf(table, DeviceModel::Name, device), DeviceModel::Status);
    }
    void type(const char *field, const QString &typed) const
    {
        auto *edit = child<QLineEdit>(wizard(), field);
        edit->selectAll();
        QTest::keyClicks(edit, typed);
    }
    bool next() const { return click(wizard(), "wizardNextButton"); }
    bool mayGoOn() const { return child(wizard(), "wizardNextButton")->isEnabled(); }
    bool fillDetails(const QString &name, quint16 port) const
    {
        type("nameField", name);
        type("hostField", QStringLiteral("127.0.0.1"));
        if (port > 0)
            type("portField", QString::number(port));
        return mayGoOn();
    }
    /// What the listener answers to an empty push with that token; 0 while it has not.
    int push(const QString &token) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), pushPort);
        const QByteArray body = "{\"logs\":[]}";
        socket.write("POST /api/v1/biometric/push-log HTTP/1.1\r\nHost: localhost\r\n"
                     "Authorization: Bearer " +
                     token.toLatin1() + "\r\nContent-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        if (!waitFor([&socket] { return socket.canReadLine(); }))
            return 0;
        return socket.readLine().split(' ').value(1).toInt();
    }

    std::unique_ptr<SchoolFixture> fixture;
    FakeChooser chooser;
    quint16 pushPort = 0;
    std::unique_ptr<MainWindow> window;
    QTableView *table = nullptr;
};

Result<std::unique_ptr<SimZkThread>> startTerminal(const Office &office, quint32 key, int pauseMs)
{
    SimOptions options;
    options.users = SchoolFixture::kPupils;
    options.logs = 600;
    options.from = office.fixture->day().addDays(-19);
    options.to = office.fixture->day();
    options.commKey = key;
    options.pauseMs = pauseMs;
    const auto device = SimDevice::make(options);
    return device ? SimZkThread::start(*device, office.fixture->school().clock()) : device.error();
}

} // namespace

/// "Add New Device" in a whole window, against simulated terminals and real requests.
class tst_wizardflow : public UiTestCase
{
    Q_OBJECT

private slots:
    void theFirstAgentDevice();
    void aWrongKeyThenTheRightOne();
    void aTerminalThatVanishesInTheTest();
    void aPushDeviceAndItsFirstPush();
    void cancelLeavesNothingBehind();
    void deletesADevice();
};

void tst_wizardflow::theFirstAgentDevice()
{
    Office office;
    QVERIFY(office.window);
    const auto terminal = startTerminal(office, 0, 0);
    QVERIFY(terminal);
    QVERIFY(showWindow(office.window.get()));
    QTRY_VERIFY(child(office.page(), "emptyButton")->isVisible());
    QVERIFY(click(office.page(), "emptyButton"));
    QVERIFY(QTest::qWaitForWindowExposed(office.wizard()));
    QVERIFY(office.next());
    QVERIFY(office.fillDetails(QStringLiteral("Main Gate"), (*terminal)->port()));
    QVERIFY(office.next());
    QTRY_VERIFY_WITH_TIMEOUT(office.mayGoOn(), kLongMs);
    QCOMPARE(office.text("usersStepFinding"), QStringLiteral("30 users"));
    QCOMPARE(office.text("logsStepFinding"), QStringLiteral("600 logs"));
    QVERIFY(office.next());
    QVERIFY(click(office.wizard(), "wizardFinishButton"));
    QTRY_VERIFY(!office.wizard());
    // It is read, and its users stand ready to be mapped.
    auto *users = child<QTableView>(office.window.get(), "mappingTable");
    QTRY_VERIFY_WITH_TIMEOUT(users->isVisible(), kLongMs);
    QTRY_COMPARE_WITH_TIMEOUT(users->model()->rowCount(), 30, kLongMs);
    QTRY_COMPARE_WITH_TIMEOUT(office.status(QStringLiteral("Main Gate")), QStringLiteral("Online"),
                              kLongMs);
}

void tst_wizardflow::aWrongKeyThenTheRightOne()
{
    Office office;
    QVERIFY(office.window);
    const auto terminal = startTerminal(office, 4711, 0);
    QVERIFY(terminal);
    QVERIFY(showWindow(office.window.get()));
    QVERIFY(click(office.window.get(), "addDeviceButton"));
    QVERIFY(office.next());
    QVERIFY(office.fillDetails(QStringLiteral("Main Gate"), (*terminal)->port()));
    office.type("commKeyField", QStringLiteral("1"));
    QVERIFY(office.next());
    QTRY_VERIFY_WITH_TIMEOUT(office.mayGoOn(), kLongMs);
    QCOMPARE(child(office.wizard(), "keyStepFinding")->property("role").toString(),
             QStringLiteral("bad"));
    QVERIFY(click(office.wizard(), "wizardBackButton"));
    office.type("commKeyField", QStringLiteral("4711"));
    QVERIFY(office.next());
    QTRY_VERIFY_WITH_TIMEOUT(office.mayGoOn(), kLongMs);
    QVERIFY(office.next());
    QVERIFY(click(office.wizard(), "mapNextBox"));
    QVERIFY(click(office.wizard(), "wizardFinishButton"));
    QTRY_COMPARE(office.table->model()->rowCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(office.status(QStringLiteral("Main Gate")), QStringLiteral("Online"),
                              kLongMs);
}

void tst_wizardflow::aTerminalThatVanishesInTheTest()
{
    Office office;
    QVERIFY(office.window);
    auto terminal = startTerminal(office, 0, 100);
    QVERIFY(terminal);
    QVERIFY(showWindow(office.window.get()));
    QVERIFY(click(office.window.get(), "addDeviceButton"));
    QVERIFY(office.next());
    QVERIFY(office.fillDetails(QStringLiteral("Main Gate"), (*terminal)->port()));
    QVERIFY(office.next());
    QTRY_COMPARE_WITH_TIMEOUT(office.text("usersStepFinding"), QStringLiteral("Trying…"), kLongMs);
    (*terminal).reset();
    QTRY_VERIFY_WITH_TIMEOUT(office.mayGoOn(), 2 * kLongMs);
    QVERIFY(child(office.wizard(), "testAgainButton")->isEnabled());
    QVERIFY(office.next());
    QVERIFY(office.text("doneText").contains(QStringLiteral("Inactive")));
    QVERIFY(click(office.wizard(), "wizardFinishButton"));
    QTRY_COMPARE(office.table->model()->rowCount(), 1);
    QTRY_COMPARE(office.status(QStringLiteral("Main Gate")), QStringLiteral("Inactive"));
}

void tst_wizardflow::aPushDeviceAndItsFirstPush()
{
    Office office;
    QVERIFY(office.window);
    QVERIFY(showWindow(office.window.get()));
    QVERIFY(click(office.window.get(), "addDeviceButton"));
    QVERIFY(click(office.wizard(), "pushChoice"));
    QVERIFY(office.next());
    QVERIFY(office.fillDetails(QStringLiteral("Library"), 0));
    QVERIFY(office.next());
    QTRY_VERIFY(office.mayGoOn());
    const QString token = child<QLineEdit>(office.wizard(), "tokenField")->text();
    QCOMPARE(office.push(QStringLiteral("wrong")), 401);
    QVERIFY(office.text("waitingText").startsWith(QStringLiteral("Waiting")));
    QTRY_COMPARE(office.push(token), 200); // as soon as the listener knows the token
    QTRY_VERIFY_WITH_TIMEOUT(
        office.text("waitingText").startsWith(QStringLiteral("The first push has arrived")),
        kLongMs);
    QVERIFY(office.next());
    QVERIFY(click(office.wizard(), "mapNextBox"));
    QVERIFY(click(office.wizard(), "wizardFinishButton"));
    QTRY_COMPARE(office.table->model()->rowCount(), 1);
    QTRY_COMPARE(office.status(QStringLiteral("Library")), QStringLiteral("Online"));

    // The token is found again, and can be replaced.
    office.table->selectRow(0);
    QVERIFY(click(office.window.get(), "editDeviceButton"));
    auto *dialog = child(office.window.get(), "deviceDialog");
    auto *panel = child(dialog, "tokenPanel");
    QVERIFY(click(panel, "tokenShowButton"));
    QTRY_COMPARE(child<QLineEdit>(panel, "tokenField")->text(), token);
    QVERIFY(click(panel, "tokenRegenerateButton"));
    QVERIFY(click(child(dialog, "regenerateQuestion"), "makeTokenButton"));
    QTRY_VERIFY(child<QLineEdit>(panel, "tokenField")->text() != token);
    const QString fresh = child<QLineEdit>(panel, "tokenField")->text();
    QVERIFY(child<QLabel>(panel, "tokenNote")->text().contains(QStringLiteral("13/03/2026")));
    QTRY_COMPARE(office.push(fresh), 200);
    QCOMPARE(office.push(token), 200); // for a day
}

void tst_wizardflow::cancelLeavesNothingBehind()
{
    Office office;
    QVERIFY(office.window);
    QVERIFY(showWindow(office.window.get()));
    QVERIFY(click(office.window.get(), "addDeviceButton"));
    QVERIFY(click(office.wizard(), "pushChoice"));
    QVERIFY(office.next());
    QVERIFY(office.fillDetails(QStringLiteral("Library"), 0));
    QVERIFY(office.next());
    QTRY_VERIFY(office.mayGoOn());
    QVERIFY(click(office.wizard(), "wizardCancelButton"));
    QTRY_VERIFY(!office.wizard());
    QTRY_COMPARE(office.table->model()->rowCount(), 0);
    const auto left = waitForAnswer(office.fixture->school().devices().overview());
    QVERIFY(left && left->isEmpty());
}

void tst_wizardflow::deletesADevice()
{
    Office office;
    QVERIFY(office.window);
    const QString name = QStringLiteral("Old Gate");
    QVERIFY(office.fixture->addDevice(name, 4370).isValid());
    QVERIFY(showWindow(office.window.get()));
    QTRY_COMPARE(office.table->model()->rowCount(), 1);
    QVERIFY(click(office.window.get(), "deleteButton"));
    auto *dialog = child(office.window.get(), "deleteDeviceDialog");
    QTest::keyClicks(child(dialog, "deleteNameField"), QStringLiteral("Old"));
    QVERIFY(!child(dialog, "confirmDeleteButton")->isEnabled());
    QTest::keyClicks(child(dialog, "deleteNameField"), QStringLiteral(" Gate"));
    QVERIFY(click(dialog, "confirmDeleteButton"));
    QTRY_COMPARE(office.table->model()->rowCount(), 0);
    QTRY_COMPARE(child<QLabel>(office.page(), "noticeText")->text(),
                 QStringLiteral("“Old Gate” is deleted. Its punches stay."));
}

ROLLCALL_TEST(tst_wizardflow);
#include "tst_wizardflow.moc"
