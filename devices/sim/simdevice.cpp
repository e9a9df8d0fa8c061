// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simdevice.h"

#include "devices/sim/simnames.h"
#include "devices/sim/simwire.h"

namespace rollcall {

namespace {

constexpr qint64 kPrefix = 4;

} // namespace

Result<std::shared_ptr<const SimDevice>> SimDevice::make(const SimOptions &options)
{
    if (const Result<> checked = checkSimOptions(options); !checked)
        return checked.error();
    return std::shared_ptr<const SimDevice>(new SimDevice(options));
}

SimDevice::SimDevice(const SimOptions &options)
    : m_options(options)
    , m_memory(std::make_unique<SimMemory>(options))
{}

DeviceUser SimDevice::user(int number) const
{
    const auto user = m_memory->user(static_cast<quint16>(number));
    return user ? shown(*user) : DeviceUser{};
}

QList<DeviceUser> SimDevice::userList() const
{
    QList<DeviceUser> list;
    const QList<sim::UserValues> users = m_memory->users();
    list.reserve(users.size());
    for (const sim::UserValues &user : users)
        list.append(shown(user));
    return list;
}

DeviceUser SimDevice::shown(const sim::UserValues &user) const
{
    DeviceUser shown;
    shown.userId = QString::fromUtf8(user.userId);
    shown.name = sim::textOf(m_memory->codePage(), user.name);
    if (user.card != 0)
        shown.card = QString::number(user.card);
    shown.privilege = user.privilege;
    shown.uid = user.uid;
    return shown;
}

SimLogBlock SimDevice::logBlock(const SimFaultSet &faults) const
{
    return {m_memory->logs(), m_options.recordSize, faults};
}

QByteArray SimDevice::userBlock() const
{
    const QList<sim::UserValues> users = m_memory->users();
    QByteArray block;
    block.reserve(kPrefix + users.size() * m_options.userSize);
    sim::putU32(block, static_cast<quint32>(users.size() * m_options.userSize));
    for (const sim::UserValues &user : users)
        block.append(sim::userRecord(user, m_options.userSize));
    return block;
}

QByteArray SimDevice::counters(const SimFaultSet &faults) const
{
    if (faults.noCount)
        return QByteArray(4, '\0');
    sim::CounterValues values;
    values.users = users();
    values.administrators = m_memory->administrators();
    values.passwords = m_memory->passwords();
    values.logs = faults.wrongCount >= 0
                      ? faults.wrongCount
                      : qMax<qint64>(0, logBlock(faults).records() + faults.countPlus);
    if (faults.zeroCount)
        values.logs = 0;
    values.usersCapacity = m_memory->capacity();
    values.logsCapacity = qMax<qint64>(100'000, values.logs);
    values.fingersCapacity = 3000;
    return sim::counterBlock(values);
}

QByteArray SimDevice::version() const
{
    return QByteArray("Ver 6.60 Apr 26 2016\0", 21);
}

} // namespace rollcall
