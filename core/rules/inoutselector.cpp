// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/inoutselector.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace rollcall {

namespace {

/// What the direction of a punch allows: the device's, else the state code where it counts.
void narrowByDirection(PunchRoles &roles, const Punch &punch, const PolicyValues &values)
{
    Direction direction = punch.direction;
    if (direction == Direction::Auto && !punch.manual && values.useDeviceStatus) {
        if (punch.state == 0 || punch.state == 4)
            direction = Direction::In;
        else if (punch.state == 1 || punch.state == 5)
            direction = Direction::Out;
    }
    roles.mayBeIn = roles.mayBeIn && direction != Direction::Out;
    roles.mayBeOut = roles.mayBeOut && direction != Direction::In;
}

QJsonValue windowText(const TimeWindow *window)
{
    return window ? QJsonValue(window->toString()) : QJsonValue(QJsonValue::Null);
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
        const PolicyValues &values = m_frame.values();
        if (!m_in || m_out || values.singlePunch != SinglePunch::Nearest || !values.schoolStart ||
            !values.schoolEnd || m_frame.policy().inWindow() || m_frame.policy().outWindow())
            return;
        const qint64 minute = m_frame.minuteOf(m_in->at);
        const qint64 toStart = std::llabs(minute - m_frame.minuteOf(*values.schoolStart));
        const qint64 toEnd = std::llabs(minute - m_frame.minuteOf(*values.schoolEnd));
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
            QJsonObject figures{{QStringLiteral("at"), punch.at.toString()}};
            if (punch.manual)
                figures.insert(QStringLiteral("manual"), true);
            addFigures(figures, punch, outcome);
            return figures;
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

    void addFigures(QJsonObject &figures, const Punch &punch, Outcome outcome) const
    {
        const PolicyValues &values = m_frame.values();
        switch (outcome) {
        case Outcome::In:
        case Outcome::Out:
        case Outcome::OutsideWindows:
            figures.insert(QStringLiteral("in_window"), windowText(m_frame.policy().inWindow()));
            figures.insert(QStringLiteral("out_window"), windowText(m_frame.policy().outWindow()));
            break;
        case Outcome::DirectionMismatch:
        case Outcome::OutBeforeIn:
            figures.insert(QStringLiteral("in"),
                           m_in ? QJsonValue(m_in->at.toString()) : QJsonValue());
            figures.insert(QStringLiteral("state"), punch.state);
            figures.insert(QStringLiteral("use_device_status"), values.useDeviceStatus);
            break;
        case Outcome::Repeat:
            figures.insert(QStringLiteral("seconds_after"), m_anchor->at.secondsTo(punch.at));
            figures.insert(QStringLiteral("repeat_interval_seconds"), values.repeatIntervalSeconds);
            break;
        default:
            figures.insert(QStringLiteral("in"),
                           m_in ? QJsonValue(m_in->at.toString()) : QJsonValue());
            figures.insert(QStringLiteral("out"),
                           m_out ? QJsonValue(m_out->at.toString()) : QJsonValue());
            break;
        }
        figures.insert(QStringLiteral("direction"), directionWord(punch.direction));
        if (outcome == Outcome::Out && m_anchor == m_out)
            figures.insert(QStringLiteral("single_punch"), QStringLiteral("nearest"));
    }

    const PunchRefs &m_punches;
    const DayFrame &m_frame;
    QVarLengthArray<PunchRoles, 16> m_roles;
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
    const qint64 minute = frame.minuteOf(punch.at);
    if (!punch.manual && (in || out)) {
        roles.mayBeIn = in ? in->contains(minute) : minute < out->firstMinute();
        roles.mayBeOut = out ? out->contains(minute) : minute > in->lastMinute();
        roles.windowFits = roles.mayBeIn || roles.mayBeOut;
    }
    narrowByDirection(roles, punch, frame.values());
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
