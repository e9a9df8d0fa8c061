// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/zoneclock.h"
#include "core/ports/pushdesk.h"

#include <QByteArray>
#include <QString>

namespace rollcall::push {

/// The options that a terminal of the attendance dialect is told (push-protocols.md, section 2.4).
/// No templates and no photos are asked for. @p nowUtc in ms.
QByteArray attendanceOptions(const QString &serial, const PushMemory &memory, ZoneClock &zone,
                             qint64 nowUtc);
/// The configuration of the access dialect (section 2.12), one a line.
QByteArray accessConfiguration(const PushMemory &memory);
/// What a registered terminal of the access dialect gets at its handshake.
QByteArray accessGreeting(const PushMemory &memory);
/// "DateTime=<n>,ServerTZ=+HHMM" (section 2.11).
QByteArray timeAnswer(ZoneClock &zone, qint64 nowUtc);

} // namespace rollcall::push
