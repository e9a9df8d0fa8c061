// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushsettings.h"

#include "app/wiring/pushcertificate.h"
#include "core/domain/appsettings.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PushSettings", text);
}

push::PushLimits limitsFrom(const AppSettings &settings)
{
    // The table of settings keeps every number within the range of its member.
    const auto number = [&](QStringView name) { return static_cast<int>(settings.number(name)); };
    constexpr int kMsPerSecond = 1000;
    push::PushLimits limits;
    limits.requestsPerMinute = number(u"push.requests_per_minute");
    limits.burst = number(u"push.burst");
    limits.failedAuthPerMinute = number(u"push.failed_auth_per_minute");
    limits.lockoutMs = kMsPerSecond * number(u"push.lockout_seconds");
    limits.healthPerMinute = number(u"push.health_per_minute");
    limits.maxConnections = number(u"push.max_connections");
    limits.maxConnectionsPerAddress = number(u"push.max_connections_per_address");
    limits.maxBody = settings.number(u"push.max_body_bytes");
    limits.maxLogs = number(u"push.max_logs");
    limits.silentFutureSeconds = number(u"push.silent_future_seconds");
    limits.maxFutureSeconds = number(u"push.max_future_seconds");
    limits.heartbeatSeconds = number(u"push.heartbeat_seconds");
    return limits;
}

} // namespace

Result<PushSettings> pushSettingsFrom(const DataFolder &folder,
                                      const QHash<QString, QString> &stored)
{
    const AppSettings settings(stored);
    PushSettings push;
    push.address = QHostAddress(settings.text(u"push.address"));
    push.port = static_cast<quint16>(settings.number(u"push.port"));
    push.limits = limitsFrom(settings);
    push.isAdmsOn = settings.isOn(u"push.adms");
    const Result<std::optional<push::TlsFiles>> tls = tlsFilesOf(folder, stored);
    if (!tls)
        return tls.error();
    push.tls = *tls;
    if (push.limits.silentFutureSeconds > push.limits.maxFutureSeconds)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::PushSettings",
                                  "The setting push.silent_future_seconds is above "
                                  "push.max_future_seconds. Nothing listens. Make the first one "
                                  "smaller or the second one larger.")));
    return push;
}

} // namespace rollcall
