// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QDate>
#include <QString>

#include <array>
#include <optional>

namespace rollcall {

/// What became of a log (attendance-rules.md, section 5). "duplicate" never reaches the store: a
/// key seen before is not stored again; it stands here because counts and vectors speak of it.
enum class Outcome {
    Duplicate,
    ClockSuspect,
    Unmapped,
    NoDay,
    NotEnrolled,
    In,
    Out,
    OutsideWindows,
    DirectionMismatch,
    Repeat,
    OutBeforeIn,
    Extra,
};

inline constexpr std::array<const char16_t *, 12> kOutcomeWords = {
    u"duplicate", u"clock_suspect",   u"unmapped",           u"no_day", u"not_enrolled",  u"in",
    u"out",       u"outside_windows", u"direction_mismatch", u"repeat", u"out_before_in", u"extra"};

inline QString outcomeWord(Outcome outcome)
{
    return QString::fromUtf16(kOutcomeWords.at(static_cast<size_t>(outcome)));
}

inline std::optional<Outcome> outcomeFromWord(QStringView word)
{
    for (size_t i = 0; i < kOutcomeWords.size(); ++i) {
        if (word == QStringView(kOutcomeWords.at(i)))
            return static_cast<Outcome>(i);
    }
    return std::nullopt;
}

/// One per log of a mapped user; derived, can be rebuilt at any time.
struct LogOutcome
{
    RawLogId log;
    PersonId person;
    QDate day;
    Outcome outcome = Outcome::Extra;

    friend bool operator==(const LogOutcome &, const LogOutcome &) = default;
};

} // namespace rollcall
