// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/device.h"

#include <QLatin1String>
#include <QList>
#include <QString>

/// Words and keys that the form of a device and the wizard share.
namespace rollcall::ui::devicefields {

// As checkDeviceDraft() names them.
inline constexpr QLatin1String kName("name");
inline constexpr QLatin1String kHost("host");
inline constexpr QLatin1String kPort("port");
inline constexpr QLatin1String kSerial("serial");
inline constexpr QLatin1String kCommKey("commKey");
inline constexpr QLatin1String kLocation("location");
inline constexpr QLatin1String kTimeZone("timeZone");
// Of the form alone.
inline constexpr QLatin1String kMode("mode");
inline constexpr QLatin1String kDialect("dialect");
inline constexpr QLatin1String kHostChanges("hostChanges");
inline constexpr QLatin1String kDirection("direction");

/// A way in which devices send by themselves.
struct PushDialect
{
    QString id;   ///< as Device::driver
    QString name; ///< translated
};
QList<PushDialect> pushDialects();
/// What kind of device speaks it; empty for an agent driver.
QString dialectText(const QString &id);
/// What the mode means, in a sentence.
QString wayText(SyncMode mode);
/// Only an address as numbers can be compared with where a request comes from.
bool isNumericAddress(const QString &host);

} // namespace rollcall::ui::devicefields
