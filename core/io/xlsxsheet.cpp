// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxsheet_p.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr qsizetype kMostMerged = 100'000;
constexpr qsizetype kMostCharactersInRow = 1'000'000;

Error tooManyRows(int most)
{
    return errors::invalidInput(
        QCoreApplication::translate("rollcall::XlsxReader",
                                    "The sheet has more than %1 rows. Nothing was taken from it. "
                                    "Divide it into several workbooks.")
            .arg(most));
}

} // namespace

Result<QList<MergedCells>> XlsxSheetParser::run(XmlPart xml)
{
    for (XmlPart::Step step = xml.next(); step != XmlPart::Step::Done; step = xml.next()) {
        if (m_isInline)
            m_inline.take(step, xml);
        if (step == XmlPart::Step::Start)
            start(xml);
        else if (step == XmlPart::Step::End)
            end(xml.name());
        else if (m_isValue)
            m_value += xml.text();
        if (m_error)
            return *m_error;
        if (m_isEnough)
            return m_merged;
    }
    const Result<> failure = xml.failure();
    return failure ? Result<QList<MergedCells>>(m_merged) : failure.error();
}

void XlsxSheetParser::start(const XmlPart &xml)
{
    const QStringView name = xml.name();
    if (name == u"row") {
        startRow(xml.attribute(QLatin1String("r")));
    } else if (name == u"c") {
        startCell(xml);
    } else if (name == u"f") {
        m_hasFormula = true;
    } else if (name == u"v") {
        m_isValue = true;
    } else if (name == u"is") {
        m_isInline = true;
    } else if (name == u"mergeCell") {
        addMerged(xml.attribute(QLatin1String("ref")));
    }
}

void XlsxSheetParser::end(QStringView name)
{
    if (name == u"row")
        endRow();
    else if (name == u"c")
        endCell();
    else if (name == u"v")
        m_isValue = false;
    else if (name == u"is")
        m_isInline = false;
}

void XlsxSheetParser::startRow(const QString &number)
{
    const int line = number.isEmpty() ? m_row.line + 1 : number.toInt();
    if (line <= m_row.line)
        refuse(QStringLiteral("xlsx row order"));
    m_row = {line, {}};
    m_column = -1;
}

void XlsxSheetParser::startCell(const XmlPart &xml)
{
    const QString reference = xml.attribute(QLatin1String("r"));
    const int column = reference.isEmpty() ? m_column + 1 : columnOfReference(reference);
    if (column <= m_column)
        refuse(QStringLiteral("xlsx cell order"));
    m_column = column;
    m_type = xml.attribute(QLatin1String("t"));
    bool isNumber = false;
    m_style = xml.attribute(QLatin1String("s")).toInt(&isNumber);
    if (!isNumber)
        m_style = -1;
    m_value.clear();
    m_inline.takeText();
    m_hasFormula = m_isValue = m_isInline = false;
}

void XlsxSheetParser::endCell()
{
    const SheetCell found = cell();
    if (found.text.isEmpty() && found.fault == CellFault::None)
        return;
    if (m_column >= m_limits.columns || found.text.size() > m_limits.characters) {
        refuse(QStringLiteral("xlsx column %1").arg(m_column));
        return;
    }
    m_row.cells.resize(m_column + 1);
    m_row.cells.last() = found;
}

void XlsxSheetParser::endRow()
{
    if (m_row.cells.isEmpty())
        return;
    if (++m_rows > m_limits.rows) {
        m_error = tooManyRows(m_limits.rows);
        return;
    }
    qsizetype characters = 0;
    for (const SheetCell &each : std::as_const(m_row.cells))
        characters += each.text.size();
    if (characters > kMostCharactersInRow) {
        refuse(QStringLiteral("xlsx long row"));
        return;
    }
    SheetRow row{m_row.line, std::exchange(m_row.cells, {})};
    const Result<bool> goesOn = m_taker(row);
    if (!goesOn)
        m_error = goesOn.error();
    else
        m_isEnough = !*goesOn;
}

void XlsxSheetParser::addMerged(const QString &range)
{
    const QString first = range.section(u':', 0, 0);
    const QString last = range.section(u':', 1, 1);
    const MergedCells merged{rowOfReference(first), rowOfReference(last), columnOfReference(first),
                             columnOfReference(last)};
    if (merged.firstRow > 0 && merged.firstRow <= merged.lastRow && merged.firstColumn >= 0 &&
        merged.firstColumn <= merged.lastColumn && m_merged.size() < kMostMerged)
        m_merged.append(merged);
}

SheetCell XlsxSheetParser::cell()
{
    if (m_type == u"inlineStr")
        return {m_inline.takeText(), false, CellFault::None};
    if (m_value.isEmpty())
        return {{},
                false,
                m_hasFormula && m_type != u"str" ? CellFault::NoFormulaResult : CellFault::None};
    if (m_type == u"s") {
        bool isNumber = false;
        const qsizetype index = m_value.toInt(&isNumber);
        if (!isNumber || index < 0 || index >= m_book.texts.size()) {
            refuse(QStringLiteral("xlsx shared text"));
            return {};
        }
        return {m_book.texts.at(index), false, CellFault::None};
    }
    if (m_type == u"str")
        return {m_value, false, CellFault::None};
    if (m_type == u"e")
        return {m_value, false, CellFault::ErrorValue};
    if (m_type == u"b")
        return {m_value == u"1" ? QStringLiteral("TRUE") : QStringLiteral("FALSE"), false,
                CellFault::None};
    if (m_type == u"d") {
        const QDate day = QDate::fromString(m_value.left(10), Qt::ISODate);
        return {day.toString(Qt::ISODate), true,
                day.isValid() ? CellFault::None : CellFault::NoDate};
    }
    return number();
}

SheetCell XlsxSheetParser::number() const
{
    const NumberFormat format = m_book.formats.value(m_style);
    if (format.isDate) {
        const QDate day = dateOfSerial(m_value, m_book.from1904);
        return {day.toString(Qt::ISODate), true,
                day.isValid() ? CellFault::None : CellFault::NoDate};
    }
    std::optional<QString> text =
        m_value.size() <= m_limits.characters ? exactNumber(m_value) : std::nullopt;
    if (!text)
        return {m_value.left(m_limits.characters), false, CellFault::TooManyDigits};
    const bool isPlain = !text->contains(u'.') && !text->startsWith(u'-');
    if (isPlain && text->size() < format.zeros)
        text->prepend(QString(format.zeros - text->size(), u'0'));
    return {*std::move(text), false, CellFault::None};
}

void XlsxSheetParser::refuse(const QString &detail)
{
    if (!m_error)
        m_error = damagedWorkbook(detail);
}

} // namespace rollcall
