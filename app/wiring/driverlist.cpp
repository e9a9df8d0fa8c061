// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/compose.h"
#include "devices/push/adms/admsdialect.h"
#include "devices/push/adms/asideline.h"
#include "devices/push/jsonapi/jsonapi.h"
#include "devices/zk/zkdriver.h"

namespace rollcall {

std::vector<std::unique_ptr<DeviceDriver>> makeDrivers(const Clock &clock)
{
    std::vector<std::unique_ptr<DeviceDriver>> drivers;
    drivers.push_back(std::make_unique<ZkDriver>(clock));
    return drivers;
}

std::optional<RawLog> readAsideAgain(const QString &driver, const QString &line, ZoneClock &zone)
{
    if (driver == u"adms")
        return push::readAsideLine(line, zone);
    return std::nullopt;
}

std::vector<std::unique_ptr<push::PushDialect>> makeDialects(const PushSettings &settings)
{
    std::vector<std::unique_ptr<push::PushDialect>> dialects;
    dialects.push_back(std::make_unique<push::JsonApi>(settings.limits));
    if (settings.isAdmsOn)
        dialects.push_back(std::make_unique<push::AdmsDialect>(settings.limits));
    return dialects;
}

} // namespace rollcall
