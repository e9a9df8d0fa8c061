// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStackedWidget>

namespace rollcall::ui {

class EmptyState;
class TableView;

/// A table, or what is told in its place while it has no rows.
class TableArea : public QStackedWidget
{
    Q_OBJECT

public:
    TableArea(TableView *table, QWidget *parent);

    TableView *table() const { return m_table; }
    EmptyState *emptyState() const { return m_empty; }
    void showTable();
    void showEmpty();
    bool isEmptyShown() const;

private:
    TableView *m_table;
    EmptyState *m_empty;
};

} // namespace rollcall::ui
