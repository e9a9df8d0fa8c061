// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// People and mappings as the window and the command line ask for them.
class tst_people : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void importsAllOrNothing_data() { TempDatabase::addEngineRows(); }
    void importsAllOrNothing();
    void refusesWrongPeople_data();
    void refusesWrongPeople();
    void changesAreComputedBeforeTheAnswer_data() { TempDatabase::addEngineRows(); }
    void changesAreComputedBeforeTheAnswer();
    void suggestsAndApplies_data() { TempDatabase::addEngineRows(); }
    void suggestsAndApplies();
    void movesAndUnmaps();

private:
    static Result<PeoplePreview> preview(SchoolFixture &school, const QByteArray &file)
    {
        return await(school.composition->people().previewImport(file, {}));
    }
    static QList<Person> people(SchoolFixture &school)
    {
        return await(school.composition->people().people()).valueOr({});
    }
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
    /// Statuses of the person's records in March, as "10 11".
    static QString recordDays(SchoolFixture &school, PersonId person)
    {
        QStringList days;
        const Result<QList<DayRow>> rows =
            await(school.composition->stores().days.rows(QDate(2026, 3, 1), QDate(2026, 3, 31)));
        for (const DayRow &row : rows.valueOr({})) {
            if (row.record.person == person)
                days.append(QString::number(row.record.day.day()));
        }
        return days.join(u' ');
    }
};

void tst_people::importsAllOrNothing()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine);
    PeopleControl &control = school.composition->people();
    const Result<PeoplePreview> wrong = preview(school, "number,name\n1,Ana\n2,\n1,Cem\n3,Dora\n");
    QVERIFY(wrong);
    QCOMPARE(wrong->file.wrongRows, 2);
    QCOMPARE(wrong->counts, PeopleImportCounts({2, 0, 0, 0}));
    const Result<PeopleImportCounts> refused = await(control.import(*wrong));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(people(school).isEmpty());

    QSignalSpy changed(&control, &PeopleControl::peopleChanged);
    const QByteArray file = "Adm No;Name;Class/Section;Card\n1;Ana;7-B;0077\n2;Ben;7-B;\n";
    const Result<PeoplePreview> good = preview(school, file);
    QVERIFY(people(school).isEmpty());
    QCOMPARE(*await(control.import(*good)), PeopleImportCounts({2, 0, 0, 0}));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(people(school).first().card, QStringLiteral("0077"));
    const Result<PeoplePreview> again = preview(school, file);
    QCOMPARE(again->counts, PeopleImportCounts({0, 0, 2, 0}));
    QCOMPARE(*await(control.import(*again)), PeopleImportCounts({0, 0, 2, 0}));
    // Without the column the card stays.
    const Result<PeoplePreview> part = preview(school, "number,name\n1,Ana Maria\n");
    QCOMPARE(*await(control.import(*part)), PeopleImportCounts({0, 1, 0, 0}));
    QCOMPARE(people(school).first().card, QStringLiteral("0077"));
    QCOMPARE(people(school).first().groupLabel(), QStringLiteral("7-B"));
}

void tst_people::refusesWrongPeople_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QDate>("to");
    QTest::newRow("no number") << QStringLiteral("  ") << QStringLiteral("Ana") << QDate();
    QTest::newRow("no name") << QStringLiteral("1") << QString() << QDate();
    QTest::newRow("long number") << QString(65, u'1') << QStringLiteral("Ana") << QDate();
    QTest::newRow("long name") << QStringLiteral("1") << QString(201, u'a') << QDate();
    QTest::newRow("dates crossed")
        << QStringLiteral("1") << QStringLiteral("Ana") << QDate(2025, 1, 1);
}

void tst_people::refusesWrongPeople()
{
    QFETCH(QString, number);
    QFETCH(QString, name);
    QFETCH(QDate, to);
    SchoolFixture school(Engine::Sqlite);
    Person person;
    person.number = number;
    person.fullName = name;
    person.enrolledFrom = QDate(2026, 1, 1);
    person.enrolledTo = to;
    PeopleControl &control = school.composition->people();
    QCOMPARE(await(control.add(person)).error().code, ErrorCode::InvalidInput);
    QCOMPARE(await(control.update(person)).error().code, ErrorCode::InvalidInput);
    QCOMPARE(await(control.save({person})).error().code, ErrorCode::InvalidInput);
    QVERIFY(people(school).isEmpty());
}

void tst_people::changesAreComputedBeforeTheAnswer()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    PeopleControl &control = school.composition->people();
    Person ana;
    ana.number = QStringLiteral("1");
    ana.fullName = QStringLiteral("Ana");
    ana.id = *await(control.add(ana));
    QVERIFY(store(school, gate,
                  {QStringLiteral("1 2026-03-10 08:00:00"), QStringLiteral("1 2026-03-11 08:00:00"),
                   QStringLiteral("1 2026-03-12 08:00:00")}));
    QVERIFY(await(school.composition->mapping().map({gate, QStringLiteral("1"), ana.id, {}, {}})));
    QCOMPARE(recordDays(school, ana.id), QStringLiteral("10 11 12"));
    ana.enrolledFrom = QDate(2026, 3, 11);
    QCOMPARE(*await(control.update(ana)), 1);
    QCOMPARE(recordDays(school, ana.id), QStringLiteral("11 12"));
    const Result<PeoplePreview> file = preview(school, "number,name,to\n1,Ana,2026-03-11\n");
    QCOMPARE(await(control.import(*file))->days, 1);
    QCOMPARE(recordDays(school, ana.id), QStringLiteral("11"));
    ana.enrolledFrom = {};
    QVERIFY(await(control.update(ana)));
    QCOMPARE(recordDays(school, ana.id), QStringLiteral("10 11 12"));
}

void tst_people::suggestsAndApplies()
{
    QFETCH(Engine, engine);
    SchoolFixture school(engine);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const Result<PeoplePreview> file =
        preview(school, "number,name,card\n101,Aysha Khan,\n102,Muhammad Ali,7701\n103,Ben,\n");
    QVERIFY(await(school.composition->people().import(*file)));
    QVERIFY(await(school.composition->stores().devices.saveUsers(
        gate,
        {{QStringLiteral("101"), QStringLiteral("AYSHA"), {}, 0, 0},
         {QStringLiteral("5"), QString::fromUtf8("محمد علي"), QStringLiteral("7701"), 0, 0},
         {QStringLiteral("103"), QStringLiteral("Zara"), {}, 0, 0}},
        1)));
    QVERIFY(store(school, gate, {QStringLiteral("101 2026-03-10 08:00:00")}));
    MappingControl &mapping = school.composition->mapping();
    const QList<MatchSuggestion> found = await(mapping.suggestions(gate)).valueOr({});
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.at(0).userId, QStringLiteral("5"));
    QCOMPARE(found.at(0).confidence, 99);
    QCOMPARE(found.at(2).confidence, 40); // the number of Ben, the name of Zara
    QCOMPARE(await(school.composition->people().unmapped())->size(), 3);
    const Result<MappingCounts> applied = await(mapping.applySuggestions(gate, 90));
    QVERIFY(applied);
    QCOMPARE(applied->added, 2);
    QCOMPARE(applied->days, 1);
    QCOMPARE(recordDays(school, people(school).first().id), QStringLiteral("10"));
    QCOMPARE(await(school.composition->people().unmapped())->size(), 1);
    QCOMPARE(await(mapping.suggestions(gate))->size(), 1);
    QCOMPARE(await(mapping.applySuggestions(gate, 90))->added, 0);
}

void tst_people::movesAndUnmaps()
{
    SchoolFixture school(Engine::Sqlite);
    const DeviceId gate = school.addAgent(QStringLiteral("Gate"), 4370);
    const QList<PersonId> pupils = school.addPupils(2);
    MappingControl &mapping = school.composition->mapping();
    const QString user = QStringLiteral("7");
    QCOMPARE(await(mapping.move(gate, user, pupils.at(1), {})).error().code, ErrorCode::NotFound);
    QCOMPARE(await(mapping.unmapUser(gate, user)).error().code, ErrorCode::NotFound);
    QVERIFY(
        store(school, gate,
              {QStringLiteral("7 2026-03-10 08:00:00"), QStringLiteral("7 2026-03-11 08:00:00")}));
    QVERIFY(await(mapping.map({gate, user, pupils.at(0), {}, {}})));
    QVERIFY(await(mapping.move(gate, user, pupils.at(1), QDate(2026, 3, 11))));
    QCOMPARE(recordDays(school, pupils.at(0)), QStringLiteral("10"));
    QCOMPARE(recordDays(school, pupils.at(1)), QStringLiteral("11"));
    QVERIFY(await(mapping.move(gate, user, pupils.at(1), {})));
    QCOMPARE(recordDays(school, pupils.at(0)), QString());
    QCOMPARE(recordDays(school, pupils.at(1)), QStringLiteral("10 11"));
    QVERIFY(await(mapping.map({gate, user, pupils.at(0), QDate(2026, 3, 11), {}})));
    QCOMPARE(await(mapping.unmapUser(gate, user))->added, 2);
    QCOMPARE(recordDays(school, pupils.at(1)), QString());
    QVERIFY(await(school.composition->stores().mappings.mappings())->isEmpty());
}

ROLLCALL_TEST(tst_people);
#include "tst_people.moc"
