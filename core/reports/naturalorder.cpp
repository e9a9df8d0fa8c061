// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/naturalorder.h"

#include <QString>

namespace rollcall {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// The run of digits at the front, without its leading zeros; taken off @p text.
QStringView takeNumber(QStringView *text)
{
    qsizetype size = 0;
    while (size < text->size() && isDigit(text->at(size)))
        ++size;
    QStringView number = text->first(size);
    *text = text->sliced(size);
    while (number.size() > 1 && number.front() == u'0')
        number = number.sliced(1);
    return number;
}

} // namespace

int compareNaturally(QStringView left, QStringView right)
{
    if (left.isEmpty() || right.isEmpty())
        return int(left.isEmpty()) - int(right.isEmpty());
    QStringView l = left;
    QStringView r = right;
    while (!l.isEmpty() && !r.isEmpty()) {
        if (isDigit(l.front()) && isDigit(r.front())) {
            const QStringView first = takeNumber(&l);
            const QStringView second = takeNumber(&r);
            if (first.size() != second.size())
                return first.size() < second.size() ? -1 : 1;
            if (const int order = first.compare(second); order != 0)
                return order;
            continue;
        }
        const QChar first = l.front().toCaseFolded();
        const QChar second = r.front().toCaseFolded();
        if (first != second)
            return first < second ? -1 : 1;
        l = l.sliced(1);
        r = r.sliced(1);
    }
    if (l.isEmpty() != r.isEmpty())
        return l.isEmpty() ? -1 : 1;
    return left.compare(right);
}

} // namespace rollcall
