// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/rawlog.h"
#include "core/domain/zoneclock.h"
#include "devices/push/pushlimits.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall::push {

/// What the punches of an upload came to. Every line is a log, set aside, or one of those that are
/// no punches and are only counted.
struct AdmsPunches
{
    int lines = 0;   ///< not blank
    int ignored = 0; ///< of the terminal itself, or identity checks
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
};

/// A time as a terminal wrote it.
struct AdmsMoment
{
    WallTime at;           ///< invalid: it has the shape of a time and names no real one
    qint64 instantUtc = 0; ///< ms, where the terminal gave an instant; 0 = it gave a wall clock
};

/// Sorts the punches of a device: into logs, or aside with a reason (push-protocols.md, section 2.6
/// and 1.3). One object for one upload.
class AdmsPunchSorter
{
public:
    AdmsPunchSorter(ZoneClock &zone, qint64 nowUtc, const PushLimits &limits);

    /// A punch; @p log holds everything but its time. @p line: as it came.
    void take(RawLog log, const AdmsMoment &moment, const QString &line);
    void setAside(const char *reason, const QString &line);
    AdmsPunches &punches() { return m_punches; }
    ZoneClock &zone() { return m_zone; }

private:
    ZoneClock &m_zone;
    WallTime m_latest;
    const int m_firstYear;
    const int m_lastYear;
    AdmsPunches m_punches;
};

/// "YYYY-MM-DD HH:MM:SS", or with a "T"; nullopt for another shape.
std::optional<WallTime> admsWallTime(QStringView text);
/// 0 to 5 or 255; anything else, and nothing, is 255: not stated.
int admsState(QStringView text);
/// -1 when it is no number from 0 to 65535.
int admsVerify(QStringView text);
/// At most 16 characters of it.
QString admsWorkCode(QStringView text);

} // namespace rollcall::push
