// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simmemory.h"

#include "devices/sim/simnames.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <utility>

namespace rollcall {

namespace {

constexpr int kFinger = 1;
constexpr int kLevel = 0x0E; // of the privilege (zk-protocol.md, section 9.3)
constexpr qint64 kDayMs = 86'400'000;

quint32 cardOf(int user)
{
    return user % 3 == 0 ? 1'000'000U + static_cast<quint32>(user) : 0;
}

QString codePageOf(const SimOptions &options)
{
    const bool isLatin = faultsOf(options.faults, 1).latinNames;
    return isLatin && options.codePage == QStringLiteral("utf-8") ? QStringLiteral("iso-8859-1")
                                                                  : options.codePage;
}

/// What the PC's clock shows, before offset and drift.
WallTime plainClock(qint64 utcMs)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(utcMs);
    return {now.date(), now.time()};
}

} // namespace

qint64 SimLogSnapshot::size() const
{
    return seeded() + static_cast<qint64>(m_added.size());
}

SimPunch SimLogSnapshot::at(qint64 index) const
{
    if (index >= seeded())
        return m_added.at(static_cast<size_t>(index - seeded()));
    const sim::StoredLog &stored = m_seeded->at(static_cast<size_t>(index));
    SimPunch punch;
    punch.userId = QString::number(stored.user);
    punch.at = m_start.addSeconds(stored.second);
    punch.state = stored.state;
    // The records of 8B have two bits for it, and finger is the one value that is known
    // (zk-protocol.md, section 10.4).
    punch.verify = m_isFingerOnly ? kFinger : stored.verify;
    punch.uid = stored.user;
    return punch;
}

SimMemory::SimMemory(const SimOptions &options)
    : m_capacity(std::max(options.userCapacity, options.users))
    , m_codePage(codePageOf(options))
    , m_drift(faultsOf(options.faults, 1).clockDrift)
    , m_offset(options.clockOffsetSeconds)
{
    m_logs.m_seeded = std::make_shared<const std::vector<sim::StoredLog>>(sim::makeLogs(options));
    m_logs.m_start = WallTime(options.from, QTime(0, 0));
    m_logs.m_isFingerOnly = options.recordSize == SimRecordSize::Bytes8B;
    seedUsers(options);
    seedOptions(options);
}

void SimMemory::seedUsers(const SimOptions &options)
{
    const qsizetype most = options.userSize == 28 ? 8 : 24; // what the record has room for
    for (int number = 1; number <= options.users; ++number) {
        sim::UserValues user;
        user.uid = static_cast<quint16>(number);
        user.name = sim::userName(m_codePage, number, most).bytes;
        user.card = cardOf(number);
        user.userId = QByteArray::number(number);
        m_users.emplace_hint(m_users.end(), user.uid, user);
    }
}

SimMemory::Writing SimMemory::writeUser(const sim::UserValues &user, bool isLost)
{
    const std::lock_guard lock(m_mutex);
    const auto taken = std::find_if(m_users.begin(), m_users.end(), [&user](const auto &other) {
        return other.first != user.uid && other.second.userId == user.userId;
    });
    const bool isNew = m_users.find(user.uid) == m_users.end();
    const bool isFull = static_cast<int>(m_users.size()) >= m_capacity;
    if (user.uid == 0 || user.uid > m_capacity || (isNew && isFull) || user.userId.isEmpty() ||
        user.userId.size() > kPinWidth || taken != m_users.end())
        return Writing::Refused;
    if (isLost && m_lost.insert_or_assign(user.uid, user).second)
        return Writing::Lost;
    m_lost.erase(user.uid);
    m_users.insert_or_assign(user.uid, user);
    return Writing::Stored;
}

bool SimMemory::deleteUser(quint16 uid)
{
    const std::lock_guard lock(m_mutex);
    m_lost.erase(uid);
    return m_users.erase(uid) > 0;
}

QList<sim::UserValues> SimMemory::users() const
{
    const std::lock_guard lock(m_mutex);
    QList<sim::UserValues> users;
    users.reserve(static_cast<qsizetype>(m_users.size()));
    for (const auto &[uid, user] : m_users)
        users.append(user);
    return users;
}

std::optional<sim::UserValues> SimMemory::user(quint16 uid) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_users.find(uid);
    return found == m_users.end() ? std::nullopt : std::optional(found->second);
}

int SimMemory::userCount() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_users.size());
}

int SimMemory::administrators() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::count_if(m_users.begin(), m_users.end(), [](const auto &user) {
        return (user.second.privilege & kLevel) != 0;
    }));
}

int SimMemory::passwords() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::count_if(m_users.begin(), m_users.end(), [](const auto &user) {
        return !user.second.password.isEmpty();
    }));
}

SimLogSnapshot SimMemory::logs() const
{
    const std::lock_guard lock(m_mutex);
    return m_logs;
}

qint64 SimMemory::logCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_logs.size();
}

SimPunch SimMemory::log(qint64 index) const
{
    const std::lock_guard lock(m_mutex);
    return m_logs.at(index);
}

SimPunch SimMemory::append(const QString &userId, WallTime at, int state, int verify)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray id = userId.toUtf8();
    const auto known = std::find_if(m_users.begin(), m_users.end(),
                                    [&id](const auto &user) { return user.second.userId == id; });
    return addLocked({userId, at, state, verify, known == m_users.end() ? 0 : known->first});
}

std::optional<SimPunch> SimMemory::appendAny(quint64 choice, WallTime at)
{
    constexpr int kNoon = 12;
    const std::lock_guard lock(m_mutex);
    if (m_users.empty())
        return std::nullopt;
    auto user = std::next(m_users.begin(), static_cast<qint64>(choice % m_users.size()));
    for (size_t tried = 0; tried < m_users.size(); ++tried, ++user) {
        if (user == m_users.end())
            user = m_users.begin();
        const QString userId = QString::fromUtf8(user->second.userId);
        if (!hasLogLocked(userId, at))
            return addLocked({userId, at, at.time().hour() < kNoon ? 0 : 1, kFinger, user->first});
    }
    return std::nullopt;
}

SimPunch SimMemory::addLocked(SimPunch punch)
{
    if (m_logs.m_isFingerOnly)
        punch.verify = kFinger;
    m_logs.m_added.push_back(punch);
    m_addedKeys.insert({punch.userId, punch.at.seconds()});
    return punch;
}

bool SimMemory::hasLogLocked(const QString &userId, WallTime at) const
{
    if (m_addedKeys.contains({userId, at.seconds()}))
        return true;
    const qint64 second = m_logs.m_start.secondsTo(at);
    if (!m_logs.m_seeded || second < 0)
        return false;
    const std::vector<sim::StoredLog> &seeded = *m_logs.m_seeded;
    const auto begin =
        std::lower_bound(seeded.begin(), seeded.end(), second,
                         [](const sim::StoredLog &log, qint64 s) { return log.second < s; });
    for (auto log = begin; log != seeded.end() && log->second == second; ++log) {
        if (QString::number(log->user) == userId)
            return true;
    }
    return false;
}

void SimMemory::clearLogs()
{
    const std::lock_guard lock(m_mutex);
    m_logs.m_seeded.reset();
    m_logs.m_added.clear();
    m_addedKeys.clear();
}

WallTime SimMemory::wallClock(qint64 utcMs) const
{
    const std::lock_guard lock(m_mutex);
    return wallClockLocked(utcMs);
}

WallTime SimMemory::wallClockLocked(qint64 utcMs) const
{
    const qint64 drifted = m_since ? m_drift * (utcMs - *m_since) / kDayMs : 0;
    return plainClock(utcMs).addSeconds(m_offset + drifted);
}

void SimMemory::setWallClock(WallTime wall, qint64 utcMs)
{
    const std::lock_guard lock(m_mutex);
    m_since = utcMs;
    m_offset = plainClock(utcMs).secondsTo(wall);
}

void SimMemory::powerOn(qint64 utcMs)
{
    const std::lock_guard lock(m_mutex);
    if (!m_since)
        m_since = utcMs;
}

void SimMemory::restart()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[uid, user] : m_lost)
        m_users.insert_or_assign(uid, user);
    m_lost.clear();
}

std::optional<QByteArray> SimMemory::option(const QByteArray &name) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_options.constFind(name);
    return found == m_options.constEnd() ? std::nullopt : std::optional(*found);
}

bool SimMemory::setOption(const QByteArray &name, const QByteArray &value)
{
    constexpr qsizetype kMostValue = 256;
    const std::lock_guard lock(m_mutex);
    const bool isFixed = name.startsWith('~') || name == "MAC";
    if (isFixed || value.size() > kMostValue || !m_options.contains(name))
        return false;
    m_options.insert(name, value);
    return true;
}

void SimMemory::seedOptions(const SimOptions &options)
{
    constexpr std::pair<const char *, const char *> kFixed[] = {
        {"~Platform", "ZMM220_TFT"},
        {"~DeviceName", "Simulated terminal"},
        {"~ZKFPVersion", "10"},
        {"~OS", "1"},
        {"~OEMVendor", "Rollcall"},
        {"~ProductTime", "2016-04-26 10:00:00"},
        {"~IsABCPinEnable", "1"},
        {"~IsOnlyRFMachine", "0"},
        {"FaceFunOn", "1"},
        {"FingerFunOn", "1"},
        {"WorkCode", "0"},
        {"SDKBuild", "0"},
        {"DeviceID", "1"},
        {"VoiceOn", "1"},
        {"LockOn", "5"},
        {"AlarmReRec", "0"},
        {"IdleMinute", "0"},
        {"Language", "69"},
        {"NetMask", "255.255.255.0"},
        {"GATEIPAddress", "0.0.0.0"},
    };
    for (const auto &[name, value] : kFixed)
        m_options.insert(name, value);
    const QByteArray tail = QByteArray::number(options.seed & 0xFFFFFF, 16).rightJustified(6, '0');
    m_options.insert("MAC", QByteArray("00:17:61:" + tail.mid(0, 2) + ':' + tail.mid(2, 2) + ':' +
                                       tail.mid(4, 2)));
    m_options.insert("~SerialNumber", options.serial.toUtf8());
    m_options.insert("~PIN2Width", QByteArray::number(kPinWidth));
    m_options.insert("IPAddress", options.address.toString().toLatin1());
}

} // namespace rollcall
