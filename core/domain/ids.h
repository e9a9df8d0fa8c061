// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strongid.h"

namespace rollcall {

using SchoolId = StrongId<struct SchoolTag>;
using GroupId = StrongId<struct GroupTag>;
using PersonId = StrongId<struct PersonTag>;
using DeviceId = StrongId<struct DeviceTag>;
using MappingId = StrongId<struct MappingTag>;
using RawLogId = StrongId<struct RawLogTag>;
using SyncSessionId = StrongId<struct SyncSessionTag>;
using HolidayId = StrongId<struct HolidayTag>;
using WeeklyOffId = StrongId<struct WeeklyOffTag>;
using LeaveId = StrongId<struct LeaveTag>;
using AssignmentId = StrongId<struct AssignmentTag>;
using ClockFactId = StrongId<struct ClockFactTag>;

} // namespace rollcall
