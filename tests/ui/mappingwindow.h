// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/delegates/mapbuttondelegate.h"
#include "ui/mainwindow.h"
#include "ui/models/mappingmodel.h"
#include "ui/pages/mapping/mapdialog.h"
#include "ui/widgets/tableview.h"

#include <QLabel>
#include <QLineEdit>

namespace rollcall::test {

/// "User Mapping" of a device, in a whole window.
struct MappingWindow
{
    explicit MappingWindow(const ui::UiPorts &ports)
        : window(ports, chooser, FakeSchool::frame())
        , page(child(&window, "mappingView"))
        , table(child<ui::TableView>(page, "mappingTable"))
    {}

    /// Opens it for the device that is called so, or for the first.
    bool open(const QString &device = {})
    {
        if (!showWindow(&window) ||
            !waitFor([this] { return child(&window, "mappingButton")->isEnabled(); }))
            return false;
        auto *devices = child<ui::TableView>(&window, "devicesTable");
        if (!device.isEmpty())
            devices->chooseRow(rowOf(devices, 1, device));
        return click(&window, "mappingButton") && page->isVisible();
    }
    /// The same for "Main Gate" of FakeSchool, with its users.
    bool openMainGate()
    {
        return open(QStringLiteral("Main Gate")) &&
               waitFor([this] { return table->model()->rowCount() == 40; });
    }
    QString count() const { return child<QLabel>(page, "mappingCount")->text(); }
    QString notice() const
    {
        return child(page, "noticeBar")->isVisible() ? child<QLabel>(page, "noticeText")->text()
                                                     : QString();
    }
    QString error() const
    {
        return child(page, "errorBar")->isVisible() ? child<QLabel>(page, "errorHeadline")->text()
                                                    : QString();
    }
    int row(const QString &userId) const { return rowOf(table, ui::MappingModel::UserId, userId); }
    QString mappedTo(const QString &userId) const
    {
        return cell(table, row(userId), ui::MappingModel::MappedTo);
    }
    /// Clicks the button that stands in the row of a user.
    void clickRowButton(const QString &userId) const
    {
        const QModelIndex index = table->model()->index(row(userId), ui::MappingModel::Action);
        table->scrollTo(index);
        const auto *delegate = qobject_cast<ui::MapButtonDelegate *>(
            table->itemDelegateForColumn(ui::MappingModel::Action));
        QStyleOptionViewItem option;
        option.initFrom(table);
        option.rect = table->visualRect(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          delegate->buttonRect(option, index).center());
    }
    ui::MapDialog *dialog() const { return page->findChild<ui::MapDialog *>(); }
    QString dialogTitle() const { return child<QLabel>(dialog(), "mapTitle")->text(); }
    /// Types into the map dialog and presses Enter.
    bool typeAndEnter(const QString &text) const
    {
        auto *search = child<QLineEdit>(dialog(), "mapSearch");
        QTest::keyClicks(search, text);
        if (!waitFor([this] { return child(dialog(), "mapNowButton")->isEnabled(); }))
            return false;
        QTest::keyClick(search, Qt::Key_Return);
        return true;
    }

    FakeChooser chooser;
    ui::MainWindow window;
    QWidget *page;
    ui::TableView *table;
};

} // namespace rollcall::test
