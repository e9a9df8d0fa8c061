// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>

namespace rollcall {

/// The school of this database. One database holds one school; the key is carried all the same,
/// because the key of a raw log begins with it (product-brief.md).
struct School
{
    SchoolId id;
    QString code;
    QString name;
    QByteArray timeZone; ///< IANA name, e.g. "Asia/Kolkata"

    friend bool operator==(const School &, const School &) = default;
};

} // namespace rollcall
