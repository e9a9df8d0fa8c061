// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/models/daymodel.h"
#include "ui/models/devicemodel.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/matchmodel.h"
#include "ui/models/personmodel.h"
#include "ui/models/roles.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class tst_models : public UiTestCase
{
    Q_OBJECT

private slots:
    void keepsWhatStayedTheSame();
    void survivesAnyChange();
    void deviceStates_data();
    void deviceStates();
    void deviceTexts();
    void clockOffsets_data();
    void clockOffsets();
    void mappingTexts();
    void dayTexts();
    void dayNotes_data();
    void dayNotes();
    void peopleAndMatches();
    void sortsNaturally();
    void filtersByWords();
};

void tst_models::keepsWhatStayedTheSame()
{
    FakeSchool school;
    school.fill();
    MappingModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    QList<MappingRow> rows = school.mapping.users.value(kMainGate);
    model.setRows(rows);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.setRows(rows);
    QCOMPARE(changed.size() + inserted.size() + removed.size(), 0);
    rows[7].punches += 1;
    model.setRows(rows);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<QModelIndex>().row(), 7);
    const QPersistentModelIndex kept = model.index(9, 0);
    rows.removeAt(3);
    rows.removeAt(3);
    model.setRows(rows);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(kept.row(), 7);
    QCOMPARE(inserted.size() + reset.size(), 0);
}

void tst_models::survivesAnyChange()
{
    FakeSchool school;
    school.fill();
    const QList<DayRow> all = school.attendance.rows.value(school.attendance.present);
    DayModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    quint32 seed = 7; // a small generator of our own: the same lists on every machine
    const auto next = [&seed] { return (seed = seed * 1664525U + 1013904223U) >> 16; };
    for (int round = 0; round < repeats(200); ++round) {
        QList<DayRow> rows;
        for (DayRow row : all) {
            if (next() % 3 == 0)
                continue;
            row.record.lateMinutes = static_cast<int>(next() % 2);
            rows.append(row);
        }
        model.setRows(rows);
        QCOMPARE(model.rowCount(), rows.size());
        for (const DayRow &row : std::as_const(rows))
            QCOMPARE(model.rowAt(model.rowOf(row.record.person)), row);
    }
}

void tst_models::deviceStates_data()
{
    QTest::addColumn<bool>("active");
    QTest::addColumn<int>("minutesAgo"); // -1: never
    QTest::addColumn<QString>("error");
    QTest::addColumn<bool>("running");
    QTest::addColumn<QString>("word");
    QTest::newRow("online") << true << 1 << QString() << false << QStringLiteral("Online");
    QTest::newRow("online at the limit")
        << true << 15 << QString() << false << QStringLiteral("Online");
    QTest::newRow("idle") << true << 16 << QString() << false << QStringLiteral("Idle");
    QTest::newRow("failed") << true << 1 << QStringLiteral("It broke.") << false
                            << QStringLiteral("Sync failed");
    QTest::newRow("cancelled") << true << 1 << errors::cancelled().userText << false
                               << QStringLiteral("Stopped");
    QTest::newRow("new") << true << -1 << QString() << false << QStringLiteral("Not seen yet");
    QTest::newRow("inactive") << false << 1 << QStringLiteral("It broke.") << false
                              << QStringLiteral("Inactive");
    QTest::newRow("syncing") << true << 1 << QStringLiteral("It broke.") << true
                             << QStringLiteral("Syncing");
}

void tst_models::deviceStates()
{
    QFETCH(bool, active);
    QFETCH(int, minutesAgo);
    QFETCH(QString, error);
    QFETCH(bool, running);
    FakeSchool school;
    SyncWatch watch(school.sync, school.clock, nullptr);
    DeviceModel model(watch, school.clock, nullptr);
    const QAbstractItemModelTester tester(&model, kStrict);
    DeviceOverview row;
    row.device.id = kMainGate;
    row.device.active = active;
    row.device.lastContactUtc =
        minutesAgo < 0 ? 0 : school.clock.utcMilliseconds() - minutesAgo * 60000LL;
    row.lastError = error;
    model.setRows({row});
    if (running)
        (void)school.sync.sync(kMainGate);
    QTEST(model.index(0, DeviceModel::Status).data().toString(), "word");
}

void tst_models::deviceTexts()
{
    FakeSchool school;
    school.fill();
    SyncWatch watch(school.sync, school.clock, nullptr);
    DeviceModel model(watch, school.clock, nullptr);
    model.setRows(school.devices.rows);
    const auto text = [&model](DeviceId device, int column) {
        return model.index(model.rowOf(device), column).data().toString();
    };
    QCOMPARE(text(kMainGate, DeviceModel::Mode), QStringLiteral("Agent · ZKTeco"));
    QCOMPARE(text(kStaffDoor, DeviceModel::Mode), QStringLiteral("Push · JSON API"));
    QCOMPARE(text(kMainGate, DeviceModel::Address), QStringLiteral("192.168.1.201:4370"));
    QCOMPARE(text(kStaffDoor, DeviceModel::Address), QStringLiteral("192.168.1.60"));
    QCOMPARE(text(kBackGate, DeviceModel::Direction), QStringLiteral("Out Only"));
    QCOMPARE(text(kMainGate, DeviceModel::LastSync), QStringLiteral("08:21 · 24 new"));
    QCOMPARE(text(kLibrary, DeviceModel::LastContact), QStringLiteral("never"));
    QCOMPARE(text(kHostel, DeviceModel::ClockOffset), QStringLiteral("\u221214 min"));
    QCOMPARE(text(kLibrary, DeviceModel::ClockOffset), QStringLiteral("–"));
    (void)school.sync.sync(kHostel);
    school.sync.progress(kHostel, 12400, 98000);
    QCOMPARE(text(kHostel, DeviceModel::LastSync), QStringLiteral("12,400 of 98,000"));
    const QModelIndex unmapped = model.index(model.rowOf(kMainGate), DeviceModel::Unmapped);
    QVERIFY(
        unmapped.data(Qt::ToolTipRole).toString().contains(QStringLiteral("1204 punches wait")));
}

void tst_models::clockOffsets_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("right") << 0LL << QStringLiteral("0 s");
    QTest::newRow("ahead") << 2LL << QStringLiteral("+2 s");
    QTest::newRow("minutes behind") << -840LL << QStringLiteral("\u221214 min");
    QTest::newRow("hours") << 19800LL << QStringLiteral("+6 h");
    QTest::newRow("years behind") << -820454400LL << QStringLiteral("\u22129,496 d");
}

void tst_models::clockOffsets()
{
    QFETCH(qint64, seconds);
    QTEST(clockOffsetText(seconds), "text");
}

void tst_models::mappingTexts()
{
    FakeSchool school;
    school.fill();
    MappingModel model;
    model.setRows(school.mapping.users.value(kMainGate));
    QCOMPARE(model.mappedCount(), 26);
    const int open = model.rowOf(QStringLiteral("401"));
    const int done = model.rowOf(QStringLiteral("402"));
    QCOMPARE(model.index(open, MappingModel::MappedTo).data().toString(),
             QStringLiteral("Not mapped"));
    QCOMPARE(model.index(open, MappingModel::Action).data().toString(), QStringLiteral("Map"));
    QCOMPARE(model.index(open, MappingModel::Action).data(Qt::AccessibleTextRole).toString(),
             QString::fromUtf8("🔗 Map"));
    QCOMPARE(model.index(done, MappingModel::MappedTo).data().toString(),
             QStringLiteral("Rahul Sharma · 5-A · Student"));
    QCOMPARE(model.index(done, MappingModel::Action).data().toString(), QStringLiteral("Unmap"));
}

void tst_models::dayTexts()
{
    FakeSchool school;
    school.fill();
    DayModel model;
    model.setRows(school.attendance.rows.value(school.attendance.present));
    const int late = model.rowOf(PersonId{3});
    const auto text = [&model, late](int column, int role = Qt::DisplayRole) {
        return model.index(late, column).data(role).toString();
    };
    QCOMPARE(text(DayModel::In), QStringLiteral("08:18"));
    QCOMPARE(text(DayModel::In, ExportRole), QStringLiteral("2026-03-12 08:18:00"));
    QCOMPARE(text(DayModel::Status), QStringLiteral("L"));
    QCOMPARE(text(DayModel::Status, Qt::AccessibleTextRole), QStringLiteral("Late"));
    QCOMPARE(text(DayModel::Late), QStringLiteral("18 min"));
    QCOMPARE(text(DayModel::Late, ExportRole), QStringLiteral("18"));
    QCOMPARE(text(DayModel::Hours), QStringLiteral("5:42"));
    const int incomplete = model.rowOf(PersonId{6});
    QCOMPARE(model.index(incomplete, DayModel::Status).data().toString(), QStringLiteral("P?"));
    QCOMPARE(model.index(incomplete, DayModel::Out).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(incomplete, DayModel::Out).data(ExportRole).toString(), QString());
}

void tst_models::dayNotes_data()
{
    QTest::addColumn<int>("flags");
    QTest::addColumn<QString>("note");
    const auto bit = [](DayFlag flag) { return static_cast<int>(flag); };
    QTest::newRow("none") << 0 << QString();
    QTest::newRow("one") << bit(DayFlag::MissingOut) << QStringLiteral("No Out punch");
    QTest::newRow("two") << (bit(DayFlag::Manual) | bit(DayFlag::IgnoredPunches))
                         << QStringLiteral("Corrected by the office, Some punches do not count");
}

void tst_models::dayNotes()
{
    QFETCH(int, flags);
    DayRecord record;
    record.flags = DayFlags::fromInt(static_cast<unsigned>(flags));
    QTEST(noteText(record), "note");
}

void tst_models::peopleAndMatches()
{
    FakeSchool school;
    school.fill();
    PersonModel people;
    const QAbstractItemModelTester tester(&people, kStrict);
    people.setRows(school.people.list);
    QCOMPARE(people.index(0, PersonModel::Name).data().toString(), QStringLiteral("Aysha Khan"));
    QCOMPARE(people.index(71, PersonModel::Kind).data().toString(), QStringLiteral("Staff"));
    MatchModel matches;
    const QAbstractItemModelTester matchTester(&matches, kStrict);
    matches.setMatches({{school.people.list.at(0), MatchReason::SameName, {}},
                        {school.people.list.at(1), MatchReason::Found, QStringLiteral("301")}});
    QCOMPARE(matches.index(0, MatchModel::Reason).data().toString(), QStringLiteral("same name"));
    QCOMPARE(matches.index(1, MatchModel::Reason).data().toString(),
             QStringLiteral("already user 301 here"));
    matches.setMatches({});
    QCOMPARE(matches.rowCount(), 0);
}

void tst_models::sortsNaturally()
{
    MappingModel model;
    QList<MappingRow> rows;
    for (const auto &id : {u"10", u"9", u"007", u"A2", u"A10", u"1"}) {
        MappingRow row;
        row.userId = QString::fromUtf16(id);
        rows.append(row);
    }
    model.setRows(rows);
    TableFilter filter;
    filter.setSourceModel(&model);
    filter.sort(MappingModel::UserId);
    QStringList sorted;
    for (int row = 0; row < filter.rowCount(); ++row)
        sorted.append(filter.index(row, MappingModel::UserId).data().toString());
    QCOMPARE(sorted,
             QStringList({QStringLiteral("1"), QStringLiteral("007"), QStringLiteral("9"),
                          QStringLiteral("10"), QStringLiteral("A2"), QStringLiteral("A10")}));
}

void tst_models::filtersByWords()
{
    FakeSchool school;
    school.fill();
    PersonModel model;
    model.setRows(school.people.list);
    TableFilter filter;
    const QAbstractItemModelTester tester(&filter, kStrict);
    filter.setSourceModel(&model);
    filter.setText(QStringLiteral("MULLER zoe"));
    QVERIFY(filter.rowCount() > 0);
    for (int row = 0; row < filter.rowCount(); ++row)
        QCOMPARE(filter.index(row, PersonModel::Name).data().toString(),
                 QString::fromUtf8("Zoë Müller"));
    filter.setText(QStringLiteral("0401"));
    QCOMPARE(filter.rowCount(), 1);
    filter.setText(QString());
    filter.setRowTest([&model](int row) { return model.rowAt(row).kind == PersonKind::Staff; });
    QCOMPARE(filter.rowCount(), 8);
}

ROLLCALL_TEST(tst_models);
#include "tst_models.moc"
