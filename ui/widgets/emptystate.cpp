// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/emptystate.h"

#include "ui/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace rollcall::ui {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyState"));
    m_headline->setObjectName(QStringLiteral("emptyHeadline"));
    m_headline->setFont(bold(font()));
    m_sentence->setObjectName(QStringLiteral("emptySentence"));
    m_sentence->setProperty("role", QStringLiteral("quiet"));
    for (QLabel *label : {m_headline, m_sentence}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
    }
    m_button->setObjectName(QStringLiteral("emptyButton"));
    m_button->hide();

    auto *column = new QVBoxLayout;
    column->setSpacing(space::kInside);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(m_headline);
    column->addWidget(m_sentence);
    column->addSpacing(4);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto *line = new QHBoxLayout(this);
    line->addStretch(1);
    line->addLayout(column, 2);
    line->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);
}

void EmptyState::tell(Icon icon, const QString &headline, const QString &sentence,
                      const QString &buttonText)
{
    m_shown = icon;
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    draw();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void EmptyState::draw()
{
    const int side = fontMetrics().height() * 2;
    m_icon->setPixmap(
        iconPixmap(m_shown, tokensOf(palette()).quiet, {side, side}, devicePixelRatioF()));
}

} // namespace rollcall::ui
