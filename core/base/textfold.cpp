// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/textfold.h"

#include <QList>

#include <algorithm>
#include <array>

namespace rollcall {

namespace {

struct Spelling
{
    char32_t letter;
    QLatin1String latin; ///< empty: see other
    char16_t other = 0;
};

/// Letters that Unicode does not take apart although people write them both ways: Latin ones that
/// keyboards lack, and the Persian and Urdu shapes of Arabic letters. In the order of the letters.
constexpr std::array kSpellings = {
    Spelling{0x00DF, QLatin1String("ss")}, Spelling{0x00E6, QLatin1String("ae")},
    Spelling{0x00F0, QLatin1String("d")},  Spelling{0x00F8, QLatin1String("o")},
    Spelling{0x00FE, QLatin1String("th")}, Spelling{0x0111, QLatin1String("d")},
    Spelling{0x0127, QLatin1String("h")},  Spelling{0x0131, QLatin1String("i")},
    Spelling{0x0142, QLatin1String("l")},  Spelling{0x0153, QLatin1String("oe")},
    Spelling{0x0629, {}, 0x0647}, // teh marbuta as heh
    Spelling{0x0649, {}, 0x064A}, // alef maksura as yeh
    Spelling{0x0671, {}, 0x0627}, // alef wasla
    Spelling{0x06A9, {}, 0x0643}, // keheh as kaf
    Spelling{0x06BE, {}, 0x0647}, // heh doachashmee
    Spelling{0x06C1, {}, 0x0647}, // heh goal
    Spelling{0x06C3, {}, 0x0647}, // teh marbuta goal
    Spelling{0x06CC, {}, 0x064A}, // Farsi yeh
    Spelling{0x06D5, {}, 0x0647}, // ae
};

constexpr char32_t kTatweel = 0x0640; ///< only draws a word out

/// Accents and vowel points go; the vowel signs of Indian scripts are letters in all but name, and
/// राम is not रम.
bool isDropped(char32_t c)
{
    if (c == kTatweel || QChar::category(c) == QChar::Other_Format)
        return true;
    if (!QChar::isMark(c))
        return false;
    const bool isVariationSelector = c >= 0xFE00 && c <= 0xFE0F;
    return QChar::combiningClass(c) != 0 || QChar::category(c) == QChar::Mark_Enclosing ||
           isVariationSelector;
}

void appendLetter(QString &folded, char32_t c)
{
    const char32_t letter = QChar::toCaseFolded(c);
    const auto found = std::lower_bound(
        kSpellings.begin(), kSpellings.end(), letter,
        [](const Spelling &spelling, char32_t wanted) { return spelling.letter < wanted; });
    if (found == kSpellings.end() || found->letter != letter)
        folded += QChar::fromUcs4(letter);
    else if (found->latin.isEmpty())
        folded += QChar(found->other);
    else
        folded += found->latin;
}

} // namespace

QString foldText(QStringView text)
{
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD);
    QString folded;
    folded.reserve(decomposed.size());
    bool gap = false;
    for (const char32_t ucs4 : decomposed.toUcs4()) {
        if (isDropped(ucs4))
            continue;
        if (!QChar::isLetterOrNumber(ucs4) && !QChar::isMark(ucs4)) {
            gap = !folded.isEmpty();
            continue;
        }
        if (gap)
            folded += QLatin1Char(' ');
        gap = false;
        if (const int digit = QChar::digitValue(ucs4); digit >= 0)
            folded += QChar(u'0' + static_cast<char16_t>(digit));
        else
            appendLetter(folded, ucs4);
    }
    return folded;
}

bool foldedMatch(QStringView foldedKey, QStringView foldedQuery)
{
    const QList<QStringView> words = foldedKey.split(u' ', Qt::SkipEmptyParts);
    for (const QStringView wanted : foldedQuery.split(u' ', Qt::SkipEmptyParts)) {
        bool found = false;
        for (const QStringView word : words)
            found = found || word.startsWith(wanted);
        if (!found)
            return false;
    }
    return true;
}

} // namespace rollcall
