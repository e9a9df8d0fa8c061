// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicecommand.h"
#include "core/storage/database.h"

#include <QList>
#include <QStringList>

namespace rollcall {

// The queue of commands to push terminals, inside the caller's transaction (push-protocols.md,
// section 2.8). Times in UTC ms.

Result<bool> hasOpenCommands(Database &database, DeviceId device);
Result<QList<DeviceCommand>> addCommands(Database &database, DeviceId device,
                                         const QStringList &texts, const QString &author,
                                         qint64 nowUtc);
/// Ends what nobody fetched or answered in time, and hands out what is due, oldest first.
Result<QList<DeviceCommand>> handOutCommands(Database &database, DeviceId device, int most,
                                             qint64 nowUtc);
/// The newest first.
Result<QList<DeviceCommand>> loadCommands(Database &database, DeviceId device, int limit);
/// NotFound: it is not there, or was handed out already.
Result<> takeBackCommand(Database &database, DeviceId device, qint64 id, const QString &author,
                         qint64 nowUtc);

} // namespace rollcall
