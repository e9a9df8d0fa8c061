// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/ids.h"

#include <QByteArray>
#include <QFlags>
#include <QString>

#include <optional>

namespace rollcall {

/// Who the terminal is and how full. Empty text and nullopt: the terminal did not say
/// (zk-protocol.md, sections 6 and 7).
struct DeviceInfo
{
    QString serial;
    QString model;
    QString firmware;
    QString platform;
    QString mac;
    std::optional<qint64> users;
    /// A hint only: the counter can be stale or wrong (zk-protocol.md, Q1-Q3).
    std::optional<qint64> logs;
    std::optional<qint64> fingers;
    std::optional<qint64> faces;
    std::optional<qint64> usersCapacity;
    std::optional<qint64> logsCapacity;
    std::optional<qint64> fingersCapacity;
    std::optional<qint64> facesCapacity;

    friend bool operator==(const DeviceInfo &, const DeviceInfo &) = default;
};

/// What a device's terminal can be asked for; the window enables only these. A single terminal may
/// still answer Unsupported.
enum class TerminalAbility {
    Read = 0x01, ///< its logs are fetched: it can be tested and synced
    Tell = 0x02, ///< who it is, how full, and who its users are
    SetClock = 0x04,
    WriteUsers = 0x08, ///< also deleting and copying
    Restart = 0x10,
    Beep = 0x20,
    ClearLogs = 0x40,
    Queue = 0x80, ///< it fetches what it is to do, some time later
};
Q_DECLARE_FLAGS(TerminalAbilities, TerminalAbility)
Q_DECLARE_OPERATORS_FOR_FLAGS(TerminalAbilities)

/// What is known of a terminal without asking it.
struct TerminalProfile
{
    TerminalAbilities abilities;
    DeviceInfo told; ///< what it told of itself some time, as far as that is kept

    friend bool operator==(const TerminalProfile &, const TerminalProfile &) = default;
};

/// A user as it is to stand on a terminal. What is nullopt stays as it is there; for a user that is
/// new it is empty. The identity is userId (zk-protocol.md, section 9.4).
struct DeviceUserDraft
{
    QString userId;
    std::optional<QString> name;
    std::optional<QString> card; ///< decimal number; empty text = none
    std::optional<int> privilege;
    /// As the terminal keeps it, when a user is copied from one terminal to another. Never shown,
    /// never logged, never stored.
    std::optional<QByteArray> password;
};

/// What became of one user that was to be written or deleted. error: refused, or not there when the
/// terminal was read again; its text says why (zk-protocol.md, section 9.5; Q31, Q32).
struct DeviceUserOutcome
{
    QString userId;
    bool changed = false; ///< false without an error: it was so already
    std::optional<Error> error;
};

/// One terminal that a scan found.
struct TerminalSighting
{
    QString host;
    quint16 port = 0;
    QString driver;        ///< id of the driver that knows it
    QString serial;        ///< empty: it asks for a key before it tells
    QString model;         ///< empty: it did not say
    bool needsKey = false; ///< asks for a communication key
    DeviceId known;        ///< the device of ours with this serial number; invalid = none
    bool moved = false;    ///< known, but at another address than the one it is listed with

    friend bool operator==(const TerminalSighting &, const TerminalSighting &) = default;
};

/// A terminal's clock beside this PC's.
struct ClockReading
{
    qint64 offsetSeconds = 0; ///< terminal minus this PC, in the terminal's zone; ±1 s
    bool wasSet = false;
};

/// What clearing a terminal's log proved and did.
struct ClearOutcome
{
    qint64 stored = 0;  ///< logs on the terminal, each of them stored here before
    qint64 cleared = 0; ///< logs that are gone from the terminal now
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::TerminalSighting)
