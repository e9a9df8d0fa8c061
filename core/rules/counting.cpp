// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/counting.h"

namespace rollcall {

void DayTotals::add(DayStatus status, LeaveCounting leaveCounting)
{
    switch (status) {
    case DayStatus::Present:
        ++present;
        break;
    case DayStatus::Late:
        ++late;
        break;
    case DayStatus::HalfDay:
        ++halfDay;
        break;
    case DayStatus::Absent:
        ++absent;
        break;
    case DayStatus::Leave:
        ++leave;
        leaveAsPresent += leaveCounting == LeaveCounting::AsPresent ? 1 : 0;
        break;
    case DayStatus::Holiday:
    case DayStatus::WeekOff:
        ++off;
        break;
    case DayStatus::Pending:
        ++notDecided;
        break;
    }
}

int DayTotals::workingDays(bool leaveCounts) const
{
    return present + late + halfDay + absent + (leaveCounts ? leave : leaveAsPresent);
}

std::optional<int> DayTotals::percentTenths(bool leaveCounts) const
{
    const qint64 days = workingDays(leaveCounts);
    if (days == 0)
        return std::nullopt;
    const qint64 halves = presentHalves();
    // halves / (2 * days) * 1000, and half of the divisor before the division rounds half up.
    return static_cast<int>((halves * 1000 + days) / (2 * days));
}

} // namespace rollcall
