// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attendancepolicy.h"
#include "core/domain/dayfacts.h"

#include <QHash>
#include <QJsonObject>

#include <memory>

namespace rollcall {

/// From everything known of one person and day to the record, the outcome of each log and the
/// reasons (attendance-rules.md). A pure function: the same input gives the same result, whatever
/// was computed before and in whatever order the punches stand. The object only remembers checked
/// settings, so that computing many days costs microseconds each. Thread: one at a time; make one
/// engine for each thread.
class AttendanceEngine
{
public:
    enum class Reasons {
        Told,    ///< with the steps of "Why?"
        LeftOut, ///< record and outcomes only, for computing many days
    };

    /// Never fails: settings that contradict each other fall back to their defaults key by key, and
    /// the steps say so (rule "settings_refused").
    DayResult computeDay(const DayInput &input, Reasons reasons = Reasons::Told);

private:
    using Checked = std::shared_ptr<const AttendancePolicy::Tolerated>;

    Checked checked(const QJsonObject &settings);

    QHash<QJsonObject, Checked> m_checked;
    QJsonObject m_lastSettings; ///< most days share the settings object of the day before
    Checked m_last;
};

} // namespace rollcall
