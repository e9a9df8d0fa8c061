// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/secretservice.h"
#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/models/devicemodel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include <csignal>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// A real keychain that is locked while the window is open: the sentence, the way out, and nothing
/// lost.
class tst_lockedkeychain : public UiTestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aSyncThatNeedsTheKey();
    void cleanup();
    void cleanupTestCase();

private:
    /// The window on a school with a device whose key lies in the keychain.
    void open();
    QString status() const;
    static bool tells(const QWidget *inside);
    /// "Edit Device", opened with the button.
    QWidget *openEdit();
    bool lock();

    static constexpr quint32 kKey = 4711;
    static constexpr int kPatienceMs = 20'000; // a keychain that asks somebody is waited for

    std::unique_ptr<SecretService> m_keychain;
    std::unique_ptr<SchoolFixture> m_school;
    std::unique_ptr<SimZkThread> m_terminal;
    std::unique_ptr<FakeChooser> m_chooser;
    std::unique_ptr<MainWindow> m_window;
    QWidget *m_page = nullptr;
    DeviceId m_device;
};

void tst_lockedkeychain::initTestCase()
{
    UiTestCase::initTestCase();
    m_keychain = std::make_unique<SecretService>();
    QVERIFY2(m_keychain->startBus(), qPrintable(m_keychain->problem()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_keychain->address());
    qputenv("ROLLCALL_SECRETS", "auto");
}

bool tst_lockedkeychain::lock()
{
    m_keychain->stopKeyring();
    return m_keychain->startLocked();
}

void tst_lockedkeychain::open()
{
    QVERIFY2(m_keychain->startUnlocked(), qPrintable(m_keychain->problem()));
    m_school = SchoolFixture::make();
    QVERIFY(m_school);
    auto terminal = m_school->startLockedTerminal(kKey);
    QVERIFY(terminal);
    m_terminal = std::move(*terminal);
    m_device =
        m_school->addDevice(QStringLiteral("Main Gate"), m_terminal->port(), QString::number(kKey));
    QVERIFY(m_device.isValid());
    m_chooser = std::make_unique<FakeChooser>();
    m_window = std::make_unique<MainWindow>(m_school->ports(), *m_chooser, FakeSchool::frame());
    m_page = child(m_window.get(), "devicesPage");
    QVERIFY(showWindow(m_window.get()));
    QTRY_VERIFY(child(m_page, "syncButton")->isEnabled());
}

QString tst_lockedkeychain::status() const
{
    return cell(child<QTableView>(m_page, "devicesTable"), 0, DeviceModel::Status);
}

/// Tells of the keychain, and what to do.
bool tst_lockedkeychain::tells(const QWidget *inside)
{
    const bool isShown =
        waitFor([inside] { return child(inside, "errorBar")->isVisible(); }, kPatienceMs);
    const QString told = child<QLabel>(inside, "errorText")->text();
    if (!isShown || !told.contains(QStringLiteral("keychain")) || told.count(u'.') < 2) {
        qWarning() << isShown << told;
        return false;
    }
    return true;
}

/// The sync says why it cannot; the office types the key once more, which goes to a file that only
/// its owner can read while the keychain takes nothing; and all logs come.
void tst_lockedkeychain::aSyncThatNeedsTheKey()
{
    open();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(lock());
    QVERIFY(click(m_page, "syncButton"));
    QTRY_COMPARE_WITH_TIMEOUT(status(), QStringLiteral("Sync failed"), kPatienceMs);
    QVERIFY(tells(m_page));
    QCOMPARE(m_terminal->tally().connections.load(), 0); // it was not tried without the key

    QWidget *dialog = openEdit();
    QVERIFY(dialog);
    auto *key = child<QLineEdit>(dialog, "commKeyField");
    key->setFocus();
    QTest::keyClicks(key, QString::number(kKey));
    QVERIFY(click(dialog, "saveDeviceButton"));
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);
    QVERIFY(click(m_page, "syncButton"));
    QTRY_COMPARE_WITH_TIMEOUT(status(), QStringLiteral("Online"), kPatienceMs);
    QCOMPARE(waitForAnswer(m_school->ports().devices.overview())->first().lastSyncNew, 600);
}

QWidget *tst_lockedkeychain::openEdit()
{
    if (!click(m_page, "editDeviceButton"))
        return nullptr;
    QWidget *dialog = nullptr;
    waitFor([&dialog] { return (dialog = QApplication::activeModalWidget()) != nullptr; });
    return dialog;
}

void tst_lockedkeychain::cleanup()
{
    m_window.reset();
    m_terminal.reset();
    m_school.reset();
    UiTestCase::cleanup();
}

void tst_lockedkeychain::cleanupTestCase()
{
    // GLib ends a program whose session bus goes away.
    std::signal(SIGTERM, SIG_IGN);
    m_keychain.reset();
    UiTestCase::cleanupTestCase();
}

ROLLCALL_TEST(tst_lockedkeychain);
#include "tst_lockedkeychain.moc"
