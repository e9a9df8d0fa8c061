// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/statusrule.h"

#include <algorithm>

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
            return QJsonObject{{QStringLiteral("status"), statusWord(m_record.status)},
                               {QStringLiteral("provisional"), m_record.provisional}};
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
                return QJsonObject{{QStringLiteral("part"), QStringLiteral("full")}};
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
            return QJsonObject{{QStringLiteral("off"), statusWord(off)},
                               {QStringLiteral("worked"), hasPunch()},
                               {QStringLiteral("mark_on_off_days"), m_values.markOnOffDays}};
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
            m_why.add(u"no_school_start", [] { return QJsonObject(); });
            return DayStatus::Present;
        }
        const qint64 start = m_frame.minuteOf(*m_values.schoolStart);
        const qint64 arrival = m_frame.minuteOf(m_record.in);
        const qint64 limit = start + m_values.graceMinutes;
        if (arrival > limit)
            m_record.lateMinutes = static_cast<int>(arrival - start);
        m_why.add(arrival > limit ? u"late" : u"on_time", m_record.inLog, [&] {
            return QJsonObject{{QStringLiteral("start"), clockText(*m_values.schoolStart)},
                               {QStringLiteral("grace"), m_values.graceMinutes},
                               {QStringLiteral("limit"), m_frame.at(limit).toString()},
                               {QStringLiteral("minute"), m_record.in.minute().toString()},
                               {QStringLiteral("late_minutes"), m_record.lateMinutes}};
        });
        return arrival > limit ? DayStatus::Late : DayStatus::Present;
    }

    DayStatus registerStatus()
    {
        if (!m_values.registerClose ||
            m_frame.minuteOf(m_record.in) <= m_frame.minuteOf(*m_values.registerClose))
            return DayStatus::Present;
        m_why.add(u"register_closed", m_record.inLog, [&] {
            return QJsonObject{
                {QStringLiteral("register_close"), clockText(*m_values.registerClose)},
                {QStringLiteral("minute"), m_record.in.minute().toString()},
                {QStringLiteral("after_register_close"), statusWord(m_values.afterRegisterClose)}};
        });
        return m_values.afterRegisterClose;
    }

    DayStatus withoutIn()
    {
        m_why.add(u"missing_in", m_record.outLog, [&] {
            return QJsonObject{{QStringLiteral("missing_in_as"), statusWord(m_values.missingInAs)}};
        });
        return m_values.missingInAs;
    }

    DayStatus splitStatus()
    {
        if (!m_values.halfDaySplit)
            return DayStatus::Present;
        const qint64 split = m_frame.minuteOf(*m_values.halfDaySplit);
        const bool cameAfter = m_punches.in && m_frame.minuteOf(m_record.in) >= split;
        const bool leftBefore =
            m_isOver && m_punches.out && m_frame.minuteOf(m_record.out) <= split;
        if (!cameAfter && !leftBefore)
            return DayStatus::Present;
        m_why.add(u"half_day_split", cameAfter ? m_record.inLog : m_record.outLog, [&] {
            return QJsonObject{
                {QStringLiteral("half_day_split"), clockText(*m_values.halfDaySplit)},
                {QStringLiteral("minute"),
                 (cameAfter ? m_record.in : m_record.out).minute().toString()}};
        });
        return DayStatus::HalfDay;
    }

    DayStatus workedStatus()
    {
        if (!m_record.workedMinutes || !m_isOver)
            return DayStatus::Present;
        const int worked = *m_record.workedMinutes;
        if (worked < m_values.absentBelowMinutes) {
            explainWorked(u"absent_below_minutes", m_values.absentBelowMinutes);
            return DayStatus::Absent;
        }
        if (worked < m_values.halfDayBelowMinutes) {
            explainWorked(u"half_day_below_minutes", m_values.halfDayBelowMinutes);
            return DayStatus::HalfDay;
        }
        return DayStatus::Present;
    }

    void explainWorked(const char16_t *setting, int limit)
    {
        m_why.add(setting, [&] {
            return QJsonObject{{QStringLiteral("worked_minutes"), *m_record.workedMinutes},
                               {QStringLiteral("limit"), limit}};
        });
    }

    DayStatus withoutOut()
    {
        if (m_punches.out)
            return DayStatus::Present;
        if (!m_isOver) {
            m_why.add(u"waiting_for_out", [&] {
                return QJsonObject{
                    {QStringLiteral("now"), m_facts.now.toString()},
                    {QStringLiteral("until"), m_frame.at(m_frame.overFromMinute()).toString()}};
            });
            return DayStatus::Present;
        }
        m_why.add(u"missing_out", m_record.inLog, [&] {
            const bool noChange = m_values.missingOutAs == DayStatus::Present;
            return QJsonObject{
                {QStringLiteral("missing_out_as"),
                 noChange ? QStringLiteral("no_change") : statusWord(m_values.missingOutAs)}};
        });
        return m_values.missingOutAs;
    }

    void checkEarly()
    {
        if (!m_values.schoolEnd || !m_punches.out || !m_isOver || isOnLeave(LeavePart::SecondHalf))
            return;
        const qint64 end = m_frame.minuteOf(*m_values.schoolEnd);
        const qint64 limit = end - m_values.earlyGraceMinutes;
        const qint64 left = m_frame.minuteOf(m_record.out);
        if (left >= limit)
            return;
        m_record.earlyMinutes = static_cast<int>(end - left);
        m_why.add(u"early", m_record.outLog, [&] {
            return QJsonObject{{QStringLiteral("end"), clockText(*m_values.schoolEnd)},
                               {QStringLiteral("grace"), m_values.earlyGraceMinutes},
                               {QStringLiteral("limit"), m_frame.at(limit).toString()},
                               {QStringLiteral("minute"), m_record.out.minute().toString()},
                               {QStringLiteral("early_minutes"), m_record.earlyMinutes}};
        });
    }

    void explainHalfLeave()
    {
        m_why.add(u"half_leave", [&] {
            const bool first = m_facts.leave == LeavePart::FirstHalf;
            return QJsonObject{{QStringLiteral("part"), first ? QStringLiteral("first_half")
                                                              : QStringLiteral("second_half")}};
        });
    }

    /// Section 8.
    DayStatus statusWithoutPunch()
    {
        if (isOnHalfLeave())
            explainHalfLeave();
        const std::optional<qint64> limit = absentAfter();
        // "The end of the day" is an instant; a time of day is a minute that counts in full.
        const qint64 absentFrom = limit ? *limit + 1 : m_frame.endMinute();
        const WallTime mark = m_frame.at(limit.value_or(m_frame.endMinute()));
        const auto figures = [&] {
            return QJsonObject{{QStringLiteral("now"), m_facts.now.toString()},
                               {QStringLiteral("absent_after"), mark.toString()}};
        };
        if (m_frame.minuteOf(m_facts.now) < absentFrom) {
            m_why.add(u"not_yet_in", figures);
            return DayStatus::Pending;
        }
        if (m_values.absenceRequiresSync && !m_facts.dayClosed && waitsForSync(mark)) {
            m_record.flags |= DayFlag::AwaitingSync;
            return DayStatus::Pending;
        }
        if (m_facts.dayClosed)
            m_why.add(u"day_closed", [] { return QJsonObject(); });
        m_why.add(u"no_punch", figures);
        return DayStatus::Absent;
    }

    std::optional<qint64> absentAfter() const
    {
        if (m_values.absentAfter)
            return m_frame.minuteOf(*m_values.absentAfter);
        if (const TimeWindow *in = m_frame.policy().inWindow())
            return in->lastMinute();
        if (m_values.schoolEnd)
            return m_frame.minuteOf(*m_values.schoolEnd);
        return std::nullopt;
    }

    bool waitsForSync(WallTime mark)
    {
        const auto oldest = std::min_element(m_facts.syncMarks.begin(), m_facts.syncMarks.end());
        // A mark that is not valid ("never") is smaller than every time.
        if (oldest == m_facts.syncMarks.end() || *oldest >= mark)
            return false;
        m_why.add(u"awaiting_sync", [&] {
            return QJsonObject{{QStringLiteral("last_sync"), oldest->toString()},
                               {QStringLiteral("absent_after"), mark.toString()}};
        });
        return true;
    }

    void setFlags()
    {
        const auto set = [this](DayFlag flag, bool on) { m_record.flags.setFlag(flag, on); };
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
            return QJsonObject{{QStringLiteral("status"), statusWord(m_record.status)},
                               {QStringLiteral("auto_status"), statusWord(*m_record.autoStatus)},
                               {QStringLiteral("reason"), m_facts.correction->reason},
                               {QStringLiteral("author"), m_facts.correction->author}};
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
