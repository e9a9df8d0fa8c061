// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkcommand.h"

#include <QByteArray>

namespace rollcall::zk {

/// Data of PREPARE_BUFFER: ask for table @p inner, @p function, to be made ready (zk-protocol.md,
/// section 11.1 step 2).
inline QByteArray prepareBufferData(Code inner, qint32 function)
{
    QByteArray data(1, '\x01');
    appendU16(data, static_cast<quint16>(inner));
    appendU32(data, static_cast<quint32>(function));
    appendU32(data, 0);
    return data;
}

/// Data of READ_BUFFER: @p length bytes from the absolute offset @p start, both below 2^31
/// (section 11.1 step 4).
inline QByteArray readBufferData(qint64 start, qint64 length)
{
    QByteArray data;
    appendU32(data, static_cast<quint32>(start));
    appendU32(data, static_cast<quint32>(length));
    return data;
}

/// An option name, or "name=value", with the NUL that devices take and some ask for (section 6).
inline QByteArray optionData(QByteArrayView text)
{
    QByteArray data = text.toByteArray();
    data.append('\0');
    return data;
}

} // namespace rollcall::zk
