// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/choicebutton.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyle>

namespace rollcall::ui {

namespace {

constexpr int kPadding = 16;
constexpr int kGap = 14;
constexpr int kLine = 4; // between name and sentence
constexpr int kWidth = 46;

constexpr auto kWrap = Qt::TextWordWrap | Qt::AlignTop;

/// A sentence runs as its first letter does, also in a mirrored window: its full stop stays at its
/// end.
void drawWords(QPainter &painter, const QRect &rect, const QFont &font, Qt::Alignment alignment,
               const QString &text)
{
    painter.setFont(font);
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(rect, static_cast<int>(kWrap | alignment | Qt::AlignAbsolute), text);
}

} // namespace

ChoiceButton::ChoiceButton(Icon icon, const QString &title, const QString &sentence,
                           QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
    , m_sentence(sentence)
{
    setText(title);
    setAccessibleDescription(sentence);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int ChoiceButton::iconSide() const
{
    return fontMetrics().height() * 2 - 4;
}

int ChoiceButton::sentenceHeight(int width) const
{
    const int room = width - 2 * kPadding - iconSide() - kGap;
    return fontMetrics()
        .boundingRect(0, 0, room, 1000, static_cast<int>(kWrap), m_sentence)
        .height();
}

QSize ChoiceButton::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * kWidth;
    return {width, heightForWidth(width)};
}

int ChoiceButton::heightForWidth(int width) const
{
    const int title = QFontMetrics(bold(font())).height();
    return 2 * kPadding + qMax(iconSide(), title + kLine + sentenceHeight(width));
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isStrong = isChecked() || hasFocus();
    const qreal half = isStrong ? 1.0 : 0.5;
    painter.setPen(QPen(isStrong ? t.accent : underMouse() ? t.quiet : t.line, isStrong ? 2 : 1));
    painter.setBrush(isChecked() ? t.selection : t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), space::kCorner,
                            space::kCorner);

    const QRect inside = rect().adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const QSize side(iconSide(), iconSide());
    const QRect picture =
        QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignTop, side, inside);
    painter.drawPixmap(picture, iconPixmap(m_icon, t.accent, side, devicePixelRatioF()));
    const QRect words = QStyle::visualRect(layoutDirection(), inside,
                                           inside.adjusted(side.width() + kGap, 0, 0, 0));
    const auto leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    const QFont strong = bold(font());
    painter.setPen(t.text);
    drawWords(painter, words, strong, leading, text());
    painter.setPen(isChecked() ? t.text : t.quiet);
    drawWords(painter, words.adjusted(0, QFontMetrics(strong).height() + kLine, 0, 0), font(),
              leading, m_sentence);
}

} // namespace rollcall::ui
