// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/httphead.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace rollcall::push {

namespace {

constexpr qsizetype kMaxBlankBytes = 16; // empty lines some clients send after a body
constexpr qsizetype kMaxMethod = 32;
constexpr qsizetype kVersionSize = 8; // "HTTP/1.1"

bool isTokenChar(char c)
{
    // RFC 9110, section 5.6.2
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

/// The line that begins at @p at, without its end; @p at moves behind it. nullopt: its end is not
/// there yet.
std::optional<QByteArrayView> takeLine(QByteArrayView bytes, qsizetype &at)
{
    const qsizetype end = bytes.indexOf('\n', at);
    if (end < 0)
        return std::nullopt;
    QByteArrayView line = bytes.sliced(at, end - at);
    at = end + 1;
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

/// Splits the target into path and query. False: not a form that a server of ours is asked in.
bool readTarget(QByteArrayView target, HttpHead &head)
{
    const auto isBad = [](char c) { return isControl(c) || c == ' ' || c == '#'; };
    if (target.isEmpty() || std::any_of(target.begin(), target.end(), isBad))
        return false;
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (target.size() > scheme.size() &&
            equalsIgnoringCase(target.first(scheme.size()), scheme)) {
            const qsizetype path = target.indexOf('/', scheme.size());
            target = path < 0 ? QByteArrayView("/") : target.sliced(path);
        }
    }
    if (target != "*" && !target.startsWith('/'))
        return false;
    const qsizetype mark = target.indexOf('?');
    head.path = (mark < 0 ? target : target.first(mark)).toByteArray();
    if (mark >= 0)
        head.query = target.sliced(mark + 1).toByteArray();
    return true;
}

HeadStatus readRequestLine(QByteArrayView line, const PushLimits &limits, HttpHead &head)
{
    const qsizetype first = line.indexOf(' ');
    if (first < 0 || first > kMaxMethod || !isToken(line.first(first)))
        return HeadStatus::Malformed;
    const qsizetype last = line.lastIndexOf(' ');
    if (last - first - 1 > limits.maxTarget)
        return HeadStatus::TargetTooLong;
    const QByteArrayView version = line.sliced(last + 1);
    if (last == first || version.size() != kVersionSize || !version.startsWith("HTTP/1.") ||
        version.back() < '0' || version.back() > '9')
        return HeadStatus::Malformed;
    head.method = line.first(first).toByteArray();
    head.minorVersion = version.back() - '0';
    return readTarget(line.sliced(first + 1, last - first - 1), head) ? HeadStatus::Complete
                                                                      : HeadStatus::Malformed;
}

bool readField(QByteArrayView line, HttpHead &head)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return false; // also a folded line, which begins with a blank
    const QByteArrayView value = withoutBlanks(line.sliced(colon + 1));
    if (std::any_of(value.begin(), value.end(), [](char c) { return isControl(c) && c != '\t'; }))
        return false;
    head.fields.append({line.first(colon).toByteArray(), value.toByteArray()});
    return true;
}

bool hasListItem(const QList<QByteArray> &values, QByteArrayView item)
{
    for (const QByteArray &value : values) {
        for (const QByteArray &part : value.split(','))
            if (equalsIgnoringCase(withoutBlanks(part), item))
                return true;
    }
    return false;
}

/// Where the body ends. False: it cannot be known for sure.
bool readFraming(HttpHead &head)
{
    const QList<QByteArray> lengths = head.values("content-length");
    const QList<QByteArray> codings = head.values("transfer-encoding");
    if (lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty()))
        return false;
    if (!codings.isEmpty()) {
        head.chunked = equalsIgnoringCase(codings.first(), "chunked") && head.minorVersion > 0;
        return head.chunked;
    }
    if (lengths.isEmpty())
        return true;
    const QByteArray &digits = lengths.first();
    if (digits.isEmpty() ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    bool fits = false;
    head.contentLength = digits.toLongLong(&fits);
    if (!fits)
        head.contentLength = std::numeric_limits<qint64>::max();
    return true;
}

bool readMeaning(HttpHead &head)
{
    if (head.values("host").size() > 1 || !readFraming(head))
        return false;
    const QList<QByteArray> connection = head.values("connection");
    // The library behind the gate drops an upgrade to WebSocket without an answer.
    if (hasListItem(connection, "upgrade") && hasListItem(head.values("upgrade"), "websocket"))
        return false;
    head.close = head.minorVersion == 0 || hasListItem(connection, "close");
    head.expectContinue =
        head.minorVersion > 0 && hasListItem(head.values("expect"), "100-continue");
    return true;
}

} // namespace

QList<QByteArray> HttpHead::values(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const HttpField &field : fields) {
        if (equalsIgnoringCase(field.first, name))
            found.append(field.second);
    }
    return found;
}

HeadReading readHead(QByteArrayView bytes, const PushLimits &limits)
{
    HeadReading reading;
    const auto end = [&reading](HeadStatus status) {
        reading.status = status;
        return reading;
    };
    qsizetype at = 0;
    while (at < bytes.size() && (bytes.at(at) == '\r' || bytes.at(at) == '\n')) {
        if (++at > kMaxBlankBytes)
            return end(HeadStatus::Malformed);
    }
    // A TLS greeting or other binary noise is told apart at its first byte, without waiting for a
    // line.
    if (at < bytes.size() && !isTokenChar(bytes.at(at)))
        return end(HeadStatus::Malformed);

    const qsizetype longestLine = kMaxMethod + limits.maxTarget + kVersionSize + 4;
    const qsizetype lineStart = at;
    const std::optional<QByteArrayView> line =
        takeLine(bytes.first(std::min(bytes.size(), at + longestLine)), at);
    if (!line)
        return end(bytes.size() - lineStart >= longestLine ? HeadStatus::TargetTooLong
                                                           : HeadStatus::Incomplete);
    const HeadStatus lineStatus = readRequestLine(*line, limits, reading.head);
    if (lineStatus != HeadStatus::Complete)
        return end(lineStatus);

    const qsizetype fieldsStart = at;
    const QByteArrayView window =
        bytes.first(std::min(bytes.size(), fieldsStart + limits.maxHeaderBytes));
    while (const std::optional<QByteArrayView> field = takeLine(window, at)) {
        if (field->isEmpty()) {
            reading.head.size = at;
            return end(readMeaning(reading.head) ? HeadStatus::Complete : HeadStatus::Malformed);
        }
        if (reading.head.fields.size() >= limits.maxHeaderFields)
            return end(HeadStatus::HeadersTooLarge);
        if (!readField(*field, reading.head))
            return end(HeadStatus::Malformed);
    }
    return end(bytes.size() - fieldsStart >= limits.maxHeaderBytes ? HeadStatus::HeadersTooLarge
                                                                   : HeadStatus::Incomplete);
}

} // namespace rollcall::push
