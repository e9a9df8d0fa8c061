// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/holidayfile.h"

namespace rollcall {

/// Whether the bytes begin as an iCalendar file does, in UTF-8 or UTF-16.
bool isCalendarFile(const QByteArray &bytes);

/// Reads the all-day events of an iCalendar file (RFC 5545, through libical): one holiday for each
/// day that an event covers, and for each time it comes again within the options' span. An event
/// with times of day, or one that was called off, is no holiday and is noted. Whatever is wrong
/// with an event is a problem of the line on which it begins. Bounded in bytes, events, days and
/// steps of a recurrence. InvalidInput: no calendar, a wrong encoding, a limit. Pure: any bytes may
/// come. Thread: any.
Result<HolidayFile> readCalendarFile(const QByteArray &bytes, const HolidayFileOptions &options);

/// More than kMostHolidays.
Error tooManyHolidays();

} // namespace rollcall
