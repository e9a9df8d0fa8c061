// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/command.h"

namespace rollcall::ctl {

/// The options of `device add` and `device edit`.
QList<QCommandLineOption> deviceOptions();
/// Puts the options that were given into @p draft; the others stay as they are. Reads the
/// communication key from standard input when it is "-". InvalidInput for a word that is none of
/// those allowed; what the fields may hold is checkDeviceDraft()'s to say.
Result<> takeDeviceOptions(const Context &context, DeviceDraft &draft);

} // namespace rollcall::ctl
