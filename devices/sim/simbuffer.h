// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simdevice.h"
#include "devices/sim/simlogblock.h"

#include <QByteArray>

#include <optional>

namespace rollcall {

/// The block that a client has asked for and reads in pieces. A picture of the moment when it was
/// loaded.
class SimBuffer
{
public:
    /// Puts a table into the buffer; the requests that clients in the field use (zk-protocol.md,
    /// section 22). False when the terminal has no such table; the buffer is then empty.
    bool load(const SimDevice &device, const SimFaultSet &faults, int inner, int function);
    void set(const QByteArray &block);

    qint64 size() const { return m_size; }
    QByteArray bytes(qint64 start, qint64 length) const;
    bool holdsLogs() const { return m_logs.has_value(); }

private:
    std::optional<SimLogBlock> m_logs; ///< the block, when it is the log
    QByteArray m_block;                ///< the block, when it is another
    qint64 m_size = 0;
};

} // namespace rollcall
