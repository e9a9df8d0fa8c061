// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>
#include <zip.h>

namespace rollcall::test {

/// A part of an archive.
struct ZipEntry
{
    QByteArray name;
    QByteArray bytes;
};

/// An archive of these parts in memory; empty when it cannot be made.
inline QByteArray makeZip(const QList<ZipEntry> &entries, zip_int32_t method = ZIP_CM_DEFLATE)
{
    zip_source_t *target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_t *archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (!archive) {
        zip_source_free(target);
        return {};
    }
    zip_source_keep(target);
    for (const ZipEntry &entry : entries) {
        zip_source_t *part = zip_source_buffer(archive, entry.bytes.constData(),
                                               static_cast<zip_uint64_t>(entry.bytes.size()), 0);
        const zip_int64_t index =
            zip_file_add(archive, entry.name.constData(), part, ZIP_FL_OVERWRITE);
        if (index < 0)
            zip_source_free(part);
        else
            zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0);
    }
    QByteArray bytes;
    if (zip_close(archive) == 0 && zip_source_open(target) == 0) {
        zip_stat_t stat;
        zip_source_stat(target, &stat);
        bytes.resize(static_cast<qsizetype>(stat.size));
        zip_source_read(target, bytes.data(), stat.size);
        zip_source_close(target);
    } else {
        zip_discard(archive);
    }
    zip_source_free(target);
    return bytes;
}

/// A workbook around the XML of its sheets, with styles: 0 plain, 1 date, 2 "000000", 3 text.
struct WorkbookMaker
{
    QList<QByteArray> sheets; ///< rows, as inside <sheetData>
    QList<QByteArray> states; ///< "hidden" …; may be shorter
    QByteArray afterData;     ///< of each sheet, e.g. <mergeCells>
    QByteArray texts;         ///< <si> elements
    bool from1904 = false;

    QByteArray bytes(zip_int32_t method = ZIP_CM_DEFLATE) const
    {
        QByteArray book = from1904 ? "<workbookPr date1904=\"1\"/><sheets>" : "<sheets>";
        QByteArray relations;
        QList<ZipEntry> parts;
        for (int i = 0; i < sheets.size(); ++i) {
            const QByteArray n = QByteArray::number(i + 1);
            const QByteArray state = states.value(i);
            book += "<sheet name=\"Sheet" + n + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"";
            book += state.isEmpty() ? QByteArray("/>") : QByteArray(" state=\"" + state + "\"/>");
            relations +=
                "<Relationship Id=\"rId" + n + "\" Target=\"worksheets/sheet" + n + ".xml\"/>";
            parts.append(ZipEntry{"xl/worksheets/sheet" + n + ".xml", sheet(i)});
        }
        parts.append(ZipEntry{"xl/workbook.xml", "<workbook xmlns=\"m\" xmlns:r=\"r\">" + book +
                                                     "</sheets></workbook>"});
        parts.append(ZipEntry{"xl/_rels/workbook.xml.rels",
                              "<Relationships xmlns=\"p\">" + relations + "</Relationships>"});
        parts.append(ZipEntry{
            "xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"000000\"/>"
                             "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                             "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>"
                             "<xf numFmtId=\"49\"/></cellXfs></styleSheet>"});
        if (!texts.isEmpty())
            parts.append(ZipEntry{"xl/sharedStrings.xml", "<sst xmlns=\"m\">" + texts + "</sst>"});
        return makeZip(parts, method);
    }

private:
    QByteArray sheet(int i) const
    {
        return "<worksheet xmlns=\"m\"><sheetData>" + sheets.at(i) + "</sheetData>" + afterData +
               "</worksheet>";
    }
};

} // namespace rollcall::test
