// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/terminalcontrol.h"

#include <QDialog>

namespace rollcall::ui {

/// The connection test of a device that is listed already.
class TestDialog : public QDialog
{
    Q_OBJECT

public:
    TestDialog(TerminalControl &control, const Device &device, QWidget *parent);
};

} // namespace rollcall::ui
