// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/ingestservice.h"
#include "app/services/pushdeskservice.h"
#include "core/ports/ingestport.h"
#include "core/storage/storage.h"
#include "devices/push/pushserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/tempdatabase.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QPromise>
#include <QString>

#include <memory>
#include <vector>

namespace rollcall::test {

/// The ingest port in front of the real one, for what a healthy database never does: it fails, or
/// it takes its time.
class ShakyIngest : public IngestPort
{
public:
    explicit ShakyIngest(IngestPort &real)
        : m_real(real)
    {}

    Answer<IngestCounts> store(IngestBatch batch) override;
    Answer<> probe() override;

    bool isFailing = false;
    bool isHolding = false;
    int calls = 0;
    IngestBatch last; ///< what came last
    /// Lets the calls that were held go on to the real port. Their punches are stored only now.
    void release();

private:
    struct Held
    {
        IngestBatch batch;
        QPromise<Result<IngestCounts>> promise;
    };
    IngestPort &m_real;
    std::vector<Held> m_held;
};

/// The same for the desk.
class ShakyDesk : public PushDesk
{
public:
    explicit ShakyDesk(PushDesk &real)
        : m_real(real)
    {}

    Answer<PushMemory> greet(DeviceId device, const DeviceReport &report, bool registers) override;
    Answer<OwedCommands> takeCommands(DeviceId device, int most,
                                      const DeviceReport &report) override;

    bool isFailing = false;

private:
    PushDesk &m_real;
};

/// A punch as it lies in the database.
struct StoredPunch
{
    QString userId;
    QString timestamp;
    int state = 0;
    int verify = 0;
    QString workCode;
    qint64 instantUtc = 0;
    QString rawText;
    QString source;
    QString zone;
};

/// The school of a vector file's "setup" on a fresh SQLite database, and a listener in front of it
/// on 127.0.0.1.
class PushFixture
{
public:
    /// Without a setup: one active push device in Asia/Kolkata whose token is kToken, and a mapped
    /// user "1".
    explicit PushFixture(const QJsonObject &setup = {}, const push::PushLimits &limits = {});
    ~PushFixture();

    static constexpr auto kToken = "TEST-PUSH-ACTIVE-00000000000000000000000001";

    quint16 port() const { return m_port; }
    /// The listener ends and another one begins at the same port.
    void restartServer();
    qint64 lastId() const;
    /// In the order in which they were stored.
    QList<StoredPunch> punchesAfter(qint64 id) const;
    QList<StoredPunch> punches() const { return punchesAfter(0); }

    FakeClock clock;
    TempDatabase database;
    std::unique_ptr<Storage> storage;
    std::unique_ptr<IngestService> service;
    std::unique_ptr<ShakyIngest> ingest;
    std::unique_ptr<PushDeskService> deskService;
    std::unique_ptr<ShakyDesk> desk;
    std::unique_ptr<push::PushServer> server;
    QHash<qint64, DeviceId> devices;    ///< by the setup's number
    QHash<QString, DeviceId> terminals; ///< by serial number

private:
    void startServer();
    void makeSchool(const QJsonObject &setup);
    Answer<DeviceId> addDevice(const QJsonObject &setup, const QJsonObject &device);
    Answer<> addToken(DeviceId id, const QByteArray &token);
    void makeDevices(const QJsonObject &setup);
    void makeTerminal(DeviceId id, const QJsonObject &row);
    void mapEverybody(const QJsonObject &setup);

    push::PushLimits m_limits;
    quint16 m_port = 0;
};

// The lines of a push-log request, for requests that are not as they should be.
inline const QByteArray kPost = "POST /api/v1/biometric/push-log HTTP/1.1\r\nHost: 127.0.0.1\r\n";
inline const QByteArray kJson = "Content-Type: application/json\r\n";
inline const QByteArray kAuthorization =
    QByteArray("Authorization: Bearer ") + PushFixture::kToken + "\r\n";

/// The usual limits, but the rest of refused requests is not waited for so long.
push::PushLimits shortLinger();

/// The bytes of a push-log request with a good token.
QByteArray pushRequest(const QByteArray &body);
/// A push of one punch of user "1" at 2026-03-12, @p time as "HH:MM:SS".
QByteArray onePunch(const QByteArray &time);

} // namespace rollcall::test
