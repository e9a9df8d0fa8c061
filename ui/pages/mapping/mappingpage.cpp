// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mappingpage.h"

#include "ui/icons.h"
#include "ui/models/devicelist.h"
#include "ui/pages/mapping/mappingview.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/pageheader.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QShortcut>

namespace rollcall::ui {

MappingPage::MappingPage(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                         SyncWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_devices(devices)
    , m_header(new PageHeader(QString(), this))
    , m_view(nullptr)
{
    setObjectName(QStringLiteral("mappingPage"));
    QPushButton *back = textButton(Icon::Back, tr("Devices"), QStringLiteral("backButton"), this);
    back->setToolTip(tr("Back to Biometric Devices (%1)")
                         .arg(QKeySequence(QKeySequence::Back).toString(QKeySequence::NativeText)));
    m_header->addLeading(back);
    m_view = new MappingView(ports, chooser, devices, watch, this); // after the button, for Tab
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(m_header);
    column->addWidget(m_view, 1);
    connect(back, &QPushButton::clicked, this, &MappingPage::backRequested);
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, this,
            &MappingPage::backRequested);
    connect(&m_devices, &DeviceList::refreshed, this, &MappingPage::updateTitle);
}

void MappingPage::open(DeviceId device)
{
    m_device = device;
    updateTitle();
    m_view->open(device);
}

void MappingPage::updateTitle()
{
    const auto device = m_devices.find(m_device);
    m_header->setTitle(device ? device->device.name : QString());
    m_header->setSubtitle(tr("User Mapping"));
}

} // namespace rollcall::ui
