// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/terminaldoor.h"

#include "app/services/finddevice.h"
#include "core/base/log.h"
#include "core/domain/zoneclock.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::TerminalDoor", text);
}

Error untoldSerial(const QString &expected)
{
    return {
        ErrorCode::WrongTerminal,
        say(QT_TRANSLATE_NOOP(
                "rollcall::TerminalDoor",
                "The terminal at this address does not tell its serial number, so it cannot be "
                "said whether it is number %1. Nothing was read. If it is the right one, remove "
                "the serial number from this device; otherwise correct the address."))
            .arg(expected),
        {}};
}

} // namespace

TerminalDoor::TerminalDoor(SyncTools tools, std::vector<const DeviceDriver *> drivers)
    : m_tools(std::move(tools))
    , m_drivers(std::move(drivers))
{}

const DeviceDriver *TerminalDoor::driverOf(const Device &device) const
{
    for (const DeviceDriver *driver : m_drivers) {
        if (driver->info().id == device.driver)
            return driver;
    }
    return nullptr;
}

Result<QList<Device>> TerminalDoor::devices() const
{
    return await(m_tools.devices.devices());
}

Result<Device> TerminalDoor::find(DeviceId device) const
{
    return findDevice(m_tools.devices, device);
}

Result<Device> TerminalDoor::agent(DeviceId device) const
{
    Result<Device> found = find(device);
    if (!found)
        return found;
    if (found->mode != SyncMode::Agent)
        return errors::unsupported(
            say(QT_TRANSLATE_NOOP("rollcall::TerminalDoor",
                                  "\"%1\" sends its logs by itself; it is not read"))
                .arg(found->name));
    if (!driverOf(*found))
        return errors::unsupported(
            say(QT_TRANSLATE_NOOP("rollcall::TerminalDoor", "no driver \"%1\""))
                .arg(found->driver));
    return found;
}

Result<QByteArray> TerminalDoor::zoneOf(const Device &device) const
{
    if (!device.timeZone.isEmpty())
        return device.timeZone;
    const Result<School> school = await(m_tools.school.school());
    if (!school)
        return school.error();
    return school->timeZone;
}

Result<Endpoint> TerminalDoor::endpointOf(const Device &device) const
{
    Endpoint endpoint{device.host, device.port, std::nullopt, device.wire};
    if (!device.id.isValid())
        return endpoint;
    const Result<QByteArray> key = m_tools.secrets.read(commKeyRef(device.id));
    if (key)
        endpoint.commKey = key->toUInt();
    else if (key.error().code != ErrorCode::NotFound)
        return key.error();
    return endpoint;
}

Result<OpenTerminal> TerminalDoor::open(const Device &device, std::stop_token stop) const
{
    const Result<Endpoint> endpoint = endpointOf(device);
    if (!endpoint)
        return endpoint.error();
    return open(device, *endpoint, std::move(stop), {});
}

Result<OpenTerminal> TerminalDoor::open(const Device &device, const Endpoint &endpoint,
                                        std::stop_token stop, StageNews news) const
{
    const DeviceDriver *driver = driverOf(device);
    if (!driver)
        return errors::unsupported(
            say(QT_TRANSLATE_NOOP("rollcall::TerminalDoor", "no driver \"%1\""))
                .arg(device.driver));
    OpenTerminal terminal;
    terminal.control = std::make_unique<SessionControl>();
    terminal.control->limits = m_tools.limits;
    terminal.control->stop = std::move(stop);
    terminal.control->onStage = std::move(news);
    if (device.id.isValid()) {
        terminal.control->onDisabled = [this, id = device.id](bool disabled) {
            return noteDisabled(id, disabled);
        };
    }
    Result<std::unique_ptr<DeviceSession>> session = driver->open(endpoint, *terminal.control);
    if (!session)
        return session.error();
    terminal.session = std::move(*session);
    return terminal;
}

/// Committed before anybody is locked out, so that a program that dies knows whom to let in. That a
/// terminal was let in again need not be waited for: who does not know it lets it in once more.
Result<> TerminalDoor::noteDisabled(DeviceId device, bool disabled) const
{
    if (disabled)
        return await(m_tools.devices.setLeftDisabled(device, m_tools.clock.utcMilliseconds()));
    m_tools.devices.setLeftDisabled(device, 0).then([device](const Result<> &noted) {
        if (!noted)
            qCInfo(lcSync) << "It could not be noted that device" << device.value
                           << "is enabled again:" << noted.error().detail;
    });
    return ok();
}

Result<> TerminalDoor::enter(const Device &device, DeviceSession &session) const
{
    const Result<Answer<>> entered = enterReading(device, session);
    return entered ? await(*entered) : Result<>(entered.error());
}

Result<Answer<>> TerminalDoor::enterReading(const Device &device, DeviceSession &session) const
{
    Result<Answer<>> checked = checkSerial(device, session);
    if (!checked || device.leftDisabledUtc == 0)
        return checked;
    if (const Result<> known = await(*checked); !known)
        return known.error();
    if (const Result<> in = letIn(device, session); !in)
        return in.error();
    return checked;
}

Result<Answer<>> TerminalDoor::checkSerial(const Device &device, DeviceSession &session) const
{
    const Result<QString> told = session.serial();
    if (!told)
        return told.error();
    if (told->isEmpty() && !device.serial.isEmpty())
        return untoldSerial(device.serial);
    if (!told->isEmpty() && device.serial.isEmpty())
        return m_tools.devices.setSerial(device.id, *told, m_tools.author);
    if (told->compare(device.serial, Qt::CaseInsensitive) == 0)
        return readyAnswer(ok());
    Result<> raised = await(
        m_tools.devices.raiseNotice({device.id, DeviceNoticeKind::OtherTerminal, *told, device.host,
                                     device.port, m_tools.clock.utcMilliseconds()}));
    if (!raised)
        return raised.error();
    return errors::wrongTerminal(device.serial, *told);
}

Result<> TerminalDoor::letIn(const Device &device, DeviceSession &session) const
{
    if (Result<> enabled = session.enable(); !enabled)
        return enabled;
    qCInfo(lcSync) << "A terminal that was left disabled is enabled again; device"
                   << device.id.value;
    return await(m_tools.devices.setLeftDisabled(device.id, 0));
}

Result<qint64> TerminalDoor::clockOffset(const QByteArray &zone, DeviceSession &session) const
{
    const qint64 before = m_tools.clock.utcMilliseconds();
    const Result<WallTime> shown = session.clock();
    if (!shown)
        return shown.error();
    const qint64 middle = (before + m_tools.clock.utcMilliseconds()) / 2;
    return ZoneClock(zone).toWall(middle).secondsTo(*shown);
}

} // namespace rollcall
