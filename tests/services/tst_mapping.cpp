// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

#include <algorithm>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// What "User Mapping" asks for beyond a single mapping: chosen suggestions, files, and taking
/// back.
class tst_mapping : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void appliesWhatWasChosen();
    void refusesChoicesThatContradict();
    void unmapsAllOrNone_data() { TempDatabase::addEngineRows(); }
    void unmapsAllOrNone();
    void undoBuildsTheDaysAgain_data() { TempDatabase::addEngineRows(); }
    void undoBuildsTheDaysAgain();
    void previewsAndImportsTheSame();
    void linesAreOfOneDeviceOrAll();
    void figuresFollowTheMappings_data() { TempDatabase::addEngineRows(); }
    void figuresFollowTheMappings();
    void countsManyDaysAndMayBeLeft_data();
    void countsManyDaysAndMayBeLeft();

private:
    static bool store(SchoolFixture &school, DeviceId device, const QStringList &logs)
    {
        IngestBatch batch;
        batch.device = device;
        batch.timeZone = "Asia/Kolkata";
        for (const QString &log : logs) {
            RawLog raw;
            raw.userId = log.section(u' ', 0, 0);
            raw.at = WallTime::parse(log.section(u' ', 1));
            batch.logs.append(raw);
        }
        return await(school.composition->ingest().store(batch)).isOk();
    }
    static MatchSuggestion match(const char *userId, PersonId person)
    {
        return {QString::fromLatin1(userId), person, 50, MatchCause::SimilarName, false};
    }
    static qsizetype mappings(SchoolFixture &school)
    {
        return await(school.composition->stores().mappings.mappings()).valueOr({}).size();
    }
    static qsizetype records(SchoolFixture &school)
    {
        return await(school.composition->stores().days.rows(QDate(2026, 3, 1), QDate(2026, 3, 31)))
            .valueOr({})
            .size();
    }
};

void tst_mapping::appliesWhatWasChosen()
{
    SchoolFixture school(Engine::Sqlite);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(3);
    QVERIFY(store(school, gate,
                  {QStringLiteral("7 2026-03-10 08:00:00"), QStringLiteral("8 2026-03-11 08:00:00"),
                   QStringLiteral("9 2026-03-11 08:00:00")}));
    MappingControl &mapping = school.composition->mapping();
    QSignalSpy changed(&mapping, &MappingControl::mappingChanged);
    const Result<MappingCounts> applied =
        await(mapping.applyMatches(gate, {match("7", pupils.at(1)), match("9", pupils.at(0))}));
    QVERIFY(applied);
    QCOMPARE(applied->added, 2);
    QCOMPARE(applied->days, 2);
    QCOMPARE(applied->change.made.size(), 2);
    QCOMPARE(records(school), 2);
    QTRY_COMPARE(changed.size(), 1);
    for (const MappingRow &row : await(mapping.rows(gate)).valueOr({}))
        QCOMPARE(row.mapping.has_value(), row.userId != u"8");
}

void tst_mapping::refusesChoicesThatContradict()
{
    SchoolFixture school(Engine::Sqlite);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(3);
    MappingControl &mapping = school.composition->mapping();
    const auto codeOf = [&](const QList<MatchSuggestion> &chosen) {
        return await(mapping.applyMatches(gate, chosen)).error().code;
    };
    QCOMPARE(codeOf({match("7", pupils.at(0)), match("7", pupils.at(1))}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({match("7", pupils.at(0)), match("8", pupils.at(0))}), ErrorCode::InvalidInput);
    QVERIFY(await(mapping.map({gate, QStringLiteral("8"), pupils.at(2), {}, {}})));
    QCOMPARE(codeOf({match("7", pupils.at(0)), match("8", pupils.at(1))}), ErrorCode::Conflict);
    QCOMPARE(mappings(school), 1);
}

void tst_mapping::unmapsAllOrNone()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(2);
    QVERIFY(
        store(school, gate,
              {QStringLiteral("7 2026-03-10 08:00:00"), QStringLiteral("8 2026-03-11 08:00:00")}));
    MappingControl &mapping = school.composition->mapping();
    const UserMapping seven{gate, QStringLiteral("7"), pupils.at(0), {}, {}};
    const UserMapping eight{gate, QStringLiteral("8"), pupils.at(1), {}, {}};
    QVERIFY(await(mapping.map(seven)));
    QVERIFY(await(mapping.map(eight)));
    QCOMPARE(records(school), 2);
    const Result<MappingCounts> gone = await(mapping.unmap({seven, eight, seven}));
    QVERIFY(gone);
    QCOMPARE(gone->added, 2);
    QCOMPARE(gone->unchanged, 1);
    QCOMPARE(mappings(school), 0);
    QCOMPARE(records(school), 0);
}

void tst_mapping::undoBuildsTheDaysAgain()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(2);
    QVERIFY(
        store(school, gate,
              {QStringLiteral("7 2026-03-10 08:00:00"), QStringLiteral("7 2026-03-11 08:00:00")}));
    MappingControl &mapping = school.composition->mapping();
    const auto personsWithDays = [&school] {
        QSet<PersonId> persons;
        for (const DayRow &row :
             await(school.composition->stores().days.rows(QDate(2026, 3, 1), QDate(2026, 3, 31)))
                 .valueOr({}))
            persons.insert(row.record.person);
        return persons;
    };
    QVERIFY(await(mapping.map({gate, QStringLiteral("7"), pupils.at(0), {}, {}})));
    const Result<MappingCounts> wrong =
        await(mapping.map({gate, QStringLiteral("7"), pupils.at(1), {}, {}}));
    QCOMPARE(personsWithDays(), QSet<PersonId>{pupils.at(1)});
    const Result<MappingCounts> undone = await(mapping.undo(wrong->change));
    QVERIFY(undone);
    QCOMPARE(undone->days, 4);
    QCOMPARE(personsWithDays(), QSet<PersonId>{pupils.at(0)});
    QCOMPARE(await(mapping.undo(wrong->change)).error().code, ErrorCode::Conflict);
    QCOMPARE(personsWithDays(), QSet<PersonId>{pupils.at(0)});
}

void tst_mapping::previewsAndImportsTheSame()
{
    SchoolFixture school(Engine::Sqlite);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(3);
    MappingControl &mapping = school.composition->mapping();
    QVERIFY(await(mapping.map({gate, QStringLiteral("1"), pupils.at(0), {}, {}})));
    QVERIFY(await(mapping.map({gate, QStringLiteral("2"), pupils.at(0), {}, {}})));
    const QString name = QStringLiteral("Gate");
    const QList<MappingLine> lines{{name, QStringLiteral("1"), QStringLiteral("P0001"), {}, {}, 2},
                                   {name, QStringLiteral("2"), QStringLiteral("P0002"), {}, {}, 3},
                                   {name, QStringLiteral("3"), QStringLiteral("P0003"), {}, {}, 4}};
    const Result<MappingPreview> preview = await(mapping.previewLines(lines));
    QVERIFY(preview);
    QCOMPARE(QList<int>({preview->added, preview->changed, preview->unchanged, preview->wrong}),
             QList<int>({1, 1, 1, 0}));
    QCOMPARE(mappings(school), 2);
    const Result<MappingCounts> imported = await(mapping.importLines(lines));
    QVERIFY(imported);
    QCOMPARE(imported->added, 2);
    QCOMPARE(imported->unchanged, 1);
    QCOMPARE(await(mapping.lines(gate))->size(), 3);
    QVERIFY(await(mapping.undo(imported->change)));
    QCOMPARE(mappings(school), 2);

    QList<MappingLine> wrong = lines;
    wrong.append({name, QStringLiteral("4"), QStringLiteral("nobody"), {}, {}, 5});
    QCOMPARE(await(mapping.previewLines(wrong))->wrong, 1);
    const Result<MappingCounts> refused = await(mapping.importLines(wrong));
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(
        refused.error().userText,
        QStringLiteral("Line 5: nobody has the number \"nobody\". Nothing was changed. Correct "
                       "the line and import the file again."));
    QCOMPARE(mappings(school), 2);
}

void tst_mapping::linesAreOfOneDeviceOrAll()
{
    SchoolFixture school(Engine::Sqlite);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const DeviceId door = school.addAgent(QStringLiteral("Door"), 4371);
    const QList<PersonId> pupils = school.addPupils(2);
    MappingControl &mapping = school.composition->mapping();
    QVERIFY(await(mapping.map(
        {gate, QStringLiteral("7"), pupils.at(0), QDate(2026, 3, 1), QDate(2026, 3, 9)})));
    QVERIFY(await(mapping.map({door, QStringLiteral("7"), pupils.at(1), {}, {}})));
    const QList<MappingLine> ofGate = await(mapping.lines(gate)).valueOr({});
    QCOMPARE(ofGate, QList<MappingLine>(
                         {{QStringLiteral("Gate"), QStringLiteral("7"), QStringLiteral("P0001"),
                           QDate(2026, 3, 1), QDate(2026, 3, 9), 0}}));
    QCOMPARE(await(mapping.lines({}))->size(), 2);
    QVERIFY(await(school.composition->devices().remove(door)));
    QCOMPARE(await(mapping.lines({}))->size(), 1);
}

/// The device list counts users that it knows from a list, from logs, or from both, once each.
void tst_mapping::figuresFollowTheMappings()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const DeviceId door = school.addAgent(QStringLiteral("Door"), 4371);
    const QList<PersonId> pupils = school.addPupils(2);
    const auto figures = [&school](DeviceId device) {
        for (const DeviceOverview &line :
             await(school.composition->devices().overview()).valueOr({})) {
            if (line.device.id == device)
                return QList<qint64>{line.users, line.unmapped, line.waitingPunches};
        }
        return QList<qint64>();
    };
    QCOMPARE(figures(gate), QList<qint64>({0, 0, 0}));
    QVERIFY(await(school.composition->stores().devices.saveUsers(
        gate,
        {{QStringLiteral("7"), QString(), {}, 0, 0}, {QStringLiteral("77"), QString(), {}, 0, 0}},
        1)));
    QVERIFY(
        store(school, gate,
              {QStringLiteral("7 2026-03-10 08:00:00"), QStringLiteral("7 2026-03-10 14:00:00"),
               QStringLiteral("8 2026-03-10 08:00:00"), QStringLiteral("10 2026-03-10 08:00:00")}));
    QVERIFY(store(school, door, {QStringLiteral("7 2026-03-10 08:00:00")}));
    QCOMPARE(figures(gate), QList<qint64>({4, 4, 4}));
    QCOMPARE(figures(door), QList<qint64>({1, 1, 1}));
    QVERIFY(await(
        school.composition->mapping().map({gate, QStringLiteral("7"), pupils.at(0), {}, {}})));
    QCOMPARE(figures(gate), QList<qint64>({4, 3, 2}));
    QCOMPARE(figures(door), QList<qint64>({1, 1, 1}));
}

void tst_mapping::countsManyDaysAndMayBeLeft_data()
{
    QTest::addColumn<bool>("isLeft");
    QTest::newRow("waited for") << false;
    QTest::newRow("left") << true;
}

/// More days than a batch of the worker takes.
void tst_mapping::countsManyDaysAndMayBeLeft()
{
    QFETCH(bool, isLeft);
    constexpr int kPupils = 60;
    constexpr int kDays = 300;
    constexpr qint64 kAll = qint64(kPupils) * kDays;
    SchoolFixture school(Engine::Sqlite);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(kPupils);
    const WallTime first = WallTime::fromFields(2025, 3, 1, 8, 0, 0);
    IngestBatch batch;
    batch.device = gate;
    batch.timeZone = "Asia/Kolkata";
    QList<MatchSuggestion> chosen;
    for (int pupil = 0; pupil < kPupils; ++pupil) {
        RawLog log;
        log.userId = QString::number(pupil + 1);
        for (int day = 0; day < kDays; ++day) {
            log.at = first.addSeconds(qint64(day) * 24 * 3600);
            batch.logs.append(log);
        }
        chosen.append({log.userId, pupils.at(pupil), 99, MatchCause::SameNumber, true});
    }
    QVERIFY(await(school.composition->ingest().store(batch)));
    MappingControl &mapping = school.composition->mapping();
    const QSignalSpy heard(&mapping, &MappingControl::daysBuilding);
    QList<QPair<qint64, qint64>> told; // on the thread that computes
    connect(
        &school.composition->recompute(), &RecomputeService::progress, this,
        [&](qint64 done, qint64 total) {
            told.append({done, total});
            if (isLeft)
                mapping.leaveDays();
        },
        Qt::DirectConnection);
    const Result<MappingCounts> applied = await(mapping.applyMatches(gate, chosen));
    QVERIFY(applied);
    QCOMPARE(applied->days, kAll);
    QCOMPARE(applied->waiting.has_value(), isLeft);
    if (isLeft)
        QCOMPARE(applied->waiting->code, ErrorCode::Cancelled);
    // The days are built all the same; whoever asks for them waits until they are.
    const Result<QList<DayRow>> days =
        await(school.composition->attendance().days(first.date(), first.date().addDays(kDays - 1)));
    QVERIFY(days);
    QCOMPARE(std::count_if(days->begin(), days->end(),
                           [](const DayRow &row) { return row.record.in.isValid(); }),
             kAll);
    QCOMPARE(told.size(), 4); // three batches, and the end
    QCOMPARE(told.first(), qMakePair(qint64(8000), kAll));
    QCOMPARE(told.at(2), qMakePair(kAll, kAll));
    QCOMPARE(told.last(), qMakePair(qint64(0), qint64(0)));
    QTRY_COMPARE(heard.size(), told.size()); // by whoever shows them
}

ROLLCALL_TEST(tst_mapping);
#include "tst_mapping.moc"
