// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/widgets/typednamedialog.h"

namespace rollcall::ui {

/// Asks before a device is deleted: names what goes and what stays, and wants its name typed, since
/// nothing brings it back. accepted() says yes.
class DeleteDeviceDialog : public TypedNameDialog
{
    Q_OBJECT

public:
    DeleteDeviceDialog(const DeviceOverview &device, QWidget *parent);

private:
    static QString lossText(const DeviceOverview &device);
};

} // namespace rollcall::ui
