// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/tableexport.h"
#include "ui/uiports.h"

namespace rollcall::ui {

class DeviceList;
class FileChooser;
class PanelDevice;
class SyncWatch;
class TerminalJob;

/// What the tabs of the Control Panel share. All of it outlives them.
struct PanelContext
{
    const UiPorts &ports;
    FileChooser &chooser;
    DeviceList &devices;
    SyncWatch &watch;
    PanelDevice &device;
    TerminalJob &job; ///< what is being asked of the terminal
    ExportBars bars;  ///< of the whole panel
};

} // namespace rollcall::ui
