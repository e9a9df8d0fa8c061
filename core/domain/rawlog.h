// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"

#include <QByteArray>
#include <QString>

namespace rollcall {

enum class LogSource { Agent, Push, File, Office };

inline QString sourceWord(LogSource source)
{
    switch (source) {
    case LogSource::Push:
        return QStringLiteral("push");
    case LogSource::File:
        return QStringLiteral("file");
    case LogSource::Office:
        return QStringLiteral("office");
    case LogSource::Agent:
        break;
    }
    return QStringLiteral("agent");
}

inline LogSource sourceFromWord(QStringView word)
{
    for (const LogSource source : {LogSource::Push, LogSource::File, LogSource::Office}) {
        if (word == sourceWord(source))
            return source;
    }
    return LogSource::Agent;
}

/// State byte: 0 check-in, 1 check-out, 2 break-out, 3 break-in, 4 overtime-in, 5 overtime-out, 255
/// not stated (zk-protocol.md, section 19.1).
inline constexpr int kStateNotStated = 255;

/// What a device said, stored once and never changed. Drivers and dialects fill userId, at, state,
/// verify, workCode and rawText; IngestService adds zone and instant. Its key is school, device,
/// userId and at (product-brief.md).
struct RawLog
{
    QString userId;
    WallTime at; ///< the device's wall clock, to the second
    int state = kStateNotStated;
    int verify = -1; ///< verify method as given; -1 = not stated
    QString workCode;
    QString rawText;       ///< the record as received: text, or hex of its bytes
    qint64 instantUtc = 0; ///< UTC ms, from the device's zone

    friend bool operator==(const RawLog &, const RawLog &) = default;
};

/// Something that was read or acknowledged but cannot be a raw log: an impossible date, an
/// unreadable line. Kept word for word (attendance-rules.md, section 4.2).
struct SetAsideLog
{
    QString rawText;
    QString reason; ///< one word, e.g. "invalid_date"

    friend bool operator==(const SetAsideLog &, const SetAsideLog &) = default;
};

} // namespace rollcall

Q_DECLARE_TYPEINFO(rollcall::RawLog, Q_RELOCATABLE_TYPE);
