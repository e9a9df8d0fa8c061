// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/inoutselector.h"

#include "core/domain/settingkeys.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace rollcall {

namespace {

/// What the state code of a punch says: check-in and overtime-in, check-out and overtime-out; the
/// others say nothing.
Direction directionOfState(int state)
{
    switch (state) {
    case 0:
    case 4:
        return Direction::In;
    case 1:
    case 5:
        return Direction::Out;
    default:
        return Direction::Auto;
    }
}

/// Whether the state code may speak at all: never on a device with a direction of its own.
bool mayStateSpeak(const Punch &punch)
{
    return punch.direction == Direction::Auto && !punch.manual &&
           directionOfState(punch.state) != Direction::Auto;
}

bool isFixedByState(const Punch &punch, const PolicyValues &values)
{
    return values.useDeviceStatus && mayStateSpeak(punch);
}

/// The device's direction, else that of the state code where it counts.
Direction directionOf(const Punch &punch, const PolicyValues &values)
{
    return isFixedByState(punch, values) ? directionOfState(punch.state) : punch.direction;
}

/// One pass over a day's punches.
class Selection
{
public:
    Selection(const PunchRefs &punches, const DayFrame &frame)
        : m_punches(punches)
        , m_frame(frame)
    {
        m_roles.reserve(punches.size());
        for (const Punch *punch : punches)
            m_roles.append(rolesOf(*punch, frame));
    }

    InOut run(Explanation &why)
    {
        chooseIn();
        chooseOut();
        turnLonePunch();
        InOut chosen{m_in, m_out, false, {}};
        chosen.outcomes.reserve(m_punches.size());
        for (qsizetype i = 0; i < m_punches.size(); ++i) {
            const Outcome outcome = outcomeOf(i);
            chosen.outcomes.append(outcome);
            chosen.hasManual = chosen.hasManual || m_punches.at(i)->manual;
            if (why.isWanted())
                explain(*m_punches.at(i), outcome, why);
        }
        return chosen;
    }

private:
    void chooseIn()
    {
        for (qsizetype i = 0; i < m_punches.size() && !m_in; ++i) {
            if (m_roles.at(i).mayBeIn)
                m_in = m_punches.at(i);
        }
        m_anchor = m_in;
    }

    void chooseOut()
    {
        for (qsizetype i = m_punches.size() - 1; i >= 0 && !m_out; --i) {
            if (m_roles.at(i).mayBeOut && (!m_in || isFarFromIn(*m_punches.at(i))))
                m_out = m_punches.at(i);
        }
    }

    /// A second at least: one second is one act, whatever the interval (section 5, outcome
    /// "repeat").
    bool isFarFromIn(const Punch &punch) const
    {
        const int interval = std::max(1, m_frame.values().repeatIntervalSeconds);
        return m_in->at.secondsTo(punch.at) >= interval;
    }

    /// Setting single_punch "nearest".
    void turnLonePunch()
    {
        const PolicyMinutes &minutes = m_frame.minutes();
        if (!m_in || m_out || m_frame.values().singlePunch != SinglePunch::Nearest ||
            !minutes.schoolStart || !minutes.schoolEnd || hasWindows())
            return;
        const qint64 minute = m_frame.minuteOf(m_in->at);
        const qint64 toStart = std::llabs(minute - *minutes.schoolStart);
        const qint64 toEnd = std::llabs(minute - *minutes.schoolEnd);
        if (rolesOf(*m_in, m_frame).mayBeOut && toEnd < toStart) {
            m_out = m_in;
            m_in = nullptr;
        }
    }

    Outcome outcomeOf(qsizetype i) const
    {
        const Punch *punch = m_punches.at(i);
        const PunchRoles &roles = m_roles.at(i);
        if (punch == m_in)
            return Outcome::In;
        if (punch == m_out)
            return Outcome::Out;
        if (!roles.windowFits)
            return Outcome::OutsideWindows;
        if (!roles.mayBeIn && !roles.mayBeOut)
            return Outcome::DirectionMismatch;
        if (m_anchor) {
            const qint64 after = m_anchor->at.secondsTo(punch->at);
            if (after == 0 || (after > 0 && after < m_frame.values().repeatIntervalSeconds))
                return Outcome::Repeat;
            if (after < 0 && !roles.mayBeIn)
                return Outcome::OutBeforeIn;
        }
        return Outcome::Extra;
    }

    void explain(const Punch &punch, Outcome outcome, Explanation &why) const
    {
        why.add(ruleWord(outcome), punch.log, [&] {
            Because because{{}, {{QStringLiteral("at"), punch.at.toString()}}};
            if (punch.manual)
                because.values.insert(QStringLiteral("manual"), true);
            addReason(because, punch, outcome);
            return because;
        });
    }

    static const char16_t *ruleWord(Outcome outcome)
    {
        switch (outcome) {
        case Outcome::In:
            return u"in_chosen";
        case Outcome::Out:
            return u"out_chosen";
        default:
            return kOutcomeWords.at(static_cast<size_t>(outcome));
        }
    }

    void addReason(Because &because, const Punch &punch, Outcome outcome) const
    {
        switch (outcome) {
        case Outcome::In:
        case Outcome::Out:
            addWindows(because, punch);
            addDirection(because, punch);
            addLone(because, outcome);
            break;
        case Outcome::OutsideWindows:
            addWindows(because, punch);
            break;
        case Outcome::DirectionMismatch:
            addWindows(because, punch);
            addDirection(because, punch);
            break;
        case Outcome::OutBeforeIn:
            addDirection(because, punch);
            addTime(because, "in", m_in);
            break;
        case Outcome::Repeat:
            because.settings = {settingkeys::kRepeatIntervalSeconds};
            because.values.insert(QStringLiteral("seconds_after"),
                                  m_anchor->at.secondsTo(punch.at));
            because.values.insert(QStringLiteral("repeat_interval_seconds"),
                                  m_frame.values().repeatIntervalSeconds);
            break;
        default:
            addTime(because, "in", m_in);
            addTime(because, "out", m_out);
            break;
        }
    }

    /// The windows in use, or that there are none (smart fallback).
    void addWindows(Because &because, const Punch &punch) const
    {
        if (punch.manual)
            return;
        because.settings.append(settingkeys::kTimeWindows);
        const auto add = [&because](const TimeWindow *window, const char16_t *key) {
            if (!window)
                return;
            because.settings.append(key);
            because.values.insert(QString::fromUtf16(key), window->toString());
        };
        add(m_frame.policy().inWindow(), settingkeys::kInWindow);
        add(m_frame.policy().outWindow(), settingkeys::kOutWindow);
    }

    void addDirection(Because &because, const Punch &punch) const
    {
        const PolicyValues &values = m_frame.values();
        because.values.insert(QStringLiteral("direction"),
                              directionWord(directionOf(punch, values)));
        const bool isContradicted =
            (&punch == m_in && directionOfState(punch.state) == Direction::Out) ||
            (&punch == m_out && directionOfState(punch.state) == Direction::In);
        if (!isFixedByState(punch, values) && !(mayStateSpeak(punch) && isContradicted))
            return;
        because.values.insert(QStringLiteral("state"), punch.state);
        because.settings.append(settingkeys::kUseDeviceStatus);
    }

    /// A lone punch that could have been either.
    void addLone(Because &because, Outcome outcome) const
    {
        const bool isTurned = outcome == Outcome::Out && m_anchor == m_out;
        const bool isLone =
            outcome == Outcome::In && !m_out && !hasWindows() && rolesOf(*m_in, m_frame).mayBeOut;
        if (!isTurned && !isLone)
            return;
        const bool nearest = m_frame.values().singlePunch == SinglePunch::Nearest;
        because.values.insert(QStringLiteral("single_punch"),
                              nearest ? QStringLiteral("nearest") : QStringLiteral("in"));
        because.settings.append(settingkeys::kSinglePunch);
        if (nearest)
            because.settings += {settingkeys::kSchoolStart, settingkeys::kSchoolEnd};
    }

    static void addTime(Because &because, const char *name, const Punch *punch)
    {
        because.values.insert(QString::fromLatin1(name),
                              punch ? QJsonValue(punch->at.toString()) : QJsonValue());
    }

    bool hasWindows() const { return m_frame.policy().inWindow() || m_frame.policy().outWindow(); }

    const PunchRefs &m_punches;
    const DayFrame &m_frame;
    SmallList<PunchRoles, 16> m_roles;
    const Punch *m_in = nullptr;
    const Punch *m_out = nullptr;
    const Punch *m_anchor =
        nullptr; ///< the first that may be IN, also when it became OUT: repeats count from it
};

} // namespace

void sortPunches(PunchRefs &punches)
{
    const auto key = [](const Punch *p) {
        return std::tie(p->at, p->device, p->userId, p->manual, p->direction, p->state, p->log);
    };
    std::sort(punches.begin(), punches.end(),
              [&](const Punch *left, const Punch *right) { return key(left) < key(right); });
}

PunchRoles rolesOf(const Punch &punch, const DayFrame &frame)
{
    PunchRoles roles{true, true, true};
    const TimeWindow *in = frame.policy().inWindow();
    const TimeWindow *out = frame.policy().outWindow();
    if (!punch.manual && (in || out)) {
        const qint64 minute = frame.minuteOf(punch.at);
        roles.mayBeIn = in ? in->contains(minute) : minute < out->firstMinute();
        roles.mayBeOut = out ? out->contains(minute) : minute > in->lastMinute();
        roles.windowFits = roles.mayBeIn || roles.mayBeOut;
    }
    const Direction direction = directionOf(punch, frame.values());
    roles.mayBeIn = roles.mayBeIn && direction != Direction::Out;
    roles.mayBeOut = roles.mayBeOut && direction != Direction::In;
    return roles;
}

bool InOut::hasIgnored() const
{
    return std::any_of(outcomes.begin(), outcomes.end(), [](Outcome outcome) {
        return outcome == Outcome::OutsideWindows || outcome == Outcome::DirectionMismatch ||
               outcome == Outcome::OutBeforeIn;
    });
}

InOut selectInOut(const PunchRefs &punches, const DayFrame &frame, Explanation &why)
{
    return Selection(punches, frame).run(why);
}

} // namespace rollcall
