// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

#include <QPersistentModelIndex>

namespace rollcall::ui {

/// A button in each row: its text is the cell's, its icon the cell's IconRole. It answers to the
/// mouse; the keyboard's way is Enter on the row and the page's own button.
class MapButtonDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    /// Where the button of a cell is; for tests too.
    QRect buttonRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// Where the button's text is; as wide as the whole text, if the cell is.
    QRect wordsRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    void clicked(const QModelIndex &index);

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QRect wordsIn(const QStyleOptionViewItem &item, const QRect &button) const;
    QRect buttonIn(const QStyleOptionViewItem &item, const QRect &cell) const;

    QPersistentModelIndex m_pressed;
};

} // namespace rollcall::ui
