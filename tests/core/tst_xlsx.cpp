// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxreader.h"
#include "tests/support/testmain.h"
#include "tests/support/zipmaker.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::WorkbookMaker;

/// Workbooks of spreadsheets, good and bad.
class tst_xlsx : public test::TestCase
{
    Q_OBJECT

private slots:
    void numbers_data();
    void numbers();
    void formats_data();
    void formats();
    void dates_data();
    void dates();
    void references();
    void cells_data();
    void cells();
    void rowsAndMerged();
    void sheetsAndTexts();
    void from1904();
    void refuses_data();
    void refuses();
    void bombs();
    void limits();

private:
    static Result<QList<SheetRow>> read(const QByteArray &bytes, const XlsxLimits &limits = {},
                                        QList<MergedCells> *merged = nullptr)
    {
        const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(bytes, limits);
        if (!book)
            return book.error();
        QList<SheetRow> rows;
        const Result<QList<MergedCells>> done =
            (*book)->read((*book)->sheets().value(0), [&rows](SheetRow &row) -> Result<bool> {
                rows.append(row);
                return true;
            });
        if (!done)
            return done.error();
        if (merged)
            *merged = *done;
        return rows;
    }
    static QByteArray sheetOf(const QByteArray &rows)
    {
        return WorkbookMaker{{rows}, {}, {}, {}}.bytes();
    }
};

void tst_xlsx::numbers_data()
{
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("text"); ///< empty = none
    const auto row = [](const char *stored, const char *text) {
        QTest::newRow(stored) << QString::fromLatin1(stored) << QString::fromLatin1(text);
    };
    row("123", "123");
    row("000123", "123");
    row("1.23E5", "123000");
    row("1.23E+5", "123000");
    row("12.5e-2", "0.125");
    row("-7", "-7");
    row("-0", "0");
    row("0", "0");
    row("0.0", "0");
    row("1.0", "1");
    row("7.0999999999999996", "7.1");
    row("0.10000000000000001", "0.1");
    row("123456789012345", "123456789012345");
    row("1.23456789012345E14", "123456789012345");
    row("1234567890123456", "");
    row("1.2345678901234568E+16", "");
    row("9.2233720368547758E18", "");
    row("1E15", "1000000000000000");
    row("", "");
    row("abc", "");
    row("1E", "");
    row("1E999", "");
    row("1.2.3", "");
    row("NaN", "");
}

void tst_xlsx::numbers()
{
    QFETCH(QString, stored);
    QFETCH(QString, text);
    QCOMPARE(exactNumber(stored).value_or(QString()), text);
}

void tst_xlsx::formats_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<QString>("code");
    QTest::addColumn<NumberFormat>("format");
    const auto row = [](const char *name, int id, const char *code, const NumberFormat &format) {
        QTest::newRow(name) << id << QString::fromUtf8(code) << format;
    };
    row("general", 0, "", {});
    row("built-in date", 14, "", {true, 0});
    row("built-in date and time", 22, "", {true, 0});
    row("built-in number", 1, "", {});
    row("built-in text", 49, "", {});
    row("own date", 164, "dd\\-mmm\\-yyyy", {true, 0});
    row("date with a language", 165, "[$-409]d/m/yy;@", {true, 0});
    row("own date in place of a built-in number", 1, "yyyy", {true, 0});
    row("colour is no date", 166, "[Red]0.00", {});
    row("quoted letters are no date", 167, "0\" days\"", {false, 1});
    row("filled with zeros", 168, "000000", {false, 6});
    row("quoted zeros", 169, "\"ADM\"0000", {false, 4});
    row("general with words", 170, "General", {});
}

void tst_xlsx::formats()
{
    QFETCH(int, id);
    QFETCH(QString, code);
    QFETCH(NumberFormat, format);
    QCOMPARE(numberFormat(id, code), format);
}

void tst_xlsx::dates_data()
{
    QTest::addColumn<QString>("serial");
    QTest::addColumn<bool>("from1904");
    QTest::addColumn<QDate>("day");
    const auto row = [](const char *name, const char *serial, bool from1904, QDate day) {
        QTest::newRow(name) << QString::fromLatin1(serial) << from1904 << day;
    };
    row("first", "1", false, {1900, 1, 1});
    row("before the day that never was", "59", false, {1900, 2, 28});
    row("the day that never was", "60", false, {});
    row("after it", "61", false, {1900, 3, 1});
    row("a day of ours", "46093", false, {2026, 3, 12});
    row("with a time", "46093.75", false, {2026, 3, 12});
    row("1904", "44631", true, {2026, 3, 12});
    row("last", "2958465", false, {9999, 12, 31});
    row("beyond", "2958466", false, {});
    row("a time alone", "0.5", false, {});
    row("negative", "-1", false, {});
    row("large", "1E99", false, {});
    row("none", "x", false, {});
}

void tst_xlsx::dates()
{
    QFETCH(QString, serial);
    QFETCH(bool, from1904);
    QFETCH(QDate, day);
    QCOMPARE(dateOfSerial(serial, from1904), day);
}

void tst_xlsx::references()
{
    QCOMPARE(columnOfReference(u"A1"), 0);
    QCOMPARE(columnOfReference(u"AB12"), 27);
    QCOMPARE(columnOfReference(u"XFD1048576"), 16383);
    QCOMPARE(columnOfReference(u"ABCD1"), -1);
    QCOMPARE(columnOfReference(u"12"), -1);
    QCOMPARE(rowOfReference(u"AB12"), 12);
    QCOMPARE(rowOfReference(u"AB"), 0);
    QCOMPARE(rowOfReference(u"A99999999999"), 0);
}

void tst_xlsx::cells_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<SheetCell>("expected");
    const auto row = [](const char *name, const QByteArray &cell, const char *text,
                        bool isDate = false, CellFault fault = CellFault::None) {
        QTest::newRow(name) << cell << SheetCell{QString::fromUtf8(text), isDate, fault};
    };
    row("text kept once", "<c r=\"A1\" t=\"s\"><v>1</v></c>", "000123");
    row("text of runs, without reading aids", "<c r=\"A1\" t=\"s\"><v>0</v></c>", "Aysha Khan");
    row("text in place", "<c r=\"A1\" t=\"inlineStr\"><is><r><t>An</t></r><r><t>a</t></r></is></c>",
        "Ana");
    row("text in place with blanks",
        "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> अजय </t></is></c>", " अजय ");
    row("escaped", "<c r=\"A1\" t=\"str\"><v>A &amp; B &#x41;</v></c>", "A & B A");
    row("number", "<c r=\"A1\"><v>412</v></c>", "412");
    row("large number", "<c r=\"A1\" s=\"0\"><v>1.23E5</v></c>", "123000");
    row("number shown with zeros", "<c r=\"A1\" s=\"2\"><v>123</v></c>", "000123");
    row("number longer than the zeros", "<c r=\"A1\" s=\"2\"><v>1234567</v></c>", "1234567");
    row("number formatted as text", "<c r=\"A1\" s=\"3\"><v>12</v></c>", "12");
    row("unknown style", "<c r=\"A1\" s=\"99\"><v>12</v></c>", "12");
    row("date", "<c r=\"A1\" s=\"1\"><v>46093</v></c>", "2026-03-12", true);
    row("ISO date", "<c r=\"A1\" t=\"d\"><v>2026-03-12T00:00:00</v></c>", "2026-03-12", true);
    row("no such date", "<c r=\"A1\" s=\"1\"><v>60</v></c>", "", true, CellFault::NoDate);
    row("time", "<c r=\"A1\" s=\"1\"><v>0.5</v></c>", "", true, CellFault::NoDate);
    row("formula with its value", "<c r=\"A1\" t=\"str\"><f>B1&amp;C1</f><v>7-B</v></c>", "7-B");
    row("formula with a number", "<c r=\"A1\"><f>1+1</f><v>2</v></c>", "2");
    row("formula without a value", "<c r=\"A1\"><f>1+1</f></c>", "", false,
        CellFault::NoFormulaResult);
    row("error", "<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!", false,
        CellFault::ErrorValue);
    row("yes or no", "<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE");
    row("rounded number", "<c r=\"A1\"><v>12345678901234568</v></c>", "12345678901234568", false,
        CellFault::TooManyDigits);
}

void tst_xlsx::cells()
{
    QFETCH(QByteArray, cell);
    QFETCH(SheetCell, expected);
    WorkbookMaker maker;
    maker.sheets = {"<row r=\"1\">" + cell + "</row>"};
    maker.texts = "<si><r><t>Aysha</t></r><r><t xml:space=\"preserve\"> Khan</t></r>"
                  "<rPh><t>aid</t></rPh></si><si><t>000123</t></si>";
    const Result<QList<SheetRow>> rows = read(maker.bytes());
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().detail));
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().cells, QList<SheetCell>{expected});
}

void tst_xlsx::rowsAndMerged()
{
    WorkbookMaker maker;
    maker.sheets = {"<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\" s=\"1\"/></row>"
                    "<row r=\"3\"/><row><c><v>2</v></c><c><v>3</v></c></row>"
                    "<row r=\"9\" hidden=\"1\"><c r=\"A9\"><v>4</v></c></row>"};
    maker.afterData =
        "<mergeCells><mergeCell ref=\"A3:B5\"/><mergeCell ref=\"junk\"/></mergeCells>";
    QList<MergedCells> merged;
    const QList<SheetRow> rows = read(maker.bytes(), {}, &merged).value();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.at(0).line, 2);
    QCOMPARE(rows.at(0).cells.size(), 2);
    QCOMPARE(rows.at(0).cells.at(1).text, QStringLiteral("1"));
    QCOMPARE(rows.at(1).line, 4);
    QCOMPARE(rows.at(2).line, 9);
    QCOMPARE(merged, QList<MergedCells>({{3, 5, 0, 1}}));
}

void tst_xlsx::sheetsAndTexts()
{
    WorkbookMaker maker;
    maker.sheets = {"", "", ""};
    maker.states = {"hidden", "veryHidden", "visible"};
    const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(maker.bytes());
    QVERIFY(book);
    const QList<XlsxSheet> sheets = (*book)->sheets();
    QCOMPARE(sheets.size(), 3);
    QVERIFY(sheets.at(0).isHidden && sheets.at(1).isHidden && !sheets.at(2).isHidden);
    QCOMPARE(sheets.at(2).name, QStringLiteral("Sheet3"));
    QCOMPARE(sheets.at(2).part, QStringLiteral("xl/worksheets/sheet3.xml"));
}

void tst_xlsx::from1904()
{
    WorkbookMaker maker;
    maker.sheets = {"<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44631</v></c></row>"};
    maker.from1904 = true;
    QCOMPARE(read(maker.bytes())->first().cells.first().text, QStringLiteral("2026-03-12"));
}

void tst_xlsx::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &bytes, const char *said) {
        QTest::newRow(name) << bytes << QString::fromLatin1(said);
    };
    const QByteArray good = sheetOf("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    row("empty", "", "damaged");
    row("no archive", "number,name\n", "damaged");
    row("cut", good.first(good.size() / 2), "damaged");
    row("another archive", test::makeZip({{"mimetype", "text"}}), "no workbook");
    row("old or encrypted", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "password");
    row("broken XML", sheetOf("<row r=\"1\"><c>"), "damaged");
    row("document type",
        test::makeZip(
            {{"xl/_rels/workbook.xml.rels", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}}),
        "damaged");
    row("another encoding",
        test::makeZip(
            {{"xl/_rels/workbook.xml.rels", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>"
                                            "<a/>"}}),
        "damaged");
    row("deep", sheetOf(QByteArray("<a>").repeated(1000) + QByteArray("</a>").repeated(1000)),
        "damaged");
    row("rows out of order", sheetOf("<row r=\"2\"/><row r=\"1\"/>"), "damaged");
    row("cells out of order",
        sheetOf("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"), "damaged");
    row("no such text", sheetOf("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>"), "damaged");
    row("far column", sheetOf("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"), "damaged");
}

void tst_xlsx::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    const Result<QList<SheetRow>> rows = read(bytes);
    QVERIFY(!rows);
    QVERIFY2(rows.error().userText.contains(said), qPrintable(rows.error().userText));
}

void tst_xlsx::bombs()
{
    // 200 MiB of one text, and as many of rows, pack to some hundred kilobytes.
    const QByteArray blanks(200 << 20, ' ');
    const Result<QList<SheetRow>> long1 = read(sheetOf(blanks));
    QVERIFY(!long1);
    QVERIFY2(long1.error().userText.contains(u"unpacks"), qPrintable(long1.error().userText));
    QByteArray stored = sheetOf("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + blanks.first(2 << 20) +
                                "</v></c></row>");
    QVERIFY(!read(stored));
    XlsxLimits limits;
    limits.zip.partBytes = 1000;
    QVERIFY(!read(sheetOf(QByteArray("<row/>").repeated(300)), limits));
}

void tst_xlsx::limits()
{
    XlsxLimits limits;
    limits.rows = 2;
    limits.columns = 2;
    limits.characters = 5;
    const auto row = [](const QByteArray &cells) -> QByteArray {
        return "<row>" + cells + "</row>";
    };
    const QByteArray one = row("<c><v>1</v></c>");
    QVERIFY(read(sheetOf(one + one + "<row/><row/>"), limits));
    const Result<QList<SheetRow>> three = read(sheetOf(one + one + one), limits);
    QVERIFY(!three && three.error().userText.contains(u"more than 2 rows"));
    QVERIFY(read(sheetOf(row("<c/><c><v>1</v></c><c/><c/>")), limits));
    QVERIFY(!read(sheetOf(row("<c/><c/><c><v>1</v></c>")), limits));
    QVERIFY(read(sheetOf(row("<c t=\"str\"><v>12345</v></c>")), limits));
    QVERIFY(!read(sheetOf(row("<c t=\"str\"><v>123456</v></c>")), limits));
    limits.sharedCharacters = 3;
    WorkbookMaker maker;
    maker.sheets = {one};
    maker.texts = "<si><t>1234</t></si>";
    QVERIFY(!read(maker.bytes(), limits));
    limits = {};
    limits.bytes = 10;
    QVERIFY(!read(maker.bytes(), limits));
}

ROLLCALL_TEST(tst_xlsx);
#include "tst_xlsx.moc"
