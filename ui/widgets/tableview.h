// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

namespace rollcall::ui {

/// A table as the office expects it: whole rows, sorting by a click on the head, columns that can
/// be hidden, moved and widened and are remembered, Ctrl+C, Enter and double click, Tab leads out
/// of it.
class TableView : public QTableView
{
    Q_OBJECT

public:
    /// @p name is the object name and the name under which columns are remembered; @p title is for
    /// screen readers.
    TableView(const QString &name, const QString &title, QWidget *parent);

    /// Sets the model, sorted by @p sortColumn unless the user once sorted otherwise. Call it once.
    void setRows(QAbstractItemModel *model, int sortColumn);
    /// The column that takes the spare room; without one it is shared out.
    void setStretchColumn(int column) { m_stretch = column; }
    /// Columns that cannot be hidden or copied, e.g. one of buttons.
    void setActionColumn(int column) { m_action = column; }
    /// Its menu holds "Export…" from now on.
    void setExportable() { m_isExportable = true; }
    /// Selects a row and goes there. QTableView::selectRow() selects nothing in a mirrored table
    /// whose columns leave room (Qt 6.4.2).
    void chooseRow(int row);
    /// Tab-separated text of the selected cells, as shown.
    QString selectedText() const;

signals:
    void exportRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void openMenu(const QPoint &globalPosition);
    void fitColumns();
    void squeezeColumns(int excess);
    void copySelection();

    int m_stretch = -1;
    int m_action = -1;
    bool m_isFitted = false;
    bool m_isExportable = false;
};

/// The keyboard goes where the eyes go: to the table that @p page shows. Nothing happens when it
/// shows none.
void focusTable(const QWidget *page);

} // namespace rollcall::ui
