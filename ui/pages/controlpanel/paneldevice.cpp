// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/paneldevice.h"

#include "core/ports/terminalcontrol.h"
#include "ui/models/devicelist.h"

namespace rollcall::ui {

PanelDevice::PanelDevice(TerminalControl &terminals, DeviceList &devices, QObject *parent)
    : QObject(parent)
    , m_devices(devices)
    , m_fetcher(
          this, [this, &terminals] { return terminals.profile(m_id); },
          [this](const Result<TerminalProfile> &answer) { showProfile(answer); })
{
    connect(&devices, &DeviceList::refreshed, this, &PanelDevice::changed);
}

void PanelDevice::choose(DeviceId device)
{
    if (device != m_id) {
        m_id = device;
        m_profile = {};
        m_isProfileKnown = false;
        emit switched();
    }
    m_fetcher.restart(); // its mode may have been changed since
    emit changed();
}

std::optional<DeviceOverview> PanelDevice::row() const
{
    return m_devices.find(m_id);
}

QString PanelDevice::name() const
{
    const auto device = row();
    return device ? device->device.name : QString();
}

bool PanelDevice::isAgent() const
{
    const auto device = row();
    return device && device->device.mode == SyncMode::Agent;
}

void PanelDevice::learn(DeviceId device, const DeviceInfo &info)
{
    if (device != m_id)
        return;
    m_profile.told = info;
    emit changed();
}

void PanelDevice::showProfile(const Result<TerminalProfile> &answer)
{
    if (!answer) {
        emit failed(tr("What the device can do is not known."), answer.error());
        return;
    }
    const DeviceInfo lately = m_profile.told;
    m_profile = *answer;
    // A terminal that is read is remembered only by its serial number.
    if (can(TerminalAbility::Read) && lately != DeviceInfo())
        m_profile.told = lately;
    m_isProfileKnown = true;
    emit changed();
}

} // namespace rollcall::ui
