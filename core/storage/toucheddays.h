// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/calendar.h"
#include "core/domain/ids.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QVariantList>

namespace rollcall {

/// Whose days a fact touches, and which. An invalid id and a null date mean "all".
struct TouchedDays
{
    QDate first;
    QDate last;
    Audience audience = Audience::Everybody;
    GroupId group = {};
    PersonId person = {};
    QList<int> weekdays = {}; ///< 1 = Monday … 7 = Sunday; empty = all
};

/// A condition on the row p of person: the people of TouchedDays. Binds personValues().
QString wherePerson();
QVariantList personValues(const TouchedDays &touched);

} // namespace rollcall
