// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "ui/icons.h"
#include "ui/models/attentionwatch.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/pages/attendance/attendancepage.h"
#include "ui/pages/devices/devicessection.h"
#include "ui/pages/people/peoplepage.h"
#include "ui/remembered.h"
#include "ui/widgets/optionsmenu.h"
#include "ui/widgets/question.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/statusstrip.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QFrame>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>

namespace rollcall::ui {

namespace {

constexpr QSize kUsualSize{1366, 768};

QFrame *hairline(const QString &name, Qt::Orientation orientation, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(name);
    if (orientation == Qt::Vertical)
        line->setFixedWidth(1);
    else
        line->setFixedHeight(1);
    return line;
}

} // namespace

MainWindow::MainWindow(const UiPorts &ports, FileChooser &chooser, const FrameInfo &info,
                       QWidget *parent)
    : QWidget(parent)
    , m_watch(new SyncWatch(ports.sync, ports.clock, this))
    , m_devices(new DeviceList(ports.devices, *m_watch, ports.clock, this))
    , m_attention(new AttentionWatch(ports.attention, *m_devices, ports.clock, this))
    , m_sidebar(new Sidebar(this))
    , m_pages(new QStackedWidget(this))
    , m_strip(new StatusStrip(*m_devices, *m_watch, ports.clock, this))
    , m_options(new OptionsMenu(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    addPages(ports, chooser);
    m_sidebar->setOptions(m_options);
    layOut();
    setFrameInfo(info);
    connect(m_options, &OptionsMenu::schemeChosen, this, &MainWindow::schemeChosen);
    connect(m_attention, &AttentionWatch::changed, this, &MainWindow::showBadge);
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::choosePage);
    showPage(pageNames().contains(remembered::page()) ? remembered::page() : pageNames().first());
    m_isPlaced = restoreGeometry(remembered::windowGeometry());
    if (!m_isPlaced)
        resize(screen()->availableSize().boundedTo(kUsualSize));
}

MainWindow::~MainWindow() = default;

void MainWindow::layOut()
{
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addWidget(hairline(QStringLiteral("sidebarLine"), Qt::Vertical, this));
    middle->addWidget(m_pages, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(hairline(QStringLiteral("statusLine"), Qt::Horizontal, this));
    all->addWidget(m_strip);
}

void MainWindow::addPages(const UiPorts &ports, FileChooser &chooser)
{
    const auto add = [this](QWidget *page, Icon icon, const QString &title) {
        const int id = m_pages->addWidget(page);
        m_sidebar->addPage(id, icon, title, QString(page->objectName() + QLatin1String("Link")));
    };
    m_devicesSection =
        new DevicesSection(ports, chooser, *m_devices, *m_watch, *m_attention, m_pages);
    auto *attendance = new AttendancePage(ports.attendance, chooser, m_pages);
    add(m_devicesSection, Icon::Device, tr("Biometric Devices"));
    add(new PeoplePage(ports.people, chooser, m_pages), Icon::People, tr("People"));
    add(attendance, Icon::Attendance, tr("Attendance"));
    connect(attendance, &AttendancePage::devicesRequested, this,
            [this] { showPage(m_devicesSection->objectName()); });
}

void MainWindow::showBadge()
{
    const int count = static_cast<int>(m_attention->lines().size());
    m_sidebar->setBadge(m_pages->indexOf(m_devicesSection), count,
                        tr("%n matter(s) need attention", nullptr, count));
}

void MainWindow::setFrameInfo(const FrameInfo &info)
{
    m_sidebar->setSchool(info.schoolName, info.isDemo);
    m_strip->setFrameInfo(info);
    m_devicesSection->setFrameInfo(info);
    setWindowTitle(info.schoolName.isEmpty()
                       ? QStringLiteral("Rollcall")
                       : tr("%1 – Rollcall", "name of the school").arg(info.schoolName));
}

QStringList MainWindow::pageNames() const
{
    QStringList names;
    for (int i = 0; i < m_pages->count(); ++i)
        names.append(m_pages->widget(i)->objectName());
    return names;
}

QString MainWindow::currentPage() const
{
    return m_pages->currentWidget()->objectName();
}

void MainWindow::showPage(const QString &name)
{
    const auto id = pageNames().indexOf(name);
    if (id >= 0)
        choosePage(static_cast<int>(id));
}

void MainWindow::choosePage(int id)
{
    if (m_pages->widget(id) == m_devicesSection)
        m_devicesSection->showList();
    m_pages->setCurrentIndex(id);
    m_sidebar->setCurrent(id);
    if (!m_sidebar->isAncestorOf(focusWidget()))
        focusTable(m_pages->currentWidget());
    remembered::setPage(currentPage());
}

void MainWindow::setTrayAvailable(bool isAvailable)
{
    m_options->setTrayAvailable(isAvailable);
}

void MainWindow::showFirst(QSize room)
{
    // The frame wants room too: on a notebook of the usual size it would push the status bar out.
    constexpr QSize kFrame{16, 48};
    if (m_isPlaced || (kUsualSize + kFrame).boundedTo(room) == kUsualSize + kFrame)
        show();
    else
        showMaximized();
}

void MainWindow::bringUp()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::quit()
{
    m_isQuitting = true;
    if (!isVisible())
        bringUp(); // a question wants a window to stand on
    close();
}

void MainWindow::endSession()
{
    m_isQuitting = true;
    m_mayClose = true; // what was read is stored, and nobody is there to answer
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_options->keepsRunning() && !m_isQuitting) {
        event->ignore();
        remembered::setWindowGeometry(saveGeometry());
        hide();
        emit wentToTray();
        return;
    }
    if (!m_mayClose && (!m_watch->running().isEmpty() || m_devicesSection->isBusy())) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    remembered::setWindowGeometry(saveGeometry());
    QWidget::closeEvent(event);
}

void MainWindow::askBeforeClosing()
{
    const bool isReading = !m_watch->running().isEmpty();
    QMessageBox *question = makeQuestion(
        {QStringLiteral("closeQuestion"), windowTitle(),
         isReading ? tr("A device is being read.") : tr("A device is being asked or changed."),
         isReading ? tr("What was read until now is kept. The rest stays on the device and comes "
                        "with the next sync.")
                   : tr("What was done until now stays. The rest is left undone."),
         Icon::Caution},
        this);
    connect(question, &QMessageBox::rejected, this, [this] { m_isQuitting = false; });
    QPushButton *stop = question->addButton(tr("Stop and Close"), QMessageBox::AcceptRole);
    stop->setObjectName(QStringLiteral("stopAndCloseButton"));
    addHarmless(question, tr("Keep Open"), QStringLiteral("keepOpenButton"));
    connect(stop, &QPushButton::clicked, this, [this] {
        m_watch->cancelAll();
        m_mayClose = true;
        close();
    });
    question->open();
}

} // namespace rollcall::ui
