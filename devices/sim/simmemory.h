// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "devices/sim/simlogs.h"
#include "devices/sim/simoptions.h"
#include "devices/sim/simpunch.h"
#include "devices/sim/simwire.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPair>
#include <QSet>
#include <QString>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace rollcall {

/// The log of a simulated terminal at one moment: what came from the seed and what was punched
/// since. A value that later punches and clearings do not touch.
class SimLogSnapshot
{
public:
    SimLogSnapshot() = default;

    qint64 size() const;
    /// Record @p index, 0 to size() - 1, in the order of storing.
    SimPunch at(qint64 index) const;

private:
    friend class SimMemory;
    qint64 seeded() const { return m_seeded ? static_cast<qint64>(m_seeded->size()) : 0; }

    std::shared_ptr<const std::vector<sim::StoredLog>> m_seeded; ///< none when it was cleared
    // Not a QList: a copy must share nothing that the next punch changes in place.
    std::vector<SimPunch> m_added;
    WallTime m_start;            ///< second 0 of the seeded logs
    bool m_isFingerOnly = false; ///< these records have no room for another way of verifying
};

/// What a simulated terminal keeps and clients can change: users, log, clock, options. Thread: any.
class SimMemory
{
public:
    /// Users and logs from the seed.
    explicit SimMemory(const SimOptions &options);
    SimMemory(const SimMemory &) = delete;
    SimMemory &operator=(const SimMemory &) = delete;

    enum class Writing {
        Stored,
        Lost, ///< answered as if it had been stored (fault write-lost)
        Refused
    };
    /// Refuses uid 0 or above the capacity, a user beyond it, a user id that is empty, too wide or
    /// that another uid has (zk-protocol.md, sections 9.5 and 18 Q31).
    Writing writeUser(const sim::UserValues &user, bool isLost);
    bool deleteUser(quint16 uid);
    /// In the order of their uids.
    QList<sim::UserValues> users() const;
    std::optional<sim::UserValues> user(quint16 uid) const;
    int userCount() const;
    int capacity() const { return m_capacity; }
    /// Of the seeded names.
    const QString &codePage() const { return m_codePage; }
    /// How many have a right above an ordinary user's.
    int administrators() const;
    int passwords() const;

    SimLogSnapshot logs() const;
    /// The same as of a snapshot, without making one.
    qint64 logCount() const;
    SimPunch log(qint64 index) const;
    /// A punch of @p userId, known or not.
    SimPunch append(const QString &userId, WallTime at, int state, int verify);
    /// A punch of the first user from the @p choice-th on who has none at @p at; nullopt when all
    /// have.
    std::optional<SimPunch> appendAny(quint64 choice, WallTime at);
    void clearLogs();

    /// What the clock shows at @p utcMs of the PC's.
    WallTime wallClock(qint64 utcMs) const;
    void setWallClock(WallTime wall, qint64 utcMs);
    /// From here its clock drifts, when it was not on before.
    void powerOn(qint64 utcMs);
    /// What comes back after a restart: users whose writing had been lost.
    void restart();

    /// nullopt: the terminal does not know the option.
    std::optional<QByteArray> option(const QByteArray &name) const;
    /// False: unknown or not to be changed.
    bool setOption(const QByteArray &name, const QByteArray &value);

    static constexpr int kPinWidth = 9;

private:
    void seedUsers(const SimOptions &options);
    void seedOptions(const SimOptions &options);
    SimPunch addLocked(SimPunch punch);
    bool hasLogLocked(const QString &userId, WallTime at) const;
    WallTime wallClockLocked(qint64 utcMs) const;

    const int m_capacity;
    const QString m_codePage;
    const qint64 m_drift; ///< seconds a day
    mutable std::mutex m_mutex;
    std::map<quint16, sim::UserValues> m_users;
    std::map<quint16, sim::UserValues> m_lost; ///< written, and not stored yet
    SimLogSnapshot m_logs;
    QSet<QPair<QString, qint64>> m_addedKeys; ///< user id and second of what was punched
    QHash<QByteArray, QByteArray> m_options;
    qint64 m_offset = 0;           ///< seconds that the clock is ahead
    std::optional<qint64> m_since; ///< where the drift begins, UTC milliseconds
};

} // namespace rollcall
