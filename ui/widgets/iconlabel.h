// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/icons.h"

#include <QLabel>

namespace rollcall::ui {

/// An icon of its own, in the colour of a meaning and as high as a line of text. It follows the
/// theme. A text beside it says the same, so it has no name for screen readers.
class IconLabel final : public QLabel
{
public:
    /// @p lines: its height in lines of text.
    explicit IconLabel(QWidget *parent, double lines = 1.0);

    void setIcon(Icon icon, Tone tone);
    /// Nullopt while nothing is shown.
    std::optional<Icon> shownIcon() const { return m_icon; }
    Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    const double m_lines;
    std::optional<Icon> m_icon;
    Tone m_tone = Tone::Quiet;
};

} // namespace rollcall::ui
