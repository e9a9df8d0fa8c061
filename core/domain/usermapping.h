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
    friend bool operator==(const UserMapping &, const UserMapping &) = default;
};

} // namespace rollcall
