// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/jsonbody.h"

#include <QStringDecoder>

namespace rollcall::push {

namespace {

/// Counts brackets outside of strings, so that the JSON reader never sees a document deeper than we
/// allow.
bool isNestedTooDeeply(const QByteArray &json)
{
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    for (const char c : json) {
        if (inString) {
            if (escaped)
                escaped = false;
            else if (c == '\\')
                escaped = true;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxJsonNesting)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError();
}

} // namespace

std::optional<QJsonDocument> readJson(QByteArray body)
{
    static constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";
    if (body.startsWith(byteOrderMark))
        body.remove(0, byteOrderMark.size());
    if (isNestedTooDeeply(body) || !isUtf8(body))
        return std::nullopt;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return std::nullopt;
    return document;
}

} // namespace rollcall::push
