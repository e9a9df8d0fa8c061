// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simbuffer.h"

#include "devices/sim/simwire.h"

namespace rollcall {

using namespace sim;

bool SimBuffer::load(const SimDevice &device, const SimFaultSet &faults, int inner, int function)
{
    const bool isTable = inner == CmdReadTable;
    const bool isEmptyTable =
        (isTable && function == 2) || (inner == CmdReadOperations && function == 0);
    set({});
    if ((inner == CmdReadUsers || isTable) && function == 5)
        set(device.userBlock());
    else if ((inner == CmdReadLogs && (function == 0 || function == 1)) ||
             (isTable && function == 1))
        m_logs = device.logBlock(faults);
    else if (isEmptyTable)
        set(QByteArray(4, '\0'));
    else
        return false;
    if (m_logs)
        m_size = m_logs->size();
    return true;
}

void SimBuffer::set(const QByteArray &block)
{
    m_logs.reset();
    m_block = block;
    m_size = block.size();
}

QByteArray SimBuffer::bytes(qint64 start, qint64 length) const
{
    return m_logs ? m_logs->bytes(start, length) : m_block.mid(start, length);
}

} // namespace rollcall
