// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/csv.h"

#include "core/io/textdecoding.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace rollcall {

namespace {

constexpr std::array kSeparators = {u',', u';', u'\t', u'|'};
constexpr char kMark[] = "\xEF\xBB\xBF";
constexpr qsizetype kMarkSize = 3;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::Csv", text);
}

Error refused(int line, const QString &what)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::Csv", "The file could not be read at line %1: %2 Nothing "
                                               "was taken from it. Correct the file "
                                               "and try again."))
            .arg(line)
            .arg(what),
        QStringLiteral("csv line %1").arg(line));
}

bool isRunnable(QChar c)
{
    return c == u'=' || c == u'+' || c == u'-' || c == u'@' || c == u'\t' || c == u'\r' ||
           c == u'\n';
}

/// How many apostrophes stand before a character that a spreadsheet would run; -1 when none such
/// follows.
qsizetype guardsOf(const QString &text)
{
    qsizetype guards = 0;
    while (guards < text.size() && text.at(guards) == u'\'')
        ++guards;
    return guards < text.size() && isRunnable(text.at(guards)) ? guards : -1;
}

/// The line (1 = first) that holds the first bytes which are not UTF-8.
int firstBadLine(const QByteArray &bytes)
{
    int line = 1;
    for (qsizetype at = 0; at < bytes.size(); ++line) {
        const qsizetype end = bytes.indexOf('\n', at);
        const qsizetype length = end < 0 ? bytes.size() - at : end - at;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder.decode(QByteArrayView(bytes).sliced(at, length));
        if (decoder.hasError())
            return line;
        at += length + 1;
    }
    return line;
}

Result<DecodedText> decode(const QByteArray &bytes, const QByteArray &encoding)
{
    std::optional<DecodedText> text = decodeText(bytes, encoding);
    if (!text)
        return refused(firstBadLine(bytes),
                       say(QT_TRANSLATE_NOOP(
                           "rollcall::Csv",
                           "it is not text in UTF-8 or another encoding that can be told. Save it "
                           "as \"CSV UTF-8\" in the spreadsheet.")));
    return *std::move(text);
}

/// Goes through the text once, a record at a time.
class Reader
{
public:
    Reader(const DecodedText &text, const CsvLimits &limits, const CsvTaker &taker)
        : m_text(text.text)
        , m_limits(limits)
        , m_taker(taker)
    {
        m_head.encoding = text.encoding;
    }

    Result<> run()
    {
        m_separator = m_head.separator = detectSeparator();
        CsvRow row;
        while (m_at < m_text.size()) {
            if (const Result<> done = readRecord(&row); !done)
                return done.error();
            if (m_isBlank)
                continue;
            const Result<> taken = m_head.head.isEmpty() ? takeHead(row) : takeRow(row);
            if (!taken)
                return taken;
        }
        if (m_head.head.isEmpty()) {
            return refused(
                1, say(QT_TRANSLATE_NOOP("rollcall::Csv",
                                         "the file is empty. Its first line names the columns.")));
        }
        return ok();
    }

private:
    /// The one that stands most often outside quotes in the first line that is not blank.
    QChar detectSeparator() const
    {
        std::array<qsizetype, kSeparators.size()> counts{};
        bool isQuoted = false;
        bool isBlank = true;
        for (const QChar c : m_text) {
            if (c == u'"')
                isQuoted = !isQuoted;
            const bool endsLine = (c == u'\n' || c == u'\r') && !isQuoted;
            if (endsLine && !isBlank)
                break;
            isBlank = isBlank && (endsLine || c == u' ');
            for (size_t i = 0; i < kSeparators.size() && !isQuoted; ++i)
                counts[i] += c == kSeparators[i] ? 1 : 0;
        }
        const auto most = std::max_element(counts.begin(), counts.end());
        return kSeparators[static_cast<size_t>(most - counts.begin())];
    }

    Result<> takeHead(const CsvRow &row)
    {
        for (const QString &name : row.fields)
            m_head.head.append(plainCell(name.trimmed()));
        return m_taker.head(m_head);
    }

    Result<> takeRow(CsvRow &row)
    {
        // Spreadsheets fill rows up with empty fields as far as some other row went.
        while (row.fields.size() > m_head.head.size() && row.fields.constLast().isEmpty())
            row.fields.removeLast();
        if (row.fields.size() > m_head.head.size()) {
            return refused(row.line, say(QT_TRANSLATE_NOOP(
                                             "rollcall::Csv",
                                             "it has more fields (%1) than the first line (%2)."))
                                         .arg(row.fields.size())
                                         .arg(m_head.head.size()));
        }
        if (++m_rows > m_limits.rows) {
            return refused(row.line,
                           say(QT_TRANSLATE_NOOP("rollcall::Csv",
                                                 "the file has more than %1 rows. Divide it."))
                               .arg(m_limits.rows));
        }
        for (QString &field : row.fields)
            field = plainCell(field);
        row.fields.resize(m_head.head.size());
        return m_taker.row(row);
    }

    Result<> readRecord(CsvRow *row)
    {
        *row = {m_line, {}};
        m_isBlank = false;
        for (;;) {
            const bool isQuoted = m_at < m_text.size() && m_text.at(m_at) == u'"';
            QString field;
            if (const Result<> done = isQuoted ? readQuoted(&field) : readPlain(&field); !done)
                return done.error();
            row->fields.append(field);
            if (row->fields.size() > m_limits.fields) {
                return refused(
                    m_line, say(QT_TRANSLATE_NOOP("rollcall::Csv", "it has more than %1 fields."))
                                .arg(m_limits.fields));
            }
            if (m_at >= m_text.size() || m_text.at(m_at) != m_separator) {
                m_isBlank = !isQuoted && row->fields.size() == 1 && field.trimmed().isEmpty();
                skipLineEnd();
                return ok();
            }
            ++m_at;
        }
    }

    bool endsField(QChar c) const { return c == m_separator || c == u'\n' || c == u'\r'; }

    /// A quote inside an unquoted field stands for itself, as spreadsheets read it.
    Result<> readPlain(QString *field)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !endsField(m_text.at(m_at)))
            ++m_at;
        *field = m_text.sliced(from, m_at - from);
        return checkField(*field);
    }

    Result<> readQuoted(QString *field)
    {
        const int openedAt = m_line;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'"') {
                ++m_at;
                if (m_at >= m_text.size() || endsField(m_text.at(m_at)))
                    return checkField(*field);
                if (m_text.at(m_at) != u'"') {
                    return refused(m_line, say(QT_TRANSLATE_NOOP(
                                               "rollcall::Csv",
                                               "text follows the closing quote of a field.")));
                }
            } else if (c == u'\n' || (c == u'\r' && !isBeforeLineFeed())) {
                ++m_line;
            }
            if (field->size() >= m_limits.characters)
                return tooLong();
            field->append(c);
        }
        return refused(openedAt, say(QT_TRANSLATE_NOOP(
                                     "rollcall::Csv", "a quote opens there and is never closed.")));
    }

    Result<> checkField(const QString &field) const
    {
        if (field.size() > m_limits.characters)
            return tooLong();
        if (field.contains(QChar(u'\0')))
            return refused(m_line,
                           say(QT_TRANSLATE_NOOP("rollcall::Csv",
                                                 "it holds a zero byte; this is no text file.")));
        return ok();
    }

    Error tooLong() const
    {
        return refused(
            m_line, say(QT_TRANSLATE_NOOP("rollcall::Csv", "a field is longer than %1 characters."))
                        .arg(m_limits.characters));
    }

    bool isBeforeLineFeed() const
    {
        return m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\n';
    }

    void skipLineEnd()
    {
        if (m_at >= m_text.size())
            return;
        if (m_text.at(m_at) == u'\r' && isBeforeLineFeed())
            ++m_at;
        ++m_at;
        ++m_line;
    }

    const QString &m_text;
    const CsvLimits &m_limits;
    const CsvTaker &m_taker;
    CsvTable m_head;
    int m_rows = 0;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_isBlank = false;
};

/// A figure that a spreadsheet would shorten if it took the cell for a number; quoted, it can be
/// told to keep it.
bool looksLikeLongNumber(const QString &text)
{
    constexpr qsizetype kExactDigits = 15;
    const bool isDigits =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    return isDigits && text.size() > 1 && (text.startsWith(u'0') || text.size() > kExactDigits);
}

bool needsQuotes(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c == u'"' || c == u'\n' || c == u'\r' || c == u',' || c == u';' || c == u'\t' ||
               c == u'|' || c == u'\uFEFF';
    });
}

} // namespace

Result<> readCsv(const QByteArray &bytes, const CsvLimits &limits, const QByteArray &encoding,
                 const CsvTaker &taker)
{
    if (bytes.size() > limits.bytes) {
        return refused(1, say(QT_TRANSLATE_NOOP("rollcall::Csv",
                                                "the file is larger than %1 bytes. Divide it."))
                              .arg(limits.bytes));
    }
    const Result<DecodedText> text = decode(bytes, encoding);
    if (!text)
        return text.error();
    return Reader(text.value(), limits, taker).run();
}

Result<CsvTable> parseCsv(const QByteArray &bytes, const CsvLimits &limits)
{
    CsvTable table;
    const CsvTaker taker{[&table](const CsvTable &head) {
                             table = head;
                             return ok();
                         },
                         [&table](CsvRow &row) {
                             table.rows.append(row);
                             return ok();
                         }};
    if (const Result<> done = readCsv(bytes, limits, {}, taker); !done)
        return done.error();
    return table;
}

CsvWriter::CsvWriter(CsvStyle style)
    : m_style(style)
{
    if (m_style.withMark)
        m_bytes.append(kMark, kMarkSize);
}

void CsvWriter::addRow(const QList<CsvCell> &cells)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            m_bytes.append(QString(m_style.separator).toUtf8());
        addField(cells.at(i), cells.size() == 1);
    }
    m_bytes.append("\r\n");
}

void CsvWriter::addTexts(const QStringList &texts)
{
    QList<CsvCell> cells;
    for (const QString &text : texts)
        cells.append({text, true});
    addRow(cells);
}

void CsvWriter::addField(const CsvCell &cell, bool isAlone)
{
    QString text = cell.isText ? guardedCell(cell.text) : cell.text;
    // A row of one empty cell would be a blank line, which readers leave out.
    const bool looksBlank = isAlone && text.trimmed().isEmpty();
    if (looksBlank || needsQuotes(text) || (cell.isText && looksLikeLongNumber(text))) {
        text.replace(u'"', QStringLiteral("\"\""));
        text = u'"' + text + u'"';
    }
    m_bytes.append(text.toUtf8());
}

QString guardedCell(const QString &text)
{
    if (text == u"-" || guardsOf(text) < 0)
        return text;
    return u'\'' + text;
}

QString plainCell(const QString &cell)
{
    return guardsOf(cell) > 0 ? cell.sliced(1) : cell;
}

} // namespace rollcall
