// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/devicessection.h"

#include "ui/pages/devices/devicespage.h"
#include "ui/pages/mapping/mappingpage.h"
#include "ui/widgets/tableview.h"

namespace rollcall::ui {

DevicesSection::DevicesSection(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                               SyncWatch &watch, AttentionWatch &attention, QWidget *parent)
    : QStackedWidget(parent)
    , m_list(new DevicesPage(ports, chooser, devices, watch, attention, this))
    , m_mapping(new MappingPage(ports, chooser, devices, watch, this))
{
    setObjectName(QStringLiteral("devicesSection"));
    addWidget(m_list);
    addWidget(m_mapping);
    connect(m_list, &DevicesPage::mappingRequested, this, &DevicesSection::showMapping);
    connect(m_mapping, &MappingPage::backRequested, this, &DevicesSection::showList);
}

void DevicesSection::showList()
{
    setCurrentWidget(m_list);
}

void DevicesSection::showMapping(DeviceId device)
{
    m_mapping->open(device);
    setCurrentWidget(m_mapping);
    focusTable(m_mapping);
}

void DevicesSection::setFrameInfo(const FrameInfo &info)
{
    m_list->setFrameInfo(info);
}

} // namespace rollcall::ui
