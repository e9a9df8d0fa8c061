// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushrunner.h"

#include "app/wiring/compose.h"
#include "core/base/log.h"
#include "core/base/ondone.h"

#include <QTimer>

namespace rollcall {

namespace {

/// How soon a change made by another program (rollcallctl device edit) reaches the listener.
constexpr int kRefreshMs = 1000;
constexpr int kCloseMs = 5000;
/// A terminal that sends one punch a request is not written down with each.
constexpr qint64 kContactMs = 10'000;

} // namespace

PushRunner::PushRunner(IngestPort &ingest, PushDesk &desk, const Stores &stores, const Clock &clock,
                       const PushSettings &settings)
    : m_settings(settings)
    , m_devices(stores.devices)
    , m_store(stores.push)
    , m_clock(clock)
    , m_server(std::make_unique<push::PushServer>(ingest, desk, clock, settings.limits))
{
    for (std::unique_ptr<push::PushDialect> &dialect : makeDialects(settings))
        m_server->addDialect(std::move(dialect));
    m_thread.setObjectName(QStringLiteral("push"));
    m_server->moveToThread(&m_thread);
}

PushRunner::~PushRunner()
{
    if (!m_thread.isRunning())
        return;
    // Before the thread is told to end: the server is taken down where it lives.
    QObject::connect(
        &m_thread, &QThread::finished, m_server.get(), [this] { m_server.reset(); },
        Qt::DirectConnection);
    QMetaObject::invokeMethod(
        m_server.get(),
        [this] {
            // Everything under way is answered first, but a client that never reads cannot hold the
            // program.
            // Called here and now: the thread's object belongs to the thread that waits below.
            QObject::connect(m_server.get(), &push::PushServer::closed, m_server.get(),
                             [this] { m_thread.quit(); });
            QTimer::singleShot(kCloseMs, m_server.get(), [this] { m_thread.quit(); });
            writeRefusals();
            m_server->close();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

Result<quint16> PushRunner::start()
{
    std::optional<push::TlsIdentity> identity;
    if (m_settings.tls) {
        m_certificate.emplace(*m_settings.tls, m_clock);
        const Result<push::TlsIdentity> loaded = m_certificate->load();
        if (!loaded)
            return loaded.error();
        identity = *loaded;
    }
    // The first requests must not meet an empty table.
    const Result<QList<PushCredential>> credentials = await(m_devices.credentials());
    if (!credentials)
        return credentials.error();
    m_known = *credentials;
    m_thread.start();
    Result<quint16> answer = errors::internal(QStringLiteral("push thread"));
    QMetaObject::invokeMethod(
        m_server.get(), [&] { answer = startOnThread(identity); }, Qt::BlockingQueuedConnection);
    return answer;
}

Result<quint16> PushRunner::startOnThread(const std::optional<push::TlsIdentity> &tls)
{
    m_server->setCredentials(m_known);
    QObject::connect(m_server.get(), &push::PushServer::deviceHeard, m_server.get(),
                     [this](DeviceId device) { noteContact(device); });
    QObject::connect(m_server.get(), &push::PushServer::refused, m_server.get(),
                     [this](const push::PushRefusal &refusal) {
                         m_refusals.add({refusal.peer.toString(), refusal.code, refusal.device,
                                         refusal.serial, 0, 0},
                                        refusal.atUtc);
                     });
    auto *timer = new QTimer(m_server.get());
    QObject::connect(timer, &QTimer::timeout, m_server.get(), [this] {
        fetchCredentials();
        writeRefusals();
    });
    if (m_certificate)
        QObject::connect(timer, &QTimer::timeout, m_server.get(), [this] { renewCertificate(); });
    timer->start(kRefreshMs);
    return m_server->listen(m_settings.address, m_settings.port, tls);
}

void PushRunner::renewCertificate()
{
    if (const std::optional<push::TlsIdentity> renewed = m_certificate->renewed())
        m_server->setTls(*renewed);
}

/// Nobody waits for this answer: a lost sign of life comes again with the next push.
void PushRunner::noteContact(DeviceId device)
{
    const qint64 now = m_clock.utcMilliseconds();
    qint64 &heard = m_heardUtc[device];
    if (now - heard < kContactMs && now >= heard)
        return;
    heard = now;
    m_devices.noteContact(device, now);
}

/// Nor for this one; what cannot be written now is not worth a full memory.
void PushRunner::writeRefusals()
{
    const QList<RefusalCount> refusals = m_refusals.take();
    if (!refusals.isEmpty())
        m_store.noteRefusals(refusals);
}

void PushRunner::refresh()
{
    QMetaObject::invokeMethod(
        m_server.get(), [this] { fetchCredentials(); }, Qt::QueuedConnection);
}

void PushRunner::fetchCredentials()
{
    onDone(m_devices.credentials(), m_server.get(),
           [this](const Result<QList<PushCredential>> &credentials) {
               if (!credentials) {
                   qCWarning(lcPush)
                       << "The table of tokens could not be read:" << credentials.error().detail;
                   return;
               }
               if (*credentials == m_known)
                   return;
               m_known = *credentials;
               m_server->setCredentials(m_known);
           });
}

} // namespace rollcall
