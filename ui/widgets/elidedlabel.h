// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace rollcall::ui {

/// A line of plain text that ends in "…" where there is too little room, so that a long one does
/// not widen its window. GUI thread.
class ElidedLabel final : public QLabel
{
public:
    explicit ElidedLabel(QWidget *parent);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace rollcall::ui
