// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "ui/uiports.h"

#include <QWidget>

namespace rollcall::ui {

class DeviceList;
class FileChooser;
class MappingView;
class PageHeader;
class SyncWatch;

/// "User Mapping" of one device as a page of its own: the way back, the device's name, and below
/// them the view.
class MappingPage : public QWidget
{
    Q_OBJECT

public:
    MappingPage(const UiPorts &ports, FileChooser &chooser, DeviceList &devices, SyncWatch &watch,
                QWidget *parent);

    void open(DeviceId device);

signals:
    void backRequested();

private:
    void updateTitle();

    DeviceList &m_devices;
    DeviceId m_device;
    PageHeader *m_header;
    MappingView *m_view;
};

} // namespace rollcall::ui
