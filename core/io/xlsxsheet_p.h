// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/xlsxreader.h"
#include "core/io/xmlpart.h"

namespace rollcall {

/// Joins the runs of a text, without the reading aids that East Asian spreadsheets put beside it.
class RichText
{
public:
    void take(XmlPart::Step step, const XmlPart &xml)
    {
        if (step == XmlPart::Step::Text) {
            if (m_isText && !m_isAid)
                m_text += xml.text();
            return;
        }
        if (xml.name() == u"t")
            m_isText = step == XmlPart::Step::Start;
        else if (xml.name() == u"rPh")
            m_isAid = step == XmlPart::Step::Start;
    }
    QString takeText() { return plainXlsxText(std::exchange(m_text, {})); }

private:
    QString m_text;
    bool m_isText = false;
    bool m_isAid = false;
};

/// What the cells of a sheet refer to.
struct XlsxBook
{
    const QList<QString> &texts;
    const QList<NumberFormat> &formats;
    bool from1904 = false;
};

/// Goes through the XML of one sheet.
class XlsxSheetParser
{
public:
    XlsxSheetParser(const XlsxBook &book, const XlsxLimits &limits, const SheetTaker &taker)
        : m_book(book)
        , m_limits(limits)
        , m_taker(taker)
    {}

    Result<QList<MergedCells>> run(XmlPart xml);

private:
    void start(const XmlPart &xml);
    void end(QStringView name);
    void startRow(const QString &number);
    void startCell(const XmlPart &xml);
    void endCell();
    void endRow();
    void addMerged(const QString &range);
    SheetCell cell();
    SheetCell number() const;
    void refuse(const QString &detail);

    const XlsxBook m_book;
    const XlsxLimits &m_limits;
    const SheetTaker &m_taker;
    QList<MergedCells> m_merged;
    SheetRow m_row;
    int m_rows = 0;
    bool m_isEnough = false;
    std::optional<Error> m_error;

    // of the cell at hand
    int m_column = -1;
    QString m_type;
    int m_style = -1;
    QString m_value;
    RichText m_inline;
    bool m_isInline = false;
    bool m_isValue = false;
    bool m_hasFormula = false;
};

} // namespace rollcall
