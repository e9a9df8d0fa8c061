// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// The keys of attendance-rules.md, section 3. Nobody writes them elsewhere; what lies behind a key
/// stands in policykeys.
namespace rollcall::settingkeys {

inline constexpr auto kTimeWindows = u"time_windows";
inline constexpr auto kInWindow = u"in_window";
inline constexpr auto kOutWindow = u"out_window";
inline constexpr auto kSchoolStart = u"school_start";
inline constexpr auto kGraceMinutes = u"grace_minutes";
inline constexpr auto kSchoolEnd = u"school_end";
inline constexpr auto kEarlyGraceMinutes = u"early_grace_minutes";
inline constexpr auto kRepeatIntervalSeconds = u"repeat_interval_seconds";
inline constexpr auto kUseDeviceStatus = u"use_device_status";
inline constexpr auto kSinglePunch = u"single_punch";
inline constexpr auto kMissingInAs = u"missing_in_as";
inline constexpr auto kMissingOutAs = u"missing_out_as";
inline constexpr auto kRegisterClose = u"register_close";
inline constexpr auto kAfterRegisterClose = u"after_register_close";
inline constexpr auto kHalfDaySplit = u"half_day_split";
inline constexpr auto kHalfDayBelowMinutes = u"half_day_below_minutes";
inline constexpr auto kAbsentBelowMinutes = u"absent_below_minutes";
inline constexpr auto kDayChange = u"day_change";
inline constexpr auto kMarkOnOffDays = u"mark_on_off_days";
inline constexpr auto kAbsentAfter = u"absent_after";
inline constexpr auto kAbsenceRequiresSync = u"absence_requires_sync";
inline constexpr auto kFutureToleranceMinutes = u"future_tolerance_minutes";
inline constexpr auto kOldestValidDate = u"oldest_valid_date";
inline constexpr auto kAbsentWhenUnmapped = u"absent_when_unmapped";

} // namespace rollcall::settingkeys
