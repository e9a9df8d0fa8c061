// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"

#include <QByteArray>
#include <QHash>
#include <QTimeZone>

namespace rollcall {

/// Turns wall clocks of one zone into instants and back. A wall clock that a daylight-saving change
/// skips, and one that occurs twice, both take the offset before the change (push-protocols.md,
/// section 1.3). Keeps what it looked up, so a year of punches costs a few hundred look-ups. One
/// object belongs to one thread.
class ZoneClock
{
public:
    /// @p ianaName such as "Asia/Kolkata". An unknown zone makes an invalid clock, which takes
    /// times as UTC.
    explicit ZoneClock(const QByteArray &ianaName);

    bool isValid() const { return m_zone.isValid(); }
    /// UTC ms; 0 for an invalid wall clock.
    qint64 toUtc(WallTime wall);
    WallTime toWall(qint64 utcMs);

private:
    qint64 offsetAt(qint64 utcSeconds);

    QTimeZone m_zone;
    QHash<qint64, qint64>
        m_offsets; ///< by quarter of an hour, the finest step of any zone's change
};

} // namespace rollcall
