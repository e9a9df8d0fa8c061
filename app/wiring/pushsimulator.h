// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <stop_token>

namespace rollcall {

/// What `rollcallctl simulate push` is asked for (cli.md).
struct PushSimulation
{
    QUrl server;
    QByteArray token; ///< JSON API; of every device
    QString serial;   ///< ADMS; the further devices count on from it
    int devices = 1;
    int users = 300;
    int logs = 1000; ///< of each device
    double perMinute = 0;
    quint64 seed = 1;
    int batch = 150;
    int errorDelayMs = 5000;
    int pollMs = 10'000;
    /// "lose-answer=N", "resend", "backwards", "close-each", "slow-body", "garbage=N", "no-host",
    /// "aspx", "swallow".
    QStringList faults;
};

/// Runs the devices, each on a thread of its own, until they are done (JSON API) or stopped (ADMS
/// terminals poll for ever). Answers what each did. InvalidInput for an address or fault that
/// cannot be.
Result<QList<QJsonObject>> simulatePush(const PushSimulation &simulation,
                                        const std::stop_token &stop);

} // namespace rollcall
