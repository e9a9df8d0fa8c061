// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attendancepolicy.h"

#include <QJsonValue>

#include <span>
#include <variant>

namespace rollcall {

/// A whole number with its range, both ends allowed.
struct NumberSlot
{
    int PolicyValues::*member;
    int least;
    int most;
};

/// One of some statuses. noChange: DayStatus::Present is written "no_change".
struct StatusSlot
{
    DayStatus PolicyValues::*member;
    std::span<const DayStatus> allowed;
    bool noChange;
};

/// Where the value of a key lies, and with it of which type it is.
using PolicySlot =
    std::variant<bool PolicyValues::*, NumberSlot, QTime PolicyValues::*,
                 std::optional<QTime> PolicyValues::*, std::optional<TimeWindow> PolicyValues::*,
                 QDate PolicyValues::*, StatusSlot, SinglePunch PolicyValues::*>;

/// A row of the one table of attendance settings (attendance-rules.md, section 3). Nobody writes a
/// key elsewhere.
struct PolicyKey
{
    const char16_t *name;
    PolicySlot slot;
    const char *meaning; ///< source text of its translation

    QString text() const { return QString::fromUtf16(name); }
    /// Windows are read after day_change, which says where their times lie.
    bool isWindow() const
    {
        return std::holds_alternative<std::optional<TimeWindow> PolicyValues::*>(slot);
    }
};

std::span<const PolicyKey> policyKeys();
const PolicyKey *findPolicyKey(QStringView name);

/// Puts @p json into the member of @p key; on an error @p values is as it was.
Result<> readPolicyValue(PolicyValues &values, const PolicyKey &key, const QJsonValue &json);
QJsonValue writePolicyValue(const PolicyValues &values, const PolicyKey &key);
/// What was typed, as JSON; undefined when it cannot be a value of this key.
QJsonValue typedPolicyValue(const PolicyKey &key, const QString &text);
/// The sentence that refuses a value and says which would do.
Error policyValueRefused(const PolicyKey &key);

} // namespace rollcall
