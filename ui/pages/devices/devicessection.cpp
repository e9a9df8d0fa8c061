// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/devicessection.h"

#include "ui/pages/controlpanel/controlpanel.h"
#include "ui/pages/devices/devicespage.h"
#include "ui/widgets/tableview.h"

namespace rollcall::ui {

DevicesSection::DevicesSection(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                               SyncWatch &watch, AttentionWatch &attention, QWidget *parent)
    : QStackedWidget(parent)
    , m_list(new DevicesPage(ports, chooser, devices, watch, attention, this))
    , m_panel(new ControlPanel(ports, chooser, devices, watch, this))
{
    setObjectName(QStringLiteral("devicesSection"));
    addWidget(m_list);
    addWidget(m_panel);
    connect(m_list, &DevicesPage::mappingRequested, this, &DevicesSection::showMapping);
    connect(m_list, &DevicesPage::panelRequested, this, &DevicesSection::showPanel);
    connect(m_panel, &ControlPanel::backRequested, this, [this] {
        showList();
        focusTable(m_list);
    });
}

void DevicesSection::showList()
{
    setCurrentWidget(m_list);
}

void DevicesSection::showPanel(DeviceId device)
{
    setCurrentWidget(m_panel);
    m_panel->open(device);
}

void DevicesSection::showMapping(DeviceId device)
{
    setCurrentWidget(m_panel);
    m_panel->openMapping(device);
}

bool DevicesSection::isBusy() const
{
    return m_panel->isBusy();
}

void DevicesSection::setFrameInfo(const FrameInfo &info)
{
    m_list->setFrameInfo(info);
}

} // namespace rollcall::ui
