// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/deviceuser.h"
#include "core/domain/walltime.h"
#include "devices/sim/simoptions.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace rollcall {

/// What a record of a simulated log says, for tests and demo data.
struct SimPunch
{
    QString userId;
    WallTime at; ///< invalid where the fault InvalidDates wrote the 30 February
    int state = 0;
    int verify = 0;
};

class SimDevice;

/// The log of a simulated terminal as one connection sees it, its faults included. Bytes are made
/// when they are asked for. A value; holds its terminal.
class SimLogBlock
{
public:
    SimLogBlock(std::shared_ptr<const SimDevice> device, const SimFaultSet &faults);

    /// Records that the total at the beginning announces.
    qint64 records() const { return m_records; }
    SimPunch punch(qint64 record) const;
    /// Bytes of the transfer: the u32 total, records, surplus.
    qint64 size() const;
    /// The bytes [start, start + length), cut at the end of the block.
    QByteArray bytes(qint64 start, qint64 length) const;

private:
    qint64 sourceOf(qint64 record) const;
    bool hasInvalidDate(qint64 record) const;
    void putRecord(QByteArray &to, qint64 record) const;

    std::shared_ptr<const SimDevice> m_device;
    SimFaultSet m_faults;
    qint64 m_records = 0;
};

/// A terminal that does not exist: users and logs from a seed, serial number, options, counters.
/// Constant after it is made, so any thread may use it.
class SimDevice : public std::enable_shared_from_this<SimDevice>
{
public:
    /// InvalidInput when checkSimOptions() refuses the options.
    static Result<std::shared_ptr<const SimDevice>> make(const SimOptions &options);
    ~SimDevice();
    SimDevice(const SimDevice &) = delete;
    SimDevice &operator=(const SimDevice &) = delete;

    const SimOptions &options() const { return m_options; }
    int users() const { return m_options.users; }
    /// User @p number, 1 to users(), as the terminal lists it.
    DeviceUser user(int number) const;
    /// The log without any fault: stored log @p index, 0 to logs() - 1, in the order of time.
    qint64 logs() const;
    SimPunch log(qint64 index) const;
    SimLogBlock logBlock(const SimFaultSet &faults = {}) const;

    /// The u32 total and all users.
    QByteArray userBlock() const;
    /// The answer to GET_FREE_SIZES.
    QByteArray counters(const SimFaultSet &faults) const;
    /// nullopt: the terminal does not know the option.
    std::optional<QByteArray> option(QByteArrayView name) const;
    QByteArray version() const;

private:
    explicit SimDevice(const SimOptions &options);

    struct Logs;
    const SimOptions m_options;
    std::unique_ptr<const Logs> m_logs;
};

} // namespace rollcall
