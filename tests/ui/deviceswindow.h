// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/models/devicemodel.h"

#include <QLabel>

namespace rollcall::test {

/// The list of devices in a whole window.
struct DevicesWindow
{
    explicit DevicesWindow(const ui::UiPorts &ports)
        : window(ports, chooser, FakeSchool::frame())
        , page(child(&window, "devicesPage"))
        , table(child<QTableView>(page, "devicesTable"))
    {}
    QString text(const QString &device, int column) const
    {
        return cell(table, rowOf(table, ui::DeviceModel::Name, device), column);
    }
    void select(const QString &device) const
    {
        table->selectRow(rowOf(table, ui::DeviceModel::Name, device));
    }
    QString label(const char *name) const { return child<QLabel>(page, name)->text(); }

    FakeChooser chooser;
    ui::MainWindow window;
    QWidget *page;
    QTableView *table;
};

} // namespace rollcall::test
