// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "ui/uiports.h"

#include <QStackedWidget>

namespace rollcall::ui {

class AttentionWatch;
class ControlPanel;
class DeviceList;
class DevicesPage;
class FileChooser;
class SyncWatch;

/// "Biometric Devices": the list, and the pages of one device behind it.
class DevicesSection : public QStackedWidget
{
    Q_OBJECT

public:
    DevicesSection(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                   SyncWatch &watch, AttentionWatch &attention, QWidget *parent);

    void showList();
    /// The Control Panel of a device.
    void showPanel(DeviceId device);
    /// The same, at its tab "User Mapping".
    void showMapping(DeviceId device);
    /// Something is being asked of a terminal, beside the syncs.
    bool isBusy() const;
    /// Where Push devices send to, and where terminals are looked for.
    void setFrameInfo(const FrameInfo &info);

private:
    DevicesPage *m_list;
    ControlPanel *m_panel;
};

} // namespace rollcall::ui
