// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/factcard.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/iconlabel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QStyle>

namespace rollcall::ui {

namespace {

QString roleOf(Tone tone)
{
    switch (tone) {
    case Tone::Quiet:
        return QStringLiteral("quiet");
    case Tone::Warning:
        return QStringLiteral("warning");
    case Tone::Bad:
        return QStringLiteral("bad");
    case Tone::Normal:
    case Tone::Good:
        break;
    }
    return {};
}

} // namespace

FactCard::FactCard(const QString &name, const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_head(new QHBoxLayout)
    , m_grid(new QGridLayout)
{
    setObjectName(name);
    setProperty("card", true);
    auto *heading = new QLabel(title, this);
    heading->setFont(bold(font()));
    heading->setTextFormat(Qt::PlainText);
    m_head->setSpacing(space::kInside);
    m_head->addWidget(heading);
    m_head->addStretch(1);
    m_grid->setHorizontalSpacing(space::kBetween);
    m_grid->setVerticalSpacing(space::kBetween);
    // Cards above each other have their values in one line.
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * 16);
    m_grid->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, space::kBetween, 16, space::kBetween);
    column->setSpacing(space::kBetween);
    column->addLayout(m_head);
    column->addLayout(m_grid);
}

void FactCard::addFact(const QString &name, const QString &title)
{
    const auto row = static_cast<int>(m_lines.size());
    Line line{new QLabel(title, this), new IconLabel(this), new QLabel(this)};
    line.title->setProperty("role", QStringLiteral("quiet"));
    line.title->setTextFormat(Qt::PlainText);
    line.value->setObjectName(name);
    line.value->setTextFormat(Qt::PlainText);
    line.value->setWordWrap(true);
    line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A text that can be selected goes by its own direction, not by the window's.
    line.value->setAlignment(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                             Qt::AlignAbsolute | Qt::AlignTop);
    auto *said = new QHBoxLayout;
    said->setSpacing(6);
    said->addWidget(line.mark, 0, Qt::AlignTop);
    said->addWidget(line.value, 1);
    m_grid->addWidget(line.title, row, 0, Qt::AlignTop);
    m_grid->addLayout(said, row, 1);
    m_lines.append(line);
    setFact(row, {});
}

void FactCard::setFact(int line, const QString &text, Tone tone)
{
    const Line &shown = m_lines.at(line);
    const bool isKnown = !text.isEmpty();
    const bool hasMark = isKnown && tone != Tone::Normal && tone != Tone::Quiet;
    shown.value->setText(isKnown ? text : QStringLiteral("–"));
    setStyleProperty(shown.value, "role", roleOf(isKnown ? tone : Tone::Quiet));
    if (hasMark)
        shown.mark->setIcon(toneIcon(tone), tone);
    shown.mark->setVisible(hasMark);
}

void FactCard::addControl(QWidget *widget)
{
    m_head->addWidget(widget);
}

} // namespace rollcall::ui
