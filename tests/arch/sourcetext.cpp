// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/sourcetext.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace rollcall::arch {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// The word that ends before @p position, such as the R of R"(…)" or the 1 of 1'000.
QStringView wordBefore(const QString &text, qsizetype position)
{
    qsizetype first = position;
    while (first > 0 && (isWordCharacter(text.at(first - 1)) || text.at(first - 1) == u'\''))
        --first;
    return QStringView(text).sliced(first, position - first);
}

/// The position after the literal that begins with the quote at @p start.
qsizetype literalEnd(const QString &text, qsizetype start)
{
    const QChar quote = text.at(start);
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == quote || text.at(i) == u'\n')
            return i + 1;
    }
    return text.size();
}

qsizetype rawLiteralEnd(const QString &text, qsizetype start)
{
    const qsizetype open = text.indexOf(u'(', start);
    if (open < 0)
        return text.size();
    const QString close = QString(u')' + text.sliced(start + 1, open - start - 1) + u'"');
    const qsizetype end = text.indexOf(close, open);
    return end < 0 ? text.size() : end + close.size();
}

qsizetype commentEnd(const QString &text, qsizetype start)
{
    const bool isBlock = text.at(start + 1) == u'*';
    const qsizetype end =
        isBlock ? text.indexOf(QStringLiteral("*/"), start + 2) : text.indexOf(u'\n', start);
    if (end < 0)
        return text.size();
    return isBlock ? end + 2 : end;
}

void blank(QString &text, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i) {
        if (text.at(i) != u'\n')
            text[i] = u' ';
    }
}

} // namespace

QString withoutComments(const QString &text, Literals literals)
{
    QString result = text;
    qsizetype i = 0;
    while (i < text.size()) {
        const QChar c = text.at(i);
        const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
        if (c == u'/' && (next == u'/' || next == u'*')) {
            const qsizetype end = commentEnd(text, i);
            blank(result, i, end);
            i = end;
            continue;
        }
        const QStringView word = c == u'"' || c == u'\'' ? wordBefore(text, i) : QStringView();
        const bool isDigitSeparator = c == u'\'' && !word.isEmpty() && word.front().isDigit();
        if ((c == u'"' || c == u'\'') && !isDigitSeparator) {
            const bool isRaw = c == u'"' && word.endsWith(u'R');
            const qsizetype end = isRaw ? rawLiteralEnd(text, i) : literalEnd(text, i);
            if (literals == Literals::Blank)
                blank(result, i + 1, end - 1);
            i = end;
            continue;
        }
        ++i;
    }
    return result;
}

int lineOf(const QString &text, qsizetype position)
{
    return int(QStringView(text).first(position).count(u'\n')) + 1;
}

QList<SourceFile> sourceFiles(const QStringList &folders, const QStringList &names)
{
    const QDir root(QStringLiteral(ROLLCALL_SOURCE_DIR));
    QList<SourceFile> files;
    for (const QString &folder : folders) {
        const auto depth =
            folder.isEmpty() ? QDirIterator::NoIteratorFlags : QDirIterator::Subdirectories;
        QDirIterator walk(root.filePath(folder), names, QDir::Files | QDir::Hidden, depth);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (file.open(QIODevice::ReadOnly))
                files.append(
                    {root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

QList<SourceFile> productFiles()
{
    return sourceFiles({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("devices"),
                        QStringLiteral("ui")},
                       {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
}

QString listed(const QList<Finding> &findings)
{
    QString text;
    for (const Finding &finding : findings)
        text += QStringLiteral("\n%1:%2: %3").arg(finding.path).arg(finding.line).arg(finding.what);
    return text;
}

} // namespace rollcall::arch
