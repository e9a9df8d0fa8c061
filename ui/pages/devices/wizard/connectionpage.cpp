// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/connectionpage.h"

#include "ui/pages/devices/devicefields.h"
#include "ui/pages/devices/wizard/finddevices.h"
#include "ui/theme.h"
#include "ui/widgets/choicebutton.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QWizard>

namespace rollcall::ui {

using namespace devicefields;

ConnectionPage::ConnectionPage(const WizardContext &context, QWidget *parent)
    : WizardPage(1, tr("How is it connected?"), parent)
    , m_modes(new QButtonGroup(this))
    , m_dialects(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("connectionPage"));
    auto *agent = new ChoiceButton(Icon::Network, tr("Agent"), wayText(SyncMode::Agent), this);
    agent->setObjectName(QStringLiteral("agentChoice"));
    auto *push = new ChoiceButton(Icon::Wifi, tr("Push"), wayText(SyncMode::Push), this);
    push->setObjectName(QStringLiteral("pushChoice"));
    m_modes->addButton(agent, static_cast<int>(SyncMode::Agent));
    m_modes->addButton(push, static_cast<int>(SyncMode::Push));
    m_find = new FindDevices(context.ports.terminals, context.ports.clock, context.subnets,
                             context.known, this);
    m_dialectBox = makeDialects();

    body()->addWidget(agent);
    body()->addWidget(push);
    body()->addSpacing(4);
    body()->addWidget(m_find);
    body()->addWidget(m_dialectBox);
    body()->addStretch(1);
    connect(m_modes, &QButtonGroup::idToggled, this, &ConnectionPage::showMode);
    connect(m_find, &FindDevices::activated, this, [this] { wizard()->next(); });
    agent->setChecked(true);
    agent->setFocus();
}

QWidget *ConnectionPage::makeDialects()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QLabel(tr("What does it speak?"), box);
    head->setFont(bold(font()));
    column->addWidget(head);
    int id = 0;
    for (const PushDialect &dialect : pushDialects()) {
        auto *choice = new QRadioButton(dialect.name, box);
        choice->setObjectName(QString(dialect.id + QLatin1String("Dialect")));
        choice->setAccessibleDescription(dialectText(dialect.id));
        auto *sentence = new QLabel(dialectText(dialect.id), box);
        sentence->setProperty("role", QStringLiteral("quiet"));
        sentence->setIndent(fontMetrics().height() + 10); // under the words of its choice
        column->addSpacing(4);
        column->addWidget(choice, 0, Qt::AlignLeft);
        column->addWidget(sentence);
        m_dialects->addButton(choice, id++);
    }
    m_dialects->button(0)->setChecked(true);
    return box;
}

SyncMode ConnectionPage::mode() const
{
    return static_cast<SyncMode>(m_modes->checkedId());
}

QString ConnectionPage::driver() const
{
    if (mode() == SyncMode::Push)
        return pushDialects().at(m_dialects->checkedId()).id;
    const std::optional<TerminalSighting> sighting = found();
    return sighting ? sighting->driver : QStringLiteral("zk");
}

std::optional<TerminalSighting> ConnectionPage::found() const
{
    return mode() == SyncMode::Agent ? m_find->chosen() : std::nullopt;
}

void ConnectionPage::choose(SyncMode mode, const QString &dialect)
{
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    const QList<PushDialect> dialects = pushDialects();
    for (int i = 0; i < dialects.size(); ++i) {
        if (dialects.at(i).id == dialect)
            m_dialects->button(i)->setChecked(true);
    }
}

bool ConnectionPage::isComplete() const
{
    return m_modes->checkedId() >= 0;
}

bool ConnectionPage::validatePage()
{
    m_find->stop();
    return true;
}

void ConnectionPage::showMode()
{
    m_find->setVisible(mode() == SyncMode::Agent);
    m_dialectBox->setVisible(mode() == SyncMode::Push);
    if (mode() == SyncMode::Push)
        m_find->stop();
}

} // namespace rollcall::ui
