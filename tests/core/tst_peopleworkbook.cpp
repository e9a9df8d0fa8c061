// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/peoplefile.h"
#include "tests/support/testmain.h"
#include "tests/support/zipmaker.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::WorkbookMaker;

/// People files that are workbooks.
class tst_peopleworkbook : public test::TestCase
{
    Q_OBJECT

private slots:
    void readsPeople();
    void takesTheFirstSheetWithAHead();
    void refusesWorkbooks_data();
    void refusesWorkbooks();
    void namesWrongCells_data();
    void namesWrongCells();
    void joinedCells();
    void aMillionRows();
};

namespace {

QByteArray textCell(const QByteArray &text)
{
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

QByteArray textRow(const QByteArrayList &texts)
{
    QByteArray cells;
    for (const QByteArray &text : texts)
        cells += textCell(text);
    return "<row>" + cells + "</row>";
}

Result<PeopleFile> read(const QByteArrayList &sheets, const QByteArrayList &states = {},
                        const QByteArray &afterData = {})
{
    WorkbookMaker maker;
    maker.sheets = sheets;
    maker.states = states;
    maker.afterData = afterData;
    return readPeopleFile(maker.bytes());
}

} // namespace

void tst_peopleworkbook::readsPeople()
{
    const QByteArray rows =
        textRow({"St. Mary School"}) + "<row/>" +
        textRow({"Adm. No", "Name", "Class/Section", "D.O.A", "Date of Admission", "Card No"}) +
        "<row><c s=\"2\"><v>123</v></c>" + textCell("Aysha  Khan") + textCell("7-B") +
        "<c/><c s=\"1\"><v>46093</v></c><c><v>1.23E5</v></c></row>" + "<row><c s=\"1\"/></row>" +
        "<row><c><v>124</v></c>" + textCell("Ben") + "<c t=\"str\"><f>A1</f><v>8</v></c><c/>" +
        textCell("2026-04-01") + "</row>";
    const Result<PeopleFile> file = read({rows});
    QVERIFY2(file, file ? "" : qPrintable(file.error().userText));
    QVERIFY2(file->problems.isEmpty(), qPrintable(file->problems.value(0).text));
    QCOMPARE(file->people.size(), 2);
    const Person aysha = file->people.first();
    QCOMPARE(aysha.number, QStringLiteral("000123"));
    QCOMPARE(aysha.fullName, QStringLiteral("Aysha Khan"));
    QCOMPARE(aysha.groupLabel(), QStringLiteral("7-B"));
    QCOMPARE(aysha.enrolledFrom, QDate(2026, 3, 12));
    QCOMPARE(aysha.card, QStringLiteral("123000"));
    QCOMPARE(file->people.at(1).number, QStringLiteral("124"));
    QCOMPARE(file->people.at(1).groupLabel(), QStringLiteral("8"));
    QCOMPARE(file->people.at(1).enrolledFrom, QDate(2026, 4, 1));
    QCOMPARE(file->lines, QList<int>({4, 6}));
    QCOMPARE(file->ignoredColumns, QStringList{QStringLiteral("D.O.A")});
    QCOMPARE(file->form.sheet, QStringLiteral("Sheet1"));
}

void tst_peopleworkbook::takesTheFirstSheetWithAHead()
{
    const QByteArray people = textRow({"number", "name"}) + textRow({"1", "Ana"});
    const QByteArray others = textRow({"number", "name"}) + textRow({"2", "Ben"});
    const QByteArray notes = textRow({"Notes"}).repeated(100);
    const Result<PeopleFile> file =
        read({others, notes, "", people, others}, {"hidden", "", "", "", ""});
    QVERIFY(file);
    QCOMPARE(file->form.sheet, QStringLiteral("Sheet4"));
    QCOMPARE(file->form.hiddenSheets, QStringList{QStringLiteral("Sheet1")});
    QCOMPARE(file->people.size(), 1);
    QCOMPARE(file->people.first().fullName, QStringLiteral("Ana"));
}

void tst_peopleworkbook::refusesWorkbooks_data()
{
    QTest::addColumn<QByteArrayList>("sheets");
    QTest::addColumn<QByteArrayList>("states");
    const QByteArray people = textRow({"number", "name"}) + textRow({"1", "Ana"});
    QTest::newRow("nothing") << QByteArrayList{""} << QByteArrayList();
    QTest::newRow("only hidden") << QByteArrayList{people} << QByteArrayList{"veryHidden"};
    QTest::newRow("no name") << QByteArrayList{textRow({"number", "class"})} << QByteArrayList();
    QTest::newRow("head far down")
        << QByteArrayList{textRow({"a"}).repeated(20) + people} << QByteArrayList();
}

void tst_peopleworkbook::refusesWorkbooks()
{
    QFETCH(QByteArrayList, sheets);
    QFETCH(QByteArrayList, states);
    const Result<PeopleFile> file = read(sheets, states);
    QVERIFY(!file);
    QVERIFY2(file.error().userText.contains(u"No sheet"), qPrintable(file.error().userText));
}

void tst_peopleworkbook::namesWrongCells_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &cells, const char *problem) {
        QTest::newRow(name) << cells << QString::fromLatin1(problem);
    };
    const QByteArray ana = textCell("1") + textCell("Ana");
    row("formula without a value", textCell("1") + "<c><f>B1</f></c>",
        "Line 2 has a formula without a value in the column \"Name\". Open the file in the "
        "spreadsheet and save it again.");
    row("error", "<c t=\"e\"><v>#N/A</v></c>" + textCell("Ana"),
        "Line 2 shows an error of the spreadsheet in the column \"Number\".");
    row("rounded number", "<c><v>12345678901234567</v></c>" + textCell("Ana"),
        "Line 2 has a number of more than 15 digits in the column \"Number\"; the spreadsheet has "
        "rounded it. Format the column as text and enter it again.");
    row("class that became a date", ana + "<c s=\"1\"><v>46093</v></c>",
        "Line 2 has a date in the column \"Class\"; the spreadsheet made it of something like 1-2. "
        "Format the column as text and enter it again.");
    row("date that is a number", ana + "<c/><c><v>46093</v></c>",
        "A date on line 2 is neither of the form YYYY-MM-DD nor day, month and year.");
    row("time", ana + "<c/><c s=\"1\"><v>0.5</v></c>",
        "Line 2 has a time, or a date that does not exist, in the column \"From\".");
}

void tst_peopleworkbook::namesWrongCells()
{
    QFETCH(QByteArray, cells);
    QFETCH(QString, problem);
    const PeopleFile file =
        read({textRow({"Number", "Name", "Class", "From"}) + "<row>" + cells + "</row>"}).value();
    QCOMPARE(file.problemCount, 1);
    QCOMPARE(file.problems.first().text, problem);
    QCOMPARE(file.problems.first().line, 2);
    QVERIFY(file.people.isEmpty());
}

void tst_peopleworkbook::joinedCells()
{
    const QByteArray rows = textRow({"All pupils"}) + textRow({"number", "name", "class", "note"}) +
                            textRow({"1", "Ana", "7", "x"}) + textRow({"2", "Ben"});
    const PeopleFile file = read({rows}, {},
                                 "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"C3:C4\"/>"
                                 "<mergeCell ref=\"D3:D4\"/></mergeCells>")
                                .value();
    QCOMPARE(file.problemCount, 1);
    QCOMPARE(file.problems.first().line, 3);
    QCOMPARE(file.problems.first().column, QStringLiteral("class"));
    QVERIFY(file.problems.first().text.contains(u"joined"));
}

void tst_peopleworkbook::aMillionRows()
{
    const QByteArray head = textRow({"number", "name"});
    const QByteArray row = "<row><c><v>7</v></c><c t=\"str\"><v>A</v></c></row>";
    const Result<PeopleFile> file = read({head + row.repeated(1'000'000)});
    QVERIFY(!file);
    QVERIFY2(file.error().userText.contains(u"more than 100000 rows") ||
                 file.error().userText.contains(u"unpacks"),
             qPrintable(file.error().userText));
}

ROLLCALL_TEST(tst_peopleworkbook);
#include "tst_peopleworkbook.moc"
