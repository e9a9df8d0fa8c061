// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/timingservice.h"

#include "core/rules/policyresolver.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::TimingService", text);
}

Result<> checkShape(const TimingAssignment &assignment)
{
    if (assignment.settings.isEmpty())
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::TimingService", "A timing needs at least one setting. Nothing was changed. "
                                       "Name one, such as school_start=09:00.")));
    if (assignment.from.isValid() && assignment.to.isValid() && assignment.to < assignment.from)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::TimingService", "The last day of the timing lies before its first day. "
                                       "Nothing was changed. Exchange the two dates.")));
    for (const int weekday : assignment.weekdays) {
        if (weekday < Qt::Monday || weekday > Qt::Sunday)
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::TimingService",
                "A weekday is a number from 1 (Monday) to 7 (Sunday). Nothing was changed.")));
    }
    return ok();
}

/// The school's settings that are in force on some day of the assignment.
QList<Timing> timingsUnder(const QList<Timing> &timings, const TimingAssignment &assignment)
{
    QList<Timing> under;
    for (qsizetype i = 0; i < timings.size(); ++i) {
        const bool isOver = i + 1 < timings.size() && assignment.from.isValid() &&
                            timings.at(i + 1).validFrom <= assignment.from;
        const bool isToCome =
            i > 0 && assignment.to.isValid() && timings.at(i).validFrom > assignment.to;
        if (!isOver && !isToCome)
            under.append(timings.at(i));
    }
    if (under.isEmpty())
        under.append(Timing{});
    return under;
}

/// Checks an assignment over each of the school's settings it is laid upon: what is right over the
/// one may be wrong over the other.
Result<QStringList> warningsOf(const QList<Timing> &timings, const TimingAssignment &assignment)
{
    QStringList warnings;
    for (const Timing &timing : timingsUnder(timings, assignment)) {
        QJsonObject joined = timing.settings;
        for (auto it = assignment.settings.begin(); it != assignment.settings.end(); ++it)
            joined.insert(it.key(), it.value());
        const Result<AttendancePolicy> policy = AttendancePolicy::fromJson(joined);
        if (!policy)
            return policy.error();
        for (const QString &warning : policy->warnings()) {
            if (!warnings.contains(warning))
                warnings.append(warning);
        }
    }
    return warnings;
}

Error gone()
{
    return errors::notFound(say(QT_TRANSLATE_NOOP(
        "rollcall::TimingService",
        "There is no such timing. Nothing was changed. Look at the list again.")));
}

/// All settings with other assignments, and the days on which the @p changed ones hold.
SettingsAfter afterChange(const QList<Timing> &timings, const QList<TimingAssignment> &assignments,
                          const QList<TimingAssignment> &changed)
{
    SettingsAfter after{timings, assignments, changed.constFirst().from, changed.constFirst().to};
    for (const TimingAssignment &each : changed) {
        // A null date is open and wins.
        const bool isOpenBefore = after.from.isNull() || each.from.isNull();
        after.from = isOpenBefore ? QDate() : qMin(after.from, each.from);
        const bool isOpenAfter = after.to.isNull() || each.to.isNull();
        after.to = isOpenAfter ? QDate() : qMax(after.to, each.to);
    }
    return after;
}

} // namespace

Result<TimingSaved> TimingService::setAndCheck(QDate from, const QJsonObject &keys,
                                               const QString &reason)
{
    const Result<FactCounts> changed = await(m_school.change(keys, from, reason));
    if (!changed)
        return changed.error();
    const Result<QList<Timing>> timings = await(m_school.timings());
    if (!timings)
        return timings.error();
    TimingSaved saved;
    saved.counts = *changed;
    const QDate day = from.isValid() ? from : QDate(1, 1, 1);
    saved.warnings = PolicyResolver(*timings, {}).settingsFor({}, {}, day).policy().warnings();
    return saved;
}

Answer<TimingSaved> TimingService::setFrom(QDate from, const QJsonObject &keys,
                                           const QString &reason)
{
    return m_changes.run<TimingSaved>(
        [this, from, keys, reason] { return setAndCheck(from, keys, reason); },
        [this] { emit timingsChanged(); });
}

Result<QList<Timing>> TimingService::timingsToRemoveFrom(QDate validFrom)
{
    const Result<QList<Timing>> timings = await(m_school.timings());
    if (timings && !timings->isEmpty() && timings->constFirst().validFrom == validFrom)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::TimingService",
            "These are the school's first settings, on which all others stand. Nothing was "
            "changed. Change them with \"rollcallctl settings\" instead.")));
    return timings;
}

Answer<FactCounts> TimingService::removeTiming(QDate validFrom, const QString &reason)
{
    const auto remove = [this, validFrom, reason]() -> Result<FactCounts> {
        if (const Result<QList<Timing>> timings = timingsToRemoveFrom(validFrom); !timings)
            return timings.error();
        return await(m_timings.removeTiming(validFrom, m_changes.decision(reason)));
    };
    return m_changes.run<FactCounts>(remove, [this] { emit timingsChanged(); });
}

Result<QStringList> TimingService::checked(const QList<TimingAssignment> &assignments)
{
    const Result<QList<Timing>> timings = await(m_school.timings());
    if (!timings)
        return timings.error();
    QStringList warnings;
    for (const TimingAssignment &assignment : assignments) {
        if (const Result<> shape = checkShape(assignment); !shape)
            return shape.error();
        const Result<QStringList> more = warningsOf(*timings, assignment);
        if (!more)
            return more.error();
        warnings += *more;
    }
    warnings.removeDuplicates();
    return warnings;
}

Answer<TimingSaved> TimingService::assign(const QList<TimingAssignment> &assignments,
                                          const QString &reason)
{
    const auto assign = [this, assignments, reason]() -> Result<TimingSaved> {
        const Result<QStringList> warnings = checked(assignments);
        if (!warnings)
            return warnings.error();
        const Result<FactCounts> counts =
            await(m_timings.addAssignments(assignments, m_changes.decision(reason)));
        if (!counts)
            return counts.error();
        return TimingSaved{*counts, *warnings};
    };
    return m_changes.run<TimingSaved>(assign, [this] { emit timingsChanged(); });
}

Answer<FactCounts> TimingService::removeAssignment(AssignmentId assignment, const QString &reason)
{
    const auto remove = [this, assignment, reason] {
        return await(m_timings.removeAssignment(assignment, m_changes.decision(reason)));
    };
    return m_changes.run<FactCounts>(remove, [this] { emit timingsChanged(); });
}

Result<QList<TimingAssignment>> TimingService::presentAssignments()
{
    const Result<QList<AssignmentRow>> rows = await(m_timings.assignments());
    if (!rows)
        return rows.error();
    QList<TimingAssignment> assignments;
    for (const AssignmentRow &row : *rows)
        assignments.append(row.assignment);
    return assignments;
}

Answer<SettingsAfter> TimingService::afterSetting(QDate from, const QJsonObject &keys)
{
    return m_previews.run<SettingsAfter>([this, from, keys]() -> Result<SettingsAfter> {
        Result<SettingsAfter> after = m_school.settingsAfter(keys, from);
        if (!after)
            return after;
        Result<QList<TimingAssignment>> assignments = presentAssignments();
        if (!assignments)
            return assignments.error();
        after->assignments = *std::move(assignments);
        return after;
    });
}

/// The first settings hold for the days before them, too, but they cannot be taken back.
Result<SettingsAfter> TimingService::without(QDate validFrom)
{
    const Result<QList<Timing>> timings = timingsToRemoveFrom(validFrom);
    if (!timings)
        return timings.error();
    Result<QList<TimingAssignment>> assignments = presentAssignments();
    if (!assignments)
        return assignments.error();
    SettingsAfter after{{}, *std::move(assignments), validFrom, {}};
    for (const Timing &timing : *timings) {
        if (timing.validFrom != validFrom)
            after.timings.append(timing);
        if (timing.validFrom > validFrom && !after.to.isValid()) // they are in order
            after.to = timing.validFrom.addDays(-1);
    }
    return after.timings.size() < timings->size() ? Result<SettingsAfter>(after) : gone();
}

Answer<SettingsAfter> TimingService::afterRemovingTiming(QDate validFrom)
{
    return m_previews.run<SettingsAfter>([this, validFrom] { return without(validFrom); });
}

Result<SettingsAfter> TimingService::with(const QList<TimingAssignment> &assignments)
{
    if (const Result<QStringList> warnings = checked(assignments); !warnings)
        return warnings.error();
    const Result<QList<Timing>> timings = await(m_school.timings());
    if (!timings)
        return timings.error();
    Result<QList<TimingAssignment>> all = presentAssignments();
    if (!all)
        return all.error();
    *all += assignments;
    orderFromGeneralToSpecific(*all);
    return afterChange(*timings, *all, assignments);
}

Answer<SettingsAfter> TimingService::afterAssigning(const QList<TimingAssignment> &assignments)
{
    return m_previews.run<SettingsAfter>([this, assignments] { return with(assignments); });
}

Result<SettingsAfter> TimingService::without(AssignmentId assignment)
{
    const Result<QList<Timing>> timings = await(m_school.timings());
    const Result<QList<AssignmentRow>> rows = await(m_timings.assignments());
    if (!timings || !rows)
        return timings ? rows.error() : timings.error();
    QList<TimingAssignment> staying;
    QList<TimingAssignment> going;
    for (const AssignmentRow &row : *rows)
        (row.id == assignment ? going : staying).append(row.assignment);
    return going.isEmpty() ? gone() : Result<SettingsAfter>(afterChange(*timings, staying, going));
}

Answer<SettingsAfter> TimingService::afterRemovingAssignment(AssignmentId assignment)
{
    return m_previews.run<SettingsAfter>([this, assignment] { return without(assignment); });
}

} // namespace rollcall
