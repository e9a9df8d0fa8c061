// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using namespace rollcall::test;

/// What the office is told of devices that work but not well, and of a school without a start.
class tst_attentionstates : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void aSchoolWithoutAStart_data();
    void aSchoolWithoutAStart();
    void usersWhoAreNotMapped();
    void clocks_data();
    void clocks();
    void anAgentThatDoesNotAnswer();
    void missingSignsOfLife();

private:
    static QList<AttentionItem> items(SchoolFixture &fixture)
    {
        return await(fixture.composition->attention().items()).valueOr({});
    }
};

namespace {

const QJsonObject kWithStart{{QStringLiteral("school_start"), QStringLiteral("08:00")}};

SimOptions small()
{
    SimOptions options;
    options.users = 3;
    options.logs = 12;
    return options;
}

Result<SyncOutcome> sync(SchoolFixture &fixture, DeviceId device)
{
    return await(fixture.composition->sync().sync(device));
}

} // namespace

void tst_attentionstates::aSchoolWithoutAStart_data()
{
    QTest::addColumn<QJsonObject>("ofSchool");
    QTest::addColumn<QJsonObject>("ofClass");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("none") << QJsonObject() << QJsonObject() << true;
    QTest::newRow("of the school") << kWithStart << QJsonObject() << false;
    QTest::newRow("of some days") << QJsonObject() << kWithStart << false;
    const QJsonObject other{{QStringLiteral("grace_minutes"), 5}};
    QTest::newRow("something else") << other << other << true;
}

void tst_attentionstates::aSchoolWithoutAStart()
{
    QFETCH(QJsonObject, ofSchool);
    QFETCH(QJsonObject, ofClass);
    QFETCH(bool, isTold);
    SchoolFixture fixture(Engine::Sqlite, ofSchool);
    if (!ofClass.isEmpty()) {
        TimingAssignment assignment;
        assignment.weekdays = {1};
        assignment.settings = ofClass;
        QVERIFY(await(fixture.composition->stores().timings.addAssignments({assignment}, {})));
    }
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), isTold ? 1 : 0);
    if (isTold) {
        QCOMPARE(told.first().kind, QStringLiteral("no_school_start"));
        QCOMPARE(told.first().cure, QStringLiteral("rollcallctl settings school_start HH:MM"));
    }
}

void tst_attentionstates::usersWhoAreNotMapped()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const auto terminal = fixture.terminal(small());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(items(fixture).isEmpty());
    QVERIFY(sync(fixture, id));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, QStringLiteral("unmapped"));
    QCOMPARE(told.first().device, id);
    const QString text = told.first().text;
    QVERIFY2(text.startsWith(QStringLiteral("3 user")) && text.contains(QStringLiteral("12 punch")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Main Gate")), qPrintable(text));
    QCOMPARE(told.first().cure, QStringLiteral("rollcallctl map list %1 --unmapped").arg(id.value));
}

void tst_attentionstates::clocks_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("text"); // empty = nothing is told
    QTest::newRow("right") << 0 << QString();
    QTest::newRow("a little off") << 55 << QString();
    QTest::newRow("behind") << -840 << QStringLiteral("14 minute(s) behind");
    QTest::newRow("ahead") << 3600 << QStringLiteral("60 minute(s) ahead");
    QTest::newRow("hardly too far") << 70 << QStringLiteral("1 minute(s) ahead");
}

void tst_attentionstates::clocks()
{
    QFETCH(int, offset);
    QFETCH(QString, text);
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    SimOptions options = small();
    options.users = 0;
    options.logs = 0;
    options.clockOffsetSeconds = offset;
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(sync(fixture, id));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.isEmpty(), text.isEmpty());
    if (!text.isEmpty()) {
        QCOMPARE(told.first().kind, QStringLiteral("wrong_clock"));
        QVERIFY2(told.first().text.contains(text), qPrintable(told.first().text));
        QCOMPARE(told.first().cure, QStringLiteral("rollcallctl device set-time %1").arg(id.value));
    }
}

/// After three intervals, and only when its last attempt failed.
void tst_attentionstates::anAgentThatDoesNotAnswer()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    SimOptions options = small();
    options.users = 0;
    options.logs = 0;
    auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(sync(fixture, id));
    terminal.reset();
    QVERIFY(sync(fixture, id)->error);
    fixture.clock.advance(14 * 60'000);
    QVERIFY(items(fixture).isEmpty()); // may be over soon
    fixture.clock.advance(2 * 60'000);
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, QStringLiteral("not_reached"));
    QCOMPARE(told.first().cure, QStringLiteral("rollcallctl device test %1").arg(id.value));
    QVERIFY(fixture.edit(id, [](Device &device) { device.active = false; }));
    QVERIFY(items(fixture).isEmpty());
}

void tst_attentionstates::missingSignsOfLife()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    IngestBatch batch;
    batch.device = fixture.addPushTerminal(QStringLiteral("Yard"), QStringLiteral("YARD1"));
    batch.source = LogSource::Push;
    batch.report.heartbeat = SignOfLife{60, std::nullopt};
    QVERIFY(await(fixture.composition->ingest().store(batch)));
    QVERIFY(items(fixture).isEmpty());
    fixture.clock.advance(60 * 60'000);
    QCOMPARE(items(fixture).value(0).kind, QStringLiteral("offline"));
}

ROLLCALL_TEST(tst_attentionstates);
#include "tst_attentionstates.moc"
