// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/statusrule.h"

#include "core/domain/settingkeys.h"
#include "core/rules/absencerule.h"

namespace rollcall {

namespace {

QString clockText(QTime time)
{
    return time.toString(QStringLiteral("HH:mm"));
}

int severity(DayStatus status)
{
    switch (status) {
    case DayStatus::Late:
        return 1;
    case DayStatus::HalfDay:
        return 2;
    case DayStatus::Absent:
        return 3;
    default:
        return 0;
    }
}

class Ruling
{
public:
    Ruling(const DayInput &facts, const DayFrame &frame, const InOut &punches, Explanation &why)
        : m_facts(facts)
        , m_frame(frame)
        , m_values(frame.values())
        , m_punches(punches)
        , m_why(why)
        , m_isOver(frame.isOver(facts.now))
    {}

    DayRecord run()
    {
        takePunches();
        m_record.status = computedStatus();
        setFlags();
        m_record.provisional =
            m_record.status == DayStatus::Pending || (!m_isOver && (m_punches.in || m_punches.out));
        m_why.add(u"status", [&] {
            return Because{{},
                           {{QStringLiteral("status"), statusWord(m_record.status)},
                            {QStringLiteral("provisional"), m_record.provisional}}};
        });
        applyCorrection();
        return m_record;
    }

private:
    bool isOff() const { return m_facts.off != OffDay::None; }
    bool isOnLeave(LeavePart part) const { return !isOff() && m_facts.leave == part; }
    bool isOnHalfLeave() const
    {
        return isOnLeave(LeavePart::FirstHalf) || isOnLeave(LeavePart::SecondHalf);
    }
    bool hasPunch() const { return m_punches.in || m_punches.out; }

    void takePunches()
    {
        m_record.person = m_facts.person;
        m_record.day = m_facts.day;
        if (m_punches.in) {
            m_record.in = m_punches.in->at;
            m_record.inLog = m_punches.in->log;
        }
        if (m_punches.out) {
            m_record.out = m_punches.out->at;
            m_record.outLog = m_punches.out->log;
        }
        if (m_punches.in && m_punches.out)
            m_record.workedMinutes = static_cast<int>(m_record.in.secondsTo(m_record.out) / 60);
    }

    /// Section 7, steps 2 to 5.
    DayStatus computedStatus()
    {
        if (isOff())
            return offDayStatus();
        if (isOnLeave(LeavePart::Full)) {
            m_why.add(u"leave", [] {
                return Because{{}, {{QStringLiteral("part"), QStringLiteral("full")}}};
            });
            return DayStatus::Leave;
        }
        return hasPunch() ? ladderStatus() : statusWithoutPunch();
    }

    DayStatus offDayStatus()
    {
        const DayStatus off =
            m_facts.off == OffDay::Holiday ? DayStatus::Holiday : DayStatus::WeekOff;
        const bool isMarked = m_values.markOnOffDays && hasPunch();
        m_why.add(u"off_day", [&] {
            Because because{{},
                            {{QStringLiteral("off"), statusWord(off)},
                             {QStringLiteral("worked"), hasPunch()},
                             {QStringLiteral("mark_on_off_days"), m_values.markOnOffDays}}};
            if (hasPunch())
                because.settings = {settingkeys::kMarkOnOffDays};
            return because;
        });
        return isMarked ? DayStatus::Present : off;
    }

    /// The worst of section 7.5.
    DayStatus ladderStatus()
    {
        DayStatus status = m_punches.in ? arrivalStatus() : withoutIn();
        status = worse(status, splitStatus());
        status = worse(status, workedStatus());
        status = worse(status, withoutOut());
        checkEarly();
        if (isOnHalfLeave()) {
            explainHalfLeave();
            status = worse(status, DayStatus::HalfDay);
        }
        return status;
    }

    DayStatus arrivalStatus()
    {
        if (isOnLeave(LeavePart::FirstHalf))
            return DayStatus::Present;
        return worse(lateStatus(), registerStatus());
    }

    DayStatus lateStatus()
    {
        if (!m_values.schoolStart) {
            m_why.add(u"no_school_start", [] { return Because{{settingkeys::kSchoolStart}, {}}; });
            return DayStatus::Present;
        }
        const qint64 start = *m_frame.minutes().schoolStart;
        const qint64 arrival = m_frame.minuteOf(m_record.in);
        const qint64 limit = start + m_values.graceMinutes;
        if (arrival > limit)
            m_record.lateMinutes = static_cast<int>(arrival - start);
        m_why.add(arrival > limit ? u"late" : u"on_time", m_record.inLog, [&] {
            return Because{{settingkeys::kSchoolStart, settingkeys::kGraceMinutes},
                           {{QStringLiteral("start"), clockText(*m_values.schoolStart)},
                            {QStringLiteral("grace"), m_values.graceMinutes},
                            {QStringLiteral("limit"), m_frame.at(limit).toString()},
                            {QStringLiteral("minute"), m_record.in.minute().toString()},
                            {QStringLiteral("late_minutes"), m_record.lateMinutes}}};
        });
        return arrival > limit ? DayStatus::Late : DayStatus::Present;
    }

    DayStatus registerStatus()
    {
        if (!m_values.registerClose ||
            m_frame.minuteOf(m_record.in) <= *m_frame.minutes().registerClose)
            return DayStatus::Present;
        m_why.add(u"register_closed", m_record.inLog, [&] {
            return Because{{settingkeys::kRegisterClose, settingkeys::kAfterRegisterClose},
                           {{QStringLiteral("register_close"), clockText(*m_values.registerClose)},
                            {QStringLiteral("minute"), m_record.in.minute().toString()},
                            {QStringLiteral("after_register_close"),
                             statusWord(m_values.afterRegisterClose)}}};
        });
        return m_values.afterRegisterClose;
    }

    DayStatus withoutIn()
    {
        m_why.add(u"missing_in", m_record.outLog, [&] {
            return Because{{settingkeys::kMissingInAs},
                           {{QStringLiteral("missing_in_as"), statusWord(m_values.missingInAs)}}};
        });
        return m_values.missingInAs;
    }

    DayStatus splitStatus()
    {
        if (!m_values.halfDaySplit)
            return DayStatus::Present;
        const qint64 split = *m_frame.minutes().halfDaySplit;
        const bool cameAfter = m_punches.in && m_frame.minuteOf(m_record.in) >= split;
        const bool leftBefore =
            m_isOver && m_punches.out && m_frame.minuteOf(m_record.out) <= split;
        if (!cameAfter && !leftBefore)
            return DayStatus::Present;
        m_why.add(u"half_day_split", cameAfter ? m_record.inLog : m_record.outLog, [&] {
            return Because{{settingkeys::kHalfDaySplit},
                           {{QStringLiteral("half_day_split"), clockText(*m_values.halfDaySplit)},
                            {QStringLiteral("came_after"), cameAfter},
                            {QStringLiteral("minute"),
                             (cameAfter ? m_record.in : m_record.out).minute().toString()}}};
        });
        return DayStatus::HalfDay;
    }

    DayStatus workedStatus()
    {
        if (!m_record.workedMinutes || !m_isOver)
            return DayStatus::Present;
        const int worked = *m_record.workedMinutes;
        if (worked < m_values.absentBelowMinutes) {
            explainWorked(settingkeys::kAbsentBelowMinutes, m_values.absentBelowMinutes);
            return DayStatus::Absent;
        }
        if (worked < m_values.halfDayBelowMinutes) {
            explainWorked(settingkeys::kHalfDayBelowMinutes, m_values.halfDayBelowMinutes);
            return DayStatus::HalfDay;
        }
        explainEnough();
        return DayStatus::Present;
    }

    /// The rule has the name of its setting.
    void explainWorked(const char16_t *setting, int limit)
    {
        m_why.add(setting, [&] {
            return Because{{setting},
                           {{QStringLiteral("worked_minutes"), *m_record.workedMinutes},
                            {QStringLiteral("limit"), limit}}};
        });
    }

    void explainEnough()
    {
        const bool hasHalf = m_values.halfDayBelowMinutes > 0;
        if (!hasHalf && m_values.absentBelowMinutes == 0)
            return;
        m_why.add(u"worked_enough", [&] {
            return Because{
                {hasHalf ? settingkeys::kHalfDayBelowMinutes : settingkeys::kAbsentBelowMinutes},
                {{QStringLiteral("worked_minutes"), *m_record.workedMinutes},
                 {QStringLiteral("limit"),
                  hasHalf ? m_values.halfDayBelowMinutes : m_values.absentBelowMinutes}}};
        });
    }

    DayStatus withoutOut()
    {
        if (!m_isOver) {
            explainWaiting();
            return DayStatus::Present;
        }
        if (m_punches.out)
            return DayStatus::Present;
        m_why.add(u"missing_out", m_record.inLog, [&] {
            const bool noChange = m_values.missingOutAs == DayStatus::Present;
            return Because{
                {settingkeys::kMissingOutAs},
                {{QStringLiteral("missing_out_as"),
                  noChange ? QStringLiteral("no_change") : statusWord(m_values.missingOutAs)}}};
        });
        return m_values.missingOutAs;
    }

    /// Until the day is over the rules that need the final OUT wait (section 6).
    void explainWaiting()
    {
        m_why.add(m_punches.out ? u"out_may_change" : u"waiting_for_out", [&] {
            return Because{
                {m_frame.policy().outWindow() ? settingkeys::kOutWindow : settingkeys::kDayChange},
                {{QStringLiteral("now"), m_facts.now.toString()},
                 {QStringLiteral("until"), m_frame.at(m_frame.overFromMinute()).toString()}}};
        });
    }

    void checkEarly()
    {
        if (!m_values.schoolEnd || !m_punches.out || !m_isOver || isOnLeave(LeavePart::SecondHalf))
            return;
        const qint64 end = *m_frame.minutes().schoolEnd;
        const qint64 limit = end - m_values.earlyGraceMinutes;
        const qint64 left = m_frame.minuteOf(m_record.out);
        const bool isEarly = left < limit;
        if (isEarly)
            m_record.earlyMinutes = static_cast<int>(end - left);
        m_why.add(isEarly ? u"early" : u"left_in_time", m_record.outLog, [&] {
            return Because{{settingkeys::kSchoolEnd, settingkeys::kEarlyGraceMinutes},
                           {{QStringLiteral("end"), clockText(*m_values.schoolEnd)},
                            {QStringLiteral("grace"), m_values.earlyGraceMinutes},
                            {QStringLiteral("limit"), m_frame.at(limit).toString()},
                            {QStringLiteral("minute"), m_record.out.minute().toString()},
                            {QStringLiteral("early_minutes"), m_record.earlyMinutes}}};
        });
    }

    void explainHalfLeave()
    {
        m_why.add(u"half_leave", [&] {
            const bool first = m_facts.leave == LeavePart::FirstHalf;
            return Because{{},
                           {{QStringLiteral("part"), first ? QStringLiteral("first_half")
                                                           : QStringLiteral("second_half")}}};
        });
    }

    DayStatus statusWithoutPunch()
    {
        if (isOnHalfLeave())
            explainHalfLeave();
        const Absence absence = ruleAbsence(m_facts, m_frame, m_why);
        if (absence.awaitsSync)
            m_record.flags |= DayFlag::AwaitingSync;
        return absence.status;
    }

    void setFlags()
    {
        const auto set = [this](DayFlag flag, bool on) {
            if (on)
                m_record.flags |= flag;
        };
        set(DayFlag::MissingIn, m_isOver && m_punches.out && !m_punches.in);
        set(DayFlag::MissingOut, m_isOver && m_punches.in && !m_punches.out);
        set(DayFlag::IgnoredPunches, m_punches.hasIgnored());
        set(DayFlag::WorkedOnOffDay, isOff() && hasPunch());
        set(DayFlag::PunchedOnLeave, isOnLeave(LeavePart::Full) && hasPunch());
        set(DayFlag::HalfLeave, isOnHalfLeave());
        set(DayFlag::Manual, m_punches.hasManual);
    }

    void applyCorrection()
    {
        if (!m_facts.correction)
            return;
        m_record.autoStatus = m_record.status;
        m_record.status = m_facts.correction->status;
        m_record.flags |= DayFlag::Manual;
        m_why.add(u"correction", [&] {
            return Because{{},
                           {{QStringLiteral("status"), statusWord(m_record.status)},
                            {QStringLiteral("auto_status"), statusWord(*m_record.autoStatus)},
                            {QStringLiteral("reason"), m_facts.correction->reason},
                            {QStringLiteral("author"), m_facts.correction->author}}};
        });
    }

    const DayInput &m_facts;
    const DayFrame &m_frame;
    const PolicyValues &m_values;
    const InOut &m_punches;
    Explanation &m_why;
    const bool m_isOver;
    DayRecord m_record;
};

} // namespace

DayStatus worse(DayStatus left, DayStatus right)
{
    return severity(right) > severity(left) ? right : left;
}

DayRecord ruleDay(const DayInput &facts, const DayFrame &frame, const InOut &punches,
                  Explanation &why)
{
    return Ruling(facts, frame, punches, why).run();
}

} // namespace rollcall
