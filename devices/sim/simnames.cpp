// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simnames.h"

namespace rollcall::sim {

namespace {

/// A word and its bytes in one code page.
struct Word
{
    QStringView codePage;
    QStringView text;
    const char *hex;
};

constexpr Word kWords[] = {
    {u"utf-8", u"Pupil", "507570696c"},
    {u"iso-8859-1", u"Pe\u00F1a", "5065f161"},
    {u"windows-1250", u"\u017D\u00E1k", "8ee16b"},
    {u"windows-1251", u"\u0418\u0432\u0430\u043D", "c8e2e0ed"},
    {u"windows-1252", u"\u017Do\u00EB", "8e6feb"},
    {u"windows-1256", u"\u0645\u062D\u0645\u062F", "e3cde3cf"},
    {u"gbk", u"\u5B66\u751F", "d1a7c9fa"},
    {u"tis-620", u"\u0E04\u0E23\u0E39", "a4c3d9"},
};

const Word &wordOf(QStringView codePage)
{
    for (const Word &word : kWords) {
        if (word.codePage == codePage)
            return word;
    }
    return kWords[0];
}

} // namespace

QStringList codePages()
{
    QStringList names;
    for (const Word &word : kWords)
        names.append(word.codePage.toString());
    return names;
}

UserName userName(QStringView codePage, int number, qsizetype most)
{
    const Word &word = wordOf(codePage);
    UserName name{word.text.toString(), QByteArray::fromHex(word.hex)};
    const QString digits = QStringLiteral(" %1").arg(number, 4, 10, QLatin1Char('0'));
    const qsizetype room = qMax<qsizetype>(0, most - name.bytes.size());
    name.text.append(digits.left(room));
    name.bytes.append(digits.left(room).toLatin1());
    return name;
}

QString textOf(QStringView codePage, const QByteArray &name)
{
    const Word &word = wordOf(codePage);
    const QByteArray bytes = QByteArray::fromHex(word.hex);
    if (!name.startsWith(bytes))
        return QString::fromUtf8(name);
    return word.text + QString::fromUtf8(name.sliced(bytes.size()));
}

} // namespace rollcall::sim
