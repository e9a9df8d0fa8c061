// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/donepage.h"

#include "core/base/error.h"
#include "ui/theme.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/iconlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>

namespace rollcall::ui {

DonePage::DonePage(const WizardContext &, QWidget *parent)
    : WizardPage(4, tr("Done"), parent)
    , m_mark(new IconLabel(this, 1.6))
    , m_headline(new QLabel(this))
    , m_text(new QLabel(this))
    , m_clock(new QCheckBox(tr("&Set the terminal's clock first"), this))
    , m_sync(new QCheckBox(tr("S&ync now"), this))
    , m_map(new QCheckBox(tr("&Map users next"), this))
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("donePage"));
    setFinalPage(true);
    m_headline->setObjectName(QStringLiteral("doneHeadline"));
    m_headline->setFont(bold(font()));
    m_text->setObjectName(QStringLiteral("doneText"));
    for (QLabel *label : {m_headline, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_clock->setObjectName(QStringLiteral("setClockBox"));
    m_sync->setObjectName(QStringLiteral("syncNowBox"));
    m_map->setObjectName(QStringLiteral("mapNextBox"));

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_headline);
    words->addWidget(m_text);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kBetween);
    line->addWidget(m_mark, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    body()->addLayout(line);
    body()->addSpacing(8);
    for (QCheckBox *box : {m_clock, m_sync, m_map})
        body()->addWidget(box, 0, Qt::AlignLeft); // beside it there is nothing to click
    body()->addStretch(1);
    body()->addWidget(m_errors);
}

void DonePage::show(const QString &headline, const QString &text, bool isGood)
{
    m_errors->clear();
    m_mark->setIcon(isGood ? Icon::Done : Icon::Caution, isGood ? Tone::Good : Tone::Warning);
    m_headline->setText(headline);
    m_text->setText(text);
}

void DonePage::showAgent(const QString &name, bool hasPassed, bool isClockOff)
{
    setSubject(name);
    if (hasPassed)
        show(tr("“%1” is ready.").arg(name),
             tr("It is Active: this computer reads it every few minutes from now on."), true);
    else
        show(tr("“%1” did not pass the test.").arg(name),
             tr("It is added but stays Inactive, so that it does not fail every few minutes. Put "
                "right what the test named, then set it to Active in the list of devices."),
             false);
    m_clock->setVisible(hasPassed && isClockOff);
    m_clock->setChecked(hasPassed && isClockOff);
    m_sync->setVisible(true);
    m_sync->setEnabled(hasPassed);
    m_sync->setChecked(hasPassed);
    m_map->setChecked(hasPassed);
    m_map->setEnabled(hasPassed);
}

void DonePage::showPush(const QString &name, bool hasHeard)
{
    setSubject(name);
    show(tr("“%1” is added.").arg(name),
         hasHeard ? tr("It is Active and sends its logs. Users stand in User Mapping as soon as "
                       "they punch.")
                  : tr("It is Active and has not sent anything yet. You find address and token "
                       "again under “Edit”."),
         hasHeard);
    m_clock->setVisible(false);
    m_clock->setChecked(false);
    m_sync->setVisible(false); // a Push device sends by itself
    m_sync->setChecked(false);
    m_map->setEnabled(true);
    m_map->setChecked(true);
}

NextSteps DonePage::nextSteps() const
{
    return {m_clock->isChecked(), m_sync->isChecked(), m_map->isChecked()};
}

void DonePage::showError(const Error &error)
{
    m_errors->showError(tr("The device was not saved."), error);
}

} // namespace rollcall::ui
