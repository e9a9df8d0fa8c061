// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

namespace rollcall::zk {

// Everything on the wire is little endian (zk-protocol.md, section 0). These reads never leave the
// view: where bytes are missing the value is 0, so that a short record from a damaged terminal
// cannot become a read out of bounds.

inline quint8 u8At(QByteArrayView bytes, qsizetype at)
{
    return at >= 0 && at < bytes.size() ? static_cast<quint8>(bytes.at(at)) : quint8(0);
}

inline quint16 u16At(QByteArrayView bytes, qsizetype at)
{
    return at >= 0 && at + 2 <= bytes.size() ? qFromLittleEndian<quint16>(bytes.data() + at)
                                             : quint16(0);
}

inline quint32 u32At(QByteArrayView bytes, qsizetype at)
{
    return at >= 0 && at + 4 <= bytes.size() ? qFromLittleEndian<quint32>(bytes.data() + at) : 0U;
}

/// @p length bytes from @p at, cut where the view ends.
inline QByteArrayView part(QByteArrayView bytes, qsizetype at, qsizetype length)
{
    if (at < 0 || at >= bytes.size() || length <= 0)
        return {};
    return bytes.sliced(at, qMin(length, bytes.size() - at));
}

/// The bytes before the first NUL; what follows it in a text field is garbage (zk-protocol.md,
/// Q10).
inline QByteArrayView untilNul(QByteArrayView field)
{
    const qsizetype nul = field.indexOf('\0');
    return nul < 0 ? field : field.first(nul);
}

inline void appendU16(QByteArray &to, quint16 value)
{
    char bytes[2];
    qToLittleEndian(value, bytes);
    to.append(bytes, 2);
}

inline void appendU32(QByteArray &to, quint32 value)
{
    char bytes[4];
    qToLittleEndian(value, bytes);
    to.append(bytes, 4);
}

} // namespace rollcall::zk
