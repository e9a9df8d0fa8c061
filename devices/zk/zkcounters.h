// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <optional>

namespace rollcall::zk {

/// The counters of section 7. A field whose bytes are missing is unknown, not 0; those that are
/// there can still be wrong (zk-protocol.md, Q1 to Q3).
struct Counters
{
    std::optional<qint32> users;
    std::optional<qint32> fingers;
    std::optional<qint32> records;
    std::optional<qint32> operations;
    std::optional<qint32> administrators;
    std::optional<qint32> passwords;
    std::optional<qint32> fingersCapacity;
    std::optional<qint32> usersCapacity;
    std::optional<qint32> recordsCapacity;
    std::optional<qint32> fingersFree;
    std::optional<qint32> usersFree;
    std::optional<qint32> recordsFree;
    std::optional<qint32> faces;
    std::optional<qint32> facesCapacity;
};

/// Lengths of 4, 80, 92 and 112 bytes have been seen; any length is read as far as it goes.
Counters readCounters(QByteArrayView data);

} // namespace rollcall::zk
