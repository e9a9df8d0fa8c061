// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/zoneclock.h"
#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QTimeZone>

using namespace rollcall;
using rollcall::test::SchoolFixture;

class tst_ingest : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void instants_data();
    void instants();
    void zoneClockAgreesWithQt_data();
    void zoneClockAgreesWithQt();
    void suspectClocksAreCountedAndStored();
};

void tst_ingest::instants_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("wall");
    QTest::addColumn<QString>("utc");
    QTest::newRow("no daylight saving")
        << QByteArray("Asia/Kolkata") << QStringLiteral("2026-03-12 08:05:00")
        << QStringLiteral("2026-03-12T02:35:00Z");
    QTest::newRow("summer") << QByteArray("America/New_York")
                            << QStringLiteral("2026-07-01 08:00:00")
                            << QStringLiteral("2026-07-01T12:00:00Z");
    QTest::newRow("skipped hour takes the offset before")
        << QByteArray("America/New_York") << QStringLiteral("2026-03-08 02:30:00")
        << QStringLiteral("2026-03-08T07:30:00Z");
    QTest::newRow("right after the skipped hour")
        << QByteArray("America/New_York") << QStringLiteral("2026-03-08 03:00:00")
        << QStringLiteral("2026-03-08T07:00:00Z");
    QTest::newRow("repeated hour takes the first")
        << QByteArray("America/New_York") << QStringLiteral("2026-11-01 01:30:00")
        << QStringLiteral("2026-11-01T05:30:00Z");
    QTest::newRow("right after the repeated hour")
        << QByteArray("America/New_York") << QStringLiteral("2026-11-01 02:00:00")
        << QStringLiteral("2026-11-01T07:00:00Z");
    QTest::newRow("half-hour change")
        << QByteArray("Australia/Lord_Howe") << QStringLiteral("2026-04-05 01:45:00")
        << QStringLiteral("2026-04-04T14:45:00Z");
}

void tst_ingest::instants()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, wall);
    QFETCH(QString, utc);
    ZoneClock clock(zone);
    QVERIFY(clock.isValid());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(clock.toUtc(WallTime::parse(wall)), Qt::UTC)
                 .toString(Qt::ISODate),
             utc);
}

void tst_ingest::zoneClockAgreesWithQt_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone :
         {"Asia/Kolkata", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Tehran",
          "America/Sao_Paulo", "Pacific/Apia", "UTC"})
        QTest::newRow(zone) << QByteArray(zone);
}

void tst_ingest::zoneClockAgreesWithQt()
{
    QFETCH(QByteArray, zone);
    ZoneClock clock(zone);
    const QTimeZone qt(zone);
    for (qint64 utc = 1104537600; utc < 1893456000; utc += 86400 * 7 + 3607) {
        const QDateTime local = QDateTime::fromSecsSinceEpoch(utc, qt);
        QCOMPARE(clock.toWall(utc * 1000), WallTime(local.date(), local.time()));
        // Where the wall clock is not ambiguous, it leads back.
        const qint64 back = clock.toUtc(clock.toWall(utc * 1000));
        QVERIFY(back == utc * 1000 || clock.toWall(back) == clock.toWall(utc * 1000));
    }
}

void tst_ingest::suspectClocksAreCountedAndStored()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), 4370);
    IngestBatch batch;
    batch.device = device;
    batch.timeZone = "Asia/Kolkata";
    for (const char *at : {"2000-01-01 08:00:00", "2026-11-21 08:00:00", "2026-11-23 10:00:00",
                           "2026-11-23 10:00:01"}) {
        RawLog raw;
        raw.userId = QStringLiteral("1");
        raw.at = WallTime::parse(QString::fromLatin1(at));
        batch.logs.append(raw);
    }
    const Result<IngestCounts> counts = await(fixture.composition->ingest().store(batch));
    QVERIFY(counts);
    QCOMPARE(counts->added, 4);
    QCOMPARE(counts->clockSuspect, 2); // the year 2000, and one second more than a day ahead
}

ROLLCALL_TEST(tst_ingest);
#include "tst_ingest.moc"
