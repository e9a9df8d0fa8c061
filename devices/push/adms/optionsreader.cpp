// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/optionsreader.h"

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/operlogreader.h"

#include <algorithm>
#include <array>

namespace rollcall::push {

namespace {

constexpr qsizetype kMostPairs = 200;
constexpr qsizetype kMostKey = 64;
constexpr qsizetype kMostValue = 256;
constexpr qsizetype kMostLogRows = 1000;

bool isSeparator(QChar c)
{
    return c == u',' || c == u'&' || c == u'\n' || c == u'\r';
}

bool isKey(QStringView key)
{
    return !key.isEmpty() && key.size() <= kMostKey &&
           std::all_of(key.begin(), key.end(), [](QChar c) {
               return (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == u'_';
           });
}

/// What stands at each place of INFO; null: nothing we keep.
struct Place
{
    const char16_t *name;
    bool isNumber;
};
constexpr std::array kPlaces{
    Place{u"firmware", false}, Place{u"users", true}, Place{u"fingerprints", true},
    Place{u"records", true},   Place{u"ip", false},   Place{nullptr, false},
    Place{nullptr, false},     Place{nullptr, false}, Place{u"faces", true},
    Place{u"flags", true},
};

} // namespace

QHash<QString, QString> readOptions(QByteArrayView body)
{
    QHash<QString, QString> options;
    const QString text = admsText(body);
    for (qsizetype at = 0; at < text.size() && options.size() < kMostPairs;) {
        qsizetype end = at;
        while (end < text.size() && !isSeparator(text.at(end)))
            ++end;
        const QStringView pair = QStringView(text).sliced(at, end - at);
        at = end + 1;
        const qsizetype equals = pair.indexOf(u'=');
        if (equals <= 0)
            continue;
        QStringView key = pair.first(equals).trimmed();
        if (key.startsWith(u'~'))
            key = key.sliced(1);
        if (isKey(key))
            options.insert(key.toString(),
                           admsOneLine(admsCut(pair.sliced(equals + 1).trimmed(), kMostValue)));
    }
    return options;
}

QHash<QString, QString> readPollInfo(QStringView info)
{
    QHash<QString, QString> facts;
    const QList<QStringView> values = info.split(u',');
    if (values.size() < 2)
        return facts;
    for (qsizetype i = 0; i < qMin<qsizetype>(values.size(), kPlaces.size()); ++i) {
        const Place &place = kPlaces.at(static_cast<size_t>(i));
        const QStringView value = values.at(i).trimmed();
        if (!place.name || value.isEmpty() || value.size() > kMostValue ||
            (place.isNumber && !admsNumber(value)))
            continue;
        facts.insert(QString::fromUtf16(place.name), admsOneLine(value.toString()));
    }
    return facts;
}

QList<DeviceLogEntry> readErrorlog(QByteArrayView body)
{
    QList<DeviceLogEntry> log;
    AdmsLines lines(body);
    while (const std::optional<QByteArrayView> line = lines.next()) {
        if (log.size() >= kMostLogRows)
            break;
        DeviceLogEntry entry;
        entry.kind = QStringLiteral("errorlog");
        entry.text = deviceLogText(admsText(*line).trimmed());
        log.append(entry);
    }
    return log;
}

} // namespace rollcall::push
