// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attention.h"
#include "core/domain/calendar.h"
#include "core/domain/device.h"
#include "core/domain/devicenotice.h"
#include "core/ports/correctionstore.h"
#include "core/ports/pushstore.h"
#include "core/ports/rows.h"

#include <optional>

/// What the office is told, and the command that cures it.
namespace rollcall::attention {

/// nullopt: nothing that the office could do about.
std::optional<AttentionItem> ofRefusal(const RefusalCount &refusal, const Device *device);
AttentionItem ofNotice(const Device &device, const DeviceNotice &notice);
AttentionItem lockedOut(const Device &device);
/// A terminal whose signs of life are missing.
AttentionItem offline(const DeviceOverview &line);
/// Users whose punches wait until somebody says who they are.
AttentionItem unmapped(const DeviceOverview &line);
/// A terminal that is read and did not answer the last times.
AttentionItem notReached(const DeviceOverview &line);
/// A terminal whose clock was far off at the last visit.
AttentionItem wrongClock(const Device &device);
/// Nothing says when school starts.
AttentionItem noSchoolStart();
AttentionItem undoneCommands(const Device &device, qint64 count);
/// nullopt: an everyday entry of a terminal's own log (push-protocols.md, section 2.7).
std::optional<AttentionItem> ofLogEntry(const Device &device, const DeviceLogEntry &entry);
AttentionItem setAside(qint64 count);
AttentionItem doubtedClock(const Device &device, const DoubtedClock &doubted);
/// Records of a locked month that would be different now.
AttentionItem changeWaiting(const LockedMonth &month);

} // namespace rollcall::attention
