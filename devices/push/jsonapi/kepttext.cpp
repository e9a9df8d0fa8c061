// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/kepttext.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace rollcall::push {

namespace {

constexpr qsizetype kMaxKeptText = 512;
/// In the order in which the library writes them.
constexpr std::array kMembers{QLatin1String("status"), QLatin1String("timestamp"),
                              QLatin1String("user_id"), QLatin1String("verify_type"),
                              QLatin1String("work_code")};

/// Whether JSON writes @p text as it is, between quotes.
bool isPlain(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\'; });
}

/// Appends a value of the usual kind: a plain text or a small whole number. False for any other.
bool appendUsual(QString &json, const QJsonValue &value)
{
    if (value.isString()) {
        const QString text = value.toString();
        if (!isPlain(text))
            return false;
        json += u'"';
        json += text;
        json += u'"';
        return true;
    }
    constexpr double kSmall = 10000; // never with an exponent
    const double number = value.toDouble(-1);
    if (!(number >= 0 && number < kSmall) || number != std::floor(number) || std::signbit(number))
        return false;
    json += QString::number(static_cast<int>(number));
    return true;
}

/// The library's way, for any value: it builds a document and writes it.
QString throughDocument(const QJsonObject &item)
{
    QJsonObject kept;
    for (const QLatin1String name : kMembers) {
        if (const QJsonValue value = item.value(name); !value.isUndefined())
            kept.insert(name, value);
    }
    return QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

/// The same text for what terminals usually send, which is most of what a listener does; empty for
/// anything else.
QString shortCut(const QJsonObject &item)
{
    constexpr qsizetype kUsualLength = 128;
    QString json;
    json.reserve(kUsualLength);
    json += u'{';
    for (const QLatin1String name : kMembers) {
        const QJsonValue value = item.value(name);
        if (value.isUndefined())
            continue;
        if (json.size() > 1)
            json += u',';
        json += u'"';
        json += name;
        json += QLatin1String("\":");
        if (!appendUsual(json, value))
            return {};
    }
    json += u'}';
    return json;
}

} // namespace

QString keptText(const QJsonObject &item)
{
    QString text = shortCut(item);
    if (text.isEmpty())
        text = throughDocument(item);
    // Only blanks around the user id can make it longer than this.
    return text.size() <= kMaxKeptText ? text : item.value(u"timestamp").toString();
}

} // namespace rollcall::push
