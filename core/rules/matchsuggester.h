// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/deviceuser.h"
#include "core/domain/matchsuggestion.h"
#include "core/domain/person.h"

#include <QList>
#include <QString>

namespace rollcall {

/// Finds out whom users of one terminal probably mean. @p users: those that mean nobody yet; @p
/// people: those without a user on this terminal. Inactive people are left out. At most three
/// suggestions for a user, best first; users in the order of their ids. The same users and people
/// give the same answer in whatever order they come. Pure.
///
/// Confidence: equal card 95; equal number 90, equal but for zeros in front 80; same name 80,
/// sounds alike 70, similar 50 to 65. A number or a card and a name that agree, or a number and a
/// card: 99. A number whose names do not agree 40, such a card 60: short numbers are equal by
/// accident.
QList<MatchSuggestion> suggestMatches(const QList<DeviceUser> &users, const QList<Person> &people);

/// The clear ones of at least @p confidence: no user and no person occurs twice among them.
QList<MatchSuggestion> applicableMatches(const QList<MatchSuggestion> &suggestions, int confidence);

/// The reason in words, e.g. "equal number, similar name". Translated.
QString causesText(MatchCauses causes);

} // namespace rollcall
