// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxwriter.h"

#include "core/io/xlsxcells.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>
#include <utility>
#include <xlsxwriter.h>

namespace rollcall {

namespace {

constexpr qint64 kLargestExact = 999'999'999'999'999; ///< the 15 digits of a spreadsheet

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

Error tooManyRows()
{
    return tooMuch(say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                                         "A workbook holds %1 rows, and the table has more."))
                       .arg(kMostXlsxRows - 1));
}

Result<> checkHead(const QStringList &head)
{
    const bool isTooLong = std::any_of(head.begin(), head.end(), [](const QString &text) {
        return text.size() > kMostXlsxCharacters;
    });
    if (head.size() <= kMostXlsxColumns && !isTooLong)
        return ok();
    return tooMuch(say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                                         "The table is wider than the %1 columns of a workbook."))
                       .arg(kMostXlsxColumns));
}

/// @p number: of the row, from 1.
Result<> checkRow(const QList<XlsxValue> &row, qint64 number)
{
    if (row.size() > kMostXlsxColumns)
        return checkHead(QStringList(row.size()));
    for (const XlsxValue &value : row) {
        if (textOf(value).size() > kMostXlsxCharacters)
            return tooMuch(say(QT_TRANSLATE_NOOP("rollcall::XlsxWriter",
                                                 "Row %1 has a text of more than %2 characters, "
                                                 "which no cell can hold."))
                               .arg(number)
                               .arg(kMostXlsxCharacters));
    }
    return ok();
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

Error failed(lxw_error error)
{
    return errors::internal(QStringLiteral("libxlsxwriter: ") +
                            QString::fromUtf8(lxw_strerror(error)));
}

/// The one sheet of a workbook on its way into a file. The library keeps no more than a row in
/// memory, so that rows are given in their order.
class Sheet
{
public:
    Sheet(const QString &file, const QByteArray &temporaryFolder, const QString &name)
        : m_folder(temporaryFolder)
    {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = m_folder.data();
        m_book = workbook_new_opt(file.toUtf8().constData(), &options);
        if (m_book)
            m_sheet = workbook_add_worksheet(m_book, sheetName(name).toUtf8().constData());
        if (m_sheet)
            addFormats();
    }
    ~Sheet()
    {
        if (m_book)
            workbook_close(m_book);
    }
    Q_DISABLE_COPY_MOVE(Sheet)

    /// The layout and the head of @p table.
    lxw_error begin(const XlsxTable &table)
    {
        if (!m_sheet)
            return LXW_ERROR_MEMORY_MALLOC_FAILED;
        layOut(table);
        QList<XlsxValue> head;
        for (const QString &text : table.head)
            head.append(text);
        return writeRow(0, head, m_headFormat);
    }
    /// @p number: from 1, in their order.
    lxw_error add(const QList<XlsxValue> &row, qint64 number)
    {
        return writeRow(static_cast<lxw_row_t>(number), row, m_textFormat);
    }
    lxw_error close() { return workbook_close(std::exchange(m_book, nullptr)); }

private:
    /// Texts have the format "Text", so that whoever edits a cell keeps its zeros.
    void addFormats()
    {
        m_headFormat = workbook_add_format(m_book);
        format_set_bold(m_headFormat);
        format_set_num_format(m_headFormat, "@");
        m_textFormat = workbook_add_format(m_book);
        format_set_num_format(m_textFormat, "@");
        m_numberFormat = workbook_add_format(m_book);
        format_set_num_format(m_numberFormat, "0");
    }

    /// The head stays while the rows are scrolled, and no "0042" is marked as a number that someone
    /// spoilt.
    void layOut(const XlsxTable &table)
    {
        const QList<int> widths = columnWidths(table);
        for (qsizetype column = 0; column < widths.size(); ++column) {
            const auto place = static_cast<lxw_col_t>(column);
            worksheet_set_column(m_sheet, place, place, widths.at(column), nullptr);
        }
        worksheet_freeze_panes(m_sheet, 1, 0);
        worksheet_ignore_errors(m_sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    }

    lxw_error writeRow(lxw_row_t row, const QList<XlsxValue> &cells, lxw_format *textFormat)
    {
        lxw_error error = LXW_NO_ERROR;
        for (qsizetype i = 0; i < cells.size() && error == LXW_NO_ERROR; ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            const auto *figure = std::get_if<qint64>(&cells.at(i));
            if (figure && *figure >= -kLargestExact && *figure <= kLargestExact)
                error = worksheet_write_number(m_sheet, row, column, static_cast<double>(*figure),
                                               m_numberFormat);
            else if (const QString text = textOf(cells.at(i)); !text.isEmpty())
                error = worksheet_write_string(
                    m_sheet, row, column, escapedXlsxText(text).toUtf8().constData(), textFormat);
        }
        return error;
    }

    QByteArray m_folder;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr;   ///< m_book's
    lxw_format *m_headFormat = nullptr; ///< m_book's, as the others
    lxw_format *m_textFormat = nullptr;
    lxw_format *m_numberFormat = nullptr;
};

} // namespace

struct XlsxStream::Parts
{
    explicit Parts(const QString &name)
        : sheet(file(), folder.path().toUtf8(), name)
    {}
    // The library writes files only.
    QString file() const { return folder.filePath(QStringLiteral("table.xlsx")); }

    const QTemporaryDir folder;
    Sheet sheet;
    qint64 rows = 0;
    std::optional<Error> error;
};

XlsxStream::XlsxStream(const XlsxTable &table)
    : m_parts(std::make_unique<Parts>(table.sheet))
{
    if (const Result<> fits = checkHead(table.head); !fits)
        m_parts->error = fits.error();
    else if (const lxw_error error = m_parts->sheet.begin(table); error != LXW_NO_ERROR)
        m_parts->error = failed(error);
}

XlsxStream::~XlsxStream() = default;

Result<> XlsxStream::add(const QList<QList<XlsxValue>> &rows)
{
    std::optional<Error> &error = m_parts->error;
    for (qsizetype i = 0; i < rows.size() && !error; ++i) {
        const qint64 number = ++m_parts->rows;
        const Result<> fits =
            number < kMostXlsxRows ? checkRow(rows.at(i), number) : Result<>(tooManyRows());
        if (!fits)
            error = fits.error();
        else if (const lxw_error code = m_parts->sheet.add(rows.at(i), number);
                 code != LXW_NO_ERROR)
            error = failed(code);
    }
    return error ? Result<>(*error) : ok();
}

Result<QString> XlsxStream::close()
{
    if (!m_parts->error) {
        if (const lxw_error code = m_parts->sheet.close(); code != LXW_NO_ERROR)
            m_parts->error = failed(code);
    }
    return m_parts->error ? Result<QString>(*m_parts->error) : m_parts->file();
}

Result<> XlsxStream::finish(QIODevice &to)
{
    constexpr qint64 kPiece = 1024LL * 1024;
    const Result<QString> packed = close();
    if (!packed)
        return packed.error();
    QFile from(*packed);
    if (!from.open(QIODevice::ReadOnly))
        return errors::internal(from.errorString());
    while (!from.atEnd()) {
        const QByteArray piece = from.read(kPiece);
        if (piece.isEmpty())
            return errors::internal(from.errorString());
        if (to.write(piece) != piece.size())
            return errors::storageFailure(to.errorString());
    }
    return ok();
}

/// Whoever exports puts the bytes where they belong in one piece.
Result<QByteArray> writeXlsx(const XlsxTable &table)
{
    if (table.rows.size() >= kMostXlsxRows)
        return tooManyRows();
    XlsxStream stream(table);
    if (const Result<> added = stream.add(table.rows); !added)
        return added.error();
    const Result<QString> name = stream.close();
    if (!name)
        return name.error();
    QFile file(*name);
    if (!file.open(QIODevice::ReadOnly))
        return errors::internal(file.errorString());
    return file.readAll();
}

} // namespace rollcall
