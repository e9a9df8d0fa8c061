// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/statusdotdelegate.h"

#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QPainter>

namespace rollcall::ui {

namespace {

constexpr int kDot = 8;
constexpr int kGap = 7;

} // namespace

void StatusDotDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    const auto tone = static_cast<Tone>(index.data(ToneRole).toInt());
    const QRect dot = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                          {kDot, kDot}, option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(toneColor(t, tone));
    painter->drawEllipse(dot);
    painter->setPen(t.text);
    const QRect words = QStyle::visualRect(option.direction, option.rect,
                                           option.rect.adjusted(kDot + kGap, 0, 0, 0));
    const auto alignment =
        QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    drawLine(painter, words, option.font, alignment, option.text);
}

int StatusDotDelegate::contentWidth(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return kDot + kGap + option.fontMetrics.horizontalAdvance(option.text);
}

} // namespace rollcall::ui
