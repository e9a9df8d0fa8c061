// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/peoplecolumns.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// How the columns of a people file are found, whatever they are called.
class tst_peoplecolumns : public test::TestCase
{
    Q_OBJECT

private slots:
    void knowsWordings_data();
    void knowsWordings();
    void takesTheCloserOne();
    void namesFields();
    void refuses_data();
    void refuses();
};

void tst_peoplecolumns::knowsWordings_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<PeopleColumn>("column");
    const auto row = [](const char *head, PeopleColumn column) {
        QTest::newRow(head) << QString::fromUtf8(head) << column;
    };
    row("Roll #", PeopleColumn::Roll);
    row("ROLL NO.", PeopleColumn::Roll);
    row("Class", PeopleColumn::Class);
    row("Dept.", PeopleColumn::Class);
    row("Class/Section", PeopleColumn::ClassAndSection);
    row("Class - Sec", PeopleColumn::ClassAndSection);
    row("SECTION", PeopleColumn::Section);
    row("Father's Name", PeopleColumn::Guardian);
    row("Father’s name", PeopleColumn::Guardian);
    row("Guardian Name", PeopleColumn::Guardian);
    row("Mobile No", PeopleColumn::Phone);
    row("Parent Mobile", PeopleColumn::Phone);
    row("RFID Card", PeopleColumn::Card);
    row("Date of Admission", PeopleColumn::From);
    row("Leaving date", PeopleColumn::To);
    row("Sex", PeopleColumn::Gender);
    row("Séction", PeopleColumn::Section);
    row("Active?", PeopleColumn::Active);
    row("Photo file", PeopleColumn::Photo);
}

void tst_peoplecolumns::knowsWordings()
{
    QFETCH(QString, head);
    QFETCH(PeopleColumn, column);
    const Result<PeopleColumns> columns =
        PeopleColumns::match({QStringLiteral("Adm. No."), QStringLiteral("Student's Name"), head});
    QVERIFY(columns);
    QCOMPARE(columns->place(PeopleColumn::Number), 0);
    QCOMPARE(columns->place(PeopleColumn::Name), 1);
    QCOMPARE(columns->place(column), 2);
}

void tst_peoplecolumns::takesTheCloserOne()
{
    const PeopleColumns columns =
        PeopleColumns::match({QStringLiteral("ID"), QStringLiteral("Mother Name"),
                              QStringLiteral("Number"), QStringLiteral("Guardian"),
                              QStringLiteral("First name"), QStringLiteral("Name"),
                              QStringLiteral("House"), QString()})
            .value();
    QCOMPARE(columns.place(PeopleColumn::Number), 2);
    QCOMPARE(columns.place(PeopleColumn::Guardian), 3);
    QCOMPARE(columns.place(PeopleColumn::Name), 5);
    QVERIFY(!columns.has(PeopleColumn::FirstName));
    QCOMPARE(columns.ignored(),
             QStringList({QStringLiteral("ID"), QStringLiteral("Mother Name"),
                          QStringLiteral("First name"), QStringLiteral("House")}));
    QCOMPARE(columns.matched().first(),
             MatchedColumn({QStringLiteral("Number"), QStringLiteral("number")}));
}

void tst_peoplecolumns::namesFields()
{
    const PeopleColumns columns =
        PeopleColumns::match({QStringLiteral("no"), QStringLiteral("First Name"),
                              QStringLiteral("Surname"), QStringLiteral("Class/Section")})
            .value();
    QCOMPARE(columns.fields(), PersonField::Name | PersonField::Group | PersonField::Section);
}

void tst_peoplecolumns::refuses_data()
{
    QTest::addColumn<QStringList>("head");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *head, const char *said) {
        QTest::newRow(name) << QString::fromLatin1(head).split(u',') << QString::fromLatin1(said);
    };
    row("no number", "name,class", "no column number");
    row("no name", "number,class", "no column name");
    row("only a last name", "number,surname", "no column name");
    row("twice", "number,Name,NAME", "column name twice");
    row("the same wording twice", "number,name,Roll No,roll no.", "column roll twice");
}

void tst_peoplecolumns::refuses()
{
    QFETCH(QStringList, head);
    QFETCH(QString, said);
    const Result<PeopleColumns> columns = PeopleColumns::match(head);
    QVERIFY(!columns);
    QVERIFY2(columns.error().userText.contains(said), qPrintable(columns.error().userText));
}

ROLLCALL_TEST(tst_peoplecolumns);
#include "tst_peoplecolumns.moc"
