// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "core/storage/database.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

/// People in the store: what is kept, which days a change touches, what the audit trail says.
class tst_personstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void takesOnlyTheFieldsOfTheFile_data() { TempDatabase::addEngineRows(); }
    void takesOnlyTheFieldsOfTheFile();
    void addsAndRenumbers_data() { TempDatabase::addEngineRows(); }
    void addsAndRenumbers();
    void enrolmentMarksItsDays_data();
    void enrolmentMarksItsDays();
    void classMarksItsDays_data();
    void classMarksItsDays();
    void failingWriteLeavesNothing_data() { TempDatabase::addEngineRows(); }
    void failingWriteLeavesNothing();
    void trailOfEachChange_data() { TempDatabase::addEngineRows(); }
    void trailOfEachChange();
};

namespace {

const QString kAuthor = QStringLiteral("test");

Person pupil(const QString &number, const QString &name)
{
    Person person;
    person.number = number;
    person.fullName = name;
    return person;
}

Person stored(StoreFixture &fixture, const QString &number)
{
    for (const Person &person : await(fixture.stores().people.people()).valueOr({})) {
        if (person.number == number)
            return person;
    }
    return {};
}

/// A row for each engine there is.
QTestData &newRow(const char *name, Engine engine)
{
    return QTest::addRow("%s, %s", name, engine == Engine::Sqlite ? "sqlite" : "psql") << engine;
}

QList<Engine> engines()
{
    QList<Engine> all{Engine::Sqlite};
    if (TempDatabase::hasPostgres())
        all.append(Engine::Postgres);
    return all;
}

/// A pupil with a punch on each of 10 to 14 March, all days computed.
PersonId punchedPupil(StoreFixture &fixture)
{
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    QList<RawLog> logs;
    for (int day = 10; day <= 14; ++day)
        logs.append(
            StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-%1 08:00:00").arg(day)));
    if (!fixture.store(logs) ||
        !await(fixture.stores().mappings.add(
            {{fixture.device, QStringLiteral("1"), person, {}, {}}}, kAuthor, kAuthor)))
        return {};
    const WallTime now = WallTime::parse(u"2026-03-20 08:00:00");
    const AttendanceEngine engine;
    QList<DayChange> changes;
    for (const DayTask &task : await(fixture.stores().days.dirtyTasks({}, 100, now)).valueOr({}))
        changes.append(changeOf(task.stored, engine.computeDay(task.input)));
    const Result<qint64> saved = await(fixture.stores().days.save(changes, 1));
    return saved && *saved == 5 ? person : PersonId();
}

/// The days of March that are dirty, as "10 11".
QString dirtyDays(StoreFixture &fixture)
{
    QStringList days;
    const WallTime now = WallTime::parse(u"2026-03-20 08:00:00");
    for (const DayTask &task : await(fixture.stores().days.dirtyTasks({}, 100, now)).valueOr({}))
        days.append(QString::number(task.input.day.day()));
    return days.join(u' ');
}

bool execute(StoreFixture &fixture, const QString &sql, const QVariantList &values)
{
    const Result<std::unique_ptr<Database>> open =
        Database::open(fixture.database.config(), Access::ReadWrite);
    return open && (*open)->execute("test.execute", sql, values);
}

QStringList trail(StoreFixture &fixture, const QString &what)
{
    QStringList lines;
    const Result<std::unique_ptr<Database>> open =
        Database::open(fixture.database.config(), Access::ReadOnly);
    if (!open)
        return lines;
    Result<Rows> rows = (*open)->query(
        "test.trail",
        QStringLiteral("SELECT author, subject, before_text, after_text FROM audit_entry "
                       "WHERE what = ? ORDER BY id"),
        {what});
    while (rows && rows->next())
        lines.append(rows->text(0) + u'|' + rows->text(1) + u'|' + rows->text(2) + u'|' +
                     rows->text(3));
    return lines;
}

} // namespace

void tst_personstore::takesOnlyTheFieldsOfTheFile()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    Person ana = pupil(QStringLiteral("1"), QStringLiteral("Ana"));
    ana.groupName = QStringLiteral("7");
    ana.section = QStringLiteral("B");
    ana.card = QStringLiteral("0077");
    ana.photoRef = QStringLiteral("photos/1.jpg");
    PersonStore &people = fixture.stores().people;
    QCOMPARE(*await(people.upsert({ana}, kAuthor)), PeopleImportCounts({1, 0, 0, 0}));
    Person other = pupil(QStringLiteral("1"), QStringLiteral("Ana Maria"));
    other.roll = QStringLiteral("12");
    const PersonFields fields = PersonField::Name | PersonField::Roll;
    QCOMPARE(*await(people.upsert({other}, kAuthor, fields)), PeopleImportCounts({0, 1, 0, 0}));
    QCOMPARE(*await(people.upsert({other}, kAuthor, fields)), PeopleImportCounts({0, 0, 1, 0}));
    ana.id = stored(fixture, ana.number).id;
    ana.fullName = other.fullName;
    ana.roll = other.roll;
    QCOMPARE(stored(fixture, ana.number), ana);
}

void tst_personstore::addsAndRenumbers()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    PersonStore &people = fixture.stores().people;
    const Result<PersonId> ana =
        await(people.add(pupil(QStringLiteral("1"), QStringLiteral("Ana")), kAuthor));
    QVERIFY(ana && ana->isValid());
    QVERIFY(await(people.add(pupil(QStringLiteral("2"), QStringLiteral("Ben")), kAuthor)));
    const Result<PersonId> again =
        await(people.add(pupil(QStringLiteral("1"), QStringLiteral("Cem")), kAuthor));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    Person teacher = pupil(QStringLiteral("1"), QStringLiteral("Cem"));
    teacher.kind = PersonKind::Staff;
    QVERIFY(await(people.add(teacher, kAuthor)));

    Person changed = pupil(QStringLiteral("2"), QStringLiteral("Ana"));
    changed.id = *ana;
    QCOMPARE(await(people.update(changed, kAuthor)).error().code, ErrorCode::Conflict);
    changed.number = QStringLiteral("3");
    QCOMPARE(*await(people.update(changed, kAuthor)), 0);
    QCOMPARE(stored(fixture, QStringLiteral("3")).id, *ana);
    changed.id = PersonId{999};
    QCOMPARE(await(people.update(changed, kAuthor)).error().code, ErrorCode::NotFound);
    QCOMPARE(await(people.people())->size(), 3);
}

void tst_personstore::enrolmentMarksItsDays_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QString>("days");
    const auto row = [](const char *name, QDate from, QDate to, const char *days) {
        for (const Engine engine : engines())
            newRow(name, engine) << from << to << QString::fromLatin1(days);
    };
    const auto march = [](int day) { return QDate(2026, 3, day); };
    row("as before", {}, {}, "");
    row("before everything", march(1), {}, "");
    row("came later", march(12), {}, "10 11");
    row("left earlier", {}, march(12), "13 14");
    row("both", march(11), march(13), "10 14");
    row("nothing of it", march(20), {}, "10 11 12 13 14");
}

void tst_personstore::enrolmentMarksItsDays()
{
    QFETCH(Engine, engine);
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    QFETCH(QString, days);
    StoreFixture fixture(engine);
    QVERIFY(punchedPupil(fixture).isValid());
    Person person = stored(fixture, QStringLiteral("S1"));
    person.enrolledFrom = from;
    person.enrolledTo = to;
    const Result<PeopleImportCounts> counts =
        await(fixture.stores().people.upsert({person}, kAuthor));
    QVERIFY(counts);
    QCOMPARE(dirtyDays(fixture), days);
    QCOMPARE(counts->days, days.split(u' ', Qt::SkipEmptyParts).size());
    // And back again: the same days.
    person.enrolledFrom = person.enrolledTo = {};
    QVERIFY(await(fixture.stores().people.update(person, kAuthor)));
    QCOMPARE(dirtyDays(fixture), days);
}

void tst_personstore::classMarksItsDays_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<bool>("ofTheClass");
    QTest::addColumn<QString>("weekdays");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("days");
    const auto row = [](const char *name, bool ofTheClass, const char *weekdays, const char *from,
                        const char *to, const char *days) {
        for (const Engine engine : engines())
            newRow(name, engine) << ofTheClass << QString::fromLatin1(weekdays)
                                 << QString::fromLatin1(from) << QString::fromLatin1(to)
                                 << QString::fromLatin1(days);
    };
    row("settings of another class", false, "", "", "", "");
    row("settings of the class", true, "", "", "", "10 11 12 13 14");
    row("settings of some dates", true, "", "2026-03-12", "2026-03-12", "11 12 13");
    row("settings from a day on", true, "", "2026-03-14", "", "13 14");
    row("settings of Tuesdays", true, "2", "", "", "10 11"); // 10 March 2026 is one
}

void tst_personstore::classMarksItsDays()
{
    QFETCH(Engine, engine);
    QFETCH(bool, ofTheClass);
    QFETCH(QString, weekdays);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, days);
    StoreFixture fixture(engine);
    QVERIFY(punchedPupil(fixture).isValid());
    Person other = pupil(QStringLiteral("S2"), QStringLiteral("Ben"));
    other.groupName = ofTheClass ? QStringLiteral("8") : QStringLiteral("9");
    QVERIFY(await(fixture.stores().people.upsert({other}, kAuthor)));
    QVERIFY(execute(fixture,
                    QStringLiteral("INSERT INTO timing_assignment (school_id, position, scope, "
                                   "group_id, person_id, weekdays, date_from, date_to, body) "
                                   "SELECT school_id, 1, 'class', id, 0, CAST(? AS TEXT), "
                                   "CAST(? AS TEXT), CAST(? AS TEXT), '{}' FROM person_group"),
                    {weekdays, from, to}));
    Person person = stored(fixture, QStringLiteral("S1"));
    person.groupName = QStringLiteral("8");
    const Result<qint64> marked = await(fixture.stores().people.update(person, kAuthor));
    QVERIFY(marked);
    QCOMPARE(dirtyDays(fixture), days);
    QCOMPARE(*marked, days.split(u' ', Qt::SkipEmptyParts).size());
}

void tst_personstore::failingWriteLeavesNothing()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(punchedPupil(fixture).isValid());
    const QList<Person> before = await(fixture.stores().people.people()).valueOr({});
    const Result<std::unique_ptr<Database>> open =
        Database::open(fixture.database.config(), Access::ReadWrite);
    QVERIFY(open && (*open)->direct("test.rename", QStringLiteral("ALTER TABLE audit_entry "
                                                                  "RENAME TO elsewhere")));
    Person left = stored(fixture, QStringLiteral("S1"));
    left.enrolledTo = QDate(2026, 3, 11);
    const Result<PeopleImportCounts> counts = await(fixture.stores().people.upsert(
        {pupil(QStringLiteral("S2"), QStringLiteral("Ben")), left}, kAuthor));
    QVERIFY(!counts);
    QVERIFY(!await(fixture.stores().people.update(left, kAuthor)));
    QVERIFY(!await(fixture.stores().mappings.remove(
        {{fixture.device, QStringLiteral("1"), left.id, {}, {}}}, kAuthor)));
    QCOMPARE(await(fixture.stores().people.people()).valueOr({}), before);
    QCOMPARE(await(fixture.stores().mappings.mappings())->size(), 1);
    QCOMPARE(dirtyDays(fixture), QString());
}

void tst_personstore::trailOfEachChange()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    PersonStore &people = fixture.stores().people;
    Person ana = pupil(QStringLiteral("1"), QStringLiteral("Ana"));
    QVERIFY(
        await(people.upsert({ana, pupil(QStringLiteral("2"), QStringLiteral("Ben"))}, kAuthor)));
    QCOMPARE(trail(fixture, QStringLiteral("person.add")),
             QStringList({QStringLiteral("test|student 1||{\"name\":\"Ana\"}"),
                          QStringLiteral("test|student 2||{\"name\":\"Ben\"}")}));
    ana.card = QStringLiteral("77");
    QVERIFY(await(people.upsert({ana}, kAuthor)));
    QVERIFY(await(people.upsert({ana}, kAuthor))); // changes nothing, says nothing
    QCOMPARE(trail(fixture, QStringLiteral("person.change")),
             QStringList{QStringLiteral("test|student 1|{\"card\":\"\"}|{\"card\":\"77\"}")});

    const PersonId first = stored(fixture, QStringLiteral("1")).id;
    const PersonId second = stored(fixture, QStringLiteral("2")).id;
    const UserMapping mapping{fixture.device, QStringLiteral("7"), first, {}, {}};
    QVERIFY(await(fixture.stores().mappings.add({mapping}, kAuthor, kAuthor)));
    UserMapping moved = mapping;
    moved.person = second;
    moved.validFrom = QDate(2026, 3, 12);
    QVERIFY(await(fixture.stores().mappings.add({moved}, kAuthor, kAuthor)));
    const QString subject = QStringLiteral("test|device %1 user 7|").arg(fixture.device.value);
    const auto text = [](const char *from, const char *person, const char *to) -> QString {
        return QStringLiteral("{\"from\":\"%1\",\"person\":\"student %2\",\"to\":\"%3\"}")
            .arg(QLatin1String(from), QLatin1String(person), QLatin1String(to));
    };
    QCOMPARE(trail(fixture, QStringLiteral("mapping.add")),
             QStringList({subject + u'|' + text("", "1", ""),
                          subject + u'|' + text("", "1", "2026-03-11"),
                          subject + u'|' + text("2026-03-12", "2", "")}));
    QCOMPARE(trail(fixture, QStringLiteral("mapping.remove")),
             QStringList{subject + text("", "1", "") + u'|'});
}

ROLLCALL_TEST(tst_personstore);
#include "tst_personstore.moc"
