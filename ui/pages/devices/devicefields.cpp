// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/devicefields.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace rollcall::ui::devicefields {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::DeviceFields)
};

} // namespace

QList<PushDialect> pushDialects()
{
    return {{QStringLiteral("json"), Texts::tr("JSON API")},
            {QStringLiteral("adms"), Texts::tr("ZKTeco ADMS")}};
}

QString dialectText(const QString &id)
{
    if (id == u"json")
        return Texts::tr("Devices and programs that send JSON with a token.");
    if (id == u"adms")
        return Texts::tr("Terminals with “Cloud Server” or “ADMS” in their menu.");
    return {};
}

QString wayText(SyncMode mode)
{
    return mode == SyncMode::Push
               ? Texts::tr("The device sends its logs by itself over Wi-Fi (HTTP).")
               : Texts::tr("This computer fetches the logs over the school network (ZKTeco, eSSL "
                           "and alike, TCP/IP).");
}

bool isNumericAddress(const QString &host)
{
    if (host.contains(u':'))
        return true;
    const QStringList parts = host.split(u'.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](const QString &part) {
               bool isNumber = false;
               return part.toUInt(&isNumber) <= 255 && isNumber;
           });
}

} // namespace rollcall::ui::devicefields
