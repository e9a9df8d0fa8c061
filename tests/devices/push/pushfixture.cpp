// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"

#include "core/storage/database.h"
#include "devices/push/adms/admsdialect.h"
#include "devices/push/jsonapi/jsonapi.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QtGlobal>

namespace rollcall::test {

namespace {

const QString kAuthor = QStringLiteral("test");

/// Fixtures have nobody to tell about a failure: they stop the program.
template <typename T>
T need(const char *what, Result<T> result)
{
    if (!result)
        qFatal("%s: %s %s", what, qPrintable(result.error().userText),
               qPrintable(result.error().detail));
    return std::move(result).value();
}
void need(const char *what, const Result<> &result)
{
    if (!result)
        qFatal("%s: %s %s", what, qPrintable(result.error().userText),
               qPrintable(result.error().detail));
}

QJsonObject smallSetup()
{
    return {
        {QStringLiteral("zone"), QStringLiteral("Asia/Kolkata")},
        {QStringLiteral("persons"), QJsonArray{QStringLiteral("1")}},
        {QStringLiteral("devices"),
         QJsonArray{QJsonObject{{QStringLiteral("id"), 1},
                                {QStringLiteral("token"), QString::fromLatin1(PushFixture::kToken)},
                                {QStringLiteral("status"), QStringLiteral("active")},
                                {QStringLiteral("sync_mode"), QStringLiteral("push")}}}}};
}

Error broken()
{
    return errors::storageFailure(
        QStringLiteral("SQL: /home/data/rollcall.db is read-only (sqlite 8)"));
}

} // namespace

Answer<IngestCounts> ShakyIngest::store(IngestBatch batch)
{
    ++calls;
    last = batch;
    if (isFailing)
        return readyAnswer(Result<IngestCounts>(broken()));
    if (!isHolding)
        return m_real.store(std::move(batch));
    m_held.push_back({std::move(batch), {}});
    m_held.back().promise.start();
    return m_held.back().promise.future();
}

Answer<> ShakyIngest::probe()
{
    return isFailing ? readyAnswer(Result<>(broken())) : m_real.probe();
}

Answer<PushMemory> ShakyDesk::greet(DeviceId device, const DeviceReport &report, bool registers)
{
    return isFailing ? readyAnswer(Result<PushMemory>(broken()))
                     : m_real.greet(device, report, registers);
}

Answer<OwedCommands> ShakyDesk::takeCommands(DeviceId device, int most, const DeviceReport &report)
{
    return isFailing ? readyAnswer(Result<OwedCommands>(broken()))
                     : m_real.takeCommands(device, most, report);
}

void ShakyIngest::release()
{
    for (Held &held : m_held) {
        held.promise.addResult(await(m_real.store(std::move(held.batch))));
        held.promise.finish();
    }
    m_held.clear();
}

PushFixture::PushFixture(const QJsonObject &setup, const push::PushLimits &limits)
    : m_limits(limits)
{
    makeSchool(setup.isEmpty() ? smallSetup() : setup);
    service = std::make_unique<IngestService>(storage->stores().logs, clock);
    ingest = std::make_unique<ShakyIngest>(*service);
    deskService = std::make_unique<PushDeskService>(storage->stores().push);
    desk = std::make_unique<ShakyDesk>(*deskService);
    startServer();
}

void PushFixture::startServer()
{
    server = std::make_unique<push::PushServer>(*ingest, *desk, clock, m_limits);
    server->addDialect(std::make_unique<push::JsonApi>(m_limits));
    server->addDialect(std::make_unique<push::AdmsDialect>(m_limits));
    server->setCredentials(need("credentials", await(storage->stores().devices.credentials())));
    m_port = need("listen", server->listen(QHostAddress(QHostAddress::LocalHost), m_port));
}

void PushFixture::restartServer()
{
    server.reset();
    startServer();
}

PushFixture::~PushFixture()
{
    server.reset(); // before the store that its connections wait for
}

void PushFixture::makeSchool(const QJsonObject &setup)
{
    if (const QString time = setup.value(u"server_time").toString(); !time.isEmpty())
        clock.set(QDateTime::fromString(time, Qt::ISODate).toMSecsSinceEpoch());
    storage = need("open", Storage::open(database.config(), clock));
    School school;
    school.code = QStringLiteral("1");
    school.name = QStringLiteral("Hill School");
    school.timeZone = setup.value(u"zone").toString().toLatin1();
    need("school", await(storage->stores().school.create(school, Timing{{}, {}})));
    makeDevices(setup);
    mapEverybody(setup);
}

/// All are asked for before one is waited for, so that they share a commit.
void PushFixture::makeDevices(const QJsonObject &setup)
{
    const QJsonArray rows = setup.value(u"devices").toArray();
    QList<Answer<DeviceId>> added;
    for (const QJsonValue &row : rows)
        added.append(addDevice(setup, row.toObject()));
    QList<Answer<>> tokens;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows.at(i).toObject();
        const DeviceId id = need("device", await(added.at(i)));
        if (row.contains(u"sn")) {
            makeTerminal(id, row);
            continue;
        }
        devices.insert(row.value(u"id").toInteger(), id);
        tokens.append(addToken(id, row.value(u"token").toString().toLatin1()));
    }
    for (const Answer<> &token : std::as_const(tokens))
        need("token", await(token));
}

Answer<DeviceId> PushFixture::addDevice(const QJsonObject &setup, const QJsonObject &row)
{
    Device device;
    device.serial = row.value(u"sn").toString();
    device.name = QStringLiteral("Gate %1%2").arg(row.value(u"id").toInt()).arg(device.serial);
    device.mode = syncModeFromWord(row.value(u"sync_mode").toString());
    device.driver = device.serial.isEmpty()          ? QStringLiteral("json")
                    : device.mode == SyncMode::Agent ? QStringLiteral("zk")
                                                     : QStringLiteral("adms");
    device.active = row.value(u"status").toString() == u"active";
    device.timeZone = row.value(u"zone").toString(setup.value(u"zone").toString()).toLatin1();
    const QJsonArray addresses = row.value(u"allowed_addresses").toArray();
    for (const QJsonValue &address : addresses)
        device.addressAllow.append(address.toString());
    return storage->stores().devices.add(device, kAuthor);
}

Answer<> PushFixture::addToken(DeviceId id, const QByteArray &token)
{
    return storage->stores().devices.replaceToken(
        id, QCryptographicHash::hash(token, QCryptographicHash::Sha256),
        QString::fromLatin1(token.left(6)), clock.utcMilliseconds(), clock.utcMilliseconds());
}

void PushFixture::makeTerminal(DeviceId id, const QJsonObject &row)
{
    terminals.insert(row.value(u"sn").toString(), id);
    PushStore &store = storage->stores().push;
    if (row.value(u"dialect").toString() == u"acc") {
        DeviceReport report;
        report.family = PushFamily::Access;
        need("family", await(store.greet(id, report, {}, {})));
    }
    if (const QByteArray key = row.value(u"push_comm_key").toString().toUtf8(); !key.isEmpty())
        need("key", await(store.setCommKey(
                        id, QCryptographicHash::hash(key, QCryptographicHash::Sha256))));
}

void PushFixture::mapEverybody(const QJsonObject &setup)
{
    QList<Person> people;
    const QJsonArray numbers = setup.value(u"persons").toArray();
    for (const QJsonValue &number : numbers) {
        Person person;
        person.number = number.toString();
        person.fullName = QString(u"Pupil " + person.number);
        people.append(person);
    }
    need("people", await(storage->stores().people.upsert(people, kAuthor)));
    QList<UserMapping> mappings;
    const QList<Person> known = need("people", await(storage->stores().people.people()));
    for (const Person &person : known) {
        for (const DeviceId device : std::as_const(devices))
            mappings.append({device, person.number, person.id, {}, {}});
    }
    need("mappings",
         await(storage->stores().mappings.add(mappings, QStringLiteral("manual"), kAuthor)));
}

qint64 PushFixture::lastId() const
{
    const auto reader = need("reader", Database::open(database.config(), Access::ReadOnly));
    return need(
        "raw_log.max",
        reader->number("raw_log.max", QStringLiteral("SELECT COALESCE(MAX(id), 0) FROM raw_log")));
}

QList<StoredPunch> PushFixture::punchesAfter(qint64 id) const
{
    const auto reader = need("reader", Database::open(database.config(), Access::ReadOnly));
    Rows rows =
        need("raw_log.list",
             reader->query("raw_log.list",
                           QStringLiteral("SELECT user_id, timestamp, state, verify, work_code, "
                                          "instant_utc, raw_text, source, zone FROM raw_log "
                                          "WHERE id > ? ORDER BY id"),
                           {id}));
    QList<StoredPunch> punches;
    while (rows.next())
        punches.append({rows.text(0), rows.text(1), static_cast<int>(rows.number(2)),
                        static_cast<int>(rows.number(3)), rows.text(4), rows.number(5),
                        rows.text(6), rows.text(7), rows.text(8)});
    return punches;
}

push::PushLimits shortLinger()
{
    push::PushLimits limits;
    limits.lingerSilenceMs = 50;
    return limits;
}

QByteArray pushRequest(const QByteArray &body)
{
    return kPost + kAuthorization + kJson + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

QByteArray onePunch(const QByteArray &time)
{
    return QByteArray(R"({"logs":[{"user_id":"1","timestamp":"2026-03-12 )" + time +
                      R"(","status":0}]})");
}

} // namespace rollcall::test
