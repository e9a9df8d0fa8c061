// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/deviceactions.h"

#include "core/base/ondone.h"
#include "core/ports/devicecontrol.h"
#include "core/ports/synccontrol.h"
#include "core/ports/terminalcontrol.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/pages/devices/deletedevicedialog.h"
#include "ui/pages/devices/devicedialog.h"
#include "ui/pages/devices/testdialog.h"
#include "ui/pages/devices/wizard/devicewizard.h"

#include <QMenu>

namespace rollcall::ui {

DeviceActions::DeviceActions(const UiPorts &ports, DeviceList &devices, SyncWatch &watch,
                             QWidget *page)
    : QObject(page)
    , m_ports(ports)
    , m_devices(devices)
    , m_watch(watch)
    , m_page(page)
{}

void DeviceActions::setFrameInfo(const FrameInfo &info)
{
    m_info = info;
}

QList<Device> DeviceActions::devices() const
{
    QList<Device> list;
    for (const DeviceOverview &row : m_devices.model()->rows())
        list.append(row.device);
    return list;
}

void DeviceActions::add()
{
    openWizard(nullptr);
}

void DeviceActions::openWizard(const AttentionLine *sender)
{
    auto *wizard = new DeviceWizard({m_ports, devices(), m_info.pushUrl, m_info.subnets}, m_page);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &DeviceWizard::added, this, &DeviceActions::goOn);
    connect(wizard, &DeviceWizard::discarded, this,
            [this](DeviceId device) { removeNow(device, QString()); });
    if (sender)
        wizard->begin(sender->serial, sender->address);
    wizard->open();
    if (sender)
        wizard->next();
}

void DeviceActions::goOn(const Device &device, const NextSteps &next)
{
    emit saved(device.id);
    m_devices.refresh();
    if (next.mapUsers)
        emit mappingRequested(device.id);
    const auto read = [this, device, next] {
        if (next.syncNow)
            sync(device);
    };
    if (next.setClock)
        setClock(device, read);
    else
        read();
}

void DeviceActions::edit(const Device &device)
{
    auto *dialog =
        new DeviceDialog(m_ports.devices, m_ports.clock, device, devices(), m_info.pushUrl, m_page);
    dialog->setTokenOverlap(m_info.tokenOverlapHours);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeviceDialog::saved, this, [this](DeviceId id) {
        emit saved(id);
        m_devices.refresh();
    });
    dialog->open();
}

void DeviceActions::testConnection(const Device &device)
{
    auto *dialog = new TestDialog(m_ports.terminals, device, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DeviceActions::remove(const DeviceOverview &device)
{
    auto *dialog = new DeleteDeviceDialog(device, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, id = device.device.id, name = device.device.name] { removeNow(id, name); });
    dialog->open();
}

/// Without @p name it was never in the list for anybody to see.
void DeviceActions::removeNow(DeviceId device, const QString &name)
{
    onDone(m_ports.devices.remove(device), this, [this, name](const Result<> &answer) {
        if (!answer)
            emit failed(name.isEmpty() ? tr("The new device was not taken back.")
                                       : tr("“%1” was not deleted.").arg(name),
                        answer.error());
        else if (!name.isEmpty())
            emit said(tr("“%1” is deleted. Its punches stay.").arg(name));
        m_devices.refresh();
    });
}

void DeviceActions::setActive(const Device &device, bool isActive)
{
    onDone(m_ports.devices.setActive(device.id, isActive), this,
           [this, device, isActive](const Result<> &answer) {
               if (answer)
                   emit undoable(isActive ? tr("“%1” is Active.").arg(device.name)
                                          : tr("“%1” is Inactive: it is not read, and what it "
                                               "sends is refused.")
                                                .arg(device.name),
                                 [this, device, isActive] { setActive(device, !isActive); });
               else
                   emit failed(tr("“%1” was not changed.").arg(device.name), answer.error());
               m_devices.refresh();
           });
}

void DeviceActions::sync(const Device &device)
{
    onDone(m_ports.sync.sync(device.id), this,
           [this, name = device.name](const Result<SyncOutcome> &answer) {
               // A session that ended badly is a row state and shows with its row; this is one that
               // never began.
               if (!answer)
                   emit failed(tr("“%1” could not be read.").arg(name), answer.error());
           });
}

void DeviceActions::syncAll()
{
    for (const Device &device : devices()) {
        if (device.active && device.mode == SyncMode::Agent && !m_watch.progress(device.id))
            sync(device);
    }
}

void DeviceActions::setClock(const Device &device, std::function<void()> then)
{
    onDone(m_ports.terminals.setClock(device.id, {}), this,
           [this, name = device.name, then = std::move(then)](const Result<ClockReading> &answer) {
               if (answer)
                   emit said(tr("The clock of “%1” is set.").arg(name));
               else
                   emit failed(tr("The clock of “%1” was not set.").arg(name), answer.error());
               m_devices.refresh();
               if (then)
                   then();
           });
}

void DeviceActions::useAddress(const Device &device)
{
    onDone(m_ports.devices.useFoundAddress(device.id), this,
           [this, name = device.name](const Result<> &answer) {
               if (answer)
                   emit said(tr("“%1” is read at its new address.").arg(name));
               else
                   emit failed(tr("“%1” was not changed.").arg(name), answer.error());
               m_devices.refresh();
           });
}

/// Nobody can tell from a wrong token whose it was meant to be.
void DeviceActions::askWhoseToken()
{
    QList<Device> candidates = devices();
    candidates.removeIf([](const Device &device) {
        return device.mode != SyncMode::Push || device.driver == u"adms";
    });
    auto *menu = new QMenu(m_page);
    menu->setObjectName(QStringLiteral("whoseTokenMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(candidates.isEmpty() ? tr("No device has a token")
                                          : tr("Which device is it?"));
    for (const Device &device : std::as_const(candidates))
        menu->addAction(device.name, this, [this, device] { edit(device); });
    if (candidates.isEmpty())
        menu->addAction(tr("Add New Device"), this, &DeviceActions::add);
    // Under the button that asked, which a keyboard may have pressed.
    const QWidget *button = m_page->focusWidget() ? m_page->focusWidget() : m_page;
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

void DeviceActions::cure(const AttentionLine &line)
{
    const std::optional<DeviceOverview> row = m_devices.find(line.device);
    switch (line.cure) {
    case Cure::AddTerminal:
        openWizard(&line);
        return;
    case Cure::ShowToken:
        askWhoseToken();
        return;
    case Cure::MapUsers:
        emit mappingRequested(line.device);
        return;
    case Cure::None:
        return;
    default:
        break;
    }
    if (!row)
        return; // deleted meanwhile
    if (line.cure == Cure::SetClock)
        setClock(row->device, {});
    else if (line.cure == Cure::TestConnection)
        testConnection(row->device);
    else if (line.cure == Cure::SyncNow)
        sync(row->device);
    else if (line.cure == Cure::Activate)
        setActive(row->device, true);
    else if (line.cure == Cure::EditDevice)
        edit(row->device);
    else if (line.cure == Cure::UseAddress)
        useAddress(row->device);
}

} // namespace rollcall::ui
