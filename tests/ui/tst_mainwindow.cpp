// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/remembered.h"
#include "ui/trayicon.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

struct Window
{
    Window()
        : window((school.fill(), school.ports()), chooser, FakeSchool::frame())
    {}
    QString label(const char *name) const { return child<QLabel>(&window, name)->text(); }

    FakeSchool school;
    FakeChooser chooser;
    MainWindow window;
};

} // namespace

class tst_mainwindow : public UiTestCase
{
    Q_OBJECT

private slots:
    void pagesByKeyboard();
    void pagesByMouseAndArrowKeys();
    void findGoesToTheShownPage();
    void remembersPageAndGeometry();
    void fillsASmallScreen();
    void statusLine();
    void frameInfoChanges();
    void asksOnceBeforeClosing();
    void closesAtOnceWhenNothingRuns();
    void emptyAttendanceLeadsToTheDevices();
    void goesToTheTray();
    void quitsFromTheTray();
    void endsWithTheSession();
    void offersNoTrayWhereThereIsNone();
    void remembersTheLook();
    void countsWhatNeedsAttention();
};

void tst_mainwindow::pagesByKeyboard()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    QCOMPARE(w.window.pageNames(),
             QStringList({QStringLiteral("devicesSection"), QStringLiteral("peoplePage"),
                          QStringLiteral("attendancePage")}));
    for (int i = 0; i < w.window.pageNames().size(); ++i) {
        QTest::keyClick(&w.window, static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
        QCOMPARE(w.window.currentPage(), w.window.pageNames().at(i));
        QVERIFY(child(&w.window, qPrintable(w.window.pageNames().at(i)))->isVisible());
    }
}

void tst_mainwindow::pagesByMouseAndArrowKeys()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    QVERIFY(click(&w.window, "attendancePageLink"));
    QCOMPARE(w.window.currentPage(), QStringLiteral("attendancePage"));
    auto *link = child<QAbstractButton>(&w.window, "attendancePageLink");
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Up);
    QCOMPARE(w.window.currentPage(), QStringLiteral("peoplePage"));
    QVERIFY(child(&w.window, "peoplePageLink")->hasFocus());
}

void tst_mainwindow::findGoesToTheShownPage()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    const QList<std::pair<const char *, const char *>> boxes = {{"devicesSection", "devicesFilter"},
                                                                {"peoplePage", "peopleFilter"},
                                                                {"attendancePage", "dayFilter"}};
    for (const auto &[page, box] : boxes) {
        w.window.showPage(QString::fromLatin1(page));
        QTest::keySequence(&w.window, QKeySequence(QKeySequence::Find));
        QVERIFY2(child(&w.window, box)->hasFocus(), box);
    }
}

void tst_mainwindow::remembersPageAndGeometry()
{
    {
        Window w;
        QVERIFY(showWindow(&w.window, {700, 500}));
        w.window.resize(750, 560);
        w.window.showPage(QStringLiteral("peoplePage"));
        w.window.close();
    }
    Window w;
    QCOMPARE(w.window.currentPage(), QStringLiteral("peoplePage"));
    QCOMPARE(w.window.size().height(), 560);
}

void tst_mainwindow::fillsASmallScreen()
{
    const QSize notebook(1366, 728); // without the bar of the desktop
    {
        Window w;
        w.window.showFirst({1920, 1040});
        QVERIFY(!w.window.isMaximized());
    }
    {
        Window w;
        w.window.showFirst(notebook);
        QVERIFY(w.window.isMaximized());
        w.window.showNormal();
        w.window.resize(700, 500);
        w.window.close();
    }
    Window w; // where somebody has put it, it stays
    w.window.showFirst(notebook);
    QVERIFY(!w.window.isMaximized());
    QCOMPARE(w.window.height(), 500);
}

void tst_mainwindow::statusLine()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    QTRY_COMPARE(w.label("onlineStatus"), QStringLiteral("Devices 3 of 4 online"));
    QCOMPARE(w.label("pushStatus"), QStringLiteral("Push server 192.168.1.20:8090"));
    QCOMPARE(w.label("lastSyncStatus"), QStringLiteral("Last sync 08:21"));
    QVERIFY(!child(&w.window, "syncCancelButton")->isVisible());
    (void)w.school.sync.sync(kMainGate);
    QVERIFY(child(&w.window, "syncCancelButton")->isVisible());
    QCOMPARE(w.label("syncStatus"), QStringLiteral("Reading “Main Gate”: Connecting…"));
    w.school.sync.progress(kMainGate, 10, 100);
    QCOMPARE(w.label("syncStatus"), QStringLiteral("Reading “Main Gate”: 10 of 100 logs"));
    w.school.sync.finish({kMainGate, {}, {}, true, 1, {}});
    QVERIFY(!child(&w.window, "syncCancelButton")->isVisible());
}

void tst_mainwindow::frameInfoChanges()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    QVERIFY(!child(&w.window, "demoMark")->isVisible());
    QCOMPARE(w.window.windowTitle(), QStringLiteral("Hill School – Rollcall"));
    w.window.setFrameInfo({QStringLiteral("Lake School"),
                           QStringLiteral("Push server off: port 8090 is taken"),
                           false,
                           QString(),
                           true,
                           {}});
    QVERIFY(child(&w.window, "demoMark")->isVisible());
    QCOMPARE(w.label("schoolName"), QStringLiteral("Lake School"));
    QCOMPARE(w.label("pushStatus"), QStringLiteral("Push server off: port 8090 is taken"));
    const QString reason = QStringLiteral("The port is taken. ").repeated(30);
    w.window.setFrameInfo({QString(), reason, false, QString(), false, {}});
    // A long reason does not widen the window; all of it stands in the tooltip.
    const auto *push = child(&w.window, "pushStatus");
    QTRY_VERIFY(push->width() > w.window.width() / 2);
    QVERIFY(push->geometry().right() <= w.window.width());
    QVERIFY(child(&w.window, "lastSyncStatus")->geometry().left() > push->geometry().right());
    QCOMPARE(push->toolTip(), reason);
}

void tst_mainwindow::asksOnceBeforeClosing()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    (void)w.school.sync.sync(kMainGate);
    w.window.close();
    QVERIFY(w.window.isVisible());
    auto *question = child<QMessageBox>(&w.window, "closeQuestion");
    QVERIFY(click(question, "keepOpenButton"));
    QTRY_VERIFY(!w.window.findChild<QMessageBox *>());
    QVERIFY(w.window.isVisible());
    QVERIFY(w.school.sync.cancelled.isEmpty());
    w.window.close();
    QVERIFY(click(child<QMessageBox>(&w.window, "closeQuestion"), "stopAndCloseButton"));
    QVERIFY(w.school.sync.cancelled.contains(kMainGate));
    QTRY_VERIFY(!w.window.isVisible());
}

void tst_mainwindow::closesAtOnceWhenNothingRuns()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    QVERIFY(w.window.close());
    QVERIFY(!w.window.isVisible());
}

void tst_mainwindow::emptyAttendanceLeadsToTheDevices()
{
    FakeSchool school;
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    window.showPage(QStringLiteral("attendancePage"));
    auto *page = child(&window, "attendancePage");
    QTRY_VERIFY(child(page, "emptyState")->isVisible());
    QVERIFY(click(page, "emptyButton"));
    QCOMPARE(window.currentPage(), QStringLiteral("devicesSection"));
}

void tst_mainwindow::goesToTheTray()
{
    Window w;
    w.window.setTrayAvailable(true);
    QVERIFY(showWindow(&w.window));
    QSignalSpy gone(&w.window, &MainWindow::wentToTray);
    child<QAction>(&w.window, "keepRunningAction")->trigger();
    (void)w.school.sync.sync(kMainGate); // goes on, so there is nothing to ask
    w.window.close();
    QVERIFY(!w.window.isVisible());
    QVERIFY(!w.window.findChild<QMessageBox *>());
    QCOMPARE(gone.size(), 1);
    w.window.bringUp();
    QVERIFY(w.window.isVisible());
    w.window.showMinimized();
    w.window.bringUp();
    QVERIFY(!w.window.isMinimized());

    Window next; // it is remembered
    next.window.setTrayAvailable(true);
    QVERIFY(child<QAction>(&next.window, "keepRunningAction")->isChecked());
}

void tst_mainwindow::quitsFromTheTray()
{
    Window w;
    w.window.setTrayAvailable(true);
    QVERIFY(showWindow(&w.window));
    child<QAction>(&w.window, "keepRunningAction")->trigger();
    w.window.close();
    QVERIFY(!w.window.isVisible());
    (void)w.school.sync.sync(kMainGate);
    TrayIcon tray(&w.window);
    connect(&tray, &TrayIcon::quitRequested, &w.window, &MainWindow::quit);
    child<QAction>(tray.menu(), "trayQuitAction")->trigger();
    QVERIFY(w.window.isVisible()); // for the question
    QVERIFY(click(child<QMessageBox>(&w.window, "closeQuestion"), "keepOpenButton"));
    QTRY_VERIFY(!w.window.findChild<QMessageBox *>());
    w.window.close(); // and then it goes to the tray again
    QVERIFY(!w.window.isVisible() && w.school.sync.cancelled.isEmpty());
    child<QAction>(tray.menu(), "trayQuitAction")->trigger();
    QVERIFY(click(child<QMessageBox>(&w.window, "closeQuestion"), "stopAndCloseButton"));
    QTRY_VERIFY(!w.window.isVisible());
    QVERIFY(w.school.sync.cancelled.contains(kMainGate));
}

void tst_mainwindow::endsWithTheSession()
{
    Window w;
    w.window.setTrayAvailable(true);
    QVERIFY(showWindow(&w.window));
    child<QAction>(&w.window, "keepRunningAction")->trigger();
    (void)w.school.sync.sync(kMainGate);
    w.window.endSession();
    QSignalSpy gone(&w.window, &MainWindow::wentToTray);
    QVERIFY(w.window.close());
    QCOMPARE(gone.size(), 0);
    QVERIFY(!w.window.findChild<QMessageBox *>());
}

void tst_mainwindow::offersNoTrayWhereThereIsNone()
{
    Window w;
    w.window.setTrayAvailable(true);
    child<QAction>(&w.window, "keepRunningAction")->trigger();
    w.window.setTrayAvailable(false);
    QVERIFY(!child<QAction>(&w.window, "keepRunningAction")->isEnabled());
    QVERIFY(showWindow(&w.window));
    QSignalSpy gone(&w.window, &MainWindow::wentToTray);
    QVERIFY(w.window.close());
    QCOMPARE(gone.size(), 0);
}

void tst_mainwindow::remembersTheLook()
{
    QVERIFY(!remembered::scheme());
    {
        Window w;
        connect(&w.window, &MainWindow::schemeChosen, &theme(), &Theme::force);
        QVERIFY(showWindow(&w.window));
        QVERIFY(click(&w.window, "optionsButton"));
        QVERIFY(child(&w.window, "optionsMenu")->isVisible());
        child<QAction>(&w.window, "darkLookAction")->trigger();
        QCOMPARE(theme().scheme(), Scheme::Dark);
        child(&w.window, "optionsMenu")->hide();
    }
    QCOMPARE(remembered::scheme(), Scheme::Dark);
    Window w;
    QVERIFY(child<QAction>(&w.window, "darkLookAction")->isChecked());
    child<QAction>(&w.window, "systemLookAction")->trigger();
    QVERIFY(!remembered::scheme());
}

void tst_mainwindow::countsWhatNeedsAttention()
{
    Window w;
    QVERIFY(showWindow(&w.window));
    QTRY_COMPARE(child(&w.window, "devicesSectionLink")->accessibleDescription(),
                 QStringLiteral("5 matters need attention"));
    w.school.devices.rows.clear();
    emit w.school.devices.devicesChanged();
    QTRY_COMPARE(child(&w.window, "devicesSectionLink")->accessibleDescription(), QString());
    QVERIFY(!child(&w.window, "attentionPanel")->isVisible());
}

ROLLCALL_TEST(tst_mainwindow);
#include "tst_mainwindow.moc"
