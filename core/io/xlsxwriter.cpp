// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxwriter.h"

#include "core/io/xlsxcells.h"
#include "core/io/zippacker.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

#include <algorithm>

namespace rollcall {

namespace {

constexpr qint64 kLargestExact = 999'999'999'999'999; ///< the 15 digits of a spreadsheet
constexpr auto kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr auto kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr auto kPackage = "http://schemas.openxmlformats.org/package/2006/";

/// Places in cellXfs of kStyles.
enum Style { HeadStyle = 1, TextStyle = 2, NumberStyle = 3 };

/// A bold head, texts as "Text" (49), so that editing a cell keeps its zeros, and whole numbers.
constexpr auto kStyles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"4\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"1\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\"/></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    "</styleSheet>";

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::XlsxWriter", text);
}

Error tooMuch(const QString &what)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                              "%1 No workbook was made. Narrow the table with its filter, or "
                              "export it as CSV."))
            .arg(what));
}

QString textOf(const XlsxValue &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString::number(std::get<qint64>(value));
}

Result<> check(const XlsxTable &table)
{
    if (table.rows.size() >= kMostXlsxRows)
        return tooMuch(say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                                             "A workbook holds %1 rows, and the table has %2."))
                           .arg(kMostXlsxRows - 1)
                           .arg(table.rows.size()));
    qsizetype columns = table.head.size();
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        columns = qMax(columns, table.rows.at(row).size());
        for (const XlsxValue &value : table.rows.at(row)) {
            if (textOf(value).size() > kMostXlsxCharacters)
                return tooMuch(say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                                                     "Row %1 has a text of more than %2 "
                                                     "characters, which no cell can hold."))
                                   .arg(row + 1)
                                   .arg(kMostXlsxCharacters));
        }
    }
    const bool hasLongHead =
        std::any_of(table.head.begin(), table.head.end(),
                    [](const QString &head) { return head.size() > kMostXlsxCharacters; });
    if (columns <= kMostXlsxColumns && !hasLongHead)
        return ok();
    return tooMuch(say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                                         "The table is wider than the %1 columns of a workbook."))
                       .arg(kMostXlsxColumns));
}

/// 0 → "A", 27 → "AB".
QString columnLetters(qsizetype column)
{
    QString letters;
    for (qsizetype left = column + 1; left > 0; left = (left - 1) / 26)
        letters.prepend(QChar(u'A' + static_cast<char16_t>((left - 1) % 26)));
    return letters;
}

/// At most 31 characters, none of []:*?/\, no apostrophe at either end, not empty.
QString sheetName(const QString &wanted)
{
    constexpr qsizetype kLongest = 31;
    QString name = wanted;
    for (QChar &c : name) {
        if (QStringLiteral("[]:*?/\\'").contains(c) || c.category() == QChar::Other_Control)
            c = u' ';
    }
    name = escapedXlsxText(name.simplified()).left(kLongest).trimmed();
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("1") : name;
}

/// As wide as what stands in the first rows, within reason; in characters.
QList<int> columnWidths(const XlsxTable &table)
{
    constexpr qsizetype kLookedAt = 200;
    constexpr qsizetype kNarrowest = 8;
    constexpr qsizetype kWidest = 60;
    QList<qsizetype> needed;
    const auto look = [&needed](qsizetype column, qsizetype size) {
        while (needed.size() <= column)
            needed.append(kNarrowest);
        needed[column] = qMax(needed.at(column), size + 2);
    };
    for (qsizetype column = 0; column < table.head.size(); ++column)
        look(column, table.head.at(column).size());
    for (qsizetype row = 0; row < qMin(kLookedAt, table.rows.size()); ++row) {
        for (qsizetype column = 0; column < table.rows.at(row).size(); ++column)
            look(column, textOf(table.rows.at(row).at(column)).size());
    }
    QList<int> widths;
    for (const qsizetype width : std::as_const(needed))
        widths.append(static_cast<int>(qMin(width, kWidest)));
    return widths;
}

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// Writes the XML of the one sheet.
class SheetXml
{
public:
    explicit SheetXml(const XlsxTable &table)
        : m_table(table)
        , m_widths(columnWidths(table))
        , m_xml(&m_bytes)
    {}

    QByteArray bytes()
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(latin("worksheet"));
        m_xml.writeDefaultNamespace(latin(kMain));
        writeView();
        writeColumns();
        m_xml.writeStartElement(latin("sheetData"));
        QList<XlsxValue> head;
        for (const QString &text : m_table.head)
            head.append(text);
        writeRow(1, head, HeadStyle);
        int number = 1;
        for (const QList<XlsxValue> &row : m_table.rows)
            writeRow(++number, row, TextStyle);
        m_xml.writeEndElement();
        writeCalm();
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    QString wholeRange() const
    {
        return QStringLiteral("A1:%1%2")
            .arg(columnLetters(qMax<qsizetype>(m_widths.size(), 1) - 1))
            .arg(m_table.rows.size() + 1);
    }

    /// The head stays while the rows are scrolled.
    void writeView()
    {
        m_xml.writeStartElement(latin("sheetViews"));
        m_xml.writeStartElement(latin("sheetView"));
        m_xml.writeAttribute(latin("workbookViewId"), latin("0"));
        m_xml.writeEmptyElement(latin("pane"));
        m_xml.writeAttribute(latin("ySplit"), latin("1"));
        m_xml.writeAttribute(latin("topLeftCell"), latin("A2"));
        m_xml.writeAttribute(latin("activePane"), latin("bottomLeft"));
        m_xml.writeAttribute(latin("state"), latin("frozen"));
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    void writeColumns()
    {
        if (m_widths.isEmpty())
            return;
        m_xml.writeStartElement(latin("cols"));
        for (qsizetype column = 0; column < m_widths.size(); ++column) {
            const QString place = QString::number(column + 1);
            m_xml.writeEmptyElement(latin("col"));
            m_xml.writeAttribute(latin("min"), place);
            m_xml.writeAttribute(latin("max"), place);
            m_xml.writeAttribute(latin("width"), QString::number(m_widths.at(column)));
            m_xml.writeAttribute(latin("customWidth"), latin("1"));
        }
        m_xml.writeEndElement();
    }

    void writeRow(int number, const QList<XlsxValue> &cells, Style textStyle)
    {
        m_xml.writeStartElement(latin("row"));
        m_xml.writeAttribute(latin("r"), QString::number(number));
        for (qsizetype column = 0; column < cells.size(); ++column) {
            const XlsxValue &value = cells.at(column);
            const auto *figure = std::get_if<qint64>(&value);
            const QString reference = columnLetters(column) + QString::number(number);
            if (figure && *figure >= -kLargestExact && *figure <= kLargestExact)
                writeNumber(reference, *figure);
            else
                writeText(reference, textOf(value), textStyle);
        }
        m_xml.writeEndElement();
    }

    void startCell(const QString &reference, Style style)
    {
        m_xml.writeStartElement(latin("c"));
        m_xml.writeAttribute(latin("r"), reference);
        m_xml.writeAttribute(latin("s"), QString::number(style));
    }

    void writeNumber(const QString &reference, qint64 number)
    {
        startCell(reference, NumberStyle);
        m_xml.writeTextElement(latin("v"), QString::number(number));
        m_xml.writeEndElement();
    }

    void writeText(const QString &reference, const QString &text, Style style)
    {
        if (text.isEmpty())
            return;
        startCell(reference, style);
        m_xml.writeAttribute(latin("t"), latin("inlineStr"));
        m_xml.writeStartElement(latin("is"));
        m_xml.writeStartElement(latin("t"));
        m_xml.writeAttribute(latin("xml:space"), latin("preserve"));
        m_xml.writeCharacters(escapedXlsxText(text));
        m_xml.writeEndElement();
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    /// Without it the spreadsheet marks each "0042" as a number that someone spoilt.
    void writeCalm()
    {
        m_xml.writeStartElement(latin("ignoredErrors"));
        m_xml.writeEmptyElement(latin("ignoredError"));
        m_xml.writeAttribute(latin("sqref"), wholeRange());
        m_xml.writeAttribute(latin("numberStoredAsText"), latin("1"));
        m_xml.writeEndElement();
    }

    const XlsxTable &m_table;
    const QList<int> m_widths;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

QByteArray bookXml(const QString &sheet)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(latin("workbook"));
    xml.writeDefaultNamespace(latin(kMain));
    xml.writeNamespace(latin(kRelations), latin("r"));
    xml.writeStartElement(latin("sheets"));
    xml.writeEmptyElement(latin("sheet"));
    xml.writeAttribute(latin("name"), sheetName(sheet));
    xml.writeAttribute(latin("sheetId"), latin("1"));
    xml.writeAttribute(latin(kRelations), latin("id"), latin("rId1"));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

/// @p targets: kind and part, in the order of their ids.
QByteArray relationsXml(const QList<std::pair<const char *, const char *>> &targets)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(latin("Relationships"));
    xml.writeDefaultNamespace(QString(latin(kPackage) + latin("relationships")));
    int id = 0;
    for (const auto &[kind, part] : targets) {
        xml.writeEmptyElement(latin("Relationship"));
        xml.writeAttribute(latin("Id"), QStringLiteral("rId%1").arg(++id));
        xml.writeAttribute(latin("Type"), QString(latin(kRelations) + u'/' + latin(kind)));
        xml.writeAttribute(latin("Target"), latin(part));
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

QByteArray typesXml()
{
    const QString sheetMl =
        latin("application/vnd.openxmlformats-officedocument.spreadsheetml.%1+xml");
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(latin("Types"));
    xml.writeDefaultNamespace(QString(latin(kPackage) + latin("content-types")));
    const auto byDefault = [&xml](const char *suffix, const QString &type) {
        xml.writeEmptyElement(latin("Default"));
        xml.writeAttribute(latin("Extension"), latin(suffix));
        xml.writeAttribute(latin("ContentType"), type);
    };
    byDefault("rels", latin("application/vnd.openxmlformats-package.relationships+xml"));
    byDefault("xml", latin("application/xml"));
    const auto part = [&xml, &sheetMl](const char *name, const char *type) {
        xml.writeEmptyElement(latin("Override"));
        xml.writeAttribute(latin("PartName"), latin(name));
        xml.writeAttribute(latin("ContentType"), sheetMl.arg(latin(type)));
    };
    part("/xl/workbook.xml", "sheet.main");
    part("/xl/worksheets/sheet1.xml", "worksheet");
    part("/xl/styles.xml", "styles");
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace

Result<QByteArray> writeXlsx(const XlsxTable &table)
{
    if (const Result<> checked = check(table); !checked)
        return checked.error();
    return packZip(
        {{"[Content_Types].xml", typesXml()},
         {"_rels/.rels", relationsXml({{"officeDocument", "xl/workbook.xml"}})},
         {"xl/workbook.xml", bookXml(table.sheet)},
         {"xl/_rels/workbook.xml.rels",
          relationsXml({{"worksheet", "worksheets/sheet1.xml"}, {"styles", "styles.xml"}})},
         {"xl/styles.xml", QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") + kStyles},
         {"xl/worksheets/sheet1.xml", SheetXml(table).bytes()}});
}

} // namespace rollcall
