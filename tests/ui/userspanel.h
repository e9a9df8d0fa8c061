// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/panelfixture.h"

namespace rollcall::test {

/// A real school at the tab "Device Users", read.
struct UsersPanel : RealPanel
{
    bool open()
    {
        return start() && panel->show(QStringLiteral("Device Users")) &&
               waitFor([this] { return table()->model()->rowCount() == 30 && panel->isCalm(); });
    }
    QTableView *table() const { return child<QTableView>(panel->page, "deviceUsersTable"); }
    QString count() const { return panel->label("deviceUsersCount"); }
    QWidget *dialog(const char *name) const { return child(panel->page, name); }
    static QTableView *plan(QWidget *dialog) { return dialog->findChild<QTableView *>(); }
    /// Ticks or unticks the line of a user with the mouse.
    static void tick(QWidget *dialog, const QString &userId)
    {
        QTableView *lines = plan(dialog);
        const QModelIndex at = lines->model()->index(rowOf(lines, 0, userId), 0);
        lines->scrollTo(at);
        QTest::mouseClick(lines->viewport(), Qt::LeftButton, {}, lines->visualRect(at).center());
    }
    static QString remark(QWidget *dialog, const QString &userId)
    {
        QTableView *lines = plan(dialog);
        return cell(lines, rowOf(lines, 0, userId), 3);
    }
};

} // namespace rollcall::test
