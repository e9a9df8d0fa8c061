// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simfaults.h"
#include "devices/sim/simmemory.h"
#include "devices/sim/simoptions.h"
#include "devices/sim/simpunch.h"

#include <QByteArray>

namespace rollcall {

/// The log of a simulated terminal as one connection sees it, its faults included. Bytes are made
/// when they are asked for. A value of one moment: later punches do not change it, so no transfer
/// is torn.
class SimLogBlock
{
public:
    SimLogBlock(SimLogSnapshot logs, SimRecordSize recordSize, const SimFaultSet &faults);

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

    SimLogSnapshot m_logs;
    SimRecordSize m_recordSize;
    SimFaultSet m_faults;
    qint64 m_records = 0;
};

} // namespace rollcall
