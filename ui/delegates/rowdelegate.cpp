// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/rowdelegate.h"

#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace rollcall::ui {

namespace {

constexpr int kBar = 3;

/// The first cell of the row in which the keyboard is.
bool isKeyboardPlace(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    return view && view->hasFocus() && view->currentIndex().row() == index.row() &&
           view->horizontalHeader()->visualIndex(index.column()) == 0;
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const Tokens &t = tokensOf(item.palette);
    painter->save();
    if (item.state.testFlag(QStyle::State_Selected))
        painter->fillRect(item.rect, t.selection);
    painter->setPen(t.line);
    painter->drawLine(item.rect.bottomLeft(), item.rect.bottomRight());
    if (isKeyboardPlace(item, index)) {
        const QRect bar(item.rect.topLeft(), QSize(kBar, item.rect.height()));
        painter->fillRect(QStyle::visualRect(item.direction, item.rect, bar), t.accent);
    }
    item.rect.adjust(kMargin, 0, -kMargin, -1);
    paintContent(painter, item, index);
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    return {contentWidth(item, index) + 2 * kMargin + 2, item.fontMetrics.height() + 14};
}

void RowDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto tone = static_cast<Tone>(index.data(ToneRole).toInt());
    painter->setPen(toneColor(tokensOf(option.palette), tone));
    drawLine(painter, option.rect, option.font,
             QStyle::visualAlignment(option.direction, option.displayAlignment), option.text);
}

int RowDelegate::contentWidth(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return option.fontMetrics.horizontalAdvance(option.text);
}

void drawLine(QPainter *painter, const QRect &rect, const QFont &font,
              Qt::Alignment visualAlignment, const QString &text)
{
    painter->setFont(font);
    painter->setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter->drawText(rect, static_cast<int>(visualAlignment | Qt::AlignAbsolute),
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace rollcall::ui
