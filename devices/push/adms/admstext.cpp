// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admstext.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>

namespace rollcall::push {

namespace {

constexpr qsizetype kMostUserId = 32;
constexpr qsizetype kMostDigits = 15;
const char *const kChinese = "GB18030";

bool isBlankByte(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\0' || c == '\v' || c == '\f';
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control;
}

} // namespace

QString admsText(QByteArrayView bytes)
{
    const bool isAscii = std::all_of(bytes.begin(), bytes.end(),
                                     [](char c) { return static_cast<uchar>(c) < 0x80; });
    QString text;
    if (isAscii) {
        text = QString::fromLatin1(bytes);
    } else {
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        text = utf8(bytes);
        if (utf8.hasError()) {
            QStringDecoder chinese(kChinese, QStringDecoder::Flag::Stateless);
            if (chinese.isValid())
                text = chinese(bytes);
            if (!chinese.isValid() || chinese.hasError() ||
                text.contains(QChar::ReplacementCharacter))
                text = QString::fromLatin1(bytes);
        }
    }
    return text.remove(QChar(u'\0'));
}

QByteArray admsBytes(const QString &text, const QString &language)
{
    if (language == u"83") {
        QStringEncoder chinese(kChinese, QStringEncoder::Flag::Stateless);
        if (chinese.isValid())
            return chinese(text);
    }
    return text.toUtf8();
}

AdmsLines::AdmsLines(QByteArrayView body)
    : m_rest(body)
{
    constexpr QByteArrayView mark = "\xef\xbb\xbf";
    if (m_rest.startsWith(mark))
        m_rest = m_rest.sliced(mark.size());
}

std::optional<QByteArrayView> AdmsLines::next()
{
    while (!m_rest.isEmpty()) {
        const qsizetype end = m_rest.indexOf('\n');
        QByteArrayView line = end < 0 ? m_rest : m_rest.first(end);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!std::all_of(line.begin(), line.end(), isBlankByte))
            return line;
    }
    return std::nullopt;
}

int countAdmsLines(QByteArrayView body)
{
    AdmsLines lines(body);
    int count = 0;
    while (lines.next())
        ++count;
    return count;
}

std::optional<qint64> admsNumber(QStringView text)
{
    text = text.trimmed();
    const bool isNegative = text.startsWith(u'-');
    if (isNegative)
        text = text.sliced(1);
    if (text.isEmpty() || text.size() > kMostDigits)
        return std::nullopt;
    qint64 value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return isNegative ? -value : value;
}

bool isAdmsUserId(QStringView text)
{
    const auto characters =
        std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
    return characters >= 1 && characters <= kMostUserId &&
           std::none_of(text.begin(), text.end(), isControl);
}

QString admsCut(QStringView text, qsizetype most)
{
    if (text.size() > most)
        text = text.first(most > 0 && text.at(most - 1).isHighSurrogate() ? most - 1 : most);
    return text.toString();
}

QString admsOneLine(QString text)
{
    for (QChar &c : text) {
        if (c != u'\t' && isControl(c))
            c = u' ';
    }
    return text;
}

} // namespace rollcall::push
