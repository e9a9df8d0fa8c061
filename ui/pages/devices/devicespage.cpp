// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/devicespage.h"

#include "core/base/ondone.h"
#include "core/ports/devicecontrol.h"
#include "core/ports/synccontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/delegates/statusdotdelegate.h"
#include "ui/icons.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/devices/devicedialog.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QPushButton>

namespace rollcall::ui {

DevicesPage::DevicesPage(const UiPorts &ports, DeviceList &devices, SyncWatch &watch,
                         QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_devices(devices)
    , m_watch(watch)
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("devicesTable"), tr("Biometric Devices"), this))
    , m_area(new TableArea(m_table, this))
    , m_filter(new TableFilter(this))
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
    updateContents();
}

void DevicesPage::makeButtons()
{
    m_sync = textButton(Icon::Sync, tr("Sync Now"), QStringLiteral("syncButton"), this);
    m_mapping = textButton(Icon::Link, tr("User Mapping"), QStringLiteral("mappingButton"), this);
    m_edit = textButton(Icon::Edit, tr("Edit"), QStringLiteral("editDeviceButton"), this);
    m_active = textButton(Icon::Power, tr("Deactivate"), QStringLiteral("activeButton"), this);
    m_add = primaryButton(Icon::Add, tr("Add New Device"), QStringLiteral("addDeviceButton"), this);
}

void DevicesPage::layOut()
{
    auto *header = new PageHeader(tr("Biometric Devices"), this);
    header->addControl(m_search);
    for (QPushButton *button : {m_sync, m_mapping, m_edit, m_active, m_add})
        header->addControl(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(header);
    column->addWidget(m_area, 1);
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
            emit mappingRequested(device->device.id);
    });
    connect(m_errors, &ErrorBar::dismissed, this, [this] {
        if (const auto device = selected(); device && m_topic == Topic::Row)
            m_dismissed.insert(device->device.id, device->lastError);
        m_topic = Topic::Row;
    });
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, [this] {
        if (m_search->text().isEmpty())
            openDialog(std::nullopt);
        else
            m_search->clear();
    });
    connect(m_add, &QPushButton::clicked, this, [this] { openDialog(std::nullopt); });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            openDialog(device->device);
    });
    connect(m_mapping, &QPushButton::clicked, this, [this] {
        if (const auto device = selected())
            emit mappingRequested(device->device.id);
    });
    connect(m_sync, &QPushButton::clicked, this, &DevicesPage::syncOrCancel);
    connect(m_active, &QPushButton::clicked, this, &DevicesPage::switchActive);
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
    const bool isAgent = row && row->device.mode == SyncMode::Agent;
    m_edit->setEnabled(row.has_value());
    m_mapping->setEnabled(row.has_value());
    m_active->setEnabled(row && !isRunning);
    m_active->setText(row && !row->device.active ? tr("Activate") : tr("Deactivate"));
    m_sync->setText(isRunning ? tr("Cancel") : tr("Sync Now"));
    setButtonIcon(m_sync, isRunning ? Icon::Cancel : Icon::Sync);
    m_sync->setEnabled(isRunning ? !m_watch.progress(row->device.id)->isCancelling
                                 : isAgent && row->device.active);
    if (row && !isAgent)
        m_sync->setToolTip(tr("A Push device sends its logs by itself"));
    else if (row && !row->device.active)
        m_sync->setToolTip(tr("Activate the device first"));
    else
        m_sync->setToolTip(isRunning ? tr("Stops reading this device")
                                     : tr("Reads this device now"));
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

void DevicesPage::openDialog(const std::optional<Device> &device)
{
    auto *dialog = new DeviceDialog(m_ports.devices, device, m_pushUrl, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeviceDialog::saved, this, [this](DeviceId id) {
        select(id);
        m_devices.refresh();
    });
    dialog->open();
}

void DevicesPage::syncOrCancel()
{
    const auto row = selected();
    if (!row)
        return;
    const Device device = row->device;
    if (m_watch.progress(device.id)) {
        m_watch.cancel(device.id);
        return;
    }
    m_topic = Topic::Row;
    m_dismissed.remove(device.id);
    m_errors->clear();
    onDone(m_ports.sync.sync(device.id), this,
           [this, name = device.name](const Result<SyncOutcome> &answer) {
               // A session that ended badly is a row state and shows with its row; this is one that
               // never began.
               if (!answer)
                   showFailure(Topic::Command, tr("“%1” could not be read.").arg(name),
                               answer.error());
           });
}

void DevicesPage::switchActive()
{
    const auto row = selected();
    if (!row)
        return;
    const bool isActive = !row->device.active;
    onDone(m_ports.devices.setActive(row->device.id, isActive), this,
           [this, name = row->device.name](const Result<> &answer) {
               if (!answer)
                   showFailure(Topic::Command, tr("“%1” was not changed.").arg(name),
                               answer.error());
               m_devices.refresh();
           });
}

} // namespace rollcall::ui
