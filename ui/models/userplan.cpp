// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/userplan.h"

#include "core/base/textfold.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/personmodel.h"

#include <QCoreApplication>
#include <QHash>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::UserPlan)
};

QHash<QString, DeviceUser> byId(const QList<DeviceUser> &users)
{
    QHash<QString, DeviceUser> map;
    for (const DeviceUser &user : users)
        map.insert(user.userId, user);
    return map;
}

QHash<QString, MappingRow> byId(const QList<MappingRow> &rows)
{
    QHash<QString, MappingRow> map;
    for (const MappingRow &row : rows)
        map.insert(row.userId, row);
    return map;
}

QString withoutZeros(const QString &number)
{
    qsizetype first = 0;
    while (first + 1 < number.size() && number.at(first) == u'0')
        ++first;
    return number.mid(first);
}

/// @p number as the terminal writes it, if it knows it.
QString numberThere(const QString &number, const QHash<QString, DeviceUser> &there,
                    const QHash<QString, QString> &byNumber)
{
    return there.contains(number) ? number : byNumber.value(withoutZeros(number), number);
}

/// What writing the draft of @p plan over @p there would do.
void compare(UserPlan &plan, const QHash<QString, DeviceUser> &there)
{
    const auto known = there.constFind(plan.draft.userId);
    if (known == there.constEnd()) {
        plan.kind = PlanKind::Adds;
        plan.remark = Texts::tr("New on the device");
        return;
    }
    const bool hasOtherName = plan.draft.name && *plan.draft.name != known->name;
    const bool hasOtherRest = (plan.draft.card && *plan.draft.card != known->card) ||
                              (plan.draft.privilege && *plan.draft.privilege != known->privilege);
    plan.kind = hasOtherName || hasOtherRest ? PlanKind::Changes : PlanKind::Same;
    if (hasOtherName && known->name.isEmpty())
        plan.remark = Texts::tr("Gets a name");
    else if (hasOtherName)
        plan.remark = Texts::tr("Is “%1” there and gets this name").arg(known->name);
    else if (hasOtherRest)
        plan.remark = Texts::tr("Card or role changes");
    else
        plan.remark = Texts::tr("Is there already");
}

} // namespace

QList<UserPlan> planRemoval(const QList<DeviceUser> &users, const QList<MappingRow> &mapping)
{
    const QHash<QString, MappingRow> rows = byId(mapping);
    QList<UserPlan> plans;
    for (const DeviceUser &user : users) {
        UserPlan plan;
        plan.key = user.userId;
        plan.draft.userId = user.userId;
        plan.name = user.name;
        plan.kind = PlanKind::Removes;
        plan.isChosen = true;
        plan.remark = Texts::tr("Is removed");
        if (const auto row = rows.constFind(user.userId); row != rows.constEnd() && row->mapping) {
            plan.about = MappingModel::personText(*row);
            plan.remark = Texts::tr("Is removed; %1 can no longer punch here").arg(row->personName);
        }
        plan.searchKey = foldText(QString(user.userId + u' ' + user.name + u' ' + plan.about));
        plans.append(plan);
    }
    return plans;
}

QList<UserPlan> planCopy(const QList<DeviceUser> &users, const QList<DeviceUser> &there)
{
    const QHash<QString, DeviceUser> known = byId(there);
    QList<UserPlan> plans;
    for (const DeviceUser &user : users) {
        UserPlan plan;
        plan.key = user.userId;
        plan.draft = {user.userId, user.name, user.card, user.privilege, std::nullopt};
        plan.name = user.name;
        plan.searchKey = foldText(QString(user.userId + u' ' + user.name));
        compare(plan, known);
        plan.isChosen = plan.kind != PlanKind::Same;
        plans.append(plan);
    }
    return plans;
}

QList<UserPlan> planSending(const QList<Person> &people, const QList<MappingRow> &mapping,
                            const QList<DeviceUser> &there)
{
    const QHash<QString, DeviceUser> known = byId(there);
    const QHash<QString, MappingRow> rows = byId(mapping);
    QHash<PersonId, QString> mapped;
    for (const MappingRow &row : mapping) {
        if (row.mapping)
            mapped.insert(row.mapping->person, row.userId);
    }
    QHash<QString, QString> byNumber;
    for (const DeviceUser &user : there)
        byNumber.insert(withoutZeros(user.userId), user.userId);
    QList<UserPlan> plans;
    for (const Person &person : people) {
        if (!person.active)
            continue;
        UserPlan plan;
        plan.key = QString::number(person.id.value);
        plan.person = person.id;
        plan.isMapped = mapped.contains(person.id);
        plan.draft.userId =
            plan.isMapped ? mapped.value(person.id) : numberThere(person.number, known, byNumber);
        plan.draft.name = person.fullName;
        if (!person.card.isEmpty())
            plan.draft.card = person.card;
        plan.name = person.fullName;
        plan.about = person.groupLabel();
        plan.searchKey = personSearchKey(person);
        compare(plan, known);
        const auto row = rows.constFind(plan.draft.userId);
        if (row != rows.constEnd() && row->mapping && row->mapping->person != person.id) {
            plan.kind = PlanKind::Refused;
            plan.remark =
                Texts::tr("This Biometric ID means %1 here; unmap it first").arg(row->personName);
        }
        plans.append(plan);
    }
    return plans;
}

void noteOutcome(UserPlan &plan, const DeviceUserOutcome &outcome)
{
    plan.hasFailed = outcome.error.has_value();
    plan.isDone = !plan.hasFailed;
    plan.isChosen = plan.hasFailed;
    if (outcome.error)
        plan.remark = outcome.error->userText;
    else if (!outcome.changed)
        plan.remark = Texts::tr("Nothing had to be changed");
    else if (plan.kind == PlanKind::Removes)
        plan.remark = Texts::tr("Removed");
    else
        plan.remark = plan.kind == PlanKind::Adds ? Texts::tr("Added") : Texts::tr("Changed");
}

} // namespace rollcall::ui
