// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/leaveservice.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

constexpr int kMostDays = 3 * 366;
constexpr qsizetype kMostCode = 40;
constexpr qsizetype kMostName = 200;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::LeaveService", text);
}

bool isCode(const QString &code)
{
    const auto fits = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
    };
    return !code.isEmpty() && code.size() <= kMostCode &&
           std::all_of(code.begin(), code.end(), fits);
}

QStringList offeredCodes(const QList<LeaveReason> &reasons)
{
    QStringList codes;
    for (const LeaveReason &reason : reasons) {
        if (reason.offered)
            codes.append(reason.code);
    }
    return codes;
}

} // namespace

Answer<FactCounts> LeaveService::change(std::function<Result<FactCounts>()> work)
{
    return m_changes.run<FactCounts>(std::move(work), [this] { emit leavesChanged(); });
}

Result<> LeaveService::check(const QList<Leave> &leaves)
{
    const Result<QList<LeaveReason>> reasons = await(m_leaves.reasons());
    if (!reasons)
        return reasons.error();
    const QStringList codes = offeredCodes(*reasons);
    for (const Leave &leave : leaves) {
        if (!leave.from.isValid() || !leave.to.isValid() || leave.to < leave.from)
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::LeaveService", "The last day of a leave lies before its first day. "
                                          "Nothing was changed. Exchange the two dates.")));
        if (leave.from.daysTo(leave.to) >= kMostDays)
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::LeaveService",
                "A leave lasts at most three years. Nothing was changed. For somebody who left, "
                "enter the last day of enrolment instead.")));
        if (!codes.contains(leave.reason))
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::LeaveService",
                                      "\"%1\" is no reason for a leave. Nothing was changed. These "
                                      "are: %2."))
                    .arg(leave.reason, codes.join(QStringLiteral(", "))));
    }
    return ok();
}

Answer<FactCounts> LeaveService::addLeaves(const QList<Leave> &leaves, const QString &reason)
{
    return change([this, leaves, reason]() -> Result<FactCounts> {
        if (const Result<> checked = check(leaves); !checked)
            return checked.error();
        return await(m_leaves.addLeaves(leaves, m_changes.decision(reason)));
    });
}

Answer<FactCounts> LeaveService::removeLeave(LeaveId leave, const QString &reason)
{
    return change([this, leave, reason] {
        return await(m_leaves.removeLeave(leave, m_changes.decision(reason)));
    });
}

Answer<FactCounts> LeaveService::saveReason(const LeaveReason &leaveReason, const QString &reason)
{
    return change([this, leaveReason, reason]() -> Result<FactCounts> {
        if (!isCode(leaveReason.code) || leaveReason.name.size() > kMostName)
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::LeaveService",
                "The code of a reason has at most 40 lower-case letters, digits and \"_\", and its "
                "name at most 200 characters. Nothing was changed.")));
        return await(m_leaves.saveReason(leaveReason, m_changes.decision(reason)));
    });
}

} // namespace rollcall
