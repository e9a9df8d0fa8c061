// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"

#include "core/domain/settingkeys.h"
#include "core/rules/clockcheck.h"
#include "core/rules/dayassigner.h"
#include "core/rules/explanation.h"
#include "core/rules/inoutselector.h"
#include "core/rules/statusrule.h"

namespace rollcall {

namespace {

constexpr qint64 kMinutesOfTwoDays = qint64{2} * kMinutesPerDay;

/// Three days with their settings: enough to say whose each punch is.
struct Frames
{
    DayFrame before;
    DayFrame day;
    DayFrame after;
};

/// What the middle day answers for.
class DayWork
{
public:
    DayWork(const DayInput &input, const Frames &frames, Explanation &why)
        : m_input(input)
        , m_frames(frames)
        , m_frame(frames.day)
        , m_why(why)
        , m_isPlain(frames.before.firstMinute() == frames.day.firstMinute() &&
                    frames.day.firstMinute() == frames.after.firstMinute())
    {}

    DayResult run()
    {
        DayResult result;
        result.person = m_input.person;
        result.day = m_input.day;
        result.dirtyStamp = m_input.dirtyStamp;
        collect(result.outcomes);
        const InOut chosen = selectInOut(m_claimed, m_frame, m_why);
        for (qsizetype i = 0; i < m_claimed.size(); ++i)
            note(result.outcomes, *m_claimed.at(i), chosen.outcomes.at(i));
        if (hasRecord())
            result.record = ruleDay(m_input, m_frame, chosen, m_why);
        if (m_input.locked)
            applyLock(result);
        return result;
    }

private:
    bool isEnrolled() const
    {
        return (m_input.enrolledFrom.isNull() || m_input.enrolledFrom <= m_input.day) &&
               (m_input.enrolledTo.isNull() || m_input.day <= m_input.enrolledTo);
    }

    /// Takes the punches of this day and settles those that never reach the choice of IN and OUT
    /// (section 4).
    void collect(OutcomeList &outcomes)
    {
        PunchRefs ours;
        PunchRefs nearby;
        for (const Punch &punch : m_input.punches) {
            const qint64 minute = punch.at.isValid() ? m_frame.minuteOf(punch.at) : -1;
            if (minute < 0 || minute >= kMinutesOfTwoDays)
                continue;
            if (m_isPlain ? m_frame.covers(punch.at) : isOurs(claimOf(punch), punch))
                ours.append(&punch);
            if (m_why.isWanted())
                nearby.append(&punch);
        }
        if (!nearby.isEmpty())
            explainClaims(nearby);
        sortPunches(ours);
        outcomes.reserve(ours.size());
        const bool enrolled = isEnrolled();
        for (const Punch *punch : ours) {
            if (const ClockDoubt doubt = doubtOfClock(*punch, m_frame.policy());
                doubt != ClockDoubt::None)
                noteSuspect(outcomes, *punch, doubt);
            else if (!m_isPlain && claimOf(*punch).day.isNull())
                noteNoDay(outcomes, *punch);
            else if (!enrolled)
                noteNotEnrolled(outcomes, *punch);
            else
                m_claimed.append(punch);
        }
    }

    void explainClaims(PunchRefs &nearby)
    {
        sortPunches(nearby);
        for (const Punch *punch : nearby)
            explainClaim(*punch);
    }

    bool isOnDate(const Punch &punch) const { return m_frame.minuteOf(punch.at) < kMinutesPerDay; }
    DayClaim claimOf(const Punch &punch) const
    {
        return isOnDate(punch) ? claimingDay(punch.at, m_frames.before, m_frame)
                               : claimingDay(punch.at, m_frame, m_frames.after);
    }
    /// A punch that no day claims is answered for by its date.
    bool isOurs(const DayClaim &claim, const Punch &punch) const
    {
        return claim.day.isNull() ? isOnDate(punch) : claim.day == m_input.day;
    }

    /// Says where a punch near midnight went when that is not plain.
    void explainClaim(const Punch &punch)
    {
        const DayClaim claim = claimOf(punch);
        const bool leaves = isOnDate(punch) && !claim.day.isNull() && claim.day != m_input.day;
        const bool stays = !isOnDate(punch) && claim.day == m_input.day;
        if (!leaves && !stays && !claim.sharedUntil.isValid())
            return;
        const char16_t *rule = leaves                        ? u"other_day"
                               : claim.sharedUntil.isValid() ? u"shared_hours"
                                                             : u"over_midnight";
        m_why.add(rule, punch.log, [&] {
            Because because{{settingkeys::kDayChange},
                            {{QStringLiteral("at"), punch.at.toString()},
                             {QStringLiteral("day"), claim.day.toString(Qt::ISODate)}}};
            if (claim.sharedUntil.isValid())
                because.values.insert(QStringLiteral("next_day_from"),
                                      claim.sharedUntil.toString());
            return because;
        });
    }

    void noteSuspect(OutcomeList &outcomes, const Punch &punch, ClockDoubt doubt)
    {
        note(outcomes, punch, Outcome::ClockSuspect);
        m_why.add(u"clock_suspect", punch.log, [&] {
            const PolicyValues &values = m_frame.values();
            Because because{{}, {{QStringLiteral("at"), punch.at.toString()}}};
            if (doubt == ClockDoubt::TooOld) {
                because.settings = {settingkeys::kOldestValidDate};
                because.values.insert(QStringLiteral("oldest_valid_date"),
                                      values.oldestValidDate.toString(Qt::ISODate));
            } else {
                because.settings = {settingkeys::kFutureToleranceMinutes};
                because.values.insert(QStringLiteral("received_at"), punch.receivedAt.toString());
                because.values.insert(QStringLiteral("future_tolerance_minutes"),
                                      values.futureToleranceMinutes);
            }
            return because;
        });
    }

    void noteNoDay(OutcomeList &outcomes, const Punch &punch)
    {
        note(outcomes, punch, Outcome::NoDay);
        m_why.add(u"no_day", punch.log, [&] {
            const DayFrame &before = m_frames.before;
            return Because{
                {settingkeys::kDayChange},
                {{QStringLiteral("at"), punch.at.toString()},
                 {QStringLiteral("day_before_ends"), before.at(before.endMinute()).toString()},
                 {QStringLiteral("day_begins"), m_frame.at(m_frame.firstMinute()).toString()}}};
        });
    }

    void noteNotEnrolled(OutcomeList &outcomes, const Punch &punch)
    {
        note(outcomes, punch, Outcome::NotEnrolled);
        m_why.add(u"not_enrolled", punch.log, [&] {
            Because because = enrolment();
            because.values.insert(QStringLiteral("at"), punch.at.toString());
            return because;
        });
    }

    Because enrolment() const
    {
        return {{},
                {{QStringLiteral("enrolled_from"), m_input.enrolledFrom.toString(Qt::ISODate)},
                 {QStringLiteral("enrolled_to"), m_input.enrolledTo.toString(Qt::ISODate)}}};
    }

    static void note(OutcomeList &outcomes, const Punch &punch, Outcome outcome)
    {
        if (punch.log.isValid())
            outcomes.append({punch.log, outcome});
    }

    /// Section 7, step 1, and the tracking rule of section 8. A date so old that every clock
    /// showing it is suspect is no attendance day either: a terminal reset to the year 2000 must
    /// not call people absent there.
    bool hasRecord()
    {
        if (!isEnrolled()) {
            m_why.add(u"not_enrolled", [&] { return enrolment(); });
            return false;
        }
        const PolicyValues &values = m_frame.values();
        if (m_claimed.isEmpty() && !m_input.correction && m_input.day < values.oldestValidDate) {
            m_why.add(u"before_oldest_valid_date", [&] {
                return Because{{settingkeys::kOldestValidDate},
                               {{QStringLiteral("oldest_valid_date"),
                                 values.oldestValidDate.toString(Qt::ISODate)}}};
            });
            return false;
        }
        if (m_claimed.isEmpty() && !m_input.tracked && !m_input.correction &&
            !values.absentWhenUnmapped) {
            m_why.add(u"not_tracked", [] {
                return Because{{settingkeys::kAbsentWhenUnmapped}, {}};
            });
            return false;
        }
        return true;
    }

    /// A locked day stays as it was; that it would be different now is only told (section 11).
    /// Which of two equal punches was taken, and whether "now" may still change it, is no
    /// difference to the office.
    void applyLock(DayResult &result)
    {
        std::optional<DayRecord> frozen = m_input.locked->record;
        if (frozen) {
            frozen->person = m_input.person;
            frozen->day = m_input.day;
            frozen->flags.setFlag(DayFlag::ChangeWaiting, false);
        }
        std::optional<DayRecord> present = result.record;
        if (present && frozen) {
            present->inLog = frozen->inLog;
            present->outLog = frozen->outLog;
            present->provisional = frozen->provisional;
        }
        result.changeWaiting = present != frozen;
        if (frozen)
            frozen->flags.setFlag(DayFlag::ChangeWaiting, result.changeWaiting);
        m_why.add(u"locked", [&] {
            const auto word = [](const std::optional<DayRecord> &record) {
                return record ? QJsonValue(statusWord(record->status)) : QJsonValue();
            };
            return Because{{},
                           {{QStringLiteral("status"), word(frozen)},
                            {QStringLiteral("would_be"), word(result.record)},
                            {QStringLiteral("change_waiting"), result.changeWaiting}}};
        });
        result.record = frozen;
    }

    const DayInput &m_input;
    const Frames &m_frames;
    const DayFrame &m_frame;
    Explanation &m_why;
    /// With one day_change for all three days none of them shares a punch or leaves one out.
    const bool m_isPlain;
    PunchRefs m_claimed;
};

} // namespace

DayResult AttendanceEngine::computeDay(const DayInput &input, Reasons reasons) const
{
    Explanation why(reasons == Reasons::Told, &input.settings);
    for (const Error &problem : input.settings.problems()) {
        why.add(u"settings_refused", [&] {
            return Because{{},
                           {{QStringLiteral("reason"), problem.userText},
                            {QStringLiteral("key"), problem.detail}}};
        });
    }
    const auto near = [&input](int days) {
        return QDate::fromJulianDay(input.day.toJulianDay() + days);
    };
    const Frames frames{{near(-1), input.settingsBefore.policy()},
                        {input.day, input.settings.policy()},
                        {near(1), input.settingsAfter.policy()}};
    DayResult result = DayWork(input, frames, why).run();
    result.explanation = why.take();
    return result;
}

} // namespace rollcall
