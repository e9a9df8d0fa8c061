// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/command.h"
#include "core/ports/synccontrol.h"

#include <QJsonObject>

namespace rollcall::ctl {

/// What a sync or an import brought, in the fixed form of cli.md.
QJsonObject syncJson(const SyncOutcome &outcome);
/// One line for people, and on standard error why it did not complete. Answers the status.
int tellOutcome(const Context &context, const SyncOutcome &outcome);
/// Overwrites the line of progress; @p total is -1 while it is not known.
void tellProgress(const Context &context, qint64 done, qint64 total);

} // namespace rollcall::ctl
