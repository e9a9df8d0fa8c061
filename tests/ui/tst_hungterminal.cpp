// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simdevice.h"
#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/models/devicemodel.h"

#include <QElapsedTimer>
#include <QTimer>

#include <thread>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// A terminal that hangs, or goes away, holds up neither the window nor another terminal's sync.
class tst_hungterminal : public UiTestCase
{
    Q_OBJECT

private slots:
    void holdsUpNothing_data();
    void holdsUpNothing();
};

namespace {

constexpr qint64 kLongestGapMs = 200 * test::kSlowness;
constexpr qint64 kCancelMs = 1000 * test::kSlowness;

/// How long the thread of the windows was busy at one go: the longest time between two beats of a
/// timer.
class Heartbeat
{
public:
    Heartbeat()
    {
        constexpr int kBeatMs = 10;
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = qMax(m_longest, m_since.restart());
            ++m_beats;
        });
        m_since.start();
        m_timer.start(kBeatMs);
    }
    qint64 longestMs() const { return qMax(m_longest, m_since.elapsed()); }
    int beats() const { return m_beats; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    int m_beats = 0;
};

/// A terminal of 30 users and 600 logs; @p fault in the words of `simulate zk`.
std::unique_ptr<SimZkThread> startTerminal(SchoolFixture &fixture, const QString &serial,
                                           const QString &fault)
{
    SimOptions options;
    options.from = fixture.day().addDays(-19);
    options.to = fixture.day();
    options.users = SchoolFixture::kPupils;
    options.logs = 600;
    options.serial = serial;
    options.maxPacket = 512;
    options.pauseMs = 10; // so that it takes a while, even when all is well
    if (!fault.isEmpty()) {
        const Result<SimFault> parsed = parseFault(fault);
        if (!parsed)
            return nullptr;
        options.faults = {*parsed};
    }
    const auto device = SimDevice::make(options);
    if (!device)
        return nullptr;
    Result<std::unique_ptr<SimZkThread>> started =
        SimZkThread::start(*device, fixture.school().clock());
    return started ? std::move(*started) : nullptr;
}

/// "Biometric Devices" of a whole window.
class Page
{
public:
    explicit Page(const UiPorts &ports)
        : m_window(ports, m_chooser, FakeSchool::frame())
        , m_page(child(&m_window, "devicesPage"))
        , m_table(child<QTableView>(m_page, "devicesTable"))
    {}
    QWidget *window() { return &m_window; }
    int rows() const { return m_table->model()->rowCount(); }
    QString text(const QString &device, int column) const
    {
        return cell(m_table, rowOf(m_table, DeviceModel::Name, device), column);
    }
    QString status(const QString &device) const { return text(device, DeviceModel::Status); }
    /// Starts the sync of the device, or stops it.
    bool clickSync(const QString &device) const
    {
        m_table->selectRow(rowOf(m_table, DeviceModel::Name, device));
        return click(m_page, "syncButton");
    }

private:
    FakeChooser m_chooser;
    MainWindow m_window;
    QWidget *m_page;
    QTableView *m_table;
};

} // namespace

void tst_hungterminal::holdsUpNothing_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("never answers") << QStringLiteral("busy") << false;
    QTest::newRow("hangs in the middle of its logs") << QStringLiteral("stall-after=9000") << false;
    QTest::newRow("is switched off") << QString() << true;
}

void tst_hungterminal::holdsUpNothing()
{
    QFETCH(QString, fault);
    QFETCH(bool, isKilled);
    const QString badName = QStringLiteral("Bad Gate");
    const QString goodName = QStringLiteral("Good Gate");
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    std::unique_ptr<SimZkThread> bad = startTerminal(*fixture, QStringLiteral("BAD1"), fault);
    const std::unique_ptr<SimZkThread> good = startTerminal(*fixture, QStringLiteral("GOOD1"), {});
    QVERIFY(bad && good);
    const DeviceId badDevice = fixture->addDevice(badName, bad->port());
    QVERIFY(badDevice.isValid() && fixture->addDevice(goodName, good->port()).isValid());
    Page page(fixture->ports());
    QVERIFY(showWindow(page.window()));
    QTRY_COMPARE(page.rows(), 2);
    QTRY_COMPARE(page.status(badName), QStringLiteral("Not seen yet"));

    const Heartbeat heart;
    QVERIFY(page.clickSync(badName));
    QTRY_COMPARE(page.status(badName), QStringLiteral("Syncing"));
    QVERIFY(page.clickSync(goodName));
    QTRY_COMPARE(page.status(goodName), QStringLiteral("Syncing"));
    std::jthread switchOff; // its end waits for the terminal's thread, as no window would
    if (isKilled)
        switchOff = std::jthread([&bad] { bad.reset(); });
    // Between its end and the fresh row the list shows what it knew before.
    QTRY_COMPARE_WITH_TIMEOUT(page.status(goodName), QStringLiteral("Online"), 20000);
    QVERIFY(page.text(goodName, DeviceModel::LastSync).endsWith(QStringLiteral("600 new")));
    if (isKilled) {
        QTRY_COMPARE_WITH_TIMEOUT(page.status(badName), QStringLiteral("Sync failed"), 20000);
    } else {
        QVERIFY(fixture->school().sync().isRunning(badDevice)); // the other one did not wait for it
        QElapsedTimer timer;
        timer.start();
        QVERIFY(page.clickSync(badName));
        QTRY_COMPARE(page.status(badName), QStringLiteral("Stopped"));
        QVERIFY2(timer.elapsed() < kCancelMs, QByteArray::number(timer.elapsed()).constData());
    }
    QVERIFY(heart.beats() > 10);
    QVERIFY2(heart.longestMs() < kLongestGapMs, QByteArray::number(heart.longestMs()).constData());
}

ROLLCALL_TEST(tst_hungterminal);
#include "tst_hungterminal.moc"
