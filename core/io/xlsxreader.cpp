// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxreader.h"

#include "core/io/xlsxsheet_p.h"
#include "core/io/xmlpart.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr char kArchive[] = "PK\x03\x04";
constexpr char kCompound[] = "\xD0\xCF\x11\xE0"; ///< .xls, and .xlsx with a password
constexpr qsizetype kMostSheets = 1000;
constexpr qsizetype kMostFormats = 100'000;
constexpr auto kBookFolder = "xl/";

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::XlsxReader", text);
}

/// A target of a relation as a part's name: "/xl/a.xml" is absolute, "a.xml" beside the workbook.
QString partName(const QString &target)
{
    return target.startsWith(u'/') ? target.sliced(1) : QLatin1String(kBookFolder) + target;
}

} // namespace

Result<std::unique_ptr<XlsxReader>> XlsxReader::open(const QByteArray &bytes,
                                                     const XlsxLimits &limits)
{
    if (bytes.startsWith(kCompound))
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::XlsxReader",
                                  "The workbook has a password or is of the old .xls kind. Nothing "
                                  "was taken from it. Save it as .xlsx without a password.")));
    if (bytes.size() > limits.bytes)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::XlsxReader",
                                  "The workbook is larger than %1 MiB. Nothing was taken from it. "
                                  "Copy the list alone into a new workbook."))
                .arg(limits.bytes >> 20));
    Result<std::unique_ptr<ZipParts>> parts = ZipParts::open(bytes, limits.zip);
    if (!parts)
        return parts.error();
    std::unique_ptr<XlsxReader> reader(new XlsxReader(std::move(*parts), limits));
    if (const Result<> book = reader->readBook(); !book)
        return book.error();
    if (const Result<> styles = reader->readStyles(); !styles)
        return styles.error();
    if (const Result<> texts = reader->readTexts(); !texts)
        return texts.error();
    return reader;
}

Result<QHash<QString, QString>> XlsxReader::readTargets() const
{
    Result<std::unique_ptr<ZipPart>> part =
        m_parts->part(QStringLiteral("xl/_rels/workbook.xml.rels"));
    if (!part)
        return part.error();
    XmlPart xml(std::move(*part));
    QHash<QString, QString> targets;
    for (XmlPart::Step step = xml.next(); step != XmlPart::Step::Done; step = xml.next()) {
        if (step == XmlPart::Step::Start && xml.name() == u"Relationship" &&
            targets.size() < kMostSheets)
            targets.insert(xml.attribute(QLatin1String("Id")),
                           partName(xml.attribute(QLatin1String("Target"))));
    }
    const Result<> failure = xml.failure();
    return failure ? Result<QHash<QString, QString>>(targets) : failure.error();
}

Result<> XlsxReader::readBook()
{
    const Result<QHash<QString, QString>> targets = readTargets();
    if (!targets)
        return targets.error();
    Result<std::unique_ptr<ZipPart>> part = m_parts->part(QStringLiteral("xl/workbook.xml"));
    if (!part)
        return part.error();
    XmlPart xml(std::move(*part));
    for (XmlPart::Step step = xml.next(); step != XmlPart::Step::Done; step = xml.next()) {
        if (step != XmlPart::Step::Start)
            continue;
        if (xml.name() == u"workbookPr") {
            const QString from1904 = xml.attribute(QLatin1String("date1904"));
            m_from1904 = from1904 == u"1" || from1904 == u"true";
        } else if (xml.name() == u"sheet" && m_sheets.size() < kMostSheets) {
            const QString state = xml.attribute(QLatin1String("state"));
            m_sheets.append({xml.attribute(QLatin1String("name")),
                             targets->value(xml.prefixedAttribute(QLatin1String("id"))),
                             !state.isEmpty() && state != u"visible"});
        }
    }
    return xml.failure();
}

Result<> XlsxReader::readStyles()
{
    Result<std::unique_ptr<ZipPart>> part = m_parts->part(QStringLiteral("xl/styles.xml"));
    if (!part)
        return part.error().code == ErrorCode::NotFound ? ok() : Result<>(part.error());
    XmlPart xml(std::move(*part));
    QHash<int, QString> codes;
    bool isCellStyle = false;
    for (XmlPart::Step step = xml.next(); step != XmlPart::Step::Done; step = xml.next()) {
        if (xml.name() == u"cellXfs" && step != XmlPart::Step::Text)
            isCellStyle = step == XmlPart::Step::Start;
        if (step != XmlPart::Step::Start)
            continue;
        const int id = xml.attribute(QLatin1String("numFmtId")).toInt();
        if (xml.name() == u"numFmt" && codes.size() < kMostFormats)
            codes.insert(id, xml.attribute(QLatin1String("formatCode")));
        else if (xml.name() == u"xf" && isCellStyle && m_formats.size() < kMostFormats)
            m_formats.append(numberFormat(id, codes.value(id)));
    }
    return xml.failure();
}

Result<> XlsxReader::readTexts()
{
    Result<std::unique_ptr<ZipPart>> part = m_parts->part(QStringLiteral("xl/sharedStrings.xml"));
    if (!part)
        return part.error().code == ErrorCode::NotFound ? ok() : Result<>(part.error());
    XmlPart xml(std::move(*part));
    RichText text;
    qint64 characters = 0;
    for (XmlPart::Step step = xml.next(); step != XmlPart::Step::Done; step = xml.next()) {
        text.take(step, xml);
        characters += step == XmlPart::Step::Text ? xml.text().size() : 0;
        if (step == XmlPart::Step::End && xml.name() == u"si")
            m_texts.append(text.takeText());
        if (characters > m_limits.sharedCharacters || m_texts.size() > m_limits.sharedTexts)
            return damagedWorkbook(QStringLiteral("xlsx shared texts"));
    }
    return xml.failure();
}

Result<QList<MergedCells>> XlsxReader::read(const XlsxSheet &sheet, const SheetTaker &taker) const
{
    Result<std::unique_ptr<ZipPart>> part = m_parts->part(sheet.part);
    if (!part)
        return part.error();
    XlsxSheetParser parser({m_texts, m_formats, m_from1904}, m_limits, taker);
    return parser.run(XmlPart(std::move(*part)));
}

bool looksLikeWorkbook(const QByteArray &bytes)
{
    return bytes.startsWith(kArchive) || bytes.startsWith(kCompound);
}

} // namespace rollcall
