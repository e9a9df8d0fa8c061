// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/movedsearch.h"

#include "app/services/discovery.h"

namespace rollcall {

bool canSearchMoved(const Device &device)
{
    return device.active && device.mode == SyncMode::Agent && !device.serial.isEmpty() &&
           addressesOf(device.host).isOk();
}

Result<bool> searchMoved(const TerminalDoor &door, const Device &device,
                         const std::stop_token &stop)
{
    const Result<QStringList> hosts = addressesOf(device.host + QStringLiteral("/24"));
    const Result<Endpoint> way = door.endpointOf(device);
    const DeviceDriver *driver = door.driverOf(device);
    if (!hosts || !way || !driver)
        return false;
    const QList<TerminalSighting> found =
        Discovery({driver}, door.tools().limits).scan(*hosts, *way, stop, {});
    for (const TerminalSighting &sighting : found) {
        if (sighting.host == device.host ||
            sighting.serial.compare(device.serial, Qt::CaseInsensitive) != 0)
            continue;
        const SyncTools &tools = door.tools();
        const Result<> raised = await(tools.devices.raiseNotice(
            {device.id, DeviceNoticeKind::Moved, sighting.serial, sighting.host, sighting.port,
             tools.clock.utcMilliseconds()}));
        return raised ? Result<bool>(true) : raised.error();
    }
    return false;
}

} // namespace rollcall
