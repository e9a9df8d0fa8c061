// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"

#include "core/rules/dayassigner.h"
#include "core/rules/explanation.h"
#include "core/rules/inoutselector.h"
#include "core/rules/statusrule.h"

namespace rollcall {

namespace {

constexpr qsizetype kRememberedSettings = 256;
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
    {}

    DayResult run()
    {
        collect();
        DayResult result;
        result.person = m_input.person;
        result.day = m_input.day;
        result.dirtyStamp = m_input.dirtyStamp;
        const InOut chosen = selectInOut(m_claimed, m_frame, m_why);
        for (qsizetype i = 0; i < m_claimed.size(); ++i)
            note(*m_claimed.at(i), chosen.outcomes.at(i));
        result.outcomes = std::move(m_outcomes);
        if (hasRecord())
            result.record = ruleDay(m_input, m_frame, chosen, m_why);
        applyLock(result.record);
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
    void collect()
    {
        PunchRefs nearby;
        for (const Punch &punch : m_input.punches) {
            const qint64 minute = punch.at.isValid() ? m_frame.minuteOf(punch.at) : -1;
            if (minute >= 0 && minute < kMinutesOfTwoDays)
                nearby.append(&punch);
        }
        sortPunches(nearby);
        const bool enrolled = isEnrolled();
        for (const Punch *punch : nearby) {
            const bool isOnDate = m_frame.minuteOf(punch->at) < kMinutesPerDay;
            const DayClaim claim = isOnDate ? claimingDay(punch->at, m_frames.before, m_frame)
                                            : claimingDay(punch->at, m_frame, m_frames.after);
            explainClaim(*punch, claim, isOnDate);
            const bool isOurs = claim.day == m_input.day || (claim.day.isNull() && isOnDate);
            if (!isOurs)
                continue;
            if (isSuspect(*punch))
                note(*punch, Outcome::ClockSuspect);
            else if (claim.day.isNull())
                noteNoDay(*punch);
            else if (!enrolled)
                noteNotEnrolled(*punch);
            else
                m_claimed.append(punch);
        }
    }

    /// Says where a punch near midnight went when that is not plain.
    void explainClaim(const Punch &punch, const DayClaim &claim, bool isOnDate)
    {
        const bool leaves = isOnDate && !claim.day.isNull() && claim.day != m_input.day;
        if (!leaves && !claim.sharedUntil.isValid())
            return;
        m_why.add(leaves ? u"other_day" : u"shared_hours", punch.log, [&] {
            QJsonObject figures{{QStringLiteral("at"), punch.at.toString()},
                                {QStringLiteral("day"), claim.day.toString(Qt::ISODate)}};
            if (claim.sharedUntil.isValid())
                figures.insert(QStringLiteral("next_day_from"), claim.sharedUntil.toString());
            return figures;
        });
    }

    /// Section 4.2; what the office entered or accepted is believed.
    bool isSuspect(const Punch &punch)
    {
        if (punch.manual || punch.accepted)
            return false;
        const PolicyValues &values = m_frame.values();
        const bool isTooOld = punch.at.date() < values.oldestValidDate;
        const bool isAhead = punch.receivedAt.isValid() &&
                             punch.at > punch.receivedAt.addMinutes(values.futureToleranceMinutes);
        if (!isTooOld && !isAhead)
            return false;
        m_why.add(u"clock_suspect", punch.log, [&] {
            QJsonObject figures{{QStringLiteral("at"), punch.at.toString()}};
            if (isTooOld) {
                figures.insert(QStringLiteral("oldest_valid_date"),
                               values.oldestValidDate.toString(Qt::ISODate));
            } else {
                figures.insert(QStringLiteral("received_at"), punch.receivedAt.toString());
                figures.insert(QStringLiteral("future_tolerance_minutes"),
                               values.futureToleranceMinutes);
            }
            return figures;
        });
        return true;
    }

    void noteNoDay(const Punch &punch)
    {
        note(punch, Outcome::NoDay);
        m_why.add(u"no_day", punch.log, [&] {
            const DayFrame &before = m_frames.before;
            return QJsonObject{
                {QStringLiteral("at"), punch.at.toString()},
                {QStringLiteral("day_before_ends"), before.at(before.endMinute()).toString()},
                {QStringLiteral("day_begins"), m_frame.at(m_frame.firstMinute()).toString()}};
        });
    }

    void noteNotEnrolled(const Punch &punch)
    {
        note(punch, Outcome::NotEnrolled);
        m_why.add(u"not_enrolled", punch.log, [&] { return enrolment(); });
    }

    QJsonObject enrolment() const
    {
        return {{QStringLiteral("enrolled_from"), m_input.enrolledFrom.toString(Qt::ISODate)},
                {QStringLiteral("enrolled_to"), m_input.enrolledTo.toString(Qt::ISODate)}};
    }

    void note(const Punch &punch, Outcome outcome)
    {
        if (punch.log.isValid())
            m_outcomes.append({punch.log, outcome});
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
                return QJsonObject{{QStringLiteral("oldest_valid_date"),
                                    values.oldestValidDate.toString(Qt::ISODate)}};
            });
            return false;
        }
        if (m_claimed.isEmpty() && !m_input.tracked && !m_input.correction &&
            !values.absentWhenUnmapped) {
            m_why.add(u"not_tracked", [] { return QJsonObject(); });
            return false;
        }
        return true;
    }

    /// A locked day stays as it was; that it would be different now is only told (section 11).
    /// Which of two equal punches was taken, and whether "now" may still change it, is no
    /// difference to the office.
    void applyLock(std::optional<DayRecord> &record)
    {
        if (!m_input.locked)
            return;
        DayRecord frozen = *m_input.locked;
        frozen.person = m_input.person;
        frozen.day = m_input.day;
        frozen.flags.setFlag(DayFlag::ChangeWaiting, false);
        bool isSame = false;
        if (record) {
            DayRecord present = *record;
            present.inLog = frozen.inLog;
            present.outLog = frozen.outLog;
            present.provisional = frozen.provisional;
            isSame = present == frozen;
        }
        frozen.flags.setFlag(DayFlag::ChangeWaiting, !isSame);
        m_why.add(u"locked", [&] {
            return QJsonObject{{QStringLiteral("status"), statusWord(frozen.status)},
                               {QStringLiteral("would_be"),
                                record ? QJsonValue(statusWord(record->status)) : QJsonValue()},
                               {QStringLiteral("change_waiting"), !isSame}};
        });
        record = frozen;
    }

    const DayInput &m_input;
    const Frames &m_frames;
    const DayFrame &m_frame;
    Explanation &m_why;
    PunchRefs m_claimed;
    QList<OutcomeEntry> m_outcomes;
};

} // namespace

DayResult AttendanceEngine::computeDay(const DayInput &input, Reasons reasons)
{
    const Checked before = checked(input.settingsBefore);
    const Checked day = checked(input.settings);
    const Checked after = checked(input.settingsAfter);
    Explanation why(reasons == Reasons::Told);
    for (const Error &problem : day->problems) {
        why.add(u"settings_refused", [&] {
            return QJsonObject{{QStringLiteral("reason"), problem.userText}};
        });
    }
    const Frames frames{{input.day.addDays(-1), before->policy},
                        {input.day, day->policy},
                        {input.day.addDays(1), after->policy}};
    DayResult result = DayWork(input, frames, why).run();
    result.explanation = why.take();
    return result;
}

AttendanceEngine::Checked AttendanceEngine::checked(const QJsonObject &settings)
{
    if (m_last && m_lastSettings == settings)
        return m_last;
    Checked &entry = m_checked[settings];
    if (!entry) {
        const AttendancePolicy::Tolerated read = AttendancePolicy::tolerant(settings);
        entry = std::make_shared<const AttendancePolicy::Tolerated>(read);
    }
    m_last = entry;
    m_lastSettings = settings;
    if (m_checked.size() > kRememberedSettings)
        m_checked.clear();
    return m_last;
}

} // namespace rollcall
