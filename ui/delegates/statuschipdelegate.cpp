// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/statuschipdelegate.h"

#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QPainter>

namespace rollcall::ui {

QSize StatusChipDelegate::chipSize(const QFont &font, const QString &text)
{
    const QFontMetrics metrics(bold(font));
    const int height = metrics.height() + 2;
    return {qMax(height + 2, metrics.horizontalAdvance(text) + 10), height};
}

void StatusChipDelegate::paintChip(QPainter *painter, const QRect &rect, const QFont &font,
                                   const QPalette &palette, DayStatus status, const QString &text)
{
    const ChipColors colors = chipColors(tokensOf(palette), status);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (status != DayStatus::Pending) {
        painter->setBrush(colors.ground);
        painter->drawRoundedRect(rect, 4, 4);
    }
    painter->setPen(colors.text);
    drawLine(painter, rect, bold(font), Qt::AlignCenter, text);
}

void StatusChipDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    const QRect rect = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                           chipSize(option.font, option.text), option.rect);
    paintChip(painter, rect, option.font, option.palette,
              static_cast<DayStatus>(index.data(StatusRole).toInt()), option.text);
}

int StatusChipDelegate::contentWidth(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return chipSize(option.font, option.text).width();
}

} // namespace rollcall::ui
