// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushvector.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace rollcall::test {

namespace {

QByteArray chunked(const QByteArray &body)
{
    const qsizetype half = body.size() / 2;
    QByteArray bytes;
    for (const QByteArray &part : {body.left(half), body.mid(half)}) {
        if (!part.isEmpty())
            bytes += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

} // namespace

QByteArray requestBytes(const QJsonObject &request, const QJsonObject &given)
{
    const QByteArray method = request.value(u"method").toString().toLatin1();
    QByteArray body = request.value(u"body").toString().toUtf8();
    if (request.contains(u"body_base64"))
        body = QByteArray::fromBase64(request.value(u"body_base64").toString().toLatin1());
    const QString version = given.value(u"http_version").toString(QStringLiteral("1.1"));
    QByteArray head = method + ' ' + request.value(u"path").toString().toUtf8() + " HTTP/" +
                      version.toLatin1() + "\r\n";
    QJsonObject fields = request.value(u"headers").toObject();
    if (!fields.contains(u"Host"))
        fields.insert(u"Host", QStringLiteral("127.0.0.1"));
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        if (!field->isNull())
            head += field.key().toUtf8() + ": " + field->toString().toUtf8() + "\r\n";
    }
    if (given.value(u"transfer").toString() == u"chunked") {
        head += "Transfer-Encoding: chunked\r\n";
        body = chunked(body);
    } else if (given.contains(u"declared_length")) {
        head +=
            "Content-Length: " + QByteArray::number(given.value(u"declared_length").toInteger()) +
            "\r\n";
        body.clear();
    } else if (!given.value(u"no_length").toBool() &&
               (method == "POST" || method == "PUT" || !body.isEmpty())) {
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    return head + "\r\n" + body;
}

bool holds(const QJsonValue &found, const QJsonValue &wanted)
{
    if (wanted.isObject()) {
        const QJsonObject members = wanted.toObject();
        const QStringList keys = members.keys();
        return found.isObject() && std::all_of(keys.begin(), keys.end(), [&](const QString &key) {
                   return holds(found.toObject().value(key), members.value(key));
               });
    }
    if (wanted.isArray()) {
        const QJsonArray items = wanted.toArray();
        if (!found.isArray() || found.toArray().size() != items.size())
            return false;
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (!holds(found.toArray().at(i), items.at(i)))
                return false;
        }
        return true;
    }
    return found == wanted;
}

QString difference(const StoredPunch &punch, const QJsonObject &wanted)
{
    for (auto member = wanted.constBegin(); member != wanted.constEnd(); ++member) {
        bool same = false;
        if (member.key() == u"user_id")
            same = punch.userId == member->toString();
        else if (member.key() == u"timestamp")
            same = punch.timestamp == member->toString();
        else if (member.key() == u"status")
            same = punch.state == member->toInt(-2);
        else if (member.key() == u"verify")
            same = punch.verify == (member->isNull() ? -1 : member->toInt(-2));
        else if (member.key() == u"work_code")
            same = punch.workCode == member->toString();
        else if (member.key() == u"status_raw" || member.key() == u"verify_raw")
            same = punch.rawText.contains(
                member->isString() ? member->toString() : QString::number(member->toInteger()));
        else if (member.key() == u"instant")
            same = punch.instantUtc ==
                   QDateTime::fromString(member->toString(), Qt::ISODate).toMSecsSinceEpoch();
        if (!same)
            return QString(member.key() + u" of " + punch.userId + u" at " + punch.timestamp);
    }
    return {};
}

} // namespace rollcall::test
