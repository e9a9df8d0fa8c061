// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"

#include <QLineEdit>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

/// Draws every page once into screens/ of the build folder, light and dark, for people to look at.
class tst_screens : public UiTestCase
{
    Q_OBJECT

private slots:
    void pages_data();
    void pages();
    void dialogs_data();
    void dialogs();
    void emptyPages();
};

void tst_screens::pages_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_screens::pages()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    ui::MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *table = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    (void)school.sync.sync(kHostel);
    school.clock.advance(4000);
    school.sync.progress(kHostel, 12400, 98000);
    table->selectRow(rowOf(table, 1, QStringLiteral("Back Gate")));
    QVERIFY(takePicture(&window, QString(QStringLiteral("devices") + suffix)));

    table->selectRow(rowOf(table, 1, QStringLiteral("Main Gate")));
    QVERIFY(click(&window, "mappingButton"));
    QTRY_COMPARE(child<QTableView>(&window, "mappingTable")->model()->rowCount(), 40);
    QVERIFY(takePicture(&window, QString(QStringLiteral("mapping") + suffix)));
    window.showPage(QStringLiteral("peoplePage"));
    QTRY_VERIFY(child<QTableView>(&window, "peopleTable")->model()->rowCount() > 0);
    QVERIFY(takePicture(&window, QString(QStringLiteral("people") + suffix)));
    window.showPage(QStringLiteral("attendancePage"));
    QTRY_VERIFY(child<QTableView>(&window, "dayTable")->model()->rowCount() > 0);
    QVERIFY(takePicture(&window, QString(QStringLiteral("attendance") + suffix)));
    school.sync.finish({kHostel, {}, {}, true, 0, {}});
}

void tst_screens::dialogs_data()
{
    pages_data();
}

void tst_screens::dialogs()
{
    QFETCH(bool, isDark);
    theme().force(isDark ? ui::Scheme::Dark : ui::Scheme::Light);
    const QString suffix = isDark ? QStringLiteral("-dark") : QString();
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    ui::MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *table = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    const auto shoot = [&window, &suffix](const char *dialogName, const QString &picture) {
        auto *dialog = child(&window, dialogName);
        return dialog && QTest::qWaitForWindowExposed(dialog) &&
               takePicture(dialog, QString(picture + suffix));
    };
    QVERIFY(click(&window, "addDeviceButton"));
    auto *dialog = child(&window, "deviceDialog");
    QTest::keyClicks(child(dialog, "nameField"), QStringLiteral("Sports hall"));
    QTest::keyClicks(child(dialog, "hostField"), QStringLiteral("192.168.1.999"));
    QVERIFY(shoot("deviceDialog", QStringLiteral("device-dialog")));
    QVERIFY(click(dialog, "modePushButton"));
    child<QLineEdit>(dialog, "hostField")->clear();
    QTest::keyClicks(child(dialog, "hostField"), QStringLiteral("192.168.1.90"));
    QVERIFY(shoot("deviceDialog", QStringLiteral("device-dialog-push")));
    QVERIFY(click(dialog, "saveDeviceButton"));
    QTRY_VERIFY(child(dialog, "newTokenPanel")->isVisible());
    QVERIFY(shoot("deviceDialog", QStringLiteral("device-dialog-token")));
    QVERIFY(click(dialog, "doneDeviceButton"));

    table->selectRow(rowOf(table, 1, QStringLiteral("Main Gate")));
    QVERIFY(click(&window, "mappingButton"));
    auto *users = child<QTableView>(&window, "mappingTable");
    QTRY_COMPARE(users->model()->rowCount(), 40);
    users->selectRow(rowOf(users, 0, QStringLiteral("771")));
    QVERIFY(click(&window, "mapButton"));
    QTest::keyClicks(child(&window, "mapSearch"), QStringLiteral("aysha k"));
    QVERIFY(shoot("mapDialog", QStringLiteral("map-dialog")));
}

void tst_screens::emptyPages()
{
    FakeSchool school;
    FakeChooser chooser;
    ui::FrameInfo frame = FakeSchool::frame();
    frame.pushServer = QStringLiteral("The push server is down: port 8090 is taken");
    frame.pushServerUp = false;
    frame.isDemo = true;
    ui::MainWindow window(school.ports(), chooser, frame);
    QVERIFY(showWindow(&window));
    QTRY_VERIFY(child(child(&window, "devicesPage"), "emptyButton")->isVisible());
    QVERIFY(takePicture(&window, QStringLiteral("empty-devices")));
    for (const QString &page : window.pageNames()) {
        window.showPage(page);
        QVERIFY(takePicture(&window, QString(QStringLiteral("empty-") + page)));
    }
}

ROLLCALL_TEST(tst_screens);
#include "tst_screens.moc"
