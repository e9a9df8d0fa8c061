// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall {

/// A user as the terminal lists it. The identity is userId, never the terminal's internal uid
/// (zk-protocol.md, section 9.4).
struct DeviceUser
{
    QString userId; ///< 1..32 characters, text: "007" and "7" are two
    QString name;
    QString card;      ///< decimal number, empty = none
    int privilege = 0; ///< raw byte
    int uid = 0;       ///< internal record number, 0 = unknown

    friend bool operator==(const DeviceUser &, const DeviceUser &) = default;
};

} // namespace rollcall
