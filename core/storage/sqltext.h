// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"

#include <QDate>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLatin1String>
#include <QString>

#include <array>

namespace rollcall {

/// A day as YYYY-MM-DD without an allocation, empty for none; years 1 to 9999.
class DayText
{
public:
    static constexpr int kSize = 10;
    explicit DayText(QDate day);
    QLatin1String view() const { return QLatin1String(m_text.data(), m_size); }

private:
    std::array<char, kSize> m_text{};
    int m_size = 0;
};

/// A column that holds a day, without a copy of its text; null for the empty one.
QDate dayFromText(QLatin1String text);

/// Days as YYYY-MM-DD, empty for none: never NULL in key columns.
inline QString dayText(QDate day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QStringLiteral("");
}
inline QDate dayFromText(const QString &text)
{
    return text.isEmpty() ? QDate() : QDate::fromString(text, Qt::ISODate);
}
inline QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
inline QJsonObject jsonFromText(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace rollcall
