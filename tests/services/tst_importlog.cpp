// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QFile>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// Files of USB sticks take the way of all punches.
class tst_importlog : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void storesForEitherMode_data();
    void storesForEitherMode();
    void knowsWhatCameBefore_data() { TempDatabase::addEngineRows(); }
    void knowsWhatCameBefore();
    void setsAsideWhatIsNoPunch_data() { TempDatabase::addEngineRows(); }
    void setsAsideWhatIsNoPunch();
    void buildsTheDays();
    void refuses_data();
    void refuses();
    void endsAtAStop();
    void leavesTheVisitsOfTheTerminalAlone();
};

namespace {

QByteArray lines(int count)
{
    QByteArray file;
    for (int i = 0; i < count; ++i)
        file += QStringLiteral("%1\t%2\t1\t0\t15\t0\r\n")
                    .arg(i % 1000 + 1, 9)
                    .arg(WallTime::parse(u"2026-03-02 06:00:00").addSeconds(i).toString())
                    .toLatin1();
    return file;
}

/// A school with a device and a stick.
class Stick
{
public:
    explicit Stick(Engine engine = Engine::Sqlite, SyncMode mode = SyncMode::Agent)
        : school(engine)
    {
        DeviceDraft draft;
        draft.device.name = QStringLiteral("Gate");
        draft.device.mode = mode;
        draft.device.driver =
            mode == SyncMode::Push ? QStringLiteral("json") : QStringLiteral("zk");
        draft.device.host = QStringLiteral("127.0.0.1");
        if (const Result<DeviceSaved> saved = await(school.composition->devices().save(draft)))
            device = saved->device.id;
    }

    QString put(const QByteArray &bytes) const
    {
        const QString path = school.database.folder() + QStringLiteral("/attlog.dat");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the file cannot be written");
        return path;
    }
    Result<SyncOutcome> import(const QByteArray &bytes, std::stop_token stop = {},
                               LogImport::Progress progress = {})
    {
        return await(school.composition->logImport().importFile(device, put(bytes), std::move(stop),
                                                                std::move(progress)));
    }
    QList<SyncSession> sessions()
    {
        return await(school.composition->stores().sessions.recent(device, 10)).valueOr({});
    }

    SchoolFixture school;
    DeviceId device;
};

} // namespace

void tst_importlog::storesForEitherMode_data()
{
    QTest::addColumn<SyncMode>("mode");
    QTest::newRow("agent") << SyncMode::Agent;
    QTest::newRow("push") << SyncMode::Push;
}

void tst_importlog::storesForEitherMode()
{
    QFETCH(SyncMode, mode);
    Stick stick(Engine::Sqlite, mode);
    QVERIFY(stick.device.isValid());
    qint64 shown = 0;
    qint64 total = 0;
    const Result<SyncOutcome> outcome =
        stick.import(lines(10000), {}, [&](qint64 done, qint64 all) {
            shown = done;
            total = all;
        });
    QVERIFY(outcome.isOk());
    QVERIFY(outcome->complete && !outcome->error);
    QCOMPARE(outcome->deviceName, QStringLiteral("Gate"));
    QCOMPARE(outcome->counts, (IngestCounts{10000, 10000, 0, 10000, 0, 0}));
    QCOMPARE(shown, 10000);
    QCOMPARE(total, 10000);
    const QList<SyncSession> sessions = stick.sessions();
    QCOMPARE(sessions.size(), 1);
    QCOMPARE(sessions.first().source, LogSource::File);
    QCOMPARE(sessions.first().counts, outcome->counts);
    QCOMPARE(sessions.first().announced, 10000);
    QVERIFY(sessions.first().complete);
}

void tst_importlog::knowsWhatCameBefore()
{
    QFETCH(Engine, engine);
    Stick stick(engine);
    IngestBatch overTheNetwork;
    overTheNetwork.device = stick.device;
    overTheNetwork.timeZone = "Asia/Kolkata";
    RawLog log;
    log.userId = QStringLiteral("3"); // the third line of the file
    log.at = WallTime::parse(u"2026-03-02 06:00:02");
    overTheNetwork.logs = {log};
    QVERIFY(await(stick.school.composition->ingest().store(overTheNetwork)).isOk());
    const QByteArray file = lines(100) + lines(50);
    QCOMPARE(stick.import(file)->counts, (IngestCounts{150, 99, 51, 99, 0, 0}));
    QCOMPARE(stick.import(file)->counts, (IngestCounts{150, 0, 150, 0, 0, 0}));
}

void tst_importlog::setsAsideWhatIsNoPunch()
{
    QFETCH(Engine, engine);
    Stick stick(engine);
    const QByteArray bad = "7\t2026-02-30 07:41:10\t1\t0\t1\t0\nhello\n" + QByteArray(9000, 'x') +
                           QByteArray("\n7\0x\n\xda\xe1\xed\n", 9);
    const Result<SyncOutcome> outcome = stick.import(bad + lines(3) + bad);
    QVERIFY2(outcome.isOk() && !outcome->error, "not stored");
    QCOMPARE(outcome->counts, (IngestCounts{13, 3, 5, 3, 5, 0}));
    const Result<QList<SetAsideRow>> aside =
        await(stick.school.composition->stores().logs.setAside(stick.device, 0, 100));
    QVERIFY(aside.isOk());
    QCOMPARE(aside->size(), 5);
    QCOMPARE(aside->at(0).rawText, QStringLiteral("7\t2026-02-30 07:41:10\t1\t0\t1\t0"));
    QCOMPARE(aside->at(0).reason, QStringLiteral("invalid_date"));
    QCOMPARE(aside->at(1).rawText, QStringLiteral("hello"));
    QCOMPARE(stick.import(bad + lines(3))->counts, (IngestCounts{8, 0, 8, 0, 0, 0}));
}

void tst_importlog::buildsTheDays()
{
    Stick stick;
    const QList<PersonId> pupils = stick.school.addPupils(1);
    QVERIFY(await(stick.school.composition->mapping().map(
                      {stick.device, QStringLiteral("007"), pupils.first(), {}, {}}))
                .isOk());
    QVERIFY(stick.import("  007\t2026/03/12 07:55\t1\t0\t1\t0\n").isOk());
    const Result<QList<DayRow>> days =
        await(stick.school.composition->attendance().days(QDate(2026, 3, 12), QDate(2026, 3, 12)));
    QVERIFY(days.isOk());
    QCOMPARE(days->size(), 1);
    QCOMPARE(days->first().record.in, WallTime::parse(u"2026-03-12 07:55:00"));
}

void tst_importlog::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a text") << QByteArray("number,name\n1,Ana\n");
    QTest::newRow("a database") << QByteArray("SQLite format 3\0\x10\0\x01\x01\n\0\n", 24);
}

void tst_importlog::refuses()
{
    QFETCH(QByteArray, bytes);
    Stick stick;
    const Result<SyncOutcome> outcome = stick.import(bytes);
    QVERIFY(!outcome.isOk());
    QCOMPARE(outcome.error().code, ErrorCode::InvalidInput);
    QVERIFY(outcome.error().userText.contains(QStringLiteral("Nothing was stored")));
    QVERIFY(stick.sessions().isEmpty());
    const Result<QList<SetAsideRow>> aside =
        await(stick.school.composition->stores().logs.setAside(stick.device, 0, 100));
    QVERIFY(aside.isOk() && aside->isEmpty());

    LogImport &import = stick.school.composition->logImport();
    const QString missing = stick.school.database.folder() + QStringLiteral("/missing.dat");
    QCOMPARE(await(import.importFile(stick.device, missing, {}, {})).error().code,
             ErrorCode::InvalidInput);
    QCOMPARE(await(import.importFile(DeviceId{99}, stick.put(lines(1)), {}, {})).error().code,
             ErrorCode::NotFound);
}

void tst_importlog::endsAtAStop()
{
    Stick stick;
    std::stop_source stop;
    const Result<SyncOutcome> outcome = stick.import(
        lines(50000), stop.get_token(), [&stop](qint64, qint64) { stop.request_stop(); });
    QVERIFY(outcome.isOk());
    QVERIFY(!outcome->complete);
    QVERIFY(outcome->error);
    QCOMPARE(outcome->error->code, ErrorCode::Cancelled);
    QVERIFY(outcome->counts.added > 0 && outcome->counts.added < 50000);
    QCOMPARE(stick.sessions().first().counts, outcome->counts);
    QVERIFY(!stick.sessions().first().complete);
    const qint64 before = outcome->counts.added;
    QCOMPARE(stick.import(lines(50000))->counts,
             (IngestCounts{50000, 50000 - before, before, 50000 - before, 0, 0}));
}

void tst_importlog::leavesTheVisitsOfTheTerminalAlone()
{
    Stick stick;
    QVERIFY(stick.import(lines(10)).isOk());
    const Result<QList<DeviceOverview>> overview =
        await(stick.school.composition->devices().overview());
    QVERIFY(overview.isOk());
    QCOMPARE(overview->first().lastSyncUtc, 0);
    QCOMPARE(overview->first().device.lastContactUtc, 0);
    QCOMPARE(overview->first().device.syncMarkUtc, 0);
    QCOMPARE(overview->first().waitingPunches, 10);
}

ROLLCALL_TEST(tst_importlog);
#include "tst_importlog.moc"
