// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/terminal.h"
#include "core/ports/devicecontrol.h"
#include "ui/pages/devices/wizard/wizardpage.h"

#include <optional>

namespace rollcall::ui {

class DeviceForm;

/// Step 2: the fields of the device.
class DetailsPage : public WizardPage
{
    Q_OBJECT

public:
    DetailsPage(const WizardContext &context, QWidget *parent);

    void setWay(SyncMode mode, const QString &driver);
    /// Fills the fields in, unless they were filled with the same before and changed since.
    void fillIn(const TerminalSighting &found);
    DeviceDraft draft() const;
    bool isComplete() const override;

private:
    DeviceForm *m_form;
    std::optional<TerminalSighting> m_filled;
};

} // namespace rollcall::ui
