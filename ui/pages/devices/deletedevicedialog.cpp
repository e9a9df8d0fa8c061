// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/deletedevicedialog.h"

namespace rollcall::ui {

DeleteDeviceDialog::DeleteDeviceDialog(const DeviceOverview &device, QWidget *parent)
    : TypedNameDialog(
          {.name = QStringLiteral("delete"),
           .title = tr("Delete Device"),
           .headline = tr("Delete “%1”?").arg(device.device.name),
           .loss = lossText(device),
           .rest = tr("The punches that are stored here stay, and so does the attendance made of "
                      "them. What is still on the terminal is not read any more. To read it again "
                      "it has to be added anew."),
           .prompt = tr("Type the &name of the device to delete it"),
           .button = tr("Delete Device"),
           .wanted = device.device.name},
          parent)
{
    setObjectName(QStringLiteral("deleteDeviceDialog"));
}

QString DeleteDeviceDialog::lossText(const DeviceOverview &device)
{
    const QString secret = device.device.mode == SyncMode::Push
                               ? tr("Its settings go, and its API token stops working.")
                               : tr("Its settings and its communication key go.");
    if (device.users == 0)
        return secret;
    const QString users = tr("It is known to hold %Ln user(s), who can no longer be mapped.",
                             nullptr, static_cast<int>(device.users));
    if (device.waitingPunches == 0)
        return QString(secret + u' ' + users);
    return QString(secret + u' ' + users + u' ' +
                   tr("%Ln punch(es) of users that no one has mapped stay without a person.",
                      nullptr, static_cast<int>(device.waitingPunches)));
}

} // namespace rollcall::ui
