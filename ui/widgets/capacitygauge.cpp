// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/capacitygauge.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>

namespace rollcall::ui {

namespace {

constexpr int kSteps = 1000;
constexpr int kNearlyFull = 800; // ui.md, section "Today": over 80 %

} // namespace

CapacityGauge::CapacityGauge(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
{
    setObjectName(name);
    m_title->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QString(name + QLatin1String("Text")));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setRange(0, kSteps);
    m_bar->setAccessibleName(title);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kInside);
    line->addWidget(m_title);
    line->addStretch(1);
    line->addWidget(m_text);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kInside);
    column->addLayout(line);
    column->addWidget(m_bar);
    setFilling({}, {});
}

void CapacityGauge::setFilling(std::optional<qint64> number, std::optional<qint64> capacity)
{
    const QLocale locale;
    const bool hasShare = number && capacity && *capacity > 0;
    const int share =
        hasShare ? static_cast<int>(std::clamp<qint64>(*number * kSteps / *capacity, 0, kSteps))
                 : 0;
    const bool isNearlyFull = share > kNearlyFull;
    QString text = QStringLiteral("–");
    if (hasShare)
        text = tr("%1 of %2").arg(locale.toString(*number), locale.toString(*capacity));
    else if (number)
        text = locale.toString(*number);
    //: the memory of a terminal; %1 is "81,000 of 100,000"
    m_text->setText(isNearlyFull ? tr("%1 · nearly full").arg(text) : text);
    m_text->setToolTip(number ? QString() : tr("The terminal has not said"));
    setStyleProperty(m_text, "role",
                     isNearlyFull ? QStringLiteral("warning")
                     : number     ? QString()
                                  : QStringLiteral("quiet"));
    setStyleProperty(m_bar, "tone", isNearlyFull ? QStringLiteral("warning") : QString());
    m_bar->setVisible(hasShare);
    m_bar->setValue(share);
    m_bar->setAccessibleDescription(m_text->text());
}

} // namespace rollcall::ui
