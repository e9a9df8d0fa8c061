// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simfaults.h"

#include <QByteArray>

namespace rollcall::sim {

/// Whether a terminal with @p faults is no terminal at all.
bool isNoTerminal(const SimFaultSet &faults);
/// What such a thing answers to anything: another protocol, bytes of none, or nothing.
QByteArray otherAnswer(const SimFaultSet &faults, quint64 seed);

} // namespace rollcall::sim
