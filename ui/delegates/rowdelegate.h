// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace rollcall::ui {

/// Draws a table row: selection, a line below, text in its tone. The other delegates draw their
/// content on it.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const final;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    static constexpr int kMargin = 8; ///< at either side of a cell

    /// @p option is initialised from the index; option.rect is the inside of the cell.
    virtual void paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const;
    /// Width of the content without the cell's margins.
    virtual int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// Draws @p text elided into @p rect with the painter's pen. A line runs as its first letter does,
/// also in a mirrored window: a class "5-A" does not become "A-5".
void drawLine(QPainter *painter, const QRect &rect, const QFont &font,
              Qt::Alignment visualAlignment, const QString &text);

} // namespace rollcall::ui
