// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/terminalrouter.h"

#include "app/services/finddevice.h"
#include "devices/api/admscommands.h"

namespace rollcall {

TerminalRouter::TerminalRouter(TerminalControl &agents, DeviceStore &devices, PushStore &store,
                               const QString &author, PushTerminals::Rules rules, QObject *parent)
    : TerminalControl(parent)
    , m_agents(agents)
    , m_devices(devices)
    , m_store(store)
    , m_author(author)
    , m_push(devices, store, author, rules)
{}

TerminalRouter::~TerminalRouter()
{
    m_ending.request_stop(); // the worker waits
}

Result<Device> TerminalRouter::find(DeviceId device) const
{
    return findDevice(m_devices, device);
}

/// A device that fetches commands.
Result<Device> TerminalRouter::findPush(DeviceId device) const
{
    Result<Device> found = find(device);
    if (!found || (found->mode == SyncMode::Push && found->driver == u"adms"))
        return found;
    return errors::unsupported(
        tr("\"%1\" fetches no commands; only terminals of the ADMS kind do").arg(found->name));
}

template <typename T>
Answer<T> TerminalRouter::route(
    DeviceId device, std::stop_token stop,
    std::function<Answer<T>(const std::stop_token &)> ofAgent,
    std::function<Result<T>(const Device &, const std::stop_token &)> ofPush)
{
    return m_worker.run<T>([this, device, stop = std::move(stop), ofAgent = std::move(ofAgent),
                            ofPush = std::move(ofPush)]() -> Result<T> {
        const EitherStop either(stop, m_ending.get_token());
        const Result<Device> found = find(device);
        if (!found)
            return found.error();
        if (found->mode == SyncMode::Agent)
            return await(ofAgent(either.token()));
        if (const Result<Device> push = findPush(device); !push)
            return push.error();
        return ofPush(*found, either.token());
    });
}

Answer<TestReport> TerminalRouter::test(const DeviceDraft &draft, std::stop_token stop,
                                        StepNews news)
{
    return m_agents.test(draft, std::move(stop), std::move(news));
}

Answer<TerminalProfile> TerminalRouter::profile(DeviceId device)
{
    return m_worker.run<TerminalProfile>([this, device]() -> Result<TerminalProfile> {
        const Result<Device> found = find(device);
        if (!found)
            return found.error();
        if (found->mode == SyncMode::Agent)
            return await(m_agents.profile(device));
        TerminalProfile profile;
        profile.told.serial = found->serial;
        return found->driver == u"adms" ? m_push.profile(*found) : Result<TerminalProfile>(profile);
    });
}

Answer<DeviceInfo> TerminalRouter::info(DeviceId device, std::stop_token stop)
{
    return route<DeviceInfo>(
        device, std::move(stop),
        [this, device](const std::stop_token &token) { return m_agents.info(device, token); },
        [this](const Device &of, const std::stop_token &token) { return m_push.info(of, token); });
}

Answer<QList<DeviceUser>> TerminalRouter::users(DeviceId device, std::stop_token stop)
{
    return route<QList<DeviceUser>>(
        device, std::move(stop),
        [this, device](const std::stop_token &token) { return m_agents.users(device, token); },
        [this](const Device &of, const std::stop_token &token) { return m_push.users(of, token); });
}

Answer<ClockReading> TerminalRouter::setClock(DeviceId device, std::stop_token stop)
{
    return route<ClockReading>(
        device, std::move(stop),
        [this, device](const std::stop_token &token) { return m_agents.setClock(device, token); },
        [this](const Device &of, const std::stop_token &token) {
            return m_push.setClock(of, token);
        });
}

Answer<> TerminalRouter::restart(DeviceId device, std::stop_token stop)
{
    return route<void>(
        device, std::move(stop),
        [this, device](const std::stop_token &token) { return m_agents.restart(device, token); },
        [this](const Device &of, const std::stop_token &token) {
            return m_push.restart(of, token);
        });
}

Answer<> TerminalRouter::beep(DeviceId device, std::stop_token stop)
{
    return route<void>(
        device, std::move(stop),
        [this, device](const std::stop_token &token) { return m_agents.beep(device, token); },
        [](const Device &of, const std::stop_token &) -> Result<> {
            return errors::unsupported(
                tr("\"%1\" pushes, and a push terminal cannot be told to make itself heard")
                    .arg(of.name));
        });
}

Answer<> TerminalRouter::unlock(DeviceId device, int seconds, std::stop_token stop)
{
    return route<void>(
        device, std::move(stop),
        [this, device, seconds](const std::stop_token &token) {
            return m_agents.unlock(device, seconds, token);
        },
        [](const Device &of, const std::stop_token &) -> Result<> {
            // push-protocols.md, section 2.9: its command comes seconds to minutes late, and a door
            // that opens when nobody expects it is worse than one that stays closed.
            return errors::unsupported(
                tr("\"%1\" pushes, and a door is not opened through a terminal that fetches the "
                   "command some time later")
                    .arg(of.name));
        });
}

Answer<ClearOutcome> TerminalRouter::clearLogs(DeviceId device, std::stop_token stop)
{
    return route<ClearOutcome>(
        device, std::move(stop),
        [this, device](const std::stop_token &token) { return m_agents.clearLogs(device, token); },
        [](const Device &of, const std::stop_token &) -> Result<ClearOutcome> {
            // Between the proof and the moment it fetches the command people go on punching.
            return errors::unsupported(
                tr("\"%1\" pushes, and nobody can prove that all of its logs are stored at the "
                   "moment it clears them")
                    .arg(of.name));
        });
}

Answer<QList<DeviceUserOutcome>> TerminalRouter::writeUsers(DeviceId device,
                                                            const QList<DeviceUserDraft> &users,
                                                            std::stop_token stop)
{
    return route<Outcomes>(
        device, std::move(stop),
        [this, device, users](const std::stop_token &token) {
            return m_agents.writeUsers(device, users, token);
        },
        [this, users](const Device &of, const std::stop_token &token) {
            return m_push.writeUsers(of, users, token);
        });
}

Answer<QList<DeviceUserOutcome>> TerminalRouter::deleteUsers(DeviceId device,
                                                             const QStringList &userIds,
                                                             std::stop_token stop)
{
    return route<Outcomes>(
        device, std::move(stop),
        [this, device, userIds](const std::stop_token &token) {
            return m_agents.deleteUsers(device, userIds, token);
        },
        [this, userIds](const Device &of, const std::stop_token &token) {
            return m_push.deleteUsers(of, userIds, token);
        });
}

Answer<QList<DeviceUserOutcome>> TerminalRouter::copyUsers(DeviceId from, DeviceId to,
                                                           const QStringList &userIds,
                                                           std::stop_token stop)
{
    return m_worker.run<Outcomes>([this, from, to, userIds, stop = std::move(stop)] {
        const EitherStop either(stop, m_ending.get_token());
        return copyNow(from, to, userIds, either.token());
    });
}

/// Between two terminals that are read the password goes along; a push terminal is never sent one.
Result<TerminalRouter::Outcomes> TerminalRouter::copyNow(DeviceId from, DeviceId to,
                                                         const QStringList &userIds,
                                                         const std::stop_token &stop)
{
    const Result<Device> source = find(from);
    if (!source)
        return source.error();
    const Result<Device> target = find(to);
    if (!target)
        return target.error();
    const bool areAgents = source->mode == SyncMode::Agent && target->mode == SyncMode::Agent;
    if (areAgents || from == to)
        return await(m_agents.copyUsers(from, to, userIds, stop));
    const Result<QList<DeviceUser>> users = source->mode == SyncMode::Agent
                                                ? await(m_agents.users(from, stop))
                                                : m_push.users(*source, stop);
    if (!users)
        return users.error();
    QList<DeviceUserDraft> drafts;
    for (const DeviceUser &user : *users) {
        if (userIds.isEmpty() || userIds.contains(user.userId))
            drafts.append({user.userId, user.name, user.card, user.privilege, std::nullopt});
    }
    return target->mode == SyncMode::Agent ? await(m_agents.writeUsers(to, drafts, stop))
                                           : m_push.writeUsers(*target, drafts, stop);
}

Answer<QList<TerminalSighting>> TerminalRouter::discover(const QString &subnet, quint16 port,
                                                         std::stop_token stop, ScanNews news)
{
    return m_agents.discover(subnet, port, std::move(stop), std::move(news));
}

Answer<QList<DeviceCommand>> TerminalRouter::commands(DeviceId device, int limit)
{
    return m_store.commands(device, limit);
}

Answer<> TerminalRouter::revoke(DeviceId device, qint64 command)
{
    return m_store.revokeCommand(device, command, m_author);
}

Answer<QList<DeviceCommand>> TerminalRouter::readAgain(DeviceId device, QDate from, QDate to)
{
    return m_worker.run<QList<DeviceCommand>>(
        [this, device, from, to]() -> Result<QList<DeviceCommand>> {
            if (const Result<Device> found = findPush(device); !found)
                return found.error();
            const Result<PushMemory> memory = await(m_store.memory(device));
            if (!memory)
                return memory.error();
            const Result<QStringList> texts = adms::queryPunches(
                WallTime(from, QTime(0, 0)), WallTime(to, QTime(23, 59, 59)), memory->family);
            if (!texts)
                return texts.error();
            return await(m_store.queueCommands(device, *texts, m_author));
        });
}

Answer<QList<DeviceCommand>> TerminalRouter::readEverythingAgain(DeviceId device)
{
    return m_worker.run<QList<DeviceCommand>>([this, device]() -> Result<QList<DeviceCommand>> {
        if (const Result<Device> found = findPush(device); !found)
            return found.error();
        const Result<PushMemory> memory = await(m_store.memory(device));
        if (!memory)
            return memory.error();
        QStringList texts{adms::kCheck};
        if (memory->family == PushFamily::Access) {
            const Result<QStringList> all = adms::queryPunches(
                WallTime::fromSeconds(0), WallTime::fromSeconds(0), memory->family);
            if (!all)
                return all.error();
            texts = *all;
        } else if (const Result<> asked = await(m_store.askForEverything(device)); !asked) {
            return asked.error();
        }
        return await(m_store.queueCommands(device, texts, m_author));
    });
}

} // namespace rollcall
