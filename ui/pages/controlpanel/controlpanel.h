// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/ids.h"
#include "ui/uiports.h"

#include <QWidget>

class QTabWidget;

namespace rollcall::ui {

class DeviceList;
class ErrorBar;
class FileChooser;
class JobBar;
class MappingView;
class NoticeBar;
class OverviewTab;
class PageHeader;
class PanelDevice;
class SyncWatch;
class TerminalJob;

/// "Control Panel": everything about one device, in tabs. One for all devices; it is told which to
/// show.
class ControlPanel : public QWidget
{
    Q_OBJECT

public:
    ControlPanel(const UiPorts &ports, FileChooser &chooser, DeviceList &devices, SyncWatch &watch,
                 QWidget *parent);

    void open(DeviceId device);
    /// The same at the tab "User Mapping".
    void openMapping(DeviceId device);
    /// Something is being asked of a terminal.
    bool isBusy() const;

signals:
    /// Back to the list, also when the device was deleted meanwhile.
    void backRequested();

private:
    void addTabs(FileChooser &chooser);
    void layOut();
    void connectAll();
    void choose(DeviceId device);
    void showDevice();
    void showFailure();
    void showJob();

    const UiPorts m_ports;
    DeviceList &m_devices;
    SyncWatch &m_watch;
    PanelDevice *m_device;
    TerminalJob *m_job;
    PageHeader *m_header;
    QTabWidget *m_tabs;
    MappingView *m_mapping = nullptr;
    int m_commands = -1; ///< place of the tab "Commands"
    JobBar *m_jobBar;
    NoticeBar *m_notice;
    ErrorBar *m_errors;
    bool m_wasListed = false; ///< the device was in the list since it was chosen
    QString m_toldFailure;    ///< why the last sync failed, as far as it was told already
    bool m_tellsFailure = false;
};

} // namespace rollcall::ui
