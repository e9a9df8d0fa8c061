// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/refusalbook.h"
#include "app/wiring/certificatewatch.h"
#include "app/wiring/pushsettings.h"
#include "core/base/clock.h"
#include "core/ports/ingestport.h"
#include "core/ports/stores.h"
#include "devices/push/pushserver.h"

#include <QThread>

#include <memory>
#include <optional>

namespace rollcall {

/// Runs the push listener on a thread of its own, and hands it the table of credentials: at the
/// start, and again when they change, in this program or in another one on the same data. Writes
/// down whom it heard and whom it refused.
class PushRunner
{
public:
    PushRunner(IngestPort &ingest, PushDesk &desk, const Stores &stores, const Clock &clock,
               const PushSettings &settings);
    /// Stops listening, lets what is being stored be answered, then ends the thread.
    ~PushRunner();
    PushRunner(const PushRunner &) = delete;
    PushRunner &operator=(const PushRunner &) = delete;

    /// Answers the port. Blocks until the listener is up or cannot be. With a certificate in the
    /// settings it speaks HTTPS, and takes a renewed one by itself. Errors: those of
    /// TlsIdentity::load() and PushServer::listen(), and StorageFailure.
    Result<quint16> start();
    /// Fetches the credentials anew, at once.
    void refresh();
    push::PushServer &server() { return *m_server; }

private:
    Result<quint16> startOnThread(const std::optional<push::TlsIdentity> &tls);
    void renewCertificate();
    void fetchCredentials();
    void noteContact(DeviceId device);
    void writeRefusals();

    const PushSettings m_settings;
    DeviceStore &m_devices;
    PushStore &m_store;
    const Clock &m_clock;
    QThread m_thread;
    std::unique_ptr<push::PushServer> m_server;    ///< lives on m_thread
    QList<PushCredential> m_known;                 ///< touched on m_thread only
    QHash<DeviceId, qint64> m_heardUtc;            ///< ms; touched on m_thread only
    RefusalBook m_refusals;                        ///< touched on m_thread only
    std::optional<CertificateWatch> m_certificate; ///< touched on m_thread only
};

} // namespace rollcall
