// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/deviceuser.h"
#include "core/domain/walltime.h"
#include "devices/sim/simlogblock.h"
#include "devices/sim/simmemory.h"
#include "devices/sim/simoptions.h"
#include "devices/sim/simpunch.h"

#include <QByteArray>
#include <QList>

#include <memory>

namespace rollcall {

/// A terminal that does not exist: users and logs from a seed, serial number, options, counters.
/// What it is made of is constant; what it remembers can change, through memory(). Thread: any.
class SimDevice
{
public:
    /// InvalidInput when checkSimOptions() refuses the options.
    static Result<std::shared_ptr<const SimDevice>> make(const SimOptions &options);
    SimDevice(const SimDevice &) = delete;
    SimDevice &operator=(const SimDevice &) = delete;

    const SimOptions &options() const { return m_options; }
    /// What it remembers; clients change it through the wire, tests may do it here.
    SimMemory &memory() const { return *m_memory; }

    /// How many users it holds now.
    int users() const { return m_memory->userCount(); }
    /// The user whose uid is @p number, as the terminal lists it; at first these are 1 to users().
    /// An empty one when there is none.
    DeviceUser user(int number) const;
    /// All users, in the order of their uids.
    QList<DeviceUser> userList() const;
    /// The log without any fault as it is now: @p index is 0 to logs() - 1, in the order of
    /// storing.
    qint64 logs() const { return m_memory->logCount(); }
    SimPunch log(qint64 index) const { return m_memory->log(index); }
    SimLogBlock logBlock(const SimFaultSet &faults = {}) const;

    /// The u32 total and all users.
    QByteArray userBlock() const;
    /// The answer to GET_FREE_SIZES.
    QByteArray counters(const SimFaultSet &faults) const;
    QByteArray version() const;

private:
    explicit SimDevice(const SimOptions &options);
    DeviceUser shown(const sim::UserValues &user) const;

    const SimOptions m_options;
    const std::unique_ptr<SimMemory> m_memory;
};

} // namespace rollcall
