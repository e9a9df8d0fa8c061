// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/textdecoding.h"

#include <QStringDecoder>

#include <algorithm>

namespace rollcall {

namespace {

constexpr char kMark[] = "\xEF\xBB\xBF";
constexpr qsizetype kMarkSize = 3;
/// Of a hundred characters beyond ASCII so many may look wrong in the page that is taken.
constexpr qint64 kToleratedPercent = 20;

std::optional<QString> decoded(QByteArrayView bytes, QStringDecoder decoder)
{
    if (!decoder.isValid())
        return std::nullopt;
    QString text = decoder.decode(bytes);
    // The UTF-16 decoder lets half a pair of surrogates pass.
    const bool isText = !decoder.hasError() && text.isValidUtf16();
    return isText ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<QString> decodedAs(QByteArrayView bytes, QStringConverter::Encoding encoding)
{
    return decoded(bytes, QStringDecoder(encoding, QStringConverter::Flag::Stateless |
                                                       QStringConverter::Flag::ConvertInitialBom));
}

std::optional<DecodedText> named(std::optional<QString> text, const QByteArray &encoding)
{
    if (!text)
        return std::nullopt;
    return DecodedText{*std::move(text), encoding};
}

std::optional<DecodedText> utf8(QByteArrayView bytes)
{
    while (bytes.startsWith(kMark))
        bytes = bytes.sliced(kMarkSize);
    return named(decodedAs(bytes, QStringConverter::Utf8), "UTF-8");
}

std::optional<DecodedText> utf16(QByteArrayView bytes, bool isLittle)
{
    const QByteArrayView mark(isLittle ? "\xFF\xFE" : "\xFE\xFF", 2);
    if (bytes.startsWith(mark))
        bytes = bytes.sliced(2);
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    return isLittle ? named(decodedAs(bytes, QStringConverter::Utf16LE), "UTF-16LE")
                    : named(decodedAs(bytes, QStringConverter::Utf16BE), "UTF-16BE");
}

/// A byte beyond ASCII that begins a whole UTF-8 character, and those that do not.
bool isMostlyUtf8(QByteArrayView bytes)
{
    qint64 whole = 0;
    qint64 loose = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto lead = static_cast<uchar>(bytes.at(at));
        const qsizetype length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        bool isWhole = lead < 0x80 || (lead >= 0xC2 && lead < 0xF5);
        for (qsizetype i = 1; i < length && isWhole; ++i)
            isWhole =
                at + i < bytes.size() && (static_cast<uchar>(bytes.at(at + i)) & 0xC0) == 0x80;
        if (lead >= 0x80)
            ++(isWhole ? whole : loose);
        at += isWhole ? length : 1;
    }
    return whole > loose;
}

/// Counts what looks wrong in a text that was read with a code page.
class WordJudge
{
public:
    void add(QChar c)
    {
        const bool isAscii = c.unicode() < 0x80;
        m_beyond += isAscii ? 0 : 1;
        if (c.isLetter() && !isOrdinal(c)) {
            addLetter(c, isAscii);
            return;
        }
        if (!isAscii && c.isMark())
            return;
        const bool isControl = c.category() == QChar::Other_Control;
        if (isControl && c != u'\t' && c != u'\r' && c != u'\n')
            m_wrong += 4;
        else if (!isAscii && !isPunctuation(c))
            ++m_wrong; // "³" was a letter in another page
        endWord();
    }
    void endWord()
    {
        const bool isMostlyAccents =
            m_script == QChar::Script_Latin && m_letters >= 3 && m_accented * 3 > m_letters * 2;
        if (m_mixesScripts || m_hasLateCapital || isMostlyAccents)
            m_wrong += m_accented;
        m_letters = m_accented = 0;
        m_script = QChar::Script_Common;
        m_mixesScripts = m_hasLateCapital = m_wasSmall = false;
    }
    bool isTolerable() const { return m_wrong * 100 <= m_beyond * kToleratedPercent; }
    qint64 wrong() const { return m_wrong; }

private:
    static bool isOrdinal(QChar c) { return c == u'ª' || c == u'º'; }
    static bool isPunctuation(QChar c)
    {
        switch (c.category()) {
        case QChar::Punctuation_Dash:
        case QChar::Punctuation_InitialQuote:
        case QChar::Punctuation_FinalQuote:
        case QChar::Punctuation_Open:
        case QChar::Separator_Space:
        case QChar::Other_Format:
            return true;
        default:
            return c == u'،' || c == u'؛' || c == u'؟' || c == u'…' || c == u'°' || c == u'€' ||
                   c == u'№' || c == u'·' || c == u'•' || c == u'ـ';
        }
    }
    void addLetter(QChar c, bool isAscii)
    {
        const QChar::Script script = c.script();
        if (m_letters > 0 && script != m_script && script != QChar::Script_Common)
            m_mixesScripts = true;
        m_script = script;
        ++m_letters;
        m_accented += isAscii ? 0 : 1;
        // McDonald is fine, "гЏгЌ" is not.
        m_hasLateCapital = m_hasLateCapital || (m_wasSmall && c.isUpper() && !isAscii);
        m_wasSmall = c.isLower();
    }

    qint64 m_beyond = 0; ///< characters beyond ASCII
    qint64 m_wrong = 0;
    int m_letters = 0; ///< of the word at hand
    int m_accented = 0;
    QChar::Script m_script = QChar::Script_Common;
    bool m_mixesScripts = false;
    bool m_hasLateCapital = false;
    bool m_wasSmall = false;
};

std::optional<DecodedText> codePage(const QByteArray &bytes)
{
    std::optional<DecodedText> best;
    qint64 fewestWrong = 0;
    for (const QByteArray &page : codePages()) {
        std::optional<QString> text = decoded(bytes, QStringDecoder(page.constData()));
        if (!text)
            continue;
        WordJudge judge;
        for (const QChar c : std::as_const(*text))
            judge.add(c);
        judge.endWord();
        if (judge.isTolerable() && (!best || judge.wrong() < fewestWrong)) {
            best = DecodedText{*std::move(text), page};
            fewestWrong = judge.wrong();
        }
    }
    return best;
}

} // namespace

QList<QByteArray> codePages()
{
    return {"windows-1252", "windows-1250", "windows-1256", "windows-1251"};
}

std::optional<DecodedText> decodeText(const QByteArray &bytes, const QByteArray &encoding)
{
    if (!encoding.isEmpty()) {
        const QByteArray wanted = encoding.toLower();
        if (wanted == "utf-8")
            return utf8(bytes);
        if (wanted == "utf-16le" || wanted == "utf-16be")
            return utf16(bytes, wanted == "utf-16le");
        if (!codePages().contains(wanted))
            return std::nullopt;
        return named(decoded(bytes, QStringDecoder(wanted.constData())), wanted);
    }
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return utf16(bytes, bytes.startsWith("\xFF\xFE"));
    if (bytes.size() >= 2 && (bytes.at(0) == '\0') != (bytes.at(1) == '\0'))
        return utf16(bytes, bytes.at(1) == '\0');
    if (std::optional<DecodedText> text = utf8(bytes))
        return text;
    return isMostlyUtf8(bytes) ? std::nullopt : codePage(bytes);
}

} // namespace rollcall
