// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/device.h"
#include "core/ports/stores.h"

namespace rollcall {

/// The living device with this id; waits for the store. NotFound, with a sentence, when it was
/// removed meanwhile. Thread: any that may block.
Result<Device> findDevice(DeviceStore &devices, DeviceId id);

} // namespace rollcall
