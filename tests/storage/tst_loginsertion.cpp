// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dbthread.h"
#include "core/storage/sqllogstore.h"
#include "core/storage/sqlmappingstore.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QSemaphore>

using namespace rollcall;
using rollcall::test::StoreFixture;

/// What several batches that wait for the writer become together, against what they become alone.
class tst_loginsertion : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void togetherAsAlone_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void togetherAsAlone();
    void aBatchThatIsRefusedGoesAlone_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void aBatchThatIsRefusedGoesAlone();
    void aMappingOnItsWayMarksTheDays_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void aMappingOnItsWayMarksTheDays();
    void rowsLieInTheOrderOfTime();
};

namespace {

constexpr int kDevices = 5;
constexpr qint64 kReceived = 1'773'300'000'000;

QList<DeviceId> addDevices(StoreFixture &fixture)
{
    QList<DeviceId> devices{fixture.device};
    while (devices.size() < kDevices)
        devices.append(fixture.addDevice(QStringLiteral("Gate %1").arg(devices.size())));
    return devices;
}

/// Few users in few minutes, so that keys come twice within a batch and between batches; what
/// else the logs of a key say differs.
IngestBatch makeBatch(QRandomGenerator &random, DeviceId device, int logs)
{
    const WallTime begin = WallTime::parse(u"2026-03-12 08:00:00");
    IngestBatch batch;
    batch.device = device;
    batch.timeZone = "Asia/Kolkata";
    batch.suspectBefore = begin.addSeconds(60);
    batch.suspectAfter = begin.addSeconds(3000);
    for (int i = 0; i < logs; ++i) {
        RawLog log = StoreFixture::log(QString::number(random.bounded(3)), begin.toString());
        log.at = begin.addSeconds(random.bounded(3600));
        log.state = static_cast<int>(random.bounded(6));
        log.rawText = QString::number(random.generate());
        batch.logs.append(log);
    }
    return batch;
}

/// Large and small ones of all devices, some of them of one device twice.
QList<IngestBatch> makeBatches(const QList<DeviceId> &devices, quint32 seed)
{
    QRandomGenerator random(seed);
    QList<IngestBatch> batches;
    for (int i = 0; i < 8; ++i) {
        const DeviceId device = devices.at(random.bounded(kDevices));
        batches.append(makeBatch(random, device, random.bounded(4) == 0 ? 50 : 1200));
    }
    return batches;
}

/// A writer that can be held, so that what comes meanwhile becomes one group.
class HeldWriter
{
public:
    explicit HeldWriter(const StoreFixture &fixture)
        : m_writer(fixture.database.config(), Access::ReadWrite, QStringLiteral("writer"))
        , threads{m_writer, m_writer, m_writer, m_writer, fixture.clock}
    {
        if (const Result<> started = m_writer.start(); !started)
            qFatal("start: %s", qPrintable(started.error().detail));
    }
    ~HeldWriter() { m_mayGoOn.release(); }
    HeldWriter(const HeldWriter &) = delete;
    HeldWriter &operator=(const HeldWriter &) = delete;

    void hold()
    {
        m_writer.run<void>([this](Database &) -> Result<> {
            m_isHeld.release();
            m_mayGoOn.acquire();
            return ok();
        });
        m_isHeld.acquire();
    }
    void letGo() { m_mayGoOn.release(); }

private:
    QSemaphore m_isHeld; ///< they go after the thread, which uses them
    QSemaphore m_mayGoOn;
    DbThread m_writer;

public:
    StoreThreads threads;
};

QList<Answer<IngestCounts>> storeAtOnce(HeldWriter &writer, const QList<IngestBatch> &batches)
{
    SqlLogStore logs(writer.threads);
    QList<Answer<IngestCounts>> answers;
    writer.hold();
    for (const IngestBatch &batch : batches)
        answers.append(logs.store(batch, kReceived));
    writer.letGo();
    return answers;
}

QList<QVariantList> rawRows(const StoreFixture &fixture, const QString &order)
{
    const Result<std::unique_ptr<Database>> database =
        Database::open(fixture.database.config(), Access::ReadOnly);
    Result<Rows> rows = (*database)->query(
        "rows", QString(QStringLiteral("SELECT device_id, user_id, timestamp, state, raw_text, "
                                       "zone, received_utc FROM raw_log ORDER BY ") +
                        order));
    QList<QVariantList> list;
    while (rows && rows->next())
        list.append({rows->number(0), rows->text(1), rows->text(2), rows->number(3), rows->text(4),
                     rows->text(5), rows->number(6)});
    return list;
}

const QString kByKey = QStringLiteral("device_id, user_id, timestamp");

} // namespace

void tst_loginsertion::togetherAsAlone()
{
    QFETCH(Engine, engine);
    for (int seed = 1; seed <= rollcall::test::repeats(5); ++seed) {
        StoreFixture together(engine);
        StoreFixture alone(engine);
        const QList<DeviceId> devices = addDevices(together);
        QCOMPARE(addDevices(alone), devices); // one fresh database counts like the other
        const QList<IngestBatch> batches = makeBatches(devices, static_cast<quint32>(seed));
        HeldWriter writer(together);
        const QList<Answer<IngestCounts>> answers = storeAtOnce(writer, batches);
        for (qsizetype i = 0; i < batches.size(); ++i) {
            const Result<IngestCounts> joined = await(answers.at(i));
            const Result<IngestCounts> single =
                await(alone.stores().logs.store(batches.at(i), kReceived));
            QVERIFY(joined);
            QVERIFY(single);
            QCOMPARE(joined->read, single->read);
            QCOMPARE(joined->added, single->added);
            QCOMPARE(joined->duplicate, single->duplicate);
            QCOMPARE(joined->unmapped, single->unmapped);
            QCOMPARE(joined->clockSuspect, single->clockSuspect);
        }
        QCOMPARE(rawRows(together, kByKey), rawRows(alone, kByKey));
    }
}

void tst_loginsertion::aBatchThatIsRefusedGoesAlone()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QRandomGenerator random(3);
    const QList<DeviceId> devices = addDevices(fixture);
    QList<IngestBatch> batches;
    for (const DeviceId device : devices)
        batches.append(makeBatch(random, device, 1500));
    batches.insert(2, makeBatch(random, DeviceId{4711}, 1500)); // there is no such device
    HeldWriter writer(fixture);
    const QList<Answer<IngestCounts>> answers = storeAtOnce(writer, batches);
    qint64 added = 0;
    for (qsizetype i = 0; i < batches.size(); ++i) {
        const Result<IngestCounts> counts = await(answers.at(i));
        QCOMPARE(counts.isOk(), i != 2);
        if (!counts)
            continue;
        QCOMPARE(counts->read, 1500);
        QVERIFY(counts->added > 1000); // its own, not what the group had inserted before
        added += counts->added;
    }
    QCOMPARE(rawRows(fixture, kByKey).size(), added);
}

void tst_loginsertion::aMappingOnItsWayMarksTheDays()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QRandomGenerator random(5);
    const QList<DeviceId> devices = addDevices(fixture);
    const PersonId pupil = fixture.addPerson(QStringLiteral("S1"));
    HeldWriter writer(fixture);
    SqlLogStore logs(writer.threads);
    writer.hold();
    const Answer<MappingCounts> mapping =
        SqlMappingStore(writer.threads)
            .add({{devices.first(), QStringLiteral("1"), pupil, {}, {}}}, {}, {});
    const Answer<IngestCounts> mapped =
        logs.store(makeBatch(random, devices.first(), 1500), kReceived);
    const Answer<IngestCounts> other =
        logs.store(makeBatch(random, devices.last(), 1500), kReceived);
    writer.letGo();
    QVERIFY(await(mapping));
    const Result<IngestCounts> counts = await(mapped);
    QVERIFY(counts);
    QVERIFY(counts->unmapped > 0);
    QVERIFY(counts->unmapped < counts->added);
    const Result<IngestCounts> others = await(other);
    QVERIFY(others);
    QCOMPARE(others->unmapped, others->added);
    const Result<QList<DayTask>> days =
        await(fixture.stores().days.dirtyTasks({}, 100, WallTime::parse(u"2026-03-20 12:00:00")));
    QVERIFY(days);
    QCOMPARE(days->size(), 1);
    QCOMPARE(days->first().input.person, pupil);
    QCOMPARE(days->first().input.day, QDate(2026, 3, 12));
}

/// That they were inserted together, and not only as if.
void tst_loginsertion::rowsLieInTheOrderOfTime()
{
    StoreFixture fixture(Engine::Sqlite);
    QRandomGenerator random(9);
    const QList<DeviceId> devices = addDevices(fixture);
    QList<IngestBatch> batches;
    for (const DeviceId device : devices)
        batches.append(makeBatch(random, device, 1500));
    HeldWriter writer(fixture);
    for (const Answer<IngestCounts> &answer : storeAtOnce(writer, batches))
        QVERIFY(await(answer));
    QCOMPARE(rawRows(fixture, QStringLiteral("id")),
             rawRows(fixture, QStringLiteral("timestamp, id")));
}

ROLLCALL_TEST(tst_loginsertion);
#include "tst_loginsertion.moc"
