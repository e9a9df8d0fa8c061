// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/ports/rows.h"
#include "ui/models/attentionlines.h"
#include "ui/uiports.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace rollcall::ui {

class DeviceList;
class SyncWatch;
struct NextSteps;

/// What can be done with devices: the dialogs and calls behind the buttons of "Biometric Devices"
/// and the cures of "Needs attention". GUI thread; @p page owns it and its dialogs.
class DeviceActions : public QObject
{
    Q_OBJECT

public:
    DeviceActions(const UiPorts &ports, DeviceList &devices, SyncWatch &watch, QWidget *page);

    void setFrameInfo(const FrameInfo &info);
    void add();
    void edit(const Device &device);
    void testConnection(const Device &device);
    /// Asks for the name, and deletes.
    void remove(const DeviceOverview &device);
    void setActive(const Device &device, bool isActive);
    void sync(const Device &device);
    /// Every Active Agent device that is not being read.
    void syncAll();
    void cure(const AttentionLine &line);

signals:
    /// @p headline is a whole sentence.
    void failed(const QString &headline, const rollcall::Error &error);
    void said(const QString &text);
    void undoable(const QString &text, std::function<void()> undo);
    void mappingRequested(rollcall::DeviceId device);
    /// It is to be selected.
    void saved(rollcall::DeviceId device);

private:
    void openWizard(const AttentionLine *sender);
    void goOn(const Device &device, const NextSteps &next);
    void setClock(const Device &device, std::function<void()> then);
    void removeNow(DeviceId device, const QString &name);
    void useAddress(const Device &device);
    void askWhoseToken();
    QList<Device> devices() const;

    const UiPorts m_ports;
    DeviceList &m_devices;
    SyncWatch &m_watch;
    QWidget *m_page;
    FrameInfo m_info;
};

} // namespace rollcall::ui
