// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/tickdelegate.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace rollcall::ui {

namespace {

constexpr int kCornerOfBox = 4;

int boxSide(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height();
}

} // namespace

bool TickDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                               const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return RowDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !option.rect.contains(mouse->position().toPoint()))
        return false;
    toggle(model, index);
    return true;
}

void TickDelegate::toggle(QAbstractItemModel *model, const QModelIndex &index)
{
    const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    model->setData(index, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void TickDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    const int side = boxSide(option);
    const QRect box =
        QStyle::alignedRect(option.direction, Qt::AlignCenter, {side, side}, option.rect);
    const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(isTicked ? t.accent : t.quiet);
    painter->setBrush(isTicked ? t.accent : t.surface);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), kCornerOfBox,
                             kCornerOfBox);
    if (!isTicked)
        return;
    const QRect mark = box.adjusted(2, 2, -2, -2);
    painter->drawPixmap(mark, iconPixmap(Icon::Check, t.onAccent, mark.size(),
                                         painter->device()->devicePixelRatio()));
}

int TickDelegate::contentWidth(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return boxSide(option);
}

} // namespace rollcall::ui
