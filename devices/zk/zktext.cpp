// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zktext.h"

#include "devices/zk/zkbytes.h"

#include <QStringDecoder>
#include <QStringEncoder>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>
#include <cstring>

namespace rollcall::zk {

namespace {

using Flag = QStringConverter::Flag;

constexpr char kUtf8[] = "UTF-8";

std::optional<QString> decodeStrictly(const char *codePage, QByteArrayView bytes)
{
    QStringDecoder decoder(codePage, Flag::Stateless);
    if (!decoder.isValid())
        return std::nullopt;
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

/// Some encoders put a "?" in place of what they lack and call it no error, so the way back
/// decides.
std::optional<QByteArray> encodeStrictly(const char *codePage, QStringView text)
{
    QStringEncoder encoder(codePage, Flag::Stateless);
    if (!encoder.isValid())
        return std::nullopt;
    QByteArray bytes = encoder.encode(text);
    if (decodeStrictly(codePage, bytes) != text.toString())
        return std::nullopt;
    return bytes;
}

struct HexDigits
{
    char16_t high = 0;
    char16_t low = 0;
};

/// Both digits of each byte, because every record of a log is kept as hex.
constexpr std::array<HexDigits, 256> kHexDigits = [] {
    constexpr char16_t kDigits[] = u"0123456789abcdef";
    std::array<HexDigits, 256> digits{};
    for (size_t byte = 0; byte < digits.size(); ++byte)
        digits[byte] = {kDigits[byte >> 4], kDigits[byte & 0xF]};
    return digits;
}();

/// How many bytes at the end are the beginning of a UTF-8 character that the field had no room for.
qsizetype cutCharacter(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= qMin<qsizetype>(3, bytes.size()); ++back) {
        const quint8 byte = u8At(bytes, bytes.size() - back);
        if (byte < 0x80)
            return 0;
        if (byte >= 0xC0) {
            const qsizetype needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return back < needed ? back : 0;
        }
    }
    return 0;
}

bool isControl(char byte)
{
    const auto value = static_cast<quint8>(byte);
    return value < 0x20 || value == 0x7F;
}

QByteArrayView withoutBlanks(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && bytes.front() == ' ')
        bytes = bytes.sliced(1);
    while (!bytes.isEmpty() && bytes.back() == ' ')
        bytes.chop(1);
    return bytes;
}

} // namespace

QString decodeText(QByteArrayView field, const QByteArray &codePage)
{
    const QByteArrayView bytes = untilNul(field);
    const bool isAscii = std::all_of(bytes.begin(), bytes.end(),
                                     [](char c) { return static_cast<quint8>(c) < 0x80; });
    if (isAscii)
        return QString::fromLatin1(bytes);
    // Only a full field can have cut a character; elsewhere half a character means another code
    // page.
    const bool isFull = bytes.size() >= field.size() - 1;
    if (auto text = decodeStrictly(kUtf8, bytes.chopped(isFull ? cutCharacter(bytes) : 0)))
        return *text;
    if (!codePage.isEmpty()) {
        if (auto text = decodeStrictly(codePage.constData(), bytes))
            return *text;
        // The code pages of the field have one or two bytes a character.
        if (auto text = decodeStrictly(codePage.constData(), bytes.chopped(1)); text && isFull)
            return *text;
    }
    return QString::fromLatin1(bytes);
}

std::optional<QByteArray> encodeText(const QString &text, qsizetype size,
                                     const QByteArray &codePage)
{
    const QString wanted = text.left(text.indexOf(QChar::Null));
    const char *const page = codePage.isEmpty() ? kUtf8 : codePage.constData();
    QByteArray bytes;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, wanted);
    for (qsizetype begin = 0, end = finder.toNextBoundary(); end > 0;
         begin = end, end = finder.toNextBoundary()) {
        const std::optional<QByteArray> next =
            encodeStrictly(page, wanted.sliced(begin, end - begin));
        if (!next)
            return std::nullopt;
        if (bytes.size() + next->size() > size)
            break;
        bytes.append(*next);
    }
    return bytes;
}

std::optional<QString> decodeUserId(QByteArrayView field)
{
    const QByteArrayView bytes = withoutBlanks(untilNul(field));
    if (std::any_of(bytes.begin(), bytes.end(), isControl))
        return std::nullopt;
    if (bytes.isEmpty())
        return QString();
    // With what follows it in the field: only there is it seen whether a character was cut. An id
    // that lost its last letter would be another person's.
    QString text = decodeText(field.sliced(bytes.data() - field.data()));
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

bool isPrintableId(QByteArrayView field)
{
    const QByteArrayView bytes = withoutBlanks(untilNul(field));
    return !bytes.isEmpty() && std::none_of(bytes.begin(), bytes.end(), isControl);
}

QString hexText(QByteArrayView bytes)
{
    QString text;
    fillHexText(bytes, text);
    return text;
}

void fillHexText(QByteArrayView bytes, QString &text)
{
    text.resize(bytes.size() * 2);
    void *to = text.data();
    for (const char byte : bytes) {
        std::memcpy(to, &kHexDigits[static_cast<quint8>(byte)], sizeof(HexDigits));
        to = static_cast<char *>(to) + sizeof(HexDigits);
    }
}

QString optionValue(QByteArrayView reply)
{
    QByteArrayView text = untilNul(reply);
    const qsizetype equals = text.indexOf('=');
    if (equals >= 0)
        text = text.sliced(equals + 1);
    while (!text.isEmpty() && text.front() == '=')
        text = text.sliced(1);
    return decodeText(text).trimmed();
}

} // namespace rollcall::zk
