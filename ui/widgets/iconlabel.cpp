// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/iconlabel.h"

#include <QEvent>

namespace rollcall::ui {

IconLabel::IconLabel(QWidget *parent, double lines)
    : QLabel(parent)
    , m_lines(lines)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(Icon icon, Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    draw();
}

void IconLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        draw();
}

void IconLabel::draw()
{
    if (!m_icon)
        return;
    const int side = qRound(fontMetrics().height() * m_lines);
    setPixmap(iconPixmap(*m_icon, toneColor(tokensOf(palette()), m_tone), {side, side},
                         devicePixelRatioF()));
}

} // namespace rollcall::ui
