// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/devicespage.h"

#include "ui/delegates/rowdelegate.h"
#include "ui/delegates/statusdotdelegate.h"
#include "ui/icons.h"
#include "ui/models/attentionwatch.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/devices/deviceactions.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/attentionpanel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

DevicesPage::DevicesPage(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                         SyncWatch &watch, AttentionWatch &attention, QWidget *parent)
    : QWidget(parent)
    , m_devices(devices)
    , m_watch(watch)
    , m_attention(attention)
    , m_actions(new DeviceActions(ports, devices, watch, this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("devicesTable"), tr("Biometric Devices"), this))
    , m_area(new TableArea(m_table, this))
    , m_filter(new TableFilter(this))
    , m_panel(new AttentionPanel(this))
    , m_notice(new NoticeBar(this))
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("devicesPage"));
    m_search->setObjectName(QStringLiteral("devicesFilter"));
    m_filter->setSourceModel(devices.model());
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setItemDelegateForColumn(DeviceModel::Status, new StatusDotDelegate(m_table));
    m_table->setRows(m_filter, DeviceModel::Name);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    makeButtons();
    layOut();
    connectAll();
    connectButtons();
    offerExport(m_table, chooser, tr("devices", "a file name"), {m_notice, m_errors});
    m_panel->showLines(m_attention.lines());
    updateContents();
}

void DevicesPage::setFrameInfo(const FrameInfo &info)
{
    m_actions->setFrameInfo(info);
}

void DevicesPage::makeButtons()
{
    m_add =
        primaryButton(Icon::Add, tr("&Add New Device"), QStringLiteral("addDeviceButton"), this);
    m_sync = textButton(Icon::Sync, tr("&Sync Now"), QStringLiteral("syncButton"), this);
    m_syncAll = textButton(Icon::Sync, tr("S&ync All"), QStringLiteral("syncAllButton"), this);
    m_panelButton =
        textButton(Icon::Options, tr("Control &Panel"), QStringLiteral("controlPanelButton"), this);
    m_mapping = textButton(Icon::Link, tr("User &Mapping"), QStringLiteral("mappingButton"), this);
    m_edit = textButton(Icon::Edit, tr("&Edit"), QStringLiteral("editDeviceButton"), this);
    m_active = textButton(Icon::Power, tr("Deacti&vate"), QStringLiteral("activeButton"), this);
    m_delete = textButton(Icon::Delete, tr("&Delete…"), QStringLiteral("deleteButton"), this);
    m_syncAll->setToolTip(tr("Reads every Active Agent device now"));
}

void DevicesPage::layOut()
{
    auto *header = new PageHeader(tr("Biometric Devices"), this);
    header->addControl(m_search);
    header->addControl(m_add);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    for (QPushButton *button : {m_sync, m_panelButton, m_mapping, m_edit, m_active, m_delete})
        bar->addWidget(button);
    bar->addStretch(1);
    bar->addWidget(m_syncAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(header);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_panel);
    column->addWidget(m_notice);
    column->addWidget(m_errors);
}

void DevicesPage::connectAll()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(&m_devices, &DeviceList::refreshed, this, &DevicesPage::updateContents);
    connect(&m_watch, &SyncWatch::progressChanged, this, &DevicesPage::updateButtons);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_topic = m_topic == Topic::Command ? Topic::Row : m_topic;
        updateButtons();
        updateErrorBar();
    });
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (const auto device = selected())
            emit panelRequested(device->device.id);
    });
    connect(m_errors, &ErrorBar::dismissed, this, [this] {
        if (const auto device = selected(); device && m_topic == Topic::Row)
            m_dismissed.insert(device->device.id, device->lastError);
        m_topic = Topic::Row;
    });
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, [this] {
        if (m_search->text().isEmpty())
            m_actions->add();
        else
            m_search->clear();
    });
    connect(&m_attention, &AttentionWatch::changed, this,
            [this] { m_panel->showLines(m_attention.lines()); });
    connect(m_panel, &AttentionPanel::cureRequested, m_actions, &DeviceActions::cure);
    connect(m_actions, &DeviceActions::failed, this,
            [this](const QString &headline, const Error &error) {
                showFailure(Topic::Command, headline, error);
            });
    connect(m_actions, &DeviceActions::said, m_notice, &NoticeBar::showNotice);
    connect(m_actions, &DeviceActions::undoable, m_notice, &NoticeBar::showUndo);
    connect(m_actions, &DeviceActions::mappingRequested, this, &DevicesPage::mappingRequested);
    connect(m_actions, &DeviceActions::saved, this, &DevicesPage::select);
}

void DevicesPage::connectButtons()
{
    connect(m_add, &QPushButton::clicked, m_actions, &DeviceActions::add);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            m_actions->edit(device->device);
    });
    connect(m_panelButton, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            emit panelRequested(device->device.id);
    });
    connect(m_mapping, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            emit mappingRequested(device->device.id);
    });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            m_actions->remove(*device);
    });
    connect(m_active, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            m_actions->setActive(device->device, !device->device.active);
    });
    connect(m_sync, &QPushButton::clicked, this, &DevicesPage::syncOrCancel);
    connect(m_syncAll, &QPushButton::clicked, m_actions, &DeviceActions::syncAll);
}

std::optional<DeviceOverview> DevicesPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    return m_devices.model()->rowAt(m_filter->mapToSource(rows.first()).row());
}

void DevicesPage::select(DeviceId device)
{
    const int row = m_devices.model()->rowOf(device);
    const QModelIndex index = m_filter->mapFromSource(m_devices.model()->index(row, 0));
    m_wanted = index.isValid() ? DeviceId() : device;
    if (index.isValid())
        m_table->chooseRow(index.row());
}

void DevicesPage::updateContents()
{
    if (m_wanted.isValid())
        select(m_wanted);
    if (!selected() && m_filter->rowCount() > 0)
        m_table->chooseRow(0);
    EmptyState *empty = m_area->emptyState();
    if (m_devices.model()->rowCount() == 0)
        empty->tell(Icon::Device, tr("No device yet"),
                    tr("Add the terminal at your gate, and its punches become attendance here."),
                    tr("Add New Device"));
    else
        empty->tell(Icon::Search, tr("No device matches “%1”").arg(m_search->text()),
                    tr("The filter looks at name, address, mode, location and status."),
                    tr("Clear Filter"));
    if (m_filter->rowCount() == 0 && m_devices.isLoaded())
        m_area->showEmpty();
    else
        m_area->showTable();
    if (m_devices.error())
        showFailure(Topic::List, tr("The list of devices could not be read."), *m_devices.error());
    else if (m_topic == Topic::List)
        m_topic = Topic::Row;
    updateButtons();
    updateErrorBar();
}

void DevicesPage::updateButtons()
{
    const auto row = selected();
    const bool isRunning = row && m_watch.progress(row->device.id);
    m_edit->setEnabled(row.has_value());
    m_panelButton->setEnabled(row.has_value());
    m_mapping->setEnabled(row.has_value());
    m_active->setEnabled(row && !isRunning);
    m_active->setText(row && !row->device.active ? tr("Acti&vate") : tr("Deacti&vate"));
    m_delete->setEnabled(row && !isRunning);
    updateSyncButtons(row);
}

void DevicesPage::updateSyncButtons(const std::optional<DeviceOverview> &row)
{
    const auto progress = row ? m_watch.progress(row->device.id) : std::nullopt;
    const bool isAgent = row && row->device.mode == SyncMode::Agent;
    m_sync->setText(progress ? tr("Cancel") : tr("&Sync Now"));
    setButtonIcon(m_sync, progress ? Icon::Cancel : Icon::Sync);
    m_sync->setEnabled(progress ? !progress->isCancelling : isAgent && row->device.active);
    if (row && !isAgent)
        m_sync->setToolTip(tr("A Push device sends its logs by itself"));
    else if (row && !row->device.active)
        m_sync->setToolTip(tr("Activate the device first"));
    else
        m_sync->setToolTip(progress ? tr("Stops reading this device")
                                    : tr("Reads this device now"));
    const QList<DeviceOverview> &rows = m_devices.model()->rows();
    m_syncAll->setEnabled(std::any_of(rows.begin(), rows.end(), [this](const auto &each) {
        return each.device.active && each.device.mode == SyncMode::Agent &&
               !m_watch.progress(each.device.id);
    }));
}

void DevicesPage::updateErrorBar()
{
    if (m_topic != Topic::Row)
        return;
    const auto row = selected();
    const bool isFailed = row && m_devices.model()->state(*row) == DeviceState::Failed;
    if (!isFailed || m_dismissed.value(row->device.id) == row->lastError) {
        m_errors->clear();
        return;
    }
    const QString headline = tr("“%1” could not be read.").arg(row->device.name);
    const auto outcome = m_watch.lastOutcome(row->device.id);
    if (outcome && outcome->error && outcome->error->userText == row->lastError)
        m_errors->showError(headline, *outcome->error);
    else
        m_errors->showText(headline, row->lastError);
}

void DevicesPage::showFailure(Topic topic, const QString &headline, const Error &error)
{
    m_topic = topic;
    m_errors->showError(headline, error);
}

void DevicesPage::syncOrCancel()
{
    const auto row = selected();
    if (!row)
        return;
    if (m_watch.progress(row->device.id)) {
        m_watch.cancel(row->device.id);
        return;
    }
    m_topic = Topic::Row;
    m_dismissed.remove(row->device.id);
    m_errors->clear();
    m_actions->sync(row->device);
}

} // namespace rollcall::ui
