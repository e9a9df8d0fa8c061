// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <optional>

namespace rollcall {

enum class DeviceNoticeKind {
    OtherTerminal, ///< a terminal with another serial number answers at the device's address
    Moved,         ///< the device's terminal was found at another address
};

inline QString deviceNoticeWord(DeviceNoticeKind kind)
{
    return kind == DeviceNoticeKind::Moved ? QStringLiteral("moved")
                                           : QStringLiteral("other_terminal");
}
/// nullopt: a kind that only a newer program knows.
inline std::optional<DeviceNoticeKind> deviceNoticeFromWord(QStringView word)
{
    if (word == u"moved")
        return DeviceNoticeKind::Moved;
    if (word == u"other_terminal")
        return DeviceNoticeKind::OtherTerminal;
    return std::nullopt;
}

/// Something about a device that only the office can decide. There is at most one of a kind for
/// each device.
struct DeviceNotice
{
    DeviceId device;
    DeviceNoticeKind kind = DeviceNoticeKind::OtherTerminal;
    QString serial;      ///< the serial number that was found
    QString host;        ///< where
    quint16 port = 0;    ///< where
    qint64 sinceUtc = 0; ///< ms; when it was noticed first

    friend bool operator==(const DeviceNotice &, const DeviceNotice &) = default;
};

} // namespace rollcall
