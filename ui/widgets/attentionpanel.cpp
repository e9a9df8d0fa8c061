// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/attentionpanel.h"

#include "ui/theme.h"
#include "ui/widgets/iconlabel.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

namespace rollcall::ui {

namespace {

constexpr int kMostRowsSeen = 4; // the table above wants room too
constexpr int kLine = 1;         // above each row, which no layout counts
constexpr int kUsualWidth = 900; // until it is laid out

} // namespace

AttentionPanel::AttentionPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("attentionPanel"));
    setAccessibleName(tr("Needs attention"));
    setProperty("card", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_title->setObjectName(QStringLiteral("attentionTitle"));
    m_title->setFont(bold(font()));
    m_title->setTextFormat(Qt::PlainText);
    m_area->setObjectName(QStringLiteral("attentionArea"));
    m_area->setAccessibleName(tr("Needs attention"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus); // its buttons are reached one by one
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 10, 1, 1);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(13, 0, 13, 0);
    head->addWidget(m_title);
    column->addLayout(head);
    column->addWidget(m_area);
    hide();
}

void AttentionPanel::showLines(const QList<AttentionLine> &lines)
{
    if (lines == m_lines)
        return; // the keyboard may be on one of the buttons
    m_lines = lines;
    auto *inside = new QWidget;
    inside->setObjectName(QStringLiteral("attentionRows"));
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    int height = 0;
    for (int i = 0; i < m_lines.size(); ++i) {
        QWidget *row = makeRow(m_lines.at(i), i);
        column->addWidget(row);
        for (QWidget *part : row->findChildren<QWidget *>())
            part->ensurePolished(); // before its size is asked for
        if (i < kMostRowsSeen)
            height += row->layout()->heightForWidth(qMax(width(), kUsualWidth)) + kLine;
    }
    column->addStretch(1);
    m_area->setWidget(inside);
    // In a low window its rows are scrolled, rather than that the window grows.
    m_area->setMinimumHeight(
        m_lines.isEmpty() ? 0 : height / qMin(kMostRowsSeen, static_cast<int>(m_lines.size())));
    m_area->setMaximumHeight(height);
    m_title->setText(tr("Needs attention (%1)").arg(QLocale().toString(m_lines.size())));
    setVisible(!m_lines.isEmpty());
}

QWidget *AttentionPanel::makeRow(const AttentionLine &line, int place)
{
    auto *row = new QFrame;
    row->setProperty("row", true);
    auto *mark = new IconLabel(row);
    mark->setIcon(toneIcon(line.tone), line.tone);
    auto *text = new QLabel(line.text, row);
    text->setObjectName(QStringLiteral("attentionText%1").arg(place));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(13, 5, 13, 5);
    layout->setSpacing(space::kBetween);
    layout->addWidget(mark);
    layout->addWidget(text, 1);
    if (!line.button.isEmpty()) {
        auto *button = new QPushButton(line.button, row);
        button->setObjectName(QStringLiteral("attentionButton%1").arg(place));
        button->setAccessibleDescription(line.text);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, line] { emit cureRequested(line); });
    }
    return row;
}

} // namespace rollcall::ui
