// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xmlpart.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr int kDeepest = 64; ///< a workbook needs some eight

/// A workbook is written in Unicode; in other encodings '<' may be another byte, and the limit of
/// ZipPart on texts would see nothing.
bool isUnicode(QStringView encoding)
{
    return encoding.isEmpty() || encoding.compare(u"utf-8", Qt::CaseInsensitive) == 0 ||
           encoding.compare(u"utf-16", Qt::CaseInsensitive) == 0;
}

} // namespace

XmlPart::Step XmlPart::next()
{
    while (!m_isRefused && !m_xml.atEnd()) {
        switch (m_xml.readNext()) {
        case QXmlStreamReader::StartDocument:
            m_isRefused = !isUnicode(m_xml.documentEncoding());
            break;
        case QXmlStreamReader::StartElement:
            m_isRefused = ++m_depth > kDeepest;
            return m_isRefused ? Step::Done : Step::Start;
        case QXmlStreamReader::EndElement:
            --m_depth;
            return Step::End;
        case QXmlStreamReader::Characters:
            return Step::Text;
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            m_isRefused = true;
            return Step::Done;
        default:
            break;
        }
    }
    return Step::Done;
}

QString XmlPart::attribute(QLatin1String name) const
{
    for (const QXmlStreamAttribute &each : m_xml.attributes()) {
        if (each.prefix().isEmpty() && each.name() == name)
            return each.value().toString();
    }
    return {};
}

QString XmlPart::prefixedAttribute(QLatin1String name) const
{
    for (const QXmlStreamAttribute &each : m_xml.attributes()) {
        if (!each.prefix().isEmpty() && each.name() == name)
            return each.value().toString();
    }
    return {};
}

Result<> XmlPart::failure() const
{
    if (m_isRefused)
        return damagedWorkbook(QStringLiteral("xml refused"));
    if (m_part->isBroken())
        return damagedWorkbook(QStringLiteral("xml part broken"));
    if (m_xml.hasError())
        return damagedWorkbook(QStringLiteral("xml error %1").arg(int(m_xml.error())));
    return ok();
}

Error damagedWorkbook(const QString &detail)
{
    return errors::invalidInput(
        QCoreApplication::translate(
            "rollcall::XlsxReader",
            "The workbook is damaged or holds more than a list of people needs. Nothing was taken "
            "from it. Copy the list alone into a new workbook and save it as .xlsx."),
        detail);
}

} // namespace rollcall
