// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqltext.h"

namespace rollcall {

DayText::DayText(QDate day)
{
    if (!day.isValid())
        return;
    int year = 0;
    int month = 0;
    int dayOfMonth = 0;
    day.getDate(&year, &month, &dayOfMonth);
    const auto put = [this](size_t at, int value, size_t count) {
        for (size_t i = count; i-- > 0;) {
            m_text.at(at + i) = static_cast<char>('0' + value % 10);
            value /= 10;
        }
    };
    put(0, year, 4);
    put(5, month, 2);
    put(8, dayOfMonth, 2);
    m_text.at(4) = m_text.at(7) = '-';
    m_size = kSize;
}

QDate dayFromText(QLatin1String text)
{
    if (text.size() != DayText::kSize)
        return {};
    const auto number = [text](int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; ++i) {
            const char digit = text.at(i).toLatin1();
            if (digit < '0' || digit > '9')
                return -1;
            value = value * 10 + (digit - '0');
        }
        return value;
    };
    const int year = number(0, 4);
    return year < 1 ? QDate() : QDate(year, number(5, 2), number(8, 2));
}

} // namespace rollcall
