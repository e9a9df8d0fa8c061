// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxreader.h"
#include "core/io/xlsxwriter.h"
#include "tests/support/testmain.h"

#include <QBuffer>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace rollcall;

/// Workbooks that we write, read again by our own reader, whose notion of the format comes from
/// spreadsheets.
class tst_xlsxwriter : public test::TestCase
{
    Q_OBJECT

private slots:
    void textStaysText_data();
    void textStaysText();
    void numbersAreNumbers_data();
    void numbersAreNumbers();
    void rowsAndHead();
    void tabNames_data();
    void tabNames();
    void refusesWhatNoSheetHolds_data();
    void refusesWhatNoSheetHolds();
    void headStaysInSight();
    void partsAreWellFormed();
    void streamsTheSame();
    void aStreamEndsWithItsFirstFault();
    void tellsWhenAStreamIsNotTaken();

private:
    static Result<QList<SheetRow>> readBack(const QByteArray &bytes, QString *tab = nullptr)
    {
        const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(bytes);
        if (!book)
            return book.error();
        if (tab)
            *tab = (*book)->sheets().value(0).name;
        QList<SheetRow> rows;
        const Result<QList<MergedCells>> done =
            (*book)->read((*book)->sheets().value(0), [&rows](SheetRow &row) -> Result<bool> {
                rows.append(row);
                return true;
            });
        return done ? Result<QList<SheetRow>>(rows) : done.error();
    }
    static SheetCell roundTrip(const XlsxValue &value)
    {
        const Result<QByteArray> bytes =
            writeXlsx({QStringLiteral("Sheet"), {QStringLiteral("Head")}, {{value}}});
        const Result<QList<SheetRow>> rows =
            bytes ? readBack(*bytes) : Result<QList<SheetRow>>(bytes.error());
        return rows && rows->size() == 2 ? rows->at(1).cells.value(0) : SheetCell();
    }
};

void tst_xlsxwriter::textStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *name, const QString &text, const QString &read = {}) {
        QTest::newRow(name) << text << (read.isNull() ? text : read);
    };
    row("a name", QStringLiteral("Zoë Müller"));
    row("other scripts", QString::fromUtf8("अजय فاطمة 😀"));
    row("leading zeros", QStringLiteral("000412"));
    row("a long number", QStringLiteral("12345678901234567890"));
    row("a formula", QStringLiteral("=1+1"));
    row("a plus", QStringLiteral("+919845012345"));
    row("a minus", QStringLiteral("-5"));
    row("an at sign", QStringLiteral("@SUM(A1)"));
    row("a date", QStringLiteral("2026-03-12"));
    row("an error word", QStringLiteral("#N/A"));
    row("a truth", QStringLiteral("TRUE"));
    row("markup", QStringLiteral("<t>&amp;]]></t>\"'"));
    row("blanks around", QStringLiteral("  7-B  "));
    row("a tab and lines", QStringLiteral("a\tb\nc"));
    row("line ends of Windows", QStringLiteral("a\r\nb\rc"), QStringLiteral("a\nb\nc"));
    row("what an escape looks like", QStringLiteral("_x0041_ _x005F_x0041_ _x00g1_"));
    row("escapes that share a bar", QStringLiteral("_x0041_x0042_"));
    row("a bell", QStringLiteral("a\u0007b"), QStringLiteral("a\uFFFDb"));
    row("no character", QString(QChar(0xFFFE)), QStringLiteral("\uFFFD"));
    row("half a character", QString(QChar(0xD83D)), QStringLiteral("\uFFFD"));
    row("the longest", QString(kMostXlsxCharacters, u'x'));
}

void tst_xlsxwriter::textStaysText()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    const SheetCell cell = roundTrip(text);
    QCOMPARE(cell.text, read);
    QVERIFY(!cell.isDate);
    QCOMPARE(cell.fault, CellFault::None);
}

void tst_xlsxwriter::numbersAreNumbers_data()
{
    QTest::addColumn<qint64>("number");
    QTest::newRow("none") << qint64(0);
    QTest::newRow("some") << qint64(1204);
    QTest::newRow("negative") << qint64(-7);
    QTest::newRow("15 digits") << qint64(999'999'999'999'999);
    QTest::newRow("16 digits would be rounded") << qint64(1'000'000'000'000'001);
    QTest::newRow("the smallest") << std::numeric_limits<qint64>::min();
}

void tst_xlsxwriter::numbersAreNumbers()
{
    QFETCH(qint64, number);
    const SheetCell cell = roundTrip(number);
    QCOMPARE(cell.text, QString::number(number));
    QCOMPARE(cell.fault, CellFault::None);
}

void tst_xlsxwriter::rowsAndHead()
{
    XlsxTable table{QStringLiteral("People"), {QStringLiteral("No."), QStringLiteral("Name")}, {}};
    table.rows = {{QStringLiteral("0001"), QStringLiteral("Ana")},
                  {QString(), QStringLiteral("Ben")},
                  {},
                  {qint64(4), QString(), QStringLiteral("beyond the head")}};
    const Result<QByteArray> bytes = writeXlsx(table);
    QVERIFY(bytes);
    QString tab;
    const QList<SheetRow> rows = readBack(*bytes, &tab).value();
    QCOMPARE(tab, QStringLiteral("People"));
    QStringList lines;
    for (const SheetRow &row : rows) {
        QStringList cells{QString::number(row.line)};
        for (const SheetCell &cell : row.cells)
            cells.append(cell.text);
        lines.append(cells.join(u'|'));
    }
    QCOMPARE(lines,
             QStringList({QStringLiteral("1|No.|Name"), QStringLiteral("2|0001|Ana"),
                          QStringLiteral("3||Ben"), QStringLiteral("5|4||beyond the head")}));
    QVERIFY(readBack(writeXlsx({}).value()).value().isEmpty());
}

void tst_xlsxwriter::tabNames_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("given");
    QTest::newRow("fine") << QStringLiteral("User Mapping") << QStringLiteral("User Mapping");
    QTest::newRow("none") << QString() << QStringLiteral("1");
    QTest::newRow("signs that a tab may not have")
        << QStringLiteral("a/b\\c:d*e?f[g]") << QStringLiteral("a b c d e f g");
    QTest::newRow("only such signs") << QStringLiteral("'//'") << QStringLiteral("1");
    QTest::newRow("too long") << QString(40, u'x') << QString(31, u'x');
    QTest::newRow("cut in the middle of a character")
        << QString(QString(30, u'x') + QString::fromUtf8("😀")) << QString(30, u'x');
}

void tst_xlsxwriter::tabNames()
{
    QFETCH(QString, wanted);
    QFETCH(QString, given);
    QString tab;
    QVERIFY(readBack(writeXlsx({wanted, {QStringLiteral("x")}, {}}).value(), &tab));
    QCOMPARE(tab, given);
}

void tst_xlsxwriter::refusesWhatNoSheetHolds_data()
{
    QTest::addColumn<XlsxTable>("table");
    QTest::newRow("rows") << XlsxTable{{}, {}, QList<QList<XlsxValue>>(kMostXlsxRows)};
    QTest::newRow("columns") << XlsxTable{{}, QStringList(kMostXlsxColumns + 1), {}};
    QTest::newRow("cells of a row")
        << XlsxTable{{}, {}, {QList<XlsxValue>(kMostXlsxColumns + 1, QString())}};
    const QString tooLong(kMostXlsxCharacters + 1, u'x');
    QTest::newRow("characters") << XlsxTable{{}, {}, {{tooLong}}};
    QTest::newRow("characters of the head") << XlsxTable{{}, {tooLong}, {}};
}

void tst_xlsxwriter::refusesWhatNoSheetHolds()
{
    QFETCH(XlsxTable, table);
    const Result<QByteArray> bytes = writeXlsx(table);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::InvalidInput);
    QVERIFY(bytes.error().userText.contains(QStringLiteral("No workbook was made.")));
}

void tst_xlsxwriter::headStaysInSight()
{
    const QByteArray bytes =
        writeXlsx({QStringLiteral("t"), {QStringLiteral("h")}, {{QStringLiteral("0042")}}}).value();
    const auto parts = ZipParts::open(bytes).value(); // must outlive its parts
    const auto sheet = parts->part(QStringLiteral("xl/worksheets/sheet1.xml"));
    QVERIFY(sheet);
    const QByteArray xml = (*sheet)->readAll();
    QVERIFY2(xml.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""), xml.constData());
    QVERIFY2(xml.contains("numberStoredAsText=\"1\""), xml.constData());
}

void tst_xlsxwriter::partsAreWellFormed()
{
    const QByteArray bytes =
        writeXlsx({QStringLiteral("A & B"), {QStringLiteral("<h>")}, {{QStringLiteral("&")}}})
            .value();
    const auto parts = ZipParts::open(bytes).value();
    for (const char *name :
         {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
          "xl/styles.xml", "xl/worksheets/sheet1.xml"}) {
        const auto part = parts->part(QString::fromLatin1(name));
        QVERIFY2(part, name);
        QXmlStreamReader xml((*part)->readAll());
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), name);
    }
}

void tst_xlsxwriter::streamsTheSame()
{
    const QList<QList<XlsxValue>> first{{QStringLiteral("0042"), qint64(7)}};
    const QList<QList<XlsxValue>> rest{{QStringLiteral("Zoë"), QString()},
                                       {QStringLiteral("=1+1")}};
    const XlsxTable whole{
        QStringLiteral("Logs"), {QStringLiteral("Text"), QStringLiteral("Number")}, first + rest};
    XlsxStream stream({whole.sheet, whole.head, first});
    QVERIFY(stream.add(first));
    QVERIFY(stream.add(rest));
    QBuffer streamed;
    QVERIFY(streamed.open(QIODevice::WriteOnly));
    QVERIFY(stream.finish(streamed));
    QString tab;
    const Result<QList<SheetRow>> read = readBack(streamed.data(), &tab);
    QVERIFY(read);
    QCOMPARE(tab, QStringLiteral("Logs"));
    QCOMPARE(read->size(), 4);
    QCOMPARE(*read, *readBack(*writeXlsx(whole)));
}

void tst_xlsxwriter::aStreamEndsWithItsFirstFault()
{
    XlsxStream stream({QStringLiteral("Logs"), {QStringLiteral("Text")}, {}});
    QVERIFY(stream.add({{QStringLiteral("one")}}));
    const Result<> tooLong = stream.add({{QString(kMostXlsxCharacters + 1, u'x')}});
    QVERIFY(!tooLong);
    QVERIFY2(tooLong.error().userText.startsWith(QStringLiteral("Row 2 ")),
             qPrintable(tooLong.error().userText));
    QVERIFY(!stream.add({{QStringLiteral("three")}}));
    QBuffer target;
    QVERIFY(target.open(QIODevice::WriteOnly));
    QVERIFY(!stream.finish(target));
    QVERIFY(target.data().isEmpty());
}

void tst_xlsxwriter::tellsWhenAStreamIsNotTaken()
{
    /// As a disk that is full.
    struct Full final : QIODevice
    {
        qint64 readData(char *, qint64) override { return -1; }
        qint64 writeData(const char *, qint64) override { return -1; }
    } full;
    QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    XlsxStream stream({QStringLiteral("Logs"), {QStringLiteral("Text")}, {}});
    const Result<> finished = stream.finish(full);
    QVERIFY(!finished);
    QCOMPARE(finished.error().code, ErrorCode::StorageFailure);
}

ROLLCALL_TEST(tst_xlsxwriter);
#include "tst_xlsxwriter.moc"
