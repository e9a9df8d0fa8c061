// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/namesound.h"

#include "core/base/textfold.h"

#include <QSet>

#include <algorithm>
#include <utility>
#include <vector>

namespace rollcall {

namespace {

constexpr QChar kVowel = u'a';
constexpr qsizetype kMostWords = 8;
constexpr qsizetype kLongestWord = 40;

/// The Indian scripts of Unicode stand in blocks of 128 that are laid out alike, from ka to ha.
constexpr char16_t kFirstIndic = 0x0900;
constexpr char16_t kLastIndic = 0x0D7F;
constexpr char16_t kKa = 0x15;
constexpr char16_t kHa = 0x39;
constexpr char kIndic[] = "kkggnccjjnttddnttddnnpfbbmyrrlllvsssh";
static_assert(sizeof(kIndic) == kHa - kKa + 2);

constexpr char16_t kFirstArabic = 0x0620;
constexpr char16_t kLastArabic = 0x064A;
/// From 0620 on, after folding: alef and hamza are vowels, '-' no letter.
constexpr char kArabic[] = "yaaavayabhtsjhkdzrzsssztzag------fkklmnhvyy";
static_assert(sizeof(kArabic) == kLastArabic - kFirstArabic + 2);

/// Letters that Urdu and Persian add.
char arabicAddition(QChar c)
{
    switch (c.unicode()) {
    case 0x0679:
        return 't';
    case 0x067E:
        return 'p';
    case 0x0686:
        return 'c';
    case 0x0688:
        return 'd';
    case 0x0691:
        return 'r';
    case 0x0698:
        return 'z';
    case 0x06AF:
        return 'g';
    case 0x06BA:
        return 'n';
    case 0x06D2:
        return 'a';
    default:
        return 0;
    }
}

char indicLetter(QChar c)
{
    constexpr char16_t kAnusvara = 0x02;
    constexpr char16_t kVocalicR = 0x43;
    const int place = (c.unicode() - kFirstIndic) % 0x80;
    if (place >= kKa && place <= kHa)
        return kIndic[place - kKa];
    if (place == kAnusvara)
        return 'n';
    return place == kVocalicR ? 'r' : 'a';
}

/// What Latin letters at @p at stand for, and how many they are.
std::pair<char, qsizetype> latinLetter(QStringView word, qsizetype at)
{
    const char16_t c = word.at(at).unicode();
    const char16_t next = at + 1 < word.size() ? word.at(at + 1).unicode() : u' ';
    const bool isAspirated = next == u'h';
    switch (c) {
    case u'a':
    case u'e':
    case u'i':
    case u'o':
    case u'u':
        return {'a', 1};
    case u'c':
        if (isAspirated)
            return {'c', 2};
        return {next == u'e' || next == u'i' || next == u'y' ? 's' : 'k', next == u'k' ? 2 : 1};
    case u'p':
        return isAspirated ? std::pair{'f', qsizetype{2}} : std::pair{'p', qsizetype{1}};
    case u'q':
    case u'x':
        return {'k', 1};
    case u'w':
        return {'v', 1};
    default: {
        const bool takesH = isAspirated && c != u'h' && c != u'y';
        return {static_cast<char>(c), takesH ? 2 : 1};
    }
    }
}

/// One letter, and how many characters it took; 0 for a script that is not known.
std::pair<char, qsizetype> letterAt(QStringView word, qsizetype at)
{
    const QChar c = word.at(at);
    if (c >= u'a' && c <= u'z')
        return latinLetter(word, at);
    if (c >= QChar(kFirstIndic) && c <= QChar(kLastIndic))
        return {indicLetter(c), 1};
    if (c >= QChar(kFirstArabic) && c <= QChar(kLastArabic))
        return {kArabic[c.unicode() - kFirstArabic], 1};
    return {arabicAddition(c), 1};
}

bool isMuhammad(QStringView word)
{
    return word == u"mohd" || word == u"md" || word == u"mhd" || word == u"muhd" ||
           word == u"mohamd";
}

bool isParticle(const QString &word)
{
    static const QSet<QString> particles{
        QStringLiteral("al"),  QStringLiteral("el"),  QStringLiteral("ul"),   QStringLiteral("ur"),
        QStringLiteral("bin"), QStringLiteral("ibn"), QStringLiteral("bint"), QStringLiteral("mr"),
        QStringLiteral("mrs"), QStringLiteral("ms"),  QStringLiteral("miss"), QStringLiteral("dr")};
    return particles.contains(word);
}

qsizetype editDistance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 1; j < row.size(); ++j) {
            const qsizetype change =
                diagonal + (a.at(i) == b.at(static_cast<qsizetype>(j) - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

bool isCut(const QString &part, const QString &whole, qsizetype least)
{
    return part.size() >= least && part.size() < whole.size() && whole.startsWith(part);
}

/// 0 to 100.
int wordSimilarity(const NameKey::Word &a, const NameKey::Word &b)
{
    if (a.text == b.text)
        return 100;
    if (a.sound.size() >= 2 && a.sound == b.sound)
        return 93;
    constexpr qsizetype kCutWord = 3;
    if (isCut(a.text, b.text, kCutWord) || isCut(b.text, a.text, kCutWord))
        return 85;
    const qsizetype longer = qMax(a.text.size(), b.text.size());
    const qsizetype alike = 100 - editDistance(a.text, b.text) * 100 / longer;
    if (alike >= 75 && longer >= 4)
        return static_cast<int>(alike * 9 / 10);
    if (qMin(a.sound.size(), b.sound.size()) >= 3 && editDistance(a.sound, b.sound) == 1)
        return 70;
    // An initial.
    return isCut(a.text, b.text, 1) || isCut(b.text, a.text, 1) ? 60 : 0;
}

struct Pair
{
    int similarity;
    qsizetype a;
    qsizetype b;
};

} // namespace

QString soundOf(QStringView folded)
{
    if (isMuhammad(folded))
        return QStringLiteral("mhmd");
    QStringView word = folded.first(qMin(folded.size(), kLongestWord));
    // The Arabic article is written with its word.
    constexpr qsizetype kShortestAfterArticle = 3;
    if (word.startsWith(u"ال") && word.size() >= 2 + kShortestAfterArticle)
        word = word.sliced(2);
    QString sound;
    for (qsizetype at = 0; at < word.size();) {
        const auto [letter, taken] = letterAt(word, at);
        at += taken;
        if (letter == 0)
            return {};
        const QChar c = QLatin1Char(letter);
        const bool isWeak = c == kVowel || c == u'y' || c == u'v';
        if (c != u'-' && (sound.isEmpty() || (!isWeak && sound.back() != c)))
            sound += c;
    }
    if (sound.size() > 1 && sound.endsWith(u'h'))
        sound.chop(1);
    return sound;
}

NameKey nameKey(const QString &name)
{
    const QStringList words = foldText(name).split(u' ', Qt::SkipEmptyParts);
    // In Urdu this letter only says that the one before is breathed, as the h of "dh" does in
    // Latin; folded, it cannot be told from an h any more.
    constexpr QChar kDoChashmiHe = u'\u06BE';
    QString unbreathed = name;
    QStringList spoken = foldText(unbreathed.remove(kDoChashmiHe)).split(u' ', Qt::SkipEmptyParts);
    if (spoken.size() != words.size())
        spoken = words;
    NameKey key;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!isParticle(words.at(i)) && key.words.size() < kMostWords)
            key.words.append({words.at(i).left(kLongestWord), soundOf(spoken.at(i))});
    }
    return key;
}

int nameSimilarity(const NameKey &a, const NameKey &b)
{
    if (a.isEmpty() || b.isEmpty())
        return 0;
    std::vector<Pair> pairs;
    for (qsizetype i = 0; i < a.words.size(); ++i) {
        for (qsizetype j = 0; j < b.words.size(); ++j)
            pairs.push_back({wordSimilarity(a.words.at(i), b.words.at(j)), i, j});
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair &x, const Pair &y) { return x.similarity > y.similarity; });
    quint64 usedA = 0;
    quint64 usedB = 0;
    int sum = 0;
    for (const Pair &pair : pairs) {
        const quint64 bitA = quint64{1} << pair.a;
        const quint64 bitB = quint64{1} << pair.b;
        if ((usedA & bitA) != 0 || (usedB & bitB) != 0)
            continue;
        usedA |= bitA;
        usedB |= bitB;
        sum += pair.similarity;
    }
    const auto shorter = static_cast<int>(qMin(a.words.size(), b.words.size()));
    const auto longer = static_cast<int>(qMax(a.words.size(), b.words.size()));
    const int similarity = sum / shorter;
    // A given name alone fits many.
    if (longer > shorter)
        return shorter == 1 ? similarity * 6 / 10 : similarity - 8 * (longer - shorter);
    return similarity;
}

} // namespace rollcall
