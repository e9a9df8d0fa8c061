// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/pushwords.h"

#include <QCoreApplication>

namespace rollcall::ui::pushwords {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::PushWords)
};

bool isOnlyThisPc(const QUrl &url)
{
    return url.host() == u"localhost" || url.host().startsWith(QLatin1String("127."));
}

QString unreachable()
{
    return Texts::tr("The push server listens on this computer only, so no device can reach it. "
                     "Give it an address of the school network first.");
}

} // namespace

QString howTo(const Device &device, const QUrl &url)
{
    if (url.isEmpty())
        return Texts::tr("Nothing listens for pushes at present. What the device sends is refused "
                         "and stays on it until the push server runs.");
    const QString text =
        device.driver == u"adms"
            ? Texts::tr(
                  "At the terminal open Menu > Comm. > Cloud Server (or ADMS). Switch “Enable "
                  "Domain Name” off, enter address and port as above, leave the proxy off "
                  "and switch HTTPS %1. Give the terminal a real gateway and DNS server, "
                  "then start it anew.")
                  .arg(url.scheme() == u"https" ? Texts::tr("on", "HTTPS of a terminal")
                                                : Texts::tr("off", "HTTPS of a terminal"))
            : Texts::tr("In the device's menu for HTTP push, enter the address and the token. The "
                        "token goes into the header “Authorization”, after the word “Bearer”.");
    return isOnlyThisPc(url) ? QString(text + u'\n' + unreachable()) : text;
}

QString curlLine(const Device &device, const QUrl &url, const QString &token)
{
    if (url.isEmpty())
        return {};
    if (device.driver == u"adms") {
        QUrl handshake(url);
        handshake.setPath(QStringLiteral("/iclock/cdata"));
        handshake.setQuery(QStringLiteral("SN=%1&options=all").arg(device.serial));
        return QStringLiteral("curl \"%1\"").arg(handshake.toString());
    }
    if (token.isEmpty())
        return {};
    return QStringLiteral("curl \"%1\" -H \"Authorization: Bearer %2\" -H \"Content-Type: "
                          "application/json\" -d \"{\\\"logs\\\":[]}\"")
        .arg(url.toString(), token);
}

} // namespace rollcall::ui::pushwords
