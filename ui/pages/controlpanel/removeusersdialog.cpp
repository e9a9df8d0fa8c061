// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/removeusersdialog.h"

#include "core/ports/terminalcontrol.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace rollcall::ui {

RemoveUsersDialog::RemoveUsersDialog(const PanelContext &context, const QList<UserPlan> &plans,
                                     QWidget *parent)
    : UserPlanDialog(
          context,
          {.table = QStringLiteral("removeTable"),
           .title = tr("Remove from Device"),
           .headline = tr("Remove %Ln user(s) from “%1”?", nullptr, static_cast<int>(plans.size()))
                           .arg(context.device.name()),
           .sentence = tr("They can no longer punch there. Their fingerprints and faces "
                          "go from the terminal, and nothing brings those back. Their "
                          "punches stay here."),
           .about = tr("Mapped To")},
          parent)
    , m_control(context.ports.terminals)
    , m_device(context.device.id())
    , m_name(context.device.name())
    , m_typed(new QLineEdit(this))
{
    setObjectName(QStringLiteral("removeUsersDialog"));
    m_typed->setObjectName(QStringLiteral("removeNameField"));
    m_typed->setPlaceholderText(m_name);
    auto *label = new QLabel(tr("Type the &name of the device to remove them"), this);
    label->setBuddy(m_typed);
    below()->addWidget(label);
    below()->addWidget(m_typed);
    setStyleProperty(actionButton(), "danger", true);
    connect(m_typed, &QLineEdit::textChanged, this, &RemoveUsersDialog::updateContents);
    layOut();
    showPlans(plans);
}

QString RemoveUsersDialog::actionText(int count) const
{
    return tr("Remove %Ln User(s)", nullptr, count);
}

QString RemoveUsersDialog::workText() const
{
    return tr("Removing users from “%1”").arg(m_name);
}

QString RemoveUsersDialog::failureText() const
{
    return tr("Not every user was removed from “%1”.").arg(m_name);
}

Answer<UserPlanDialog::Outcomes> RemoveUsersDialog::ask(const QList<UserPlan> &chosen,
                                                        std::stop_token stop)
{
    QStringList ids;
    for (const UserPlan &plan : chosen)
        ids.append(plan.draft.userId);
    return m_control.deleteUsers(m_device, ids, std::move(stop));
}

bool RemoveUsersDialog::isReady() const
{
    return m_typed->text().trimmed() == m_name;
}

} // namespace rollcall::ui
