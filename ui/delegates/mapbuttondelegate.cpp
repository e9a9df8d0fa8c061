// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/mapbuttondelegate.h"

#include "ui/icons.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QtMath>

namespace rollcall::ui {

namespace {

constexpr int kInset = 10;
constexpr int kGap = 6;

int iconSide(const QFontMetrics &metrics)
{
    return metrics.height() - 2;
}

/// Whole pixels cut the last letter of a text that is a part of one wider, so there is one to
/// spare.
int buttonWidth(const QStyleOptionViewItem &item)
{
    const int words = qCeil(QFontMetricsF(item.font).horizontalAdvance(item.text)) + 1;
    return 2 * kInset + iconSide(item.fontMetrics) + kGap + words;
}

} // namespace

QRect MapButtonDelegate::buttonIn(const QStyleOptionViewItem &item, const QRect &cell) const
{
    const QSize size(qMin(buttonWidth(item), cell.width()),
                     qMin(item.fontMetrics.height() + 8, cell.height()));
    return QStyle::alignedRect(item.direction, Qt::AlignRight | Qt::AlignVCenter, size, cell);
}

QRect MapButtonDelegate::wordsIn(const QStyleOptionViewItem &item, const QRect &button) const
{
    const QRect inside = button.adjusted(kInset, 0, -kInset, 0);
    return QStyle::visualRect(item.direction, inside,
                              inside.adjusted(iconSide(item.fontMetrics) + kGap, 0, 0, 0));
}

QRect MapButtonDelegate::wordsRect(const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    return wordsIn(item, buttonRect(option, index));
}

QRect MapButtonDelegate::buttonRect(const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    return buttonIn(item, item.rect.adjusted(kMargin, 0, -kMargin, -1));
}

bool MapButtonDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                    const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonPress && event->type() != QEvent::MouseButtonRelease)
        return RowDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || index.data(Qt::DisplayRole).toString().isEmpty())
        return false;
    const bool isInside = buttonRect(option, index).contains(mouse->position().toPoint());
    if (event->type() == QEvent::MouseButtonPress) {
        m_pressed = isInside ? QPersistentModelIndex(index) : QPersistentModelIndex();
        return isInside;
    }
    const bool isClick = isInside && m_pressed == index;
    m_pressed = QPersistentModelIndex();
    if (isClick)
        emit clicked(index);
    return isClick;
}

void MapButtonDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    if (option.text.isEmpty())
        return;
    const Tokens &t = tokensOf(option.palette);
    const QRect button = buttonIn(option, option.rect);
    const bool isHot = option.state.testFlag(QStyle::State_MouseOver);
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isQuiet = index.data(ToneRole).toInt() == static_cast<int>(Tone::Quiet);
    if (!isQuiet || isHot) { // the button that is seldom wanted keeps back until pointed at
        painter->setPen(isHot ? t.quiet : t.line);
        painter->setBrush(m_pressed == index ? t.selection : t.surface);
        painter->drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), space::kCorner,
                                 space::kCorner);
    }

    const QRect inside = button.adjusted(kInset, 0, -kInset, 0);
    const int side = iconSide(option.fontMetrics);
    const QRect picture = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                              {side, side}, inside);
    painter->drawPixmap(picture, iconPixmap(static_cast<Icon>(index.data(IconRole).toInt()),
                                            isQuiet ? t.quiet : t.accent, picture.size(),
                                            painter->device()->devicePixelRatio()));
    const QRect words = wordsIn(option, button);
    painter->setPen(isQuiet && !isHot ? t.quiet : t.text);
    drawLine(painter, words, option.font,
             QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter),
             option.text);
}

int MapButtonDelegate::contentWidth(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return option.text.isEmpty() ? 0 : buttonWidth(option);
}

} // namespace rollcall::ui
