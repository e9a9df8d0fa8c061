// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxcells.h"

#include <algorithm>

namespace rollcall {

namespace {

constexpr qsizetype kExactDigits = 15; ///< of a spreadsheet's number
constexpr int kLargestExponent = 400;
constexpr int kMostZeros = 64;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Letters of the code that are neither quoted, escaped, nor a colour or condition in brackets.
QString plainCode(const QString &code)
{
    QString plain;
    bool isQuoted = false;
    bool isBracketed = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code.at(i);
        if (c == u'\\' && !isQuoted)
            ++i;
        else if (c == u'"')
            isQuoted = !isQuoted;
        else if (c == u'[' && !isQuoted)
            isBracketed = true;
        else if (c == u']')
            isBracketed = false;
        else if (!isQuoted && !isBracketed)
            plain += c.toLower();
    }
    return plain;
}

/// "_xHHHH_" at @p at: the number; 0 when it is no such escape.
char16_t escapeAt(QStringView text, qsizetype at)
{
    constexpr qsizetype kLength = 7;
    if (text.size() - at < kLength || text.at(at) != u'_' || text.at(at + 1) != u'x' ||
        text.at(at + kLength - 1) != u'_')
        return 0;
    const QStringView digits = text.sliced(at + 2, 4);
    const bool isNumber = std::all_of(digits.begin(), digits.end(), [](QChar c) {
        const QChar lower = c.toLower();
        return isDigit(c) || (lower >= u'a' && lower <= u'f');
    });
    return isNumber ? digits.toUShort(nullptr, 16) : 0;
}

/// Half of a character that stands alone, or what XML 1.0 does not know.
bool isUnknownToXml(QStringView text, qsizetype at)
{
    const QChar c = text.at(at);
    if (c.isHighSurrogate())
        return at + 1 >= text.size() || !text.at(at + 1).isLowSurrogate();
    if (c.isLowSurrogate())
        return at == 0 || !text.at(at - 1).isHighSurrogate();
    return (c < u' ' && c != u'\t' && c != u'\n') || c == u'\uFFFE' || c == u'\uFFFF';
}

/// A number taken apart: digits without zeros around them, and how many stand before the point.
struct Parts
{
    bool isNegative = false;
    QString digits;
    qsizetype point = 0;
};

std::optional<Parts> partsOf(QStringView stored)
{
    Parts parts;
    QStringView rest = stored.trimmed();
    if (rest.startsWith(u'-') || rest.startsWith(u'+')) {
        parts.isNegative = rest.startsWith(u'-');
        rest = rest.sliced(1);
    }
    int exponent = 0;
    const qsizetype e = rest.indexOf(u'e', 0, Qt::CaseInsensitive);
    if (e >= 0) {
        bool isNumber = false;
        exponent = rest.sliced(e + 1).toInt(&isNumber);
        if (!isNumber || qAbs(exponent) > kLargestExponent)
            return std::nullopt;
        rest = rest.first(e);
    }
    const qsizetype dot = rest.indexOf(u'.');
    const QStringView whole = dot < 0 ? rest : rest.first(dot);
    const QStringView fraction = dot < 0 ? QStringView() : rest.sliced(dot + 1);
    parts.digits = whole.toString() + fraction.toString();
    if (parts.digits.isEmpty() || !std::all_of(parts.digits.cbegin(), parts.digits.cend(), isDigit))
        return std::nullopt;
    parts.point = whole.size() + exponent;
    const auto first =
        std::find_if(parts.digits.cbegin(), parts.digits.cend(), [](QChar c) { return c != u'0'; });
    const qsizetype zeros = first - parts.digits.cbegin();
    parts.digits.remove(0, zeros);
    parts.point -= zeros;
    while (parts.digits.endsWith(u'0'))
        parts.digits.chop(1);
    return parts;
}

QString written(const Parts &parts)
{
    if (parts.digits.isEmpty())
        return QStringLiteral("0");
    QString text = parts.isNegative ? QStringLiteral("-") : QString();
    if (parts.point <= 0)
        return text + u"0." + QString(-parts.point, u'0') + parts.digits;
    if (parts.point >= parts.digits.size())
        return text + parts.digits + QString(parts.point - parts.digits.size(), u'0');
    return text + parts.digits.first(parts.point) + u'.' + parts.digits.sliced(parts.point);
}

} // namespace

NumberFormat numberFormat(int id, const QString &code)
{
    NumberFormat format;
    const QString plain = plainCode(code);
    if (code.isEmpty()) {
        format.isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
                        (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
        return format;
    }
    if (plain == u"general" || plain == u"@")
        return format;
    format.isDate = std::any_of(plain.cbegin(), plain.cend(), [](QChar c) {
        return c == u'y' || c == u'd' || c == u'm' || c == u'h' || c == u's';
    });
    const bool isZeros =
        !plain.isEmpty() && plain.size() <= kMostZeros && plain.count(u'0') == plain.size();
    format.zeros = isZeros ? static_cast<int>(plain.size()) : 0;
    return format;
}

std::optional<QString> exactNumber(QStringView stored)
{
    std::optional<Parts> parts = partsOf(stored);
    if (!parts)
        return std::nullopt;
    const bool isWhole = parts->point >= parts->digits.size();
    if (parts->digits.size() > kExactDigits) {
        if (isWhole)
            return std::nullopt;
        // A fraction is stored as the nearest number that the machine has.
        parts = partsOf(
            QString::number(stored.trimmed().toDouble(), 'g', static_cast<int>(kExactDigits)));
    }
    return parts ? std::optional(written(*parts)) : std::nullopt;
}

QDate dateOfSerial(QStringView stored, bool from1904)
{
    const std::optional<Parts> parts = partsOf(stored);
    constexpr qint64 kLastDay = 2'958'465; // 31 December 9999
    if (!parts || parts->isNegative || parts->digits.isEmpty() || parts->point > 7)
        return {};
    const QString text = written(*parts);
    const qint64 day = text.section(u'.', 0, 0).toLongLong();
    if (from1904)
        return day <= kLastDay - 1462 ? QDate(1904, 1, 1).addDays(day) : QDate();
    if (day < 1 || day == 60 || day > kLastDay)
        return {};
    return QDate(1899, 12, day < 60 ? 31 : 30).addDays(day);
}

QString escapedXlsxText(const QString &text)
{
    QString plain = text;
    plain.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    QString stored;
    stored.reserve(plain.size());
    for (qsizetype i = 0; i < plain.size(); ++i) {
        if (escapeAt(plain, i) != 0)
            stored += QStringLiteral("_x005F_");
        else
            stored += isUnknownToXml(plain, i) ? QChar(QChar::ReplacementCharacter) : plain.at(i);
    }
    return stored;
}

QString plainXlsxText(const QString &stored)
{
    constexpr qsizetype kRestOfEscape = 6;
    if (!stored.contains(QStringLiteral("_x")))
        return stored;
    QString plain;
    for (qsizetype i = 0; i < stored.size(); ++i) {
        const char16_t code = escapeAt(stored, i);
        const bool isWhole = code != 0 && !QChar::isSurrogate(code);
        plain += isWhole ? QChar(code) : stored.at(i);
        i += isWhole ? kRestOfEscape : 0;
    }
    return plain;
}

int columnOfReference(QStringView reference)
{
    constexpr qsizetype kMostLetters = 3;
    int column = 0;
    qsizetype letters = 0;
    for (; letters < reference.size(); ++letters) {
        const QChar c = reference.at(letters);
        if (c < u'A' || c > u'Z')
            break;
        if (letters >= kMostLetters)
            return -1;
        column = column * 26 + (c.unicode() - u'A' + 1);
    }
    return letters > 0 ? column - 1 : -1;
}

int rowOfReference(QStringView reference)
{
    qsizetype letters = 0;
    while (letters < reference.size() && !isDigit(reference.at(letters)))
        ++letters;
    bool isNumber = false;
    const int row = reference.sliced(letters).toInt(&isNumber);
    return isNumber && row > 0 ? row : 0;
}

} // namespace rollcall
