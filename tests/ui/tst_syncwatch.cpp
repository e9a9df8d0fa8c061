// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/models/syncwatch.h"

#include <QSignalSpy>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

class tst_syncwatch : public UiTestCase
{
    Q_OBJECT

private slots:
    void follows();
    void texts_data();
    void texts();
    void remaining_data();
    void remaining();
};

void tst_syncwatch::follows()
{
    FakeSchool school;
    SyncWatch watch(school.sync, school.clock, nullptr);
    QSignalSpy finished(&watch, &SyncWatch::finished);
    QVERIFY(!watch.progress(kMainGate));
    (void)school.sync.sync(kMainGate);
    (void)school.sync.sync(kHostel);
    QCOMPARE(watch.running().size(), 2);
    school.sync.progress(kHostel, 5, 10);
    QCOMPARE(watch.progress(kHostel)->done, 5);
    watch.cancelAll();
    QCOMPARE(school.sync.cancelled, QSet<DeviceId>({kMainGate, kHostel}));
    QVERIFY(watch.progress(kMainGate)->isCancelling);
    school.sync.finish({kMainGate, {}, {}, false, 10, errors::cancelled()});
    QCOMPARE(finished.size(), 1);
    QVERIFY(!watch.progress(kMainGate));
    QCOMPARE(watch.lastOutcome(kMainGate)->error->code, ErrorCode::Cancelled);
    QVERIFY(!watch.lastOutcome(kHostel));
}

void tst_syncwatch::texts_data()
{
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<bool>("isCancelling");
    QTest::addColumn<QString>("text");
    QTest::newRow("start") << 0LL << -1LL << false << QStringLiteral("Connecting…");
    QTest::newRow("no total yet") << 1LL << -1LL << false << QStringLiteral("1 log");
    QTest::newRow("under way") << 12400LL << 98000LL << false << QStringLiteral("12,400 of 98,000");
    QTest::newRow("cancelled") << 12400LL << 98000LL << true << QStringLiteral("Stopping…");
}

void tst_syncwatch::texts()
{
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    QFETCH(bool, isCancelling);
    QTEST(progressText({kMainGate, done, total, 0, isCancelling}), "text");
}

void tst_syncwatch::remaining_data()
{
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("spent");
    QTest::addColumn<QString>("text");
    QTest::newRow("too early to tell") << 500LL << 1000LL << 1999LL << QString();
    QTest::newRow("half way") << 500LL << 1000LL << 2000LL
                              << QStringLiteral("about 2 seconds left");
    QTest::newRow("nearly done") << 999LL << 1000LL << 2000LL
                                 << QStringLiteral("about 1 second left");
    QTest::newRow("minutes") << 10LL << 1000LL << 3000LL << QStringLiteral("about 5 minutes left");
    QTest::newRow("no total") << 10LL << -1LL << 3000LL << QString();
    QTest::newRow("nothing read") << 0LL << 1000LL << 3000LL << QString();
}

void tst_syncwatch::remaining()
{
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    QFETCH(qint64, spent);
    QTEST(remainingText(jobOf({kMainGate, done, total, 1000, false}), 1000 + spent), "text");
}

ROLLCALL_TEST(tst_syncwatch);
#include "tst_syncwatch.moc"
