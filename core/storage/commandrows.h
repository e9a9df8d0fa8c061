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

/// Would handOutCommands() hand out or end anything?
Result<bool> areCommandsDue(Database &database, DeviceId device, qint64 nowUtc);
Result<QList<DeviceCommand>> addCommands(Database &database, DeviceId device,
                                         const QStringList &texts, const QString &author,
                                         qint64 nowUtc);
/// Ends what nobody fetched or answered in time, and hands out what is due, oldest first.
Result<QList<DeviceCommand>> handOutCommands(Database &database, DeviceId device, int most,
                                             qint64 nowUtc);
/// The newest first. Whatever nobody fetched or answered in time counts as over, also before the
/// terminal asks again.
Result<QList<DeviceCommand>> loadCommands(Database &database, DeviceId device, int limit,
                                          qint64 nowUtc);
/// The same of those with ids from @p first to @p last, oldest first.
Result<QList<DeviceCommand>> loadCommandsBetween(Database &database, DeviceId device, qint64 first,
                                                 qint64 last, qint64 nowUtc);
/// NotFound: it is not there, or was handed out already.
Result<> takeBackCommand(Database &database, DeviceId device, qint64 id, const QString &author,
                         qint64 nowUtc);

} // namespace rollcall
