// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/typednamedialog.h"

#include <optional>

namespace rollcall::ui {

/// Asks before the logs on a terminal are cleared: names how many go, and wants the device's name
/// typed, since nothing brings them back there. accepted() says yes.
class ClearLogsDialog : public TypedNameDialog
{
    Q_OBJECT

public:
    /// @p logs: as the terminal counted; nullopt = it has not said.
    ClearLogsDialog(const QString &device, std::optional<qint64> logs, QWidget *parent);
};

} // namespace rollcall::ui
