// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"

#include <QJsonObject>
#include <QStringList>

namespace rollcall::ctl {

/// A device as `device list --json` shows it: stable keys, null for what is not known.
QJsonObject deviceJson(const DeviceOverview &line);
/// What the office should know or decide about a device, one sentence each: another terminal
/// answers, it was found elsewhere, people may be locked out.
QStringList deviceNotices(const DeviceOverview &line);

/// How a device that pushes was last heard of, a line each (push-protocols.md, section 2.16).
/// @p lastPunch is invalid when it has sent none.
QStringList pushSigns(const DeviceOverview &line, WallTime lastPunch);

} // namespace rollcall::ctl
