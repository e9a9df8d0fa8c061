// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/terminal.h"
#include "ui/pages/devices/wizard/wizardpage.h"

#include <optional>

class QButtonGroup;

namespace rollcall::ui {

class FindDevices;

/// Step 1: how the device is connected; for an Agent device a look through the network.
class ConnectionPage : public WizardPage
{
    Q_OBJECT

public:
    ConnectionPage(const WizardContext &context, QWidget *parent);

    SyncMode mode() const;
    /// The dialect of a Push device, the driver of an Agent device.
    QString driver() const;
    /// The terminal that was chosen from those found.
    std::optional<TerminalSighting> found() const;
    void choose(SyncMode mode, const QString &dialect);

    bool isComplete() const override;
    bool validatePage() override;

private:
    QWidget *makeDialects();
    void showMode();

    QButtonGroup *m_modes;
    QButtonGroup *m_dialects;
    FindDevices *m_find = nullptr;
    QWidget *m_dialectBox = nullptr;
};

} // namespace rollcall::ui
