// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/pushanswer.h"

#include "devices/push/problem.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

namespace rollcall::push {

namespace {

/// IMF-fixdate (RFC 9110, section 5.6.7).
QByteArray httpDate(qint64 nowUtc)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowUtc, Qt::UTC);
    return QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
}

} // namespace

PushAnswer jsonAnswer(int status, const QJsonObject &body)
{
    PushAnswer answer;
    answer.status = status;
    answer.contentType = QByteArrayLiteral("application/json");
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return answer;
}

QList<HttpField> answerFields(const PushAnswer &answer, const AnswerFrame &frame)
{
    QList<HttpField> fields{
        {QByteArrayLiteral("Content-Type"), answer.contentType},
        {QByteArrayLiteral("Date"), httpDate(frame.nowUtc)},
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")},
        {QByteArrayLiteral("X-Content-Type-Options"), QByteArrayLiteral("nosniff")},
        {QByteArrayLiteral("X-Request-Id"), frame.requestId},
    };
    fields += answer.fields;
    if (frame.close)
        fields.append({QByteArrayLiteral("Connection"), QByteArrayLiteral("close")});
    return fields;
}

QByteArray answerBytes(const PushAnswer &answer, const AnswerFrame &frame, bool withBody)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' +
                       reasonPhrase(answer.status) + "\r\n";
    for (const HttpField &field : answerFields(answer, frame))
        bytes += field.first + ": " + field.second + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
    if (withBody)
        bytes += answer.body;
    return bytes;
}

} // namespace rollcall::push
