// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/deviceuser.h"
#include "core/domain/person.h"
#include "core/domain/terminal.h"
#include "core/ports/rows.h"

#include <QList>
#include <QString>

namespace rollcall::ui {

/// What would happen to a user of a terminal.
enum class PlanKind {
    Adds,    ///< is not there yet
    Changes, ///< is there with another name, card or role
    Same,    ///< nothing to do
    Removes,
    Refused, ///< would become somebody else
};

/// One line of a preview; afterwards, what became of it.
struct UserPlan
{
    QString key; ///< unique in the list
    DeviceUserDraft draft;
    QString name;      ///< of the person, or on the terminal
    QString about;     ///< class, or whom the user means
    QString remark;    ///< what would happen, or what has, translated
    QString searchKey; ///< folded
    PlanKind kind = PlanKind::Adds;
    PersonId person;       ///< who is sent; invalid otherwise
    bool isMapped = false; ///< the person means this user here already
    bool isChosen = false;
    bool isDone = false; ///< it was written or removed, or was so already
    bool hasFailed = false;

    bool isOpen() const { return kind != PlanKind::Refused && !isDone; }
    friend bool operator==(const UserPlan &a, const UserPlan &b)
    {
        return a.key == b.key && a.remark == b.remark && a.isChosen == b.isChosen &&
               a.isDone == b.isDone && a.hasFailed == b.hasFailed && a.kind == b.kind;
    }
};

/// What removing @p users would mean; @p mapping: whom they mean.
QList<UserPlan> planRemoval(const QList<DeviceUser> &users, const QList<MappingRow> &mapping);
/// What copying @p users to a terminal that holds @p there would do.
QList<UserPlan> planCopy(const QList<DeviceUser> &users, const QList<DeviceUser> &there);
/// What sending @p people to a terminal that holds @p there would do. A person gets the Biometric
/// ID that means the person there already, else the own number, written as it stands there: "401"
/// for 0401, since a second user would part the person's punches. Inactive people are left out.
QList<UserPlan> planSending(const QList<Person> &people, const QList<MappingRow> &mapping,
                            const QList<DeviceUser> &there);
/// Takes over what became of the plan.
void noteOutcome(UserPlan &plan, const DeviceUserOutcome &outcome);

} // namespace rollcall::ui
