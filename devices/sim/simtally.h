// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>

namespace rollcall {

/// What happened at a simulated terminal; any thread may look.
struct SimTally
{
    std::atomic<int> connections = 0; ///< of TCP and of UDP
    std::atomic<int> logins = 0;
    std::atomic<int> exits = 0;
    std::atomic<int> prepares = 0; ///< PREPARE_BUFFER requests
    std::atomic<int> pieces = 0;   ///< READ_BUFFER requests
    std::atomic<int> events = 0;   ///< punches sent to who registered for them
    std::atomic<int> eventAcks = 0;
    std::atomic<int> badChecksums = 0; ///< of clients
    std::atomic<int> repeats = 0;      ///< datagrams that came again and were answered again
    std::atomic<int> disables = 0;
    std::atomic<bool> isEnabled = true;
    std::atomic<int> clears = 0; ///< CLEAR_ATTLOG requests that were obeyed
    std::atomic<int> restarts = 0;
    std::atomic<int> beeps = 0;         ///< TESTVOICE requests
    std::atomic<qint64> voice = -1;     ///< the sound asked for last, -1 = none yet
    std::atomic<qint64> unlockFor = -1; ///< the number of the last UNLOCK, -1 = none yet
};

} // namespace rollcall
