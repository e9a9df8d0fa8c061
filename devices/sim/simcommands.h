// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simfaults.h"
#include "devices/sim/simwire.h"

#include <QByteArray>

#include <optional>

namespace rollcall {

class SimTerminal;

/// What a terminal says to a command of one packet.
struct SimReply
{
    quint16 code = sim::AckOk;
    QByteArray data;
    std::optional<quint16> session; ///< where the field holds something else (section 3)
};

/// Commands that one packet answers and that concern the terminal, not the connection: options,
/// users, clock, counters, voice, door. nullopt: none of these.
std::optional<SimReply> runSimCommand(SimTerminal &terminal, const SimFaultSet &faults,
                                      const sim::Request &request);

} // namespace rollcall
