// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/tableview.h"

#include "ui/remembered.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <limits>

namespace rollcall::ui {

namespace {

constexpr int kNeverSqueezed = std::numeric_limits<int>::max();

/// Takes @p excess from @p widths, always from the widest that is above its floor; what could not
/// be taken is returned.
int takeFromWidest(QList<int> &widths, const QList<int> &floors, int excess)
{
    constexpr int kStep = 4;
    while (excess > 0) {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            if (widths.at(i) > floors.at(i) && (widest < 0 || widths.at(i) > widths.at(widest)))
                widest = i;
        }
        if (widest < 0)
            return excess;
        const int step = qMin(excess, kStep);
        widths[widest] -= step;
        excess -= step;
    }
    return excess;
}

} // namespace

TableView::TableView(const QString &name, const QString &title, QWidget *parent)
    : QTableView(parent)
{
    setObjectName(name);
    setAccessibleName(title);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
    QHeaderView *head = horizontalHeader();
    head->setHighlightSections(false);
    head->setTextElideMode(Qt::ElideRight);
    head->setSectionsMovable(true);
    head->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    head->setResizeContentsPrecision(0); // what is seen; a long table must not be walked through
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QWidget::customContextMenuRequested, this,
            [this, head](const QPoint &at) { openMenu(head->mapToGlobal(at)); });
}

void TableView::setRows(QAbstractItemModel *model, int sortColumn)
{
    setModel(model);
    setSortingEnabled(true);
    sortByColumn(sortColumn, Qt::AscendingOrder);
    const QByteArray state = remembered::tableState(objectName());
    // A state of another version, with other columns, is refused by the header itself.
    m_isFitted = !state.isEmpty() && horizontalHeader()->restoreState(state);
    if (m_isFitted)
        sortByColumn(horizontalHeader()->sortIndicatorSection(),
                     horizontalHeader()->sortIndicatorOrder());
    // What a row offers changes with what was done to it.
    if (m_action >= 0)
        horizontalHeader()->setSectionResizeMode(m_action, QHeaderView::ResizeToContents);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableView::fitColumns,
            Qt::QueuedConnection);
    connect(model, &QAbstractItemModel::modelReset, this, &TableView::fitColumns,
            Qt::QueuedConnection);
}

void TableView::chooseRow(int row)
{
    int column = 0;
    while (column + 1 < model()->columnCount() && isColumnHidden(column))
        ++column;
    selectionModel()->setCurrentIndex(model()->index(row, column),
                                      QItemSelectionModel::ClearAndSelect |
                                          QItemSelectionModel::Rows);
}

QString TableView::selectedText() const
{
    QModelIndexList cells =
        selectionModel() ? selectionModel()->selectedIndexes() : QModelIndexList();
    const QHeaderView *head = horizontalHeader();
    cells.removeIf([this](const QModelIndex &cell) {
        return isColumnHidden(cell.column()) || cell.column() == m_action;
    });
    std::sort(cells.begin(), cells.end(), [head](const QModelIndex &a, const QModelIndex &b) {
        return a.row() != b.row() ? a.row() < b.row()
                                  : head->visualIndex(a.column()) < head->visualIndex(b.column());
    });
    QString text;
    int row = cells.isEmpty() ? 0 : cells.first().row();
    bool isLineStart = true;
    for (const QModelIndex &cell : std::as_const(cells)) {
        if (cell.row() != row)
            text += QLatin1Char('\n');
        else if (!isLineStart)
            text += QLatin1Char('\t');
        row = cell.row();
        isLineStart = false;
        text += cell.data(Qt::DisplayRole).toString();
    }
    return text;
}

void TableView::copySelection()
{
    QGuiApplication::clipboard()->setText(selectedText());
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::focusInEvent(QFocusEvent *event)
{
    const bool hadPlace = currentIndex().isValid(); // Qt gives it one, but selects nothing
    QTableView::focusInEvent(event);
    if (model() && !hadPlace && model()->rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        chooseRow(0);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    openMenu(event->globalPos());
}

void TableView::openMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy Rows"), this, &TableView::copySelection);
    copy->setEnabled(selectionModel() && selectionModel()->hasSelection());
    if (m_isExportable) {
        QAction *write = menu->addAction(tr("Export…"), this, &TableView::exportRequested);
        write->setObjectName(QStringLiteral("exportAction"));
        write->setEnabled(model() && model()->rowCount() > 0);
    }
    menu->addSection(tr("Columns"));
    const int columns = model() ? model()->columnCount() : 0;
    const int shown = columns - horizontalHeader()->hiddenSectionCount();
    for (int column = 0; column < columns; ++column) {
        if (column == m_action)
            continue;
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this,
                [this, column](bool isShown) { setColumnHidden(column, !isShown); });
    }
    menu->popup(globalPosition);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (!m_isFitted)
        fitColumns();
}

void TableView::fitColumns()
{
    if (m_isFitted || !model() || !isVisible() || model()->rowCount() == 0)
        return;
    m_isFitted = true;
    resizeColumnsToContents();
    QHeaderView *head = horizontalHeader();
    const int spare = viewport()->width() - head->length();
    if (spare < 0)
        squeezeColumns(-spare);
    if (spare <= 0)
        return;
    if (m_stretch >= 0) {
        head->setSectionResizeMode(m_stretch, QHeaderView::Stretch);
        return;
    }
    const int count = head->count() - head->hiddenSectionCount();
    for (int i = 0; i < head->count(); ++i) {
        if (!head->isSectionHidden(i))
            head->resizeSection(i, head->sectionSize(i) + spare / count);
    }
}

/// Takes @p excess from the widest columns: a text that is cut shows whole in its tooltip, a column
/// out of sight is not seen at all. Heads are cut only when that is not enough.
void TableView::squeezeColumns(int excess)
{
    QHeaderView *head = horizontalHeader();
    const int least = fontMetrics().averageCharWidth() * 12;
    QList<int> widths;
    QList<int> floors; // each head is asked once: it is measured with its style
    for (int i = 0; i < head->count(); ++i) {
        const bool isFixed = head->isSectionHidden(i) || i == m_action;
        widths.append(head->sectionSize(i));
        floors.append(isFixed ? kNeverSqueezed : qMax(least, head->sectionSizeHint(i)));
    }
    excess = takeFromWidest(widths, floors, excess);
    for (int &floor : floors)
        floor = floor == kNeverSqueezed ? floor : least;
    takeFromWidest(widths, floors, excess);
    for (int i = 0; i < head->count(); ++i) {
        if (!head->isSectionHidden(i))
            head->resizeSection(i, widths.at(i));
    }
}

void TableView::hideEvent(QHideEvent *event)
{
    if (m_isFitted)
        remembered::setTableState(objectName(), horizontalHeader()->saveState());
    QTableView::hideEvent(event);
}

void focusTable(const QWidget *page)
{
    for (TableView *table : page->findChildren<TableView *>()) {
        if (table->isVisibleTo(page)) {
            table->setFocus();
            return;
        }
    }
}

} // namespace rollcall::ui
