// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "ui/uiports.h"

#include <QStackedWidget>

namespace rollcall::ui {

class DeviceList;
class DevicesPage;
class MappingPage;
class SyncWatch;

/// "Biometric Devices": the list, and the pages of one device behind it.
class DevicesSection : public QStackedWidget
{
    Q_OBJECT

public:
    DevicesSection(const UiPorts &ports, DeviceList &devices, SyncWatch &watch, QWidget *parent);

    void showList();
    void showMapping(DeviceId device);
    /// Where Push devices send to; shown beside a device's token.
    void setPushUrl(const QString &url);

private:
    DevicesPage *m_list;
    MappingPage *m_mapping;
};

} // namespace rollcall::ui
