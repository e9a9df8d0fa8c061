// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/csv.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <random>

using namespace rollcall;

class tst_csv : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void numbersLines();
    void detectsSeparator_data();
    void detectsSeparator();
    void refuses_data();
    void refuses();
    void keepsLimits();
    void writes_data();
    void writes();
    void guards_data();
    void guards();
    void readsBackWhatItWrote();
    void writesInParts();
};

namespace {

/// Head and rows in one line: fields by "|", rows by "/".
QString flat(const CsvTable &table)
{
    QStringList rows = {table.head.join(u'|')};
    for (const CsvRow &row : table.rows)
        rows.append(row.fields.join(u'|'));
    return rows.join(u'/');
}

} // namespace

void tst_csv::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << QString::fromUtf8(expected);
    };
    row("plain", "a,b\n1,2\n", "a|b/1|2");
    row("no last line end", "a,b\n1,2", "a|b/1|2");
    row("CRLF", "a,b\r\n1,2\r\n", "a|b/1|2");
    row("CR alone", "a,b\r1,2\r", "a|b/1|2");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a,b\n1,2\n",
        "a|b/1|2");
    row("semicolons", "a;b\n1;2,5\n", "a|b/1|2,5");
    row("bars", "a|b\n1|2,5\n", "a|b/1|2,5");
    row("Western code page", "a,b\nM\xFCller,3\n", "a|b/Müller|3");
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0,\0b\0\n\0\x39\x06,\0\x32\0",
                   16),
        "a|b/ع|2");
    row("tabs", "a\tb\n1\t2\n", "a|b/1|2");
    row("quotes", "a,b\n\"1,5\",\"say \"\"yes\"\"\"\n", "a|b/1,5|say \"yes\"");
    row("line break in a field", "a,b\n\"one\r\ntwo\",2\n", "a|b/one\r\ntwo|2");
    row("quote inside a plain field", "a,b\n5\" nail,2\n", "a|b/5\" nail|2");
    row("empty quoted field", "a,b\n\"\",2\n", "a|b/|2");
    row("blank lines", "\n  \na,b\n\n1,2\n   \n\n", "a|b/1|2");
    row("short row", "a,b,c\n1\n", "a|b|c/1||");
    row("filled up with empty fields", "a,b\n1,2,,,\n", "a|b/1|2");
    row("blanks around the names", " a , b \n 1 ,2\n", "a|b/ 1 |2");
    row("leading zeros", "number\n0042\n", "number/0042");
    row("other scripts", "name\n\xD8\xB9\xD9\x84\xD9\x8A\n\xE0\xA4\x85\xE0\xA4\x9C\xE0\xA4\xAF\n",
        "name/علي/अजय");
    row("guarded", "a,b\n'=1+1,'-5\n", "a|b/=1+1|-5");
    row("an apostrophe of its own", "a\n'Ana\n", "a/'Ana");
    row("only the head", "a,b\n", "a|b");
    row("empty row of one column", "a\n\"\"\n", "a/");
}

void tst_csv::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const Result<CsvTable> table = parseCsv(bytes);
    QVERIFY2(table.isOk(), table ? "" : qPrintable(table.error().userText));
    QCOMPARE(flat(table.value()), expected);
}

void tst_csv::numbersLines()
{
    const CsvTable table = parseCsv("\na,b\n1,\"x\ny\r\nz\"\n\n2,3\r\n4,5").value();
    QCOMPARE(table.rows.size(), 3);
    QCOMPARE(table.rows.at(0).line, 3);
    QCOMPARE(table.rows.at(1).line, 7);
    QCOMPARE(table.rows.at(2).line, 8);
}

void tst_csv::detectsSeparator_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QChar>("separator");
    QTest::newRow("none") << QByteArray("a\n1;2\n") << QChar(u',');
    QTest::newRow("more semicolons") << QByteArray("a;b;c,d\n") << QChar(u';');
    QTest::newRow("bars") << QByteArray("a|b|c,d\n") << QChar(u'|');
    QTest::newRow("only in quotes") << QByteArray("\"a;b;c\",d\n") << QChar(u',');
    QTest::newRow("head decides") << QByteArray("a\tb\n1,2,3,4\n") << QChar(u'\t');
    QTest::newRow("blank line before") << QByteArray("\r\n  \r\na;b\n") << QChar(u';');
    QTest::newRow("head over two lines") << QByteArray("\"a\nb\";c;d\n") << QChar(u';');
}

void tst_csv::detectsSeparator()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QChar, separator);
    const Result<CsvTable> table = parseCsv(bytes);
    if (table)
        QCOMPARE(table->separator, separator);
    else
        QVERIFY2(false, qPrintable(table.error().userText));
}

void tst_csv::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &bytes, int line, const char *said) {
        QTest::newRow(name) << bytes << line << QString::fromLatin1(said);
    };
    row("empty", "", 1, "empty");
    row("only blank lines", "\n \r\n", 1, "empty");
    row("half a character of UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0,\0b",
                   7),
        1, "UTF-8");
    row("broken UTF-8", "a,b\n1,2\n\xD8\xB9\xD9\x84\xD9,3\n", 3, "UTF-8");
    row("cut character", "a\nx\xE0\xA4", 2, "UTF-8");
    row("overlong", "a\n\xD8\xB9\xD9\x84\xD9\x8A\xC0\xAF\n", 2, "UTF-8");
    row("zero byte", QByteArray("a,b\n1,\0\n", 8), 2, "zero byte");
    row("zero byte in quotes", QByteArray("a,b\n1,\"\0\"\n", 10), 2, "zero byte");
    row("never closed", "a,b\n1,2\n\"x,3\n4,5\n", 3, "never closed");
    row("text after a quote", "a,b\n\"x\"y,2\n", 2, "closing quote");
    row("too many fields", "a,b\n1,2\n1,2,3\n", 3, "more fields (3) than the first line (2)");
}

void tst_csv::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, line);
    QFETCH(QString, said);
    const Result<CsvTable> table = parseCsv(bytes);
    QVERIFY(!table.isOk());
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
    const QString text = table.error().userText;
    QVERIFY2(text.contains(said), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("at line %1:").arg(line)), qPrintable(text));
}

void tst_csv::keepsLimits()
{
    CsvLimits limits;
    limits.bytes = 40;
    limits.rows = 2;
    limits.fields = 3;
    limits.characters = 5;
    QVERIFY(parseCsv("a,b,c\n12345,\"12345\",\n1\n", limits).isOk());
    QVERIFY(!parseCsv(QByteArray(41, 'a'), limits).isOk());
    QVERIFY(!parseCsv("a\n1\n2\n3\n", limits).isOk());
    QVERIFY(!parseCsv("a,b,c,d\n", limits).isOk());
    QVERIFY(!parseCsv("a\n123456\n", limits).isOk());
    QVERIFY(!parseCsv("a\n\"123456\"\n", limits).isOk());
}

void tst_csv::writes_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const QStringList &texts, const QByteArray &line) {
        QTest::newRow(name) << texts << line;
    };
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    row("plain", {text("a"), text("b c")}, "a,b c\r\n");
    row("separator", {text("a,b"), text("a;b")}, "\"a,b\",\"a;b\"\r\n");
    row("quote", {text("5\" nail")}, "\"5\"\" nail\"\r\n");
    row("line break", {text("a\nb")}, "\"a\nb\"\r\n");
    row("formula", {text("=1+1"), text("x")}, "'=1+1,x\r\n");
    row("phone with plus", {text("+880 17")}, "'+880 17\r\n");
    row("lone minus", {text("-"), text("-x")}, "-,'-x\r\n");
    row("leading zeros are quoted", {text("0042"), text("42"), text("0")}, "\"0042\",42,0\r\n");
    row("long numbers are quoted", {text("1234567890123456")}, "\"1234567890123456\"\r\n");
    row("one empty cell is no blank line", {QString()}, "\"\"\r\n");
    row("empty cells", {QString(), QString()}, ",\r\n");
}

void tst_csv::writes()
{
    QFETCH(QStringList, texts);
    QFETCH(QByteArray, line);
    CsvWriter writer;
    writer.addTexts(texts);
    QCOMPARE(writer.take(), line);
}

void tst_csv::guards_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(cell);
    };
    row("equals", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    row("plus", "+1", "'+1");
    row("minus", "-1", "'-1");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\t=1", "'\t=1");
    row("CR", "\r=1", "'\r=1");
    row("LF", "\n=1", "'\n=1");
    row("lone minus", "-", "-");
    row("lone equals", "=", "'=");
    row("guarded already", "'=1", "''=1");
    row("apostrophe", "'Ana", "'Ana");
    row("plain", "Ana-Maria", "Ana-Maria");
    row("empty", "", "");
}

void tst_csv::guards()
{
    QFETCH(QString, text);
    QFETCH(QString, cell);
    QCOMPARE(guardedCell(text), cell);
    QCOMPARE(plainCell(cell), text);
}

void tst_csv::readsBackWhatItWrote()
{
    const QString alphabet = QString::fromUtf8("a0=+-@'\",;\t\r\n é\uFEFFअ");
    std::mt19937 random(11);
    const auto pick = [&random](int below) {
        return static_cast<int>(random() % static_cast<unsigned>(below));
    };
    for (int i = 0; i < rollcall::test::repeats(3000); ++i) {
        const QChar separator = QStringLiteral(",;\t").at(pick(3));
        QStringList head;
        for (int column = pick(5); column >= 0; --column)
            head.append(QStringLiteral("c%1").arg(column));
        QList<QStringList> rows(pick(4));
        CsvWriter writer({head.size() > 1 ? separator : QChar(u','), pick(2) == 0});
        writer.addTexts(head);
        for (QStringList &row : rows) {
            for (qsizetype column = 0; column < head.size(); ++column) {
                QString text;
                for (int length = pick(6); length > 0; --length)
                    text += alphabet.at(pick(static_cast<int>(alphabet.size())));
                row.append(text);
            }
            writer.addTexts(row);
        }
        const QByteArray bytes = writer.take();
        const Result<CsvTable> table = parseCsv(bytes);
        QVERIFY2(table.isOk(), table ? "" : qPrintable(table.error().userText));
        QCOMPARE(table->head, head);
        QCOMPARE(table->rows.size(), rows.size());
        for (qsizetype row = 0; row < rows.size(); ++row)
            QVERIFY2(table->rows.at(row).fields == rows.at(row), bytes.constData());
    }
}

void tst_csv::writesInParts()
{
    CsvWriter writer({u';', true});
    writer.addTexts({QStringLiteral("a"), QStringLiteral("b")});
    QCOMPARE(writer.take(), QByteArray("\xEF\xBB\xBF"
                                       "a;b\r\n"));
    writer.addRow({{QStringLiteral("-5"), false}, {QStringLiteral("007"), false}});
    QCOMPARE(writer.take(), QByteArray("-5;007\r\n"));
    QCOMPARE(writer.take(), QByteArray());
}

ROLLCALL_TEST(tst_csv);
#include "tst_csv.moc"
