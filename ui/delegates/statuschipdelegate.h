// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"
#include "ui/delegates/rowdelegate.h"

namespace rollcall::ui {

/// The letter of a day's status on its ground (StatusRole): P, L, HD, A, V, H, W, with "?" when
/// incomplete.
class StatusChipDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    /// How large a chip for @p text is in @p font.
    static QSize chipSize(const QFont &font, const QString &text);
    /// Draws the chip into @p rect; the widgets that explain the letters draw theirs with it too.
    static void paintChip(QPainter *painter, const QRect &rect, const QFont &font,
                          const QPalette &palette, DayStatus status, const QString &text);

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rollcall::ui
