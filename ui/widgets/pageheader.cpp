// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/pageheader.h"

#include "ui/theme.h"

#include <QBoxLayout>
#include <QLabel>

namespace rollcall::ui {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_line(new QHBoxLayout(this))
    , m_title(new QLabel(title, this))
    , m_subtitle(new QLabel(this))
    , m_gap(new QSpacerItem(0, 0))
{
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->setFont(bold(sized(font(), TextSize::Title)));
    m_title->setTextFormat(Qt::PlainText);
    m_subtitle->setObjectName(QStringLiteral("pageSubtitle"));
    m_subtitle->setProperty("role", QStringLiteral("quiet"));
    m_subtitle->setTextFormat(Qt::PlainText);
    m_subtitle->hide();
    m_line->setContentsMargins(0, 0, 0, 0);
    m_line->setSpacing(space::kInside);
    m_line->addWidget(m_title);
    m_line->addItem(m_gap);
    m_line->addWidget(m_subtitle);
    m_line->addStretch(1);
    setTitle(title);
}

void PageHeader::setTitle(const QString &title)
{
    constexpr int kGap = 4;
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_gap->changeSize(title.isEmpty() ? 0 : kGap, 0);
    m_line->invalidate();
}

void PageHeader::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void PageHeader::addLeading(QWidget *widget)
{
    m_line->insertWidget(m_leading++, widget);
    ++m_beside;
}

void PageHeader::addBeside(QWidget *widget)
{
    m_line->insertWidget(m_beside++, widget);
}

void PageHeader::addControl(QWidget *widget)
{
    m_line->addWidget(widget);
}

} // namespace rollcall::ui
