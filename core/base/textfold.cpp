// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/textfold.h"

#include <QList>

namespace rollcall {

QString foldText(QStringView text)
{
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD);
    QString folded;
    folded.reserve(decomposed.size());
    bool gap = false;
    for (const char32_t ucs4 : decomposed.toUcs4()) {
        if (QChar::isMark(ucs4))
            continue;
        if (!QChar::isLetterOrNumber(ucs4)) {
            gap = !folded.isEmpty();
            continue;
        }
        if (gap)
            folded += QLatin1Char(' ');
        gap = false;
        if (const int digit = QChar::digitValue(ucs4); digit >= 0)
            folded += QChar(u'0' + static_cast<char16_t>(digit));
        else
            folded += QChar::fromUcs4(QChar::toCaseFolded(ucs4));
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
