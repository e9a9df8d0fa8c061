// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QFrame>

class QLabel;

namespace rollcall {
class Clock;
namespace ui {

class DeviceList;
class IconLabel;
class JobBar;
class SyncWatch;
struct FrameInfo;

/// The line at the bottom of the window: push server, devices online, last sync, and a running sync
/// with Cancel.
class StatusStrip : public QFrame
{
    Q_OBJECT

public:
    StatusStrip(DeviceList &devices, SyncWatch &watch, const Clock &clock, QWidget *parent);

    void setFrameInfo(const FrameInfo &info);

private:
    void showDevices();
    void showProgress();

    DeviceList &m_devices;
    SyncWatch &m_watch;
    const Clock &m_clock;
    IconLabel *m_pushIcon;
    QLabel *m_push;
    IconLabel *m_onlineIcon;
    QLabel *m_online;
    QLabel *m_lastSync;
    JobBar *m_job;
};

} // namespace ui
} // namespace rollcall
