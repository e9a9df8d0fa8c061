// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/jobbar.h"

#include "ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

JobBar::JobBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_text->setObjectName(QString(name + QLatin1String("Status")));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setProperty("role", QStringLiteral("quiet"));
    m_bar->setObjectName(QString(name + QLatin1String("Bar")));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setFixedHeight(6); // the bar of a style sheet is as high as its chunk
    m_bar->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
    m_bar->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_cancel->setObjectName(QString(name + QLatin1String("CancelButton")));
    m_cancel->setProperty("flat", true);
    m_cancel->setProperty("compact", true);
    m_cancel->setAutoDefault(false);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kBetween);
    line->addWidget(m_text);
    line->addWidget(m_bar, 1, Qt::AlignVCenter);
    line->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &JobBar::cancelRequested);
    hide();
}

void JobBar::showJob(const JobState &job, qint64 nowUtc)
{
    const QString remaining = remainingText(job, nowUtc);
    m_text->setText(
        remaining.isEmpty()
            ? tr("%1: %2", "job: how far").arg(job.what, countText(job))
            : tr("%1: %2, %3", "job: how far, how long").arg(job.what, countText(job), remaining));
    // Counts may pass what an int holds, but the bar only needs a share.
    constexpr int kSteps = 1000;
    m_bar->setRange(0, job.total > 0 ? kSteps : 0);
    if (job.total > 0)
        m_bar->setValue(static_cast<int>(std::min<qint64>(job.done * kSteps / job.total, kSteps)));
    m_bar->setAccessibleDescription(m_text->text());
    m_cancel->setEnabled(!job.isCancelling);
    show();
}

void JobBar::clear()
{
    hide();
}

void JobBar::setCancelTip(const QString &tip)
{
    m_cancel->setToolTip(tip);
}

void JobBar::setCancelText(const QString &text)
{
    m_cancel->setText(text);
    m_cancel->setVisible(!text.isEmpty());
}

} // namespace rollcall::ui
