// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admsquery.h"

#include "devices/push/adms/admstext.h"

#include <algorithm>
#include <array>

namespace rollcall::push {

namespace {

constexpr QByteArrayView kRoot = "/iclock/";
constexpr qsizetype kMostPairs = 64;
constexpr qsizetype kMostSerial = 64;

struct Name
{
    QByteArrayView name;
    AdmsEndpoint endpoint;
};
constexpr std::array kNames{
    Name{"cdata", AdmsEndpoint::Cdata},         Name{"getrequest", AdmsEndpoint::GetRequest},
    Name{"devicecmd", AdmsEndpoint::DeviceCmd}, Name{"ping", AdmsEndpoint::Ping},
    Name{"fdata", AdmsEndpoint::Fdata},         Name{"exchange", AdmsEndpoint::Exchange},
    Name{"registry", AdmsEndpoint::Registry},   Name{"push", AdmsEndpoint::Push},
    Name{"rtdata", AdmsEndpoint::RtData},       Name{"querydata", AdmsEndpoint::QueryData},
};

bool isSerialChar(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') ||
           c == u'_' || c == u'-';
}

QString decoded(QByteArrayView text)
{
    QString value =
        admsOneLine(QString::fromUtf8(QByteArray::fromPercentEncoding(text.toByteArray())));
    return value.replace(u'\t', u' ');
}

} // namespace

bool isAdmsPath(QByteArrayView path)
{
    return path.size() > kRoot.size() &&
           path.first(kRoot.size()).compare(kRoot, Qt::CaseInsensitive) == 0;
}

AdmsEndpoint admsEndpoint(QByteArrayView path)
{
    if (!isAdmsPath(path))
        return AdmsEndpoint::Other;
    QByteArray name = path.sliced(kRoot.size()).toByteArray().toLower();
    if (name.endsWith('/'))
        name.chop(1);
    if (name.endsWith(".aspx"))
        name.chop(5);
    const auto known = std::find_if(kNames.begin(), kNames.end(),
                                    [&name](const Name &entry) { return entry.name == name; });
    return known == kNames.end() ? AdmsEndpoint::Other : known->endpoint;
}

AdmsQuery::AdmsQuery(QByteArrayView query)
{
    while (!query.isEmpty() && m_pairs.size() < kMostPairs) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        if (equals <= 0)
            continue;
        const QString name = decoded(pair.first(equals)).toLower();
        if (!has(name))
            m_pairs.append({name, decoded(pair.sliced(equals + 1))});
    }
}

bool AdmsQuery::has(QStringView lowerName) const
{
    return std::any_of(m_pairs.begin(), m_pairs.end(),
                       [lowerName](const auto &pair) { return pair.first == lowerName; });
}

QString AdmsQuery::value(QStringView lowerName) const
{
    for (const QPair<QString, QString> &pair : m_pairs) {
        if (pair.first == lowerName)
            return pair.second;
    }
    return {};
}

QString AdmsQuery::table() const
{
    const QString table = value(u"table").trimmed();
    return table.left(table.indexOf(u' '));
}

QString AdmsQuery::serial() const
{
    const QString serial = value(u"sn").trimmed(); // NULs are blanks by now
    const bool isSerial =
        serial.size() <= kMostSerial && std::all_of(serial.begin(), serial.end(), isSerialChar);
    return isSerial ? serial : QString();
}

} // namespace rollcall::push
