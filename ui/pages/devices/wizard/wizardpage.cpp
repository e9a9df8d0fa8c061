// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/wizardpage.h"

#include "ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>

namespace rollcall::ui {

WizardPage::WizardPage(int step, const QString &heading, QWidget *parent)
    : QWizardPage(parent)
    , m_step(step)
    , m_subtitle(new QLabel(this))
    , m_body(new QVBoxLayout)
{
    auto *title = new QLabel(heading, this);
    title->setObjectName(QStringLiteral("wizardTitle"));
    title->setFont(bold(sized(font(), TextSize::Title)));
    m_subtitle->setObjectName(QStringLiteral("wizardStep"));
    m_subtitle->setProperty("role", QStringLiteral("quiet"));
    for (QLabel *label : {title, m_subtitle})
        label->setTextFormat(Qt::PlainText);
    m_body->setSpacing(space::kBetween);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 8);
    column->setSpacing(4);
    column->addWidget(title);
    column->addWidget(m_subtitle);
    column->addSpacing(12);
    column->addLayout(m_body, 1);
    setAccessibleName(heading);
    setSubject(QString());
}

void WizardPage::setSubject(const QString &subject)
{
    const QLocale locale;
    const QString step = tr("Step %1 of %2").arg(locale.toString(m_step), locale.toString(kSteps));
    m_subtitle->setText(subject.isEmpty() ? step
                                          : tr("%1 · %2", "step · device").arg(step, subject));
}

} // namespace rollcall::ui
