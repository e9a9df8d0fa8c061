// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace rollcall::test {

/// Collects what a vector says and what we make of it; every mismatch is one line.
class Expect
{
public:
    explicit Expect(const QJsonObject &decoded)
        : m_decoded(decoded)
    {}

    /// The vector's field must be there and equal @p actual.
    template <typename T>
    void field(const char *name, const T &actual)
    {
        compare(name, m_decoded.value(QLatin1String(name)), toJson(actual));
    }
    /// The same where the vector may leave the field out.
    template <typename T>
    void fieldIfGiven(const char *name, const T &actual)
    {
        if (m_decoded.contains(QLatin1String(name)))
            field(name, actual);
    }
    void bytes(const char *what, const QByteArray &actual, const QByteArray &expected)
    {
        compare(what, QString::fromLatin1(expected.toHex()), QString::fromLatin1(actual.toHex()));
    }
    void isTrue(const char *what, bool value)
    {
        if (!value)
            m_problems.append(QLatin1String(what));
    }
    void add(const QStringList &problems) { m_problems.append(problems); }

    const QStringList &problems() const { return m_problems; }

private:
    static QJsonValue toJson(const QString &value) { return value; }
    static QJsonValue toJson(const QByteArray &hex) { return QString::fromLatin1(hex.toHex()); }
    static QJsonValue toJson(const QJsonValue &value) { return value; }
    static QJsonValue toJson(const QJsonArray &value) { return value; }
    static QJsonValue toJson(bool value) { return value; }
    template <typename Number>
    static QJsonValue toJson(Number value)
    {
        return static_cast<double>(value);
    }

    void compare(const char *what, const QJsonValue &expected, const QJsonValue &actual)
    {
        if (expected == actual)
            return;
        const auto text = [](const QJsonValue &value) {
            return value.isUndefined() ? QStringLiteral("(nothing)") : value.toVariant().toString();
        };
        m_problems.append(QStringLiteral("%1: expected %2, got %3")
                              .arg(QLatin1String(what), text(expected), text(actual)));
    }

    const QJsonObject m_decoded;
    QStringList m_problems;
};

} // namespace rollcall::test
