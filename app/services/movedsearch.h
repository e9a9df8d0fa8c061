// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/terminaldoor.h"

#include <stop_token>

namespace rollcall {

/// Can a device's terminal be looked for when it does not answer at its address? It needs a serial
/// number to be known by and an IPv4 address to look around.
bool canSearchMoved(const Device &device);

/// Looks for the terminal in the 254 addresses around its own, and when it is found elsewhere
/// raises the notice Moved. The address is not changed: that is for the office to say. Answers
/// whether it was found. Blocks; thread: any.
Result<bool> searchMoved(const TerminalDoor &door, const Device &device,
                         const std::stop_token &stop);

} // namespace rollcall
