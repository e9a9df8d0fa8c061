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
    const PeopleFile file = readPeopleFile(bytes, PersonKind::Staff).value();
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
    row("date form", "1,Ana,,01.04.2024,\n", "A date on line 2 is not one of the form YYYY-MM-DD.");
    row("no such date", "1,Ana,,2026-02-29,\n",
        "A date on line 2 is not one of the form YYYY-MM-DD.");
    row("last day", "1,Ana,,,2026-2-1\n", "A date on line 2 is not one of the form YYYY-MM-DD.");
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
