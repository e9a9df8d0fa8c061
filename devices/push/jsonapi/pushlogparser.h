// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/rawlog.h"
#include "core/domain/zoneclock.h"
#include "devices/push/problem.h"
#include "devices/push/pushlimits.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace rollcall::push {

/// Something to say about one item of a batch.
struct ItemNote
{
    qsizetype index = 0; ///< from 0
    QString reason;      ///< one word, e.g. "invalid_timestamp"
    QString detail;      ///< for people; never more than 64 characters of the input

    friend bool operator==(const ItemNote &, const ItemNote &) = default;
};

/// A batch of punches as it came: received = logs + errors.
struct PushLogReading
{
    qsizetype received = 0;
    QList<RawLog> logs;
    QList<ItemNote> errors;   ///< one for each refused item, by index
    QList<ItemNote> warnings; ///< by index
};

/// Reads the body of a push-log request by push-protocols.md, section 1.3. A Problem when the
/// envelope is no JSON (400), has no array "logs" or too many items (422); single bad items never
/// spoil the others. Pure and bounded.
/// @p zone: the device's; @p nowUtc: the server's time in ms, against which the future is judged.
std::variant<PushLogReading, Problem> readPushLog(const QByteArray &body, ZoneClock &zone,
                                                  qint64 nowUtc, const PushLimits &limits);

} // namespace rollcall::push
