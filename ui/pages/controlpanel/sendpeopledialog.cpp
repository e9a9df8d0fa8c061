// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/sendpeopledialog.h"

#include "core/base/ondone.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/peoplecontrol.h"
#include "core/ports/terminalcontrol.h"
#include "ui/models/tablefilter.h"
#include "ui/models/userplanmodel.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segmentbar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QCollator>
#include <QComboBox>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

SendPeopleDialog::SendPeopleDialog(const PanelContext &context, const QList<DeviceUser> &there,
                                   const QList<MappingRow> &mapping, QWidget *parent)
    : UserPlanDialog(context,
                     {.table = QStringLiteral("sendTable"),
                      .title = tr("Send People to Device"),
                      .headline = tr("Send people to “%1”").arg(context.device.name()),
                      .sentence = tr("Name, card and Biometric ID are written to the terminal. "
                                     "Fingers and faces are enrolled there afterwards."),
                      .about = tr("Class")},
                     parent)
    , m_ports(context.ports)
    , m_device(context.device.id())
    , m_name(context.device.name())
    , m_there(there)
    , m_mapping(mapping)
    , m_kind(new SegmentBar(tr("Students or staff"), this))
    , m_group(new QComboBox(this))
    , m_maps(new QCheckBox(tr("&Map them at once, so that their punches count"), this))
    , m_fetcher(
          this, [this] { return m_ports.people.people(); },
          [this](const Result<QList<Person>> &people) { showPeople(people); })
{
    setObjectName(QStringLiteral("sendPeopleDialog"));
    addControls();
    layOut();
    m_fetcher.fetch();
}

void SendPeopleDialog::addControls()
{
    m_kind->add(Everyone, tr("All"), QStringLiteral("sendAllButton"));
    m_kind->add(Students, tr("Students"), QStringLiteral("sendStudentsButton"));
    m_kind->add(StaffOnly, tr("Staff"), QStringLiteral("sendStaffButton"));
    for (QPushButton *button : m_kind->findChildren<QPushButton *>())
        button->setAutoDefault(false);
    m_group->setObjectName(QStringLiteral("sendGroup"));
    m_group->setAccessibleName(tr("Class or department"));
    m_group->addItem(tr("All classes"));
    m_maps->setObjectName(QStringLiteral("sendMaps"));
    m_maps->setChecked(true);
    makePrimary(actionButton());
    bar()->addWidget(m_kind);
    bar()->addWidget(m_group);
    below()->addWidget(m_maps);
    filter().setRowTest([this](int row) { return isShown(model().rowAt(row)); });
    const auto refilter = [this] {
        filter().refilter();
        updateContents();
    };
    connect(m_kind, &SegmentBar::currentChanged, this, refilter);
    connect(m_group, &QComboBox::currentIndexChanged, this, refilter);
}

void SendPeopleDialog::showPeople(const Result<QList<Person>> &people)
{
    if (!people) {
        showError(tr("The list of people could not be read."), people.error());
        return;
    }
    QStringList groups;
    for (const Person &person : *people) {
        m_kinds.insert(person.id, person.kind);
        if (person.active && !person.groupLabel().isEmpty())
            groups.append(person.groupLabel());
    }
    groups.removeDuplicates();
    QCollator collator;
    collator.setNumericMode(true);
    std::sort(groups.begin(), groups.end(), collator);
    m_group->addItems(groups);
    showPlans(planSending(*people, m_mapping, m_there));
}

bool SendPeopleDialog::isShown(const UserPlan &plan) const
{
    if (m_group->currentIndex() > 0 && plan.about != m_group->currentText())
        return false;
    if (m_kind->current() == Everyone)
        return true;
    return (m_kinds.value(plan.person) == PersonKind::Staff) == (m_kind->current() == StaffOnly);
}

QString SendPeopleDialog::actionText(int count) const
{
    return tr("Send %Ln Person(s)", nullptr, count);
}

QString SendPeopleDialog::workText() const
{
    return tr("Sending people to “%1”").arg(m_name);
}

QString SendPeopleDialog::failureText() const
{
    return tr("Not everybody was sent to “%1”.").arg(m_name);
}

Answer<UserPlanDialog::Outcomes> SendPeopleDialog::ask(const QList<UserPlan> &chosen,
                                                       std::stop_token stop)
{
    QList<DeviceUserDraft> drafts;
    for (const UserPlan &plan : chosen)
        drafts.append(plan.draft);
    return m_ports.terminals.writeUsers(m_device, drafts, std::move(stop));
}

void SendPeopleDialog::finished(const QList<UserPlan> &done)
{
    if (!m_maps->isChecked())
        return;
    for (const UserPlan &plan : done) {
        if (plan.isMapped || m_mapped.contains(plan.person))
            continue;
        m_mapped.insert(plan.person);
        map(plan);
    }
}

void SendPeopleDialog::map(const UserPlan &plan)
{
    onDone(m_ports.mapping.map({m_device, plan.draft.userId, plan.person, {}, {}}), this,
           [this, id = plan.draft.userId](const Result<MappingCounts> &answer) {
               if (!answer)
                   showError(tr("User %1 is on the device, but was not mapped.").arg(id),
                             answer.error());
           });
}

} // namespace rollcall::ui
