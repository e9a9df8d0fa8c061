// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/mappingfile.h"
#include "core/io/peoplefile.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// People files and mapping files: the fixed forms of cli.md.
class tst_peoplefile : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsPeople();
    void takesColumnsInAnyOrder();
    void kindOfRowsWithoutOne();
    void refusesPeopleFiles_data();
    void refusesPeopleFiles();
    void namesWrongRows_data();
    void namesWrongRows();
    void readsDatesWithTheDayFirst();
    void namesColumnsAndEveryProblem();
    void splitsClasses_data();
    void splitsClasses();
    void boundsProblems();
    void refusesAMillionRows();
    void readsCodePages();
    void previews();
    void readsMappings();
    void namesWrongMappings_data();
    void namesWrongMappings();
};

void tst_peoplefile::readsPeople()
{
    const QByteArray bytes =
        "number,name,kind,class,section,roll,gender,card,guardian,phone,from,to\r\n"
        "0042,\"Khan, Aysha\",student,7,B,12,f,0012345,Omar,+92 300,2024-04-01,\r\n"
        "T1,अजय,staff,Office,,,,,,,,2026-12-31\r\n";
    const PeopleFile file = readPeopleFile(bytes).value();
    QVERIFY(file.problems.isEmpty());
    QVERIFY(file.ignoredColumns.isEmpty());
    QCOMPARE(file.people.size(), 2);
    Person aysha;
    aysha.number = QStringLiteral("0042");
    aysha.fullName = QStringLiteral("Khan, Aysha");
    aysha.groupName = QStringLiteral("7");
    aysha.section = QStringLiteral("B");
    aysha.roll = QStringLiteral("12");
    aysha.gender = QStringLiteral("f");
    aysha.card = QStringLiteral("0012345");
    aysha.guardianName = QStringLiteral("Omar");
    aysha.phone = QStringLiteral("+92 300");
    aysha.enrolledFrom = QDate(2024, 4, 1);
    QCOMPARE(file.people.at(0), aysha);
    QCOMPARE(file.people.at(1).kind, PersonKind::Staff);
    QCOMPARE(file.people.at(1).fullName, QString::fromUtf8("अजय"));
    QCOMPARE(file.people.at(1).enrolledTo, QDate(2026, 12, 31));
}

void tst_peoplefile::takesColumnsInAnyOrder()
{
    const PeopleFile file = readPeopleFile("Name;House;NUMBER;\nAna;Red;7;\n").value();
    QCOMPARE(file.ignoredColumns, QStringList{QStringLiteral("House")});
    QCOMPARE(file.people.size(), 1);
    QCOMPARE(file.people.at(0).number, QStringLiteral("7"));
    QCOMPARE(file.people.at(0).fullName, QStringLiteral("Ana"));
    QCOMPARE(file.people.at(0).groupName, QString());
}

void tst_peoplefile::kindOfRowsWithoutOne()
{
    const QByteArray bytes = "number,name,kind\n1,Ana,\n2,Ben,Student\n";
    const PeopleFile file = readPeopleFile(bytes, {PersonKind::Staff, {}}).value();
    QCOMPARE(file.people.at(0).kind, PersonKind::Staff);
    QCOMPARE(file.people.at(1).kind, PersonKind::Student);
    QCOMPARE(readPeopleFile(bytes)->people.at(0).kind, PersonKind::Student);
}

void tst_peoplefile::refusesPeopleFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    QTest::newRow("no name column")
        << QByteArray("number,class\n1,7\n") << QStringLiteral("no column name");
    QTest::newRow("no number column")
        << QByteArray("name\nAna\n") << QStringLiteral("no column number");
    QTest::newRow("twice") << QByteArray("number,name,Name\n1,a,b\n")
                           << QStringLiteral("column name twice");
    QTest::newRow("no CSV") << QByteArray("number,name\n\"1,a\n") << QStringLiteral("at line 2:");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
}

void tst_peoplefile::refusesPeopleFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    const Result<PeopleFile> file = readPeopleFile(bytes);
    QVERIFY(!file.isOk());
    QCOMPARE(file.error().code, ErrorCode::InvalidInput);
    QVERIFY2(file.error().userText.contains(said), qPrintable(file.error().userText));
}

void tst_peoplefile::namesWrongRows_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("problem"); ///< empty = all fine
    const auto row = [](const char *name, const QByteArray &rows, const char *problem) {
        QTest::newRow(name) << rows << QString::fromLatin1(problem);
    };
    row("fine", "1,Ana,student,,\n1,Ana,staff,,\n", "");
    row("no number", ",Ana,,,\n", "Line 2 has no number (admission or staff number).");
    row("no name", "1,,,,\n", "Line 2 has no name.");
    row("kind", "1,Ana,pupil,,\n", "The kind on line 2 is neither student nor staff.");
    row("no such date", "1,Ana,,2026-02-29,\n",
        "A date on line 2 is neither of the form YYYY-MM-DD nor day, month and year.");
    row("last day", "1,Ana,,,2026-2-1\n",
        "A date on line 2 is neither of the form YYYY-MM-DD nor day, month and year.");
    row("date of two readings", "1,Ana,,01.04.2024,\n",
        "On line 2 the date 01.04.2024 can be read in two ways, and no other date of the column "
        "\"from\" says which. Write it as YYYY-MM-DD.");
    row("month first", "1,Ana,,,04/25/2024\n",
        "On line 2 the date in the column \"to\" has the month first. Write it as YYYY-MM-DD.");
    row("another column says nothing", "1,Ana,,01/04/2024,25/04/2024\n",
        "On line 2 the date 01/04/2024 can be read in two ways, and no other date of the column "
        "\"from\" says which. Write it as YYYY-MM-DD.");
    row("either way", "1,Ana,,05/05/2024,\n", "");
    row("day first shown by another", "1,Ana,,01/04/2024,\n2,Ben,,25/04/2024,\n", "");
    row("day first, crossed", "1,Ana,,02.04.2024,25.03.2024\n2,Ben,,25.04.2024,\n",
        "On line 2 the last day is before the first day.");
    row("dates crossed", "1,Ana,,2026-02-02,2026-02-01\n",
        "On line 2 the last day is before the first day.");
    row("number twice", "1,Ana,,,\n2,Ben,,,\n1,Cara,,,\n",
        "The number on line 4 was already used on line 2 of the file.");
    row("too long", "1," + QByteArray(201, 'a') + ",,,\n", "Line 2 holds a text that is too long.");
}

void tst_peoplefile::namesWrongRows()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, problem);
    const PeopleFile file = readPeopleFile("number,name,kind,from,to\n" + rows).value();
    QCOMPARE(file.problems.size(), problem.isEmpty() ? 0 : 1);
    QCOMPARE(file.people.size(), rows.count('\n') - file.problems.size());
    if (!problem.isEmpty()) {
        QCOMPARE(file.problems.constFirst().text, problem);
        QVERIFY(problem.contains(QString::number(file.problems.constFirst().line)));
    }
}

void tst_peoplefile::readsDatesWithTheDayFirst()
{
    const PeopleFile file =
        readPeopleFile("number,name,Joining Date,to\n1,Ana,1/4/2024,2026-12-31\n"
                       "2,Ben,25/04/2024,\n3,Cem,2024-02-03,3.3.2025\n"
                       "4,,2/4/2024,\n")
            .value();
    QCOMPARE(file.form.dayFirstColumns, QStringList{QStringLiteral("Joining Date")});
    QList<QDate> first;
    for (const Person &person : file.people)
        first.append(person.enrolledFrom);
    QCOMPARE(first, (QList<QDate>{QDate(2024, 4, 1), QDate(2024, 4, 25), QDate(2024, 2, 3)}));
    QCOMPARE(file.people.at(2).enrolledTo, QDate(2025, 3, 3));
    QCOMPARE(file.problemCount, 1); // of line 5, for its name
    // One date that can only have the month first, and nobody knows any more.
    const PeopleFile mixed = readPeopleFile("number,name,from\n1,Ana,1/4/2024\n2,Ben,25/04/2024\n"
                                            "3,Cem,04/25/2024\n")
                                 .value();
    QCOMPARE(mixed.wrongRows, 2);
    QCOMPARE(mixed.people.size(), 1);
    QCOMPARE(mixed.lines, QList<int>{3});
    QVERIFY(mixed.form.dayFirstColumns.isEmpty());
}

void tst_peoplefile::namesColumnsAndEveryProblem()
{
    const PeopleFile file = readPeopleFile("Adm. No.;Student Name;Kind;Adm Date;Active?\n"
                                           ";;pupil;soon;perhaps\n;;;;\n2;Ben;;;no\n")
                                .value();
    const auto adm = QStringLiteral("Adm. No.");
    QCOMPARE(file.wrongRows, 1);
    QCOMPARE(file.problemCount, 5);
    QStringList columns;
    for (const RowProblem &problem : file.problems) {
        QCOMPARE(problem.line, 2);
        columns.append(problem.column);
    }
    QCOMPARE(columns,
             QStringList({QStringLiteral("Kind"), QStringLiteral("Adm Date"),
                          QStringLiteral("Active?"), adm, QStringLiteral("Student Name")}));
    QCOMPARE(file.problems.at(2).text,
             QStringLiteral("Line 2 says neither yes nor no in the column \"Active?\"."));
    QCOMPARE(file.people.size(), 1);
    QCOMPARE(file.lines, QList<int>{4});
    QVERIFY(!file.people.first().active);
    QCOMPARE(file.fields, PersonField::Name | PersonField::From | PersonField::Active);
    QCOMPARE(file.columns.first(), MatchedColumn({adm, QStringLiteral("number")}));
    QCOMPARE(file.firstRows.size(), 2);
    QCOMPARE(file.form.separator, QChar(u';'));
    QCOMPARE(file.form.encoding, QByteArray("UTF-8"));
}

void tst_peoplefile::splitsClasses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("section");
    const auto row = [](const char *text, const char *group, const char *section) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(group)
                            << QString::fromLatin1(section);
    };
    row("7-B", "7", "B");
    row("10/A", "10", "A");
    row("10 - A", "10", "A");
    row("10A", "10", "A");
    row("Grade 7 B", "Grade 7", "B");
    row("Grade 7", "Grade 7", "");
    row("KG-1-Red", "KG-1", "Red");
    row("Nursery", "Nursery", "");
    row("-B", "-B", "");
    row("7-", "7-", "");
    row("", "", "");
}

void tst_peoplefile::splitsClasses()
{
    QFETCH(QString, text);
    QFETCH(QString, group);
    QFETCH(QString, section);
    const Person person =
        readPeopleFile("number,name,Class/Section\n1,Ana," + text.toUtf8() + "\n")->people.first();
    QCOMPARE(person.groupName, group);
    QCOMPARE(person.section, section);
}

void tst_peoplefile::boundsProblems()
{
    const PeopleFile file =
        readPeopleFile("number,name\n" + QByteArray(",Ana\n").repeated(2500)).value();
    QCOMPARE(file.problems.size(), kMostRowProblems);
    QCOMPARE(file.problemCount, 2500);
    QCOMPARE(file.wrongRows, 2500);
}

void tst_peoplefile::refusesAMillionRows()
{
    QByteArray bytes = "number,name\n";
    for (int i = 0; i < 1'000'000; ++i)
        bytes += QByteArray::number(i) + ",A\n";
    const Result<PeopleFile> file = readPeopleFile(bytes);
    QVERIFY(!file);
    QVERIFY2(file.error().userText.contains(u"at line 100002: the file has more than 100000 rows"),
             qPrintable(file.error().userText));
    const Result<PeopleFile> large =
        readPeopleFile("number,name\n" + QByteArray(kMostPeopleBytes, 'a'));
    QVERIFY(!large && large.error().userText.contains(u"larger"));
}

void tst_peoplefile::readsCodePages()
{
    const QByteArray bytes = "number;name\n1;Wa\xB3\xEAsa\n";
    QCOMPARE(readPeopleFile(bytes)->people.first().fullName, QString::fromUtf8("Wałęsa"));
    QCOMPARE(readPeopleFile(bytes)->form.encoding, QByteArray("windows-1250"));
    QCOMPARE(readPeopleFile(bytes, {PersonKind::Student, "windows-1252"})->people.first().fullName,
             QString::fromUtf8("Wa³êsa"));
    QVERIFY(!readPeopleFile(bytes, {PersonKind::Student, "utf-8"}));
}

void tst_peoplefile::previews()
{
    const PeopleFile file =
        readPeopleFile("number,name,class\n1,Ana,7\n2,Ben Ali,7\n3,Cem,8\n").value();
    QList<Person> present = file.people;
    present.removeLast();
    present[0].id = PersonId{4};
    present[0].card = QStringLiteral("777"); // the file says nothing of cards
    present[1].id = PersonId{5};
    present[1].fullName = QStringLiteral("Ben");
    const PeoplePreview preview = previewOf(file, present);
    QCOMPARE(preview.counts, PeopleImportCounts({1, 1, 1}));
    QCOMPARE(preview.rows.at(0).change, ImportChange::Unchanged);
    QCOMPARE(preview.rows.at(0).person, present.at(0));
    QCOMPARE(preview.rows.at(1).change, ImportChange::Changed);
    QCOMPARE(preview.rows.at(1).changed, PersonFields(PersonField::Name));
    QCOMPARE(preview.rows.at(1).person.id, PersonId{5});
    QCOMPARE(preview.rows.at(2).change, ImportChange::Added);
    QCOMPARE(preview.rows.at(2).line, 4);
}

void tst_peoplefile::readsMappings()
{
    const MappingFile file = readMappingFile("person,device,user_id,note,from,to\n"
                                             "0042,Main Gate,007,x,2026-03-11,\n"
                                             "T1,2,7,,,\n")
                                 .value();
    QVERIFY(file.problems.isEmpty());
    QCOMPARE(file.ignoredColumns, QStringList{QStringLiteral("note")});
    QCOMPARE(file.lines.size(), 2);
    QCOMPARE(file.lines.at(0).device, QStringLiteral("Main Gate"));
    QCOMPARE(file.lines.at(0).userId, QStringLiteral("007"));
    QCOMPARE(file.lines.at(0).person, QStringLiteral("0042"));
    QCOMPARE(file.lines.at(0).from, QDate(2026, 3, 11));
    QVERIFY(file.lines.at(0).to.isNull());
    QCOMPARE(file.lines.at(1).line, 3);
    const Result<MappingFile> lacking = readMappingFile("device,user_id\n1,1\n");
    QVERIFY(!lacking.isOk());
    QVERIFY(lacking.error().userText.contains(QStringLiteral("no column person")));
}

void tst_peoplefile::namesWrongMappings_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &bytes, const char *problem) {
        QTest::newRow(name) << bytes << QString::fromLatin1(problem);
    };
    row("no device", ",7,1,,\n", "Line 2 names no device.");
    row("no user id", "Gate,,1,,\n", "Line 2 has no user id.");
    row("long user id", "Gate," + QByteArray(33, '7') + ",1,,\n",
        "The user id on line 2 is too long for a terminal.");
    row("no person", "Gate,7,,,\n", "Line 2 names no person (admission or staff number).");
    row("date", "Gate,7,1,today,\n", "A date on line 2 is not one of the form YYYY-MM-DD.");
    row("crossed", "Gate,7,1,2026-02-02,2026-02-01\n",
        "On line 2 the last day is before the first day.");
}

void tst_peoplefile::namesWrongMappings()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, problem);
    const MappingFile file =
        readMappingFile("device,user_id,person,from,to\n" + row + "Gate,8,2,,\n").value();
    QCOMPARE(file.lines.size(), 1);
    QCOMPARE(file.problems, QList<RowProblem>({{2, problem}}));
}

ROLLCALL_TEST(tst_peoplefile);
#include "tst_peoplefile.moc"
