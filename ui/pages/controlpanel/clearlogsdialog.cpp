// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/clearlogsdialog.h"

namespace rollcall::ui {

ClearLogsDialog::ClearLogsDialog(const QString &device, std::optional<qint64> logs, QWidget *parent)
    : TypedNameDialog(
          {.name = QStringLiteral("clear"),
           .title = tr("Clear Device Logs"),
           .headline = tr("Clear the logs of “%1”?").arg(device),
           .loss = logs ? tr("%Ln log(s) go from the memory of the terminal. Nothing brings them "
                             "back there.",
                             nullptr, static_cast<int>(*logs))
                        : tr("All logs go from the memory of the terminal. Nothing brings them "
                             "back there."),
           .rest = tr("First the terminal is read once more, and each log is stored and compared. "
                      "If a single one is missing here, nothing is cleared. The punches stored "
                      "here and the attendance made of them stay."),
           .prompt = tr("Type the &name of the device to clear its logs"),
           .button = tr("Clear Device Logs"),
           .wanted = device},
          parent)
{
    setObjectName(QStringLiteral("clearLogsDialog"));
}

} // namespace rollcall::ui
