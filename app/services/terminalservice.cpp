// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/terminalservice.h"

#include "app/services/clockrules.h"
#include "app/services/connectiontest.h"
#include "app/services/discovery.h"
#include "core/domain/zoneclock.h"

#include <QHash>

#include <algorithm>

namespace rollcall {

namespace {

constexpr int kAtOnce = 8;
constexpr int kLongestUnlock = 60;

TerminalAbilities abilitiesOf(DriverCaps caps)
{
    using Ability = TerminalAbility;
    TerminalAbilities abilities = Ability::Read | Ability::Tell;
    abilities.setFlag(Ability::SetClock, caps.testFlag(DriverCap::SetClock));
    abilities.setFlag(Ability::WriteUsers, caps.testFlag(DriverCap::WriteUsers));
    abilities.setFlag(Ability::Restart, caps.testFlag(DriverCap::Restart));
    abilities.setFlag(Ability::Beep, caps.testFlag(DriverCap::Beep));
    abilities.setFlag(Ability::ClearLogs, caps.testFlag(DriverCap::ClearLogs));
    return abilities;
}

} // namespace

TerminalService::TerminalService(const TerminalDoor &door, DeviceLocks &locks, SyncService &sync,
                                 QObject *parent)
    : TerminalControl(parent)
    , m_door(door)
    , m_locks(locks)
    , m_sync(sync)
    , m_worker(kAtOnce)
{}

TerminalService::~TerminalService()
{
    m_ending.request_stop(); // the worker waits
}

Result<Device> TerminalService::able(DeviceId device, DriverCaps needed) const
{
    Result<Device> found = m_door.agent(device);
    if (found && (m_door.driverOf(*found)->info().caps & needed) != needed)
        return errors::unsupported(tr("its make does not offer it over the network"));
    return found;
}

Answer<TestReport> TerminalService::test(const DeviceDraft &draft, std::stop_token stop,
                                         StepNews news)
{
    return start<TestReport>(std::move(stop),
                             [this, draft, news = std::move(news)](const std::stop_token &token) {
                                 return testNow(draft, token, news);
                             });
}

Result<TestReport> TerminalService::testNow(const DeviceDraft &draft, const std::stop_token &stop,
                                            const StepNews &news)
{
    const Device &device = draft.device;
    if (device.mode != SyncMode::Agent || !m_door.driverOf(device))
        return errors::unsupported(
            tr("\"%1\" sends its logs by itself; there is no connection to test").arg(device.name));
    Result<Endpoint> endpoint = m_door.endpointOf(device);
    if (!endpoint)
        return endpoint.error();
    if (draft.commKey) {
        bool isNumber = false;
        const uint key = draft.commKey->toUInt(&isNumber);
        endpoint->commKey = isNumber ? std::optional<quint32>(key) : std::nullopt;
    }
    const Result<DeviceLocks::Held> held = m_locks.take(device, TerminalUse::Asking, stop);
    if (!held)
        return held.error();
    return ConnectionTest(m_door, device, *endpoint, stop, news).run();
}

Answer<TerminalProfile> TerminalService::profile(DeviceId device)
{
    return m_worker.run<TerminalProfile>([this, device]() -> Result<TerminalProfile> {
        const Result<Device> found = m_door.find(device);
        if (!found)
            return found.error();
        TerminalProfile profile;
        profile.told.serial = found->serial;
        // One whose driver this program does not have can be asked for nothing.
        if (const DeviceDriver *driver = m_door.driverOf(*found))
            profile.abilities = abilitiesOf(driver->info().caps);
        return profile;
    });
}

Answer<DeviceInfo> TerminalService::info(DeviceId device, std::stop_token stop)
{
    return inside<DeviceInfo>(
        device, TerminalUse::Asking, {}, std::move(stop),
        [](const Device &, DeviceSession &session) { return session.info(); });
}

Answer<QList<DeviceUser>> TerminalService::users(DeviceId device, std::stop_token stop)
{
    return inside<QList<DeviceUser>>(
        device, TerminalUse::Asking, {}, std::move(stop),
        [this](const Device &of, DeviceSession &session) -> Result<QList<DeviceUser>> {
            Result<QList<DeviceUser>> users = session.users();
            if (!users)
                return users;
            const SyncTools &tools = m_door.tools();
            const Result<> saved =
                await(tools.devices.saveUsers(of.id, *users, tools.clock.utcMilliseconds()));
            return saved ? users : saved.error();
        });
}

Answer<ClockReading> TerminalService::setClock(DeviceId device, std::stop_token stop)
{
    return inside<ClockReading>(
        device, TerminalUse::Changing, DriverCap::SetClock, std::move(stop),
        [this](const Device &of, DeviceSession &session) { return setClockNow(of, session); });
}

Result<ClockReading> TerminalService::setClockNow(const Device &device, DeviceSession &session)
{
    const Result<QByteArray> zone = m_door.zoneOf(device);
    if (!zone)
        return zone.error();
    const Result<qint64> offset = m_door.clockOffset(*zone, session);
    if (!offset)
        return offset.error();
    ClockReading reading{*offset, false};
    if (qAbs(*offset) <= kClockTolerance)
        return reading;
    const qint64 now = m_door.tools().clock.utcMilliseconds();
    if (const Result<> may = mayClockBeSet(*zone, now); !may)
        return may.error();
    if (const Result<> set = session.setClock(ZoneClock(*zone).toWall(now)); !set)
        return set.error();
    reading.wasSet = true;
    const Result<> noted =
        note(device.id, "terminal.set_clock", QStringLiteral("0"), QString::number(*offset));
    return noted ? Result<ClockReading>(reading) : noted.error();
}

Answer<> TerminalService::restart(DeviceId device, std::stop_token stop)
{
    return inside<void>(device, TerminalUse::Changing, DriverCap::Restart, std::move(stop),
                        [this](const Device &of, DeviceSession &session) -> Result<> {
                            const Result<> done = session.restart();
                            return done ? note(of.id, "terminal.restart") : done;
                        });
}

Answer<> TerminalService::beep(DeviceId device, std::stop_token stop)
{
    return inside<void>(device, TerminalUse::Asking, DriverCap::Beep, std::move(stop),
                        [](const Device &, DeviceSession &session) { return session.beep(); });
}

Answer<> TerminalService::unlock(DeviceId device, int seconds, std::stop_token stop)
{
    if (seconds < 1 || seconds > kLongestUnlock)
        return readyAnswer<void>(errors::invalidInput(
            tr("A door can be opened for 1 to %1 seconds. Nothing was done.").arg(kLongestUnlock)));
    return inside<void>(device, TerminalUse::Asking, DriverCap::Unlock, std::move(stop),
                        [this, seconds](const Device &of, DeviceSession &session) -> Result<> {
                            const Result<> done = session.unlock(seconds);
                            return done ? note(of.id, "terminal.unlock", QString::number(seconds))
                                        : done;
                        });
}

Answer<ClearOutcome> TerminalService::clearLogs(DeviceId device, std::stop_token stop)
{
    return start<ClearOutcome>(std::move(stop), [this, device](const std::stop_token &token) {
        return clearNow(device, token);
    });
}

/// A sync like every other, and then, in the same conversation, the clearing: only what was
/// committed counts as proof.
Result<ClearOutcome> TerminalService::clearNow(DeviceId id, const std::stop_token &stop)
{
    const Result<Device> device = able(id, DriverCap::ClearLogs);
    if (!device)
        return device.error();
    const Result<DeviceLocks::Held> held = m_locks.take(*device, TerminalUse::Changing, stop);
    if (!held)
        return held.error();
    OpenTerminal terminal;
    auto visitStop = std::make_shared<std::stop_source>();
    const std::stop_callback relay(stop, [&visitStop] { visitStop->request_stop(); });
    const Result<SyncOutcome> outcome =
        m_sync.visit(*device, visitStop, [&]() -> Result<DeviceSession *> {
            Result<OpenTerminal> opened = m_door.open(*device, visitStop->get_token());
            if (!opened)
                return opened.error();
            terminal = std::move(*opened);
            return terminal.session.get();
        });
    if (!outcome)
        return outcome.error();
    if (outcome->error)
        return *outcome->error;
    if (!outcome->complete)
        return errors::conflict(tr("Not every log of \"%1\" could be read, so none was cleared. "
                                   "Read the device again first.")
                                    .arg(device->name));
    const Result<qint64> left = terminal.session->clearLogs({outcome->counts.read});
    if (!left)
        return left.error();
    const ClearOutcome cleared{outcome->counts.read,
                               std::max<qint64>(0, outcome->counts.read - *left)};
    const Result<> noted = note(id, "terminal.clear_logs", QString::number(*left),
                                QString::number(outcome->counts.read));
    return noted ? Result<ClearOutcome>(cleared) : noted.error();
}

Answer<TerminalService::Outcomes> TerminalService::writeUsers(DeviceId device,
                                                              const QList<DeviceUserDraft> &users,
                                                              std::stop_token stop)
{
    return inside<Outcomes>(device, TerminalUse::Changing, DriverCap::WriteUsers, std::move(stop),
                            [this, users](const Device &of, DeviceSession &session) {
                                return noteUsers(of.id, "terminal.write_users",
                                                 session.writeUsers(users));
                            });
}

Answer<TerminalService::Outcomes> TerminalService::deleteUsers(DeviceId device,
                                                               const QStringList &userIds,
                                                               std::stop_token stop)
{
    return inside<Outcomes>(device, TerminalUse::Changing, DriverCap::WriteUsers, std::move(stop),
                            [this, userIds](const Device &of, DeviceSession &session) {
                                return noteUsers(of.id, "terminal.delete_users",
                                                 session.deleteUsers(userIds));
                            });
}

Answer<TerminalService::Outcomes> TerminalService::copyUsers(DeviceId from, DeviceId to,
                                                             const QStringList &userIds,
                                                             std::stop_token stop)
{
    if (from == to)
        return readyAnswer<Outcomes>(errors::invalidInput(
            tr("A terminal's users are copied to another terminal. Nothing was copied. Name two "
               "devices.")));
    return start<Outcomes>(std::move(stop),
                           [this, from, to, userIds](const std::stop_token &token) {
                               return copyNow(from, to, userIds, token);
                           });
}

Result<TerminalService::Outcomes> TerminalService::copyNow(DeviceId from, DeviceId to,
                                                           const QStringList &userIds,
                                                           const std::stop_token &stop)
{
    const Result<QList<DeviceUserDraft>> there = visit<QList<DeviceUserDraft>>(
        from, TerminalUse::Asking, {}, stop,
        [](const Device &, DeviceSession &session) { return session.userDrafts(); });
    if (!there)
        return there.error();
    QList<DeviceUserDraft> wanted = *there;
    Outcomes missing;
    if (!userIds.isEmpty()) {
        QHash<QString, DeviceUserDraft> byId;
        for (const DeviceUserDraft &draft : *there)
            byId.insert(draft.userId, draft);
        wanted.clear();
        for (const QString &id : userIds) {
            if (const auto found = byId.constFind(id); found != byId.constEnd())
                wanted.append(*found);
            else
                missing.append({id, false,
                                errors::notFound(tr("There is no such user on the terminal that "
                                                    "was to be copied from. Nothing was copied for "
                                                    "it. Look at its list of users."))});
        }
    }
    Result<Outcomes> written = visit<Outcomes>(
        to, TerminalUse::Changing, DriverCap::WriteUsers, stop,
        [this, &wanted](const Device &of, DeviceSession &session) {
            return noteUsers(of.id, "terminal.copy_users", session.writeUsers(wanted));
        });
    if (!written || missing.isEmpty())
        return written;
    // In the order in which they were asked for.
    Outcomes all = *written + missing;
    std::stable_sort(all.begin(), all.end(),
                     [&userIds](const DeviceUserOutcome &a, const DeviceUserOutcome &b) {
                         return userIds.indexOf(a.userId) < userIds.indexOf(b.userId);
                     });
    return all;
}

Answer<QList<TerminalSighting>> TerminalService::discover(const QString &subnet, quint16 port,
                                                          std::stop_token stop, ScanNews news)
{
    const Result<QStringList> hosts = addressesOf(subnet);
    if (!hosts)
        return readyAnswer<QList<TerminalSighting>>(hosts.error());
    return start<QList<TerminalSighting>>(
        std::move(stop),
        [this, port, hosts = *hosts,
         news = std::move(news)](const std::stop_token &token) -> Result<QList<TerminalSighting>> {
            const Result<QList<Device>> devices = m_door.devices();
            if (!devices)
                return devices.error();
            Endpoint way;
            way.port = port;
            QList<TerminalSighting> found =
                Discovery(m_door.drivers(), m_door.tools().limits)
                    .scan(hosts, way, token,
                          [&](int done, int total, const TerminalSighting *sighting) {
                              if (!news)
                                  return;
                              TerminalSighting known = sighting ? *sighting : TerminalSighting();
                              recognise(known, *devices);
                              news(done, total, sighting ? &known : nullptr);
                          });
            if (token.stop_requested())
                return errors::cancelled();
            recognise(found, *devices);
            return found;
        });
}

Result<> TerminalService::note(DeviceId device, const char *what, const QString &after,
                               const QString &before)
{
    return await(m_door.tools().devices.noteDeed({device, QString::fromLatin1(what), before, after},
                                                 m_door.tools().author));
}

/// How many were changed and how many refused; never who.
Result<TerminalService::Outcomes> TerminalService::noteUsers(DeviceId device, const char *what,
                                                             Result<Outcomes> outcomes)
{
    if (!outcomes)
        return outcomes;
    qint64 changed = 0;
    qint64 refused = 0;
    for (const DeviceUserOutcome &outcome : std::as_const(*outcomes)) {
        changed += outcome.changed ? 1 : 0;
        refused += outcome.error ? 1 : 0;
    }
    const Result<> noted =
        note(device, what, QStringLiteral("changed %1, refused %2").arg(changed).arg(refused));
    return noted ? outcomes : Result<Outcomes>(noted.error());
}

} // namespace rollcall
