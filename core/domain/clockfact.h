// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QDate>
#include <QString>

namespace rollcall {

/// What the office decided about a clock that was wrong.
enum class ClockFactKind {
    Accept, ///< the logs are right although their clock looks wrong
    Shift,  ///< the logs are to be read so many minutes later
};

/// A decision about a terminal's logs of some dates: those that the terminal itself wrote. The logs
/// stay as they are, and their key does (attendance-rules.md, sections 4.2 and 10).
struct ClockFact
{
    ClockFactId id; ///< of its kind
    ClockFactKind kind = ClockFactKind::Accept;
    DeviceId device;
    QDate from;
    QDate to;        ///< not before from
    int minutes = 0; ///< of a shift, not 0; negative = earlier
    QString reason;
    QString author;
    qint64 createdUtc = 0;

    bool covers(DeviceId ofDevice, QDate date) const
    {
        return ofDevice == device && from <= date && date <= to;
    }
    friend bool operator==(const ClockFact &, const ClockFact &) = default;
};

/// "accept", "shift".
inline QString clockFactWord(ClockFactKind kind)
{
    return kind == ClockFactKind::Shift ? QStringLiteral("shift") : QStringLiteral("accept");
}

} // namespace rollcall
