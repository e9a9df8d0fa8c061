// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/finddevice.h"

#include <QCoreApplication>

namespace rollcall {

Result<Device> findDevice(DeviceStore &devices, DeviceId id)
{
    const Result<QList<Device>> all = await(devices.devices());
    if (!all)
        return all.error();
    for (const Device &candidate : *all) {
        if (candidate.id == id)
            return candidate;
    }
    return errors::notFound(QCoreApplication::translate(
        "rollcall::findDevice",
        "There is no such device any more. Nothing was changed. Look at the list again."));
}

} // namespace rollcall
