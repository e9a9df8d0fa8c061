// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/pushsettings.h"
#include "core/base/clock.h"
#include "core/ports/ingestport.h"
#include "core/ports/stores.h"
#include "devices/push/pushserver.h"

#include <QHostAddress>
#include <QThread>

#include <memory>

namespace rollcall {

/// Runs the push listener on a thread of its own, and hands it the table of credentials: at the
/// start, and again when they change, in this program or in another one on the same data.
class PushRunner
{
public:
    PushRunner(IngestPort &ingest, PushDesk &desk, DeviceStore &devices, const Clock &clock,
               const PushSettings &settings);
    /// Stops listening, lets what is being stored be answered, then ends the thread.
    ~PushRunner();
    PushRunner(const PushRunner &) = delete;
    PushRunner &operator=(const PushRunner &) = delete;

    /// Answers the port. Blocks until the listener is up or cannot be.
    Result<quint16> start(const QHostAddress &address, quint16 port);
    /// Fetches the credentials anew, at once.
    void refresh();
    push::PushServer &server() { return *m_server; }

private:
    Result<quint16> startOnThread(const QHostAddress &address, quint16 port);
    void fetchCredentials();

    DeviceStore &m_devices;
    const Clock &m_clock;
    QThread m_thread;
    std::unique_ptr<push::PushServer> m_server; ///< lives on m_thread
    QList<PushCredential> m_known;              ///< touched on m_thread only
};

} // namespace rollcall
