// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QDate>
#include <QString>

namespace rollcall {

/// Says which person a device's user id means, and from when to when (both days inclusive, null =
/// open).
struct UserMapping
{
    DeviceId device;
    QString userId;
    PersonId person;
    QDate validFrom;
    QDate validTo;

    bool isValidOn(QDate day) const
    {
        return (validFrom.isNull() || validFrom <= day) && (validTo.isNull() || day <= validTo);
    }
    /// Is there a day on which both hold?
    bool overlaps(const UserMapping &other) const
    {
        const bool endsFirst =
            validTo.isValid() && other.validFrom.isValid() && validTo < other.validFrom;
        const bool beginsLast =
            other.validTo.isValid() && validFrom.isValid() && other.validTo < validFrom;
        return !endsFirst && !beginsLast;
    }
    /// Does @p other go on after this one has ended?
    bool endsWithin(const UserMapping &other) const
    {
        return validTo.isValid() && (!other.validTo.isValid() || validTo < other.validTo);
    }
    friend bool operator==(const UserMapping &, const UserMapping &) = default;
};

} // namespace rollcall
