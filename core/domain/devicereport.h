// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// A user as a push terminal told of it. What it left out is nullopt and stays as it is known
/// (push-protocols.md, section 2.7). Passwords and templates have no place here.
struct ReportedUser
{
    QString userId;                ///< 1..32 characters
    std::optional<QString> name;   ///< never empty: an empty name replaces none
    std::optional<QString> card;   ///< decimal number; empty text = none
    std::optional<int> privilege;  ///< 0, 2, 6, 10 or 14; see privilegeUnknown
    bool privilegeUnknown = false; ///< it said one that is none of these: nothing is known now
    std::optional<QString> group;  ///< access group as the terminal names it

    friend bool operator==(const ReportedUser &, const ReportedUser &) = default;
};

/// An entry of a terminal's own log: menus opened, clock set, doors, alarms. No punch.
struct DeviceLogEntry
{
    QString kind;  ///< "oplog", "errorlog", "rtlog" or "other"
    int code = -1; ///< the terminal's number of the event; -1 = none
    WallTime at;   ///< the terminal's wall clock; invalid = it said none
    /// "name=value" pairs joined by tabs, or the line as it came; at most 512 characters.
    QString text;

    friend bool operator==(const DeviceLogEntry &, const DeviceLogEntry &) = default;
};

/// A terminal's answer to a command (push-protocols.md, section 2.10).
struct CommandResult
{
    QString wireId;   ///< the id the command went out with
    qint64 value = 0; ///< its Return
    QString verb;     ///< its CMD
    QString info;     ///< "name=value" lines that came with it; at most 16 KiB

    friend bool operator==(const CommandResult &, const CommandResult &) = default;
};

/// Where the dialect of a ZKTeco push terminal stands (push-protocols.md, section 2.1).
enum class PushFamily {
    Attendance, ///< "att"
    Access,     ///< "acc"
};

inline QString familyWord(PushFamily family)
{
    return family == PushFamily::Access ? QStringLiteral("acc") : QStringLiteral("att");
}
inline PushFamily familyFromWord(QStringView word)
{
    return word == u"acc" ? PushFamily::Access : PushFamily::Attendance;
}

/// A sign of life of a terminal that gives them by itself (push-protocols.md, section 1.8).
struct SignOfLife
{
    int intervalSeconds = 0; ///< how soon it was asked for the next one
    /// Its clock minus ours; nullopt = it did not say what time it has.
    std::optional<qint64> clockOffsetSeconds;

    friend bool operator==(const SignOfLife &, const SignOfLife &) = default;
};

/// What a request of a push terminal told beside punches. Stored in the transaction of the punches.
struct DeviceReport
{
    QList<ReportedUser> users;
    QList<DeviceLogEntry> log;
    QList<CommandResult> results;
    /// Values learned about the terminal, under its own names without "~" ("UserCount"), or under
    /// "firmware", "users", "fingerprints", "records", "faces", "ip", "flags" for those of INFO and
    /// of heartbeats, which have "pending", too: punches that it has not sent yet.
    QHash<QString, QString> facts;
    QString attStamp;  ///< upload cursor of the punches; empty = none worth to remember
    QString operStamp; ///< that of the operation log
    std::optional<PushFamily> family; ///< it showed which dialect it speaks
    QString language;                 ///< its number; empty = not said. 83 is simplified Chinese
    QString pushVersion;              ///< empty = not said
    std::optional<SignOfLife> heartbeat;

    bool isEmpty() const { return *this == DeviceReport{}; }
    friend bool operator==(const DeviceReport &, const DeviceReport &) = default;
};

} // namespace rollcall
