// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/controlpanel.h"

#include "core/base/clock.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/pages/controlpanel/commandstab.h"
#include "ui/pages/controlpanel/deviceuserstab.h"
#include "ui/pages/controlpanel/historytab.h"
#include "ui/pages/controlpanel/logstab.h"
#include "ui/pages/controlpanel/overviewtab.h"
#include "ui/pages/controlpanel/panelcontext.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/pages/controlpanel/terminaljob.h"
#include "ui/pages/mapping/mappingview.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/jobbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>

namespace rollcall::ui {

ControlPanel::ControlPanel(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                           SyncWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_devices(devices)
    , m_watch(watch)
    , m_device(new PanelDevice(ports.terminals, devices, this))
    , m_job(new TerminalJob(ports.clock, this))
    , m_header(new PageHeader(QString(), this))
    , m_tabs(new QTabWidget(this))
    , m_jobBar(new JobBar(QStringLiteral("panel"), this))
    , m_notice(new NoticeBar(this))
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("controlPanel"));
    m_notice->setObjectName(QStringLiteral("panelNoticeBar"));
    m_errors->setObjectName(QStringLiteral("panelErrorBar"));
    addTabs(chooser);
    layOut();
    connectAll();
}

void ControlPanel::addTabs(FileChooser &chooser)
{
    const PanelContext context{m_ports,   chooser, m_devices,           m_watch,
                               *m_device, *m_job,  {m_notice, m_errors}};
    m_mapping = new MappingView(m_ports, chooser, m_devices, m_watch, m_tabs);
    m_tabs->addTab(new OverviewTab(context, m_tabs), tr("&Overview"));
    m_tabs->addTab(m_mapping, tr("User &Mapping"));
    m_tabs->addTab(new DeviceUsersTab(context, m_tabs), tr("Device &Users"));
    m_tabs->addTab(new LogsTab(context, m_tabs), tr("&Logs"));
    m_tabs->addTab(new HistoryTab(context, m_tabs), tr("Sync &History"));
    m_commands = m_tabs->addTab(new CommandsTab(context, m_tabs), tr("Comma&nds"));
}

void ControlPanel::layOut()
{
    m_tabs->setObjectName(QStringLiteral("panelTabs"));
    m_tabs->setAccessibleName(tr("Control Panel"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("panelTabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Pages of the device"));
    m_tabs->tabBar()->setDrawBase(false);
    m_jobBar->setCancelTip(tr("Stops asking the device"));
    QPushButton *back = textButton(Icon::Back, tr("Devices"), QStringLiteral("backButton"), this);
    back->setToolTip(tr("Back to Biometric Devices (%1)")
                         .arg(QKeySequence(QKeySequence::Back).toString(QKeySequence::NativeText)));
    connect(back, &QPushButton::clicked, this, &ControlPanel::backRequested);
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, this,
            &ControlPanel::backRequested);
    m_header->addLeading(back);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(m_header);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_jobBar);
    column->addWidget(m_notice);
    column->addWidget(m_errors);
}

void ControlPanel::connectAll()
{
    connect(m_device, &PanelDevice::changed, this, &ControlPanel::showDevice);
    connect(m_device, &PanelDevice::failed, m_errors, &ErrorBar::showError);
    connect(m_job, &TerminalJob::changed, this, &ControlPanel::showJob);
    connect(m_jobBar, &JobBar::cancelRequested, m_job, &TerminalJob::cancel);
    connect(&m_watch, &SyncWatch::progressChanged, this, [this](DeviceId device) {
        if (device == m_device->id())
            showDevice();
    });
}

void ControlPanel::open(DeviceId device)
{
    m_tabs->setCurrentIndex(0);
    choose(device);
    m_tabs->tabBar()->setFocus();
}

void ControlPanel::openMapping(DeviceId device)
{
    m_tabs->setCurrentWidget(m_mapping);
    choose(device);
    focusTable(m_mapping);
}

bool ControlPanel::isBusy() const
{
    return m_job->isRunning();
}

void ControlPanel::choose(DeviceId device)
{
    m_notice->hide();
    m_errors->clear();
    m_toldFailure.clear();
    m_tellsFailure = false;
    m_wasListed = false;
    m_device->choose(device);
    m_mapping->open(device);
}

void ControlPanel::showDevice()
{
    const auto row = m_device->row();
    if (!row) {
        // One that was just added is not in the list yet; one that was there has been deleted.
        if (m_wasListed && isVisible() && m_devices.isLoaded() && !m_devices.error())
            emit backRequested();
        return;
    }
    m_wasListed = true;
    m_header->setTitle(row->device.name);
    m_header->setSubtitle(tr("Control Panel · %1 · %2", "sync mode, state")
                              .arg(DeviceModel::modeText(row->device),
                                   DeviceModel::stateText(m_devices.model()->state(*row))));
    m_tabs->setTabVisible(m_commands, m_device->can(TerminalAbility::Queue));
    showFailure();
}

/// Why the last sync failed; once told and closed it does not come back by itself.
void ControlPanel::showFailure()
{
    const auto row = m_device->row();
    const bool isFailed = row && m_devices.model()->state(*row) == DeviceState::Failed;
    if (!isFailed) {
        if (m_tellsFailure)
            m_errors->clear();
        m_tellsFailure = false;
        m_toldFailure.clear();
        return;
    }
    if (row->lastError == m_toldFailure)
        return;
    m_toldFailure = row->lastError;
    // What was just asked for may have failed for that reason, and says so better.
    if (m_errors->isVisible() && m_errors->fullText().contains(row->lastError))
        return;
    m_tellsFailure = true;
    const QString headline = tr("“%1” could not be read.").arg(row->device.name);
    const auto outcome = m_watch.lastOutcome(row->device.id);
    if (outcome && outcome->error && outcome->error->userText == row->lastError)
        m_errors->showError(headline, *outcome->error);
    else
        m_errors->showText(headline, row->lastError);
}

void ControlPanel::showJob()
{
    if (m_job->state()) {
        m_tellsFailure = false; // what stands in the bar from now on is the job's
        m_jobBar->showJob(*m_job->state(), m_ports.clock.utcMilliseconds());
    } else {
        m_jobBar->clear();
    }
}

} // namespace rollcall::ui
