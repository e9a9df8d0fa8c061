// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/checkdelegate.h"

#include "ui/icons.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QAbstractItemModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace rollcall::ui {

namespace {

constexpr int kGap = 8;
constexpr int kRadius = 4;

int sideOf(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height();
}

/// As the style sheet draws check boxes.
void paintBox(QPainter *painter, const QRect &box, const Tokens &t, bool isChecked, bool isOpen)
{
    painter->setRenderHint(QPainter::Antialiasing);
    QColor line = isChecked ? t.accent : isOpen ? t.quiet : t.line;
    painter->setPen(line);
    painter->setBrush(isChecked ? t.accent : isOpen ? t.surface : t.window);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    if (isChecked) {
        const QRect mark = box.adjusted(2, 2, -2, -2);
        painter->drawPixmap(mark, iconPixmap(Icon::Check, t.onAccent, mark.size(),
                                             painter->device()->devicePixelRatioF()));
    }
}

} // namespace

bool CheckDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    if (event->type() == QEvent::KeyPress) {
        if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Space)
            return false;
    } else if (event->type() != QEvent::MouseButtonRelease ||
               static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton) {
        return false;
    }
    const bool isChecked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, static_cast<int>(isChecked ? Qt::Unchecked : Qt::Checked),
                          Qt::CheckStateRole);
}

void CheckDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    const int side = sideOf(option);
    const QRect box = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                          {side, side}, option.rect);
    paintBox(painter, box, t, index.data(Qt::CheckStateRole).toInt() == Qt::Checked,
             index.flags().testFlag(Qt::ItemIsUserCheckable));
    painter->setPen(toneColor(t, static_cast<Tone>(index.data(ToneRole).toInt())));
    const QRect words = QStyle::visualRect(option.direction, option.rect,
                                           option.rect.adjusted(side + kGap, 0, 0, 0));
    drawLine(painter, words, option.font,
             QStyle::visualAlignment(option.direction, option.displayAlignment), option.text);
}

int CheckDelegate::contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return sideOf(option) + kGap + RowDelegate::contentWidth(option, index);
}

} // namespace rollcall::ui
