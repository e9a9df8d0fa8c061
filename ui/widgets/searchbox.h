// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

namespace rollcall::ui {

/// A filter box: Ctrl+F anywhere on @p page goes into it, Esc empties it.
class SearchBox : public QLineEdit
{
    Q_OBJECT

public:
    /// @p page is the widget on which Ctrl+F counts; the box says textChanged() as one types.
    SearchBox(QWidget *page, QWidget *parent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace rollcall::ui
