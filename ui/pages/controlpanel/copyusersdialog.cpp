// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/copyusersdialog.h"

#include "core/ports/terminalcontrol.h"
#include "ui/models/devicelist.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/pages/controlpanel/terminaljob.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

namespace rollcall::ui {

CopyUsersDialog::CopyUsersDialog(const PanelContext &context, const QList<DeviceUser> &users,
                                 QWidget *parent)
    : UserPlanDialog(
          context,
          {.table = QStringLiteral("copyTable"),
           .title = tr("Copy to Another Device"),
           .headline = tr("Copy %Ln user(s) of “%1”", nullptr, static_cast<int>(users.size()))
                           .arg(context.device.name()),
           .sentence = tr("Biometric ID, name, card and role are copied. Fingerprints "
                          "and faces are not: each person has to be enrolled at the "
                          "other device."),
           .about = QString()},
          parent)
    , m_control(context.ports.terminals)
    , m_from(context.device.id())
    , m_users(users)
    , m_to(new QComboBox(this))
    , m_again(textButton(Icon::Sync, tr("&Look Again"), QStringLiteral("compareButton"), this))
{
    setObjectName(QStringLiteral("copyUsersDialog"));
    m_to->setObjectName(QStringLiteral("copyTarget"));
    m_again->setAutoDefault(false);
    m_again->setToolTip(tr("Reads the users of that device once more"));
    makePrimary(actionButton());
    auto *label = new QLabel(tr("&To"), this);
    label->setBuddy(m_to);
    bar()->addWidget(label);
    bar()->addWidget(m_to);
    bar()->addWidget(m_again);
    fillTargets(context);
    layOut();
    connect(m_to, &QComboBox::currentIndexChanged, this, &CopyUsersDialog::compare);
    connect(m_again, &QPushButton::clicked, this, &CopyUsersDialog::compare);
    connect(&job(), &TerminalJob::changed, this, [this] {
        m_to->setEnabled(!job().isRunning());
        m_again->setEnabled(!job().isRunning() && m_to->count() > 0);
    });
    m_again->setEnabled(m_to->count() > 0);
    showPlans(planCopy(m_users, {}));
    compare();
}

/// Those that can take users: a JSON pusher cannot, and an Inactive one is not spoken to.
void CopyUsersDialog::fillTargets(const PanelContext &context)
{
    for (const DeviceOverview &row : context.devices.model()->rows()) {
        const Device &device = row.device;
        const bool takesUsers = device.mode == SyncMode::Agent || device.driver == u"adms";
        if (device.id != m_from && device.active && takesUsers)
            m_to->addItem(device.name, device.id.value);
    }
    if (m_to->count() == 0)
        m_to->setPlaceholderText(tr("No other device can take users"));
}

DeviceId CopyUsersDialog::target() const
{
    return DeviceId{m_to->currentData().toLongLong()};
}

void CopyUsersDialog::compare()
{
    m_isCompared = false;
    updateContents();
    const DeviceId to = target();
    if (!to.isValid())
        return;
    job().run<QList<DeviceUser>>(
        tr("Looking who is on “%1”").arg(m_to->currentText()), tr("Talking to the terminal…"),
        [this, to](const std::stop_token &stop) { return m_control.users(to, stop); },
        [this, to](const Result<QList<DeviceUser>> &there) {
            if (to != target())
                return;
            m_isCompared = there.isOk();
            if (there)
                showPlans(planCopy(m_users, *there));
            else if (there.error().code != ErrorCode::Cancelled)
                showError(tr("Who is on “%1” is not known.").arg(m_to->currentText()),
                          there.error());
        });
}

QString CopyUsersDialog::actionText(int count) const
{
    return tr("Copy %Ln User(s)", nullptr, count);
}

QString CopyUsersDialog::workText() const
{
    return tr("Copying users to “%1”").arg(m_to->currentText());
}

QString CopyUsersDialog::failureText() const
{
    return tr("Not every user was copied to “%1”.").arg(m_to->currentText());
}

Answer<UserPlanDialog::Outcomes> CopyUsersDialog::ask(const QList<UserPlan> &chosen,
                                                      std::stop_token stop)
{
    QStringList ids;
    for (const UserPlan &plan : chosen)
        ids.append(plan.draft.userId);
    return m_control.copyUsers(m_from, target(), ids, std::move(stop));
}

} // namespace rollcall::ui
