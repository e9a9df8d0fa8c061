// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/attlogfile.h"

#include "core/io/asidetext.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <optional>
#include <utility>

namespace rollcall {

namespace {

constexpr qsizetype kMostLineBytes = 4096;
constexpr qsizetype kMostUserId = 32;
constexpr qsizetype kMostWorkCode = 32;
constexpr int kMostCode = 255;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::AttLogFile", text);
}

/// Bytes that stand around lines without being part of them: the CR of a CRLF, the ^Z at the end of
/// a DOS file, and the NULs up to the end of a block that a stick was pulled out on.
bool isFill(char byte)
{
    return byte == '\0' || byte == '\x1a' || byte == '\r';
}

bool isControl(char byte)
{
    return (static_cast<uchar>(byte) < 0x20 && byte != '\t') || byte == '\x7f';
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

/// Takes a text apart from its beginning.
class Cursor
{
public:
    explicit Cursor(QStringView text)
        : m_text(text)
    {}

    /// A number of @p least to @p most ASCII digits; -1 when there is none.
    int number(qsizetype least, qsizetype most)
    {
        qsizetype length = 0;
        int value = 0;
        while (length < most && length < m_text.size() && m_text.at(length) >= u'0' &&
               m_text.at(length) <= u'9') {
            value = value * 10 + (m_text.at(length).unicode() - u'0');
            ++length;
        }
        if (length < least)
            return -1;
        m_text = m_text.sliced(length);
        return value;
    }

    bool take(QChar wanted)
    {
        if (m_text.isEmpty() || m_text.front() != wanted)
            return false;
        m_text = m_text.sliced(1);
        return true;
    }

    bool takeBlanks()
    {
        const qsizetype before = m_text.size();
        while (!m_text.isEmpty() && isBlank(m_text.front()))
            m_text = m_text.sliced(1);
        return m_text.size() < before;
    }

    bool isAtEnd() const { return m_text.isEmpty(); }

private:
    QStringView m_text;
};

/// Nothing when @p text has not the shape of a date and time; an invalid time when it has, but
/// names no real one.
std::optional<WallTime> readMoment(QStringView text)
{
    Cursor cursor(text);
    const int year = cursor.number(4, 4);
    const QChar separator = cursor.take(u'-') ? u'-' : u'/';
    if (year < 0 || (separator == u'/' && !cursor.take(u'/')))
        return std::nullopt;
    const int month = cursor.number(1, 2);
    const bool hasMonth = month >= 0 && cursor.take(separator);
    const int day = cursor.number(1, 2);
    if (!hasMonth || day < 0 || !(cursor.takeBlanks() || cursor.take(u'T')))
        return std::nullopt;
    const int hour = cursor.number(1, 2);
    const bool hasHour = hour >= 0 && cursor.take(u':');
    const int minute = cursor.number(2, 2);
    if (!hasHour || minute < 0)
        return std::nullopt;
    const int second = cursor.take(u':') ? cursor.number(2, 2) : 0;
    if (second < 0 || !cursor.isAtEnd())
        return std::nullopt;
    return WallTime::fromFields(year, month, day, hour, minute, second);
}

/// A line taken apart: where its user id and moment stand, and what comes after them.
struct Columns
{
    QStringView userId;
    std::optional<WallTime> at;
    QList<QStringView> rest;
};

/// Puts date and time together when they stand in two columns. False when no moment is at @p place.
bool readMomentAt(const QList<QStringView> &fields, qsizetype place, QString &joined,
                  Columns &columns)
{
    qsizetype after = place + 1;
    if (place >= fields.size())
        return false;
    columns.at = readMoment(fields.at(place));
    if (!columns.at && after < fields.size()) {
        joined = fields.at(place).toString() + u' ' + fields.at(after);
        columns.at = readMoment(joined);
        ++after;
    }
    if (columns.at)
        columns.rest = fields.mid(after);
    return columns.at.has_value();
}

/// A line whose fields are @p fields. The moment comes second, or first when the user id is
/// missing.
std::optional<Columns> readColumns(const QList<QStringView> &fields)
{
    Columns columns;
    QString joined;
    if (readMomentAt(fields, 1, joined, columns)) {
        columns.userId = fields.front();
        return columns;
    }
    if (readMomentAt(fields, 0, joined, columns))
        return columns;
    return std::nullopt;
}

/// Tabs separate fields, and an empty field keeps its place. A line without them, or with a tab in
/// another place than expected, is read by its runs of blanks.
std::optional<Columns> readColumns(QStringView line)
{
    if (line.contains(u'\t')) {
        QList<QStringView> fields = line.split(u'\t');
        std::transform(fields.begin(), fields.end(), fields.begin(),
                       [](QStringView field) { return field.trimmed(); });
        if (const std::optional<Columns> columns = readColumns(fields))
            return columns;
    }
    QList<QStringView> words;
    for (qsizetype at = 0; at < line.size();) {
        qsizetype end = at;
        while (end < line.size() && !isBlank(line.at(end)))
            ++end;
        if (end > at)
            words.append(line.sliced(at, end - at));
        at = end + 1;
    }
    return readColumns(words);
}

/// A code of one byte; -1 for anything else.
int codeIn(QStringView text)
{
    Cursor cursor(text);
    const int code = cursor.number(1, 3);
    return cursor.isAtEnd() && code <= kMostCode ? code : -1;
}

QString workCodeIn(QStringView text)
{
    const bool isNone = std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'0'; });
    return isNone || text.size() > kMostWorkCode ? QString() : text.toString();
}

void readCodes(const QList<QStringView> &rest, RawLog &log)
{
    constexpr qsizetype kOfLongForm = 4; // six fields and more, with the machine's number third
    const bool isLong = rest.size() >= kOfLongForm;
    const auto column = [&rest](qsizetype place) {
        return place < rest.size() ? rest.at(place) : QStringView();
    };
    log.verify = codeIn(column(isLong ? 2 : 0));
    if (const int state = codeIn(column(1)); state >= 0)
        log.state = state;
    log.workCode = workCodeIn(column(isLong ? 3 : 2));
}

} // namespace

AttLogReader::AttLogReader(const QByteArray &codePage)
    : m_codePage(codePage)
{}

void AttLogReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        append(end < 0 ? bytes : bytes.first(end));
        if (end < 0)
            return;
        endLine();
        bytes = bytes.sliced(end + 1);
    }
}

void AttLogReader::finish()
{
    if (m_hasBytes)
        endLine();
}

AttLogBatch AttLogReader::take()
{
    return std::exchange(m_batch, {});
}

void AttLogReader::append(QByteArrayView part)
{
    m_hasBytes = m_hasBytes || !part.isEmpty();
    if (m_lineBytes == 0) {
        while (!part.isEmpty() && isFill(part.front()))
            part = part.sliced(1);
    }
    qsizetype size = part.size();
    while (size > 0 && isFill(part.at(size - 1)))
        --size;
    if (size > 0) {
        keep(m_fill, m_fillBytes);
        keep(part.first(size), size);
        m_fill.clear();
        m_fillBytes = 0;
    }
    const QByteArrayView fill = part.sliced(size);
    m_fill += fill.first(qMin(fill.size(), kMostLineBytes - m_fill.size()));
    m_fillBytes += fill.size();
}

/// @p size: of which @p bytes are the first ones.
void AttLogReader::keep(QByteArrayView bytes, qint64 size)
{
    const qsizetype room = qMin(kMostLineBytes - m_line.size(), bytes.size());
    m_line += bytes.first(room);
    if (m_lineBytes <= kMostLineBytes && m_lineBytes + size > kMostLineBytes) {
        m_hash.reset();
        m_hash.addData(m_line);
    }
    m_lineBytes += size;
    if (m_lineBytes > kMostLineBytes)
        m_hash.addData(bytes.sliced(room));
}

void AttLogReader::endLine()
{
    // Not only at the start of the file: people put several files together.
    if (m_line.startsWith("\xef\xbb\xbf")) {
        m_line.remove(0, 3);
        m_lineBytes -= 3;
    }
    ++m_counts.lines;
    if (isWhole() &&
        std::all_of(m_line.cbegin(), m_line.cend(), [](char c) { return c == ' ' || c == '\t'; }))
        ++m_counts.blank;
    else
        readLine();
    m_line.clear();
    m_lineBytes = 0;
    m_fill.clear();
    m_fillBytes = 0;
    m_hasBytes = false;
}

void AttLogReader::readLine()
{
    if (std::any_of(m_line.cbegin(), m_line.cend(), isControl)) {
        ++m_counts.binary;
        setAside("unreadable_line", QString::fromLatin1(m_line.toHex()));
        return;
    }
    RawLog log;
    log.rawText = decoded();
    const std::optional<Columns> columns =
        isWhole() ? readColumns(QStringView(log.rawText)) : std::nullopt;
    if (!columns || columns->userId.size() > kMostUserId) {
        setAside("unreadable_line", log.rawText);
    } else if (columns->userId.isEmpty()) {
        setAside("missing_user_id", log.rawText);
    } else if (!columns->at->isValid()) {
        setAside("invalid_date", log.rawText);
    } else {
        log.userId = columns->userId.toString();
        log.at = *columns->at;
        readCodes(columns->rest, log);
        m_batch.logs.append(std::move(log));
        ++m_counts.logs;
    }
}

void AttLogReader::setAside(const char *reason, const QString &text)
{
    m_batch.setAside.append({shortened(text), QString::fromLatin1(reason)});
    ++m_counts.setAside;
}

QString AttLogReader::decoded() const
{
    const bool isAscii = std::none_of(m_line.cbegin(), m_line.cend(),
                                      [](char c) { return static_cast<uchar>(c) >= 0x80; });
    if (isAscii)
        return QString::fromLatin1(m_line);
    QStringDecoder utf8(QStringDecoder::Utf8,
                        QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = utf8(m_line);
    if (!utf8.hasError())
        return text;
    QStringDecoder page(m_codePage.constData(), QStringDecoder::Flag::Stateless);
    if (!m_codePage.isEmpty() && page.isValid()) {
        const QString paged = page(m_line);
        if (!page.hasError() && !paged.contains(QChar(u'\0')))
            return paged;
    }
    return QString::fromLatin1(m_line);
}

/// Two lines that differ must not become one: what is cut off is told by its length and checksum.
QString AttLogReader::shortened(const QString &text) const
{
    if (isWhole() && text.size() <= kMostAsideText)
        return text;
    const QByteArray checksum =
        isWhole() ? QCryptographicHash::hash(m_line, QCryptographicHash::Sha256) : m_hash.result();
    return cutAsideText(text, m_lineBytes, checksum);
}

Result<> AttLogReader::verdict() const
{
    if (m_counts.binary > m_counts.logs)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::AttLogFile",
                                  "This file is not a text file, so it is not the attlog.dat of a "
                                  "terminal. Nothing was stored. Choose the file that the terminal "
                                  "saved on the USB stick.")));
    if (m_counts.logs == 0)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::AttLogFile", "No line of this file is a punch with user id, date and time. "
                                    "Nothing was stored. Choose the attlog.dat that the terminal "
                                    "saved on the USB stick.")));
    return ok();
}

} // namespace rollcall
