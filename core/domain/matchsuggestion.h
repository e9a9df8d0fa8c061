// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QFlags>
#include <QString>

namespace rollcall {

/// What speaks for, or against, a terminal user being a person.
enum class MatchCause {
    SameCard = 0x1,
    SameNumber = 0x2,
    NumberButZeros = 0x4, ///< "007" and "7"
    SameName = 0x8,
    SoundsAlike = 0x10, ///< Muhammad and Mohammed, Priya and Priyaa, in any script
    SimilarName = 0x20, ///< cut short, a letter apart, a word missing
    OtherName = 0x40,   ///< against: the names do not agree
};
Q_DECLARE_FLAGS(MatchCauses, MatchCause)
Q_DECLARE_OPERATORS_FOR_FLAGS(MatchCauses)

/// Whom a user of a terminal probably means.
struct MatchSuggestion
{
    QString userId;
    PersonId person;
    int confidence = 0; ///< 1 to 99; matchsuggester.h says how it is found
    MatchCauses causes;
    /// Nobody else comes close for the user, and no other user for the person. Only these may be
    /// applied without somebody looking.
    bool isClear = false;

    friend bool operator==(const MatchSuggestion &, const MatchSuggestion &) = default;
};

} // namespace rollcall
