// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/wiresettings.h"

#include <array>

namespace rollcall {

namespace {

constexpr int kMostUnlockFactor = 100;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

QJsonObject WireSettings::toJson() const
{
    const WireSettings usual;
    QJsonObject json;
    if (transport != usual.transport)
        json.insert(key("transport"), QStringLiteral("udp"));
    if (codePage != usual.codePage)
        json.insert(key("code_page"), QString::fromLatin1(codePage));
    if (verifyBeforeState != usual.verifyBeforeState)
        json.insert(key("verify_before_state"), verifyBeforeState);
    if (disableWhileReading != usual.disableWhileReading)
        json.insert(key("disable_while_reading"), disableWhileReading);
    if (live != usual.live)
        json.insert(key("live"), live);
    if (unlockFactor != usual.unlockFactor)
        json.insert(key("unlock_factor"), unlockFactor);
    return json;
}

WireSettings WireSettings::fromJson(const QJsonObject &json)
{
    WireSettings wire;
    if (json.value(key("transport")).toString() == u"udp")
        wire.transport = WireTransport::Udp;
    wire.codePage = codePageFromText(json.value(key("code_page")).toString());
    wire.verifyBeforeState = json.value(key("verify_before_state")).toBool(wire.verifyBeforeState);
    wire.disableWhileReading =
        json.value(key("disable_while_reading")).toBool(wire.disableWhileReading);
    wire.live = json.value(key("live")).toBool(wire.live);
    const int factor = json.value(key("unlock_factor")).toInt(wire.unlockFactor);
    if (factor >= 1 && factor <= kMostUnlockFactor)
        wire.unlockFactor = factor;
    return wire;
}

QList<QByteArray> knownCodePages()
{
    return {"UTF-8",        "GBK",          "windows-1250", "windows-1251",
            "windows-1252", "windows-1256", "ISO-8859-1",   "TIS-620"};
}

QByteArray codePageFromText(const QString &text)
{
    static constexpr std::array<std::pair<const char *, const char *>, 9> kOtherNames{
        {{"gb2312", "GBK"},
         {"gb18030", "GBK"},
         {"cp936", "GBK"},
         {"latin1", "ISO-8859-1"},
         {"latin-1", "ISO-8859-1"},
         {"tis620", "TIS-620"},
         {"cp874", "TIS-620"},
         {"thai", "TIS-620"},
         {"utf8", "UTF-8"}}};
    const QString wanted = text.simplified().remove(u' ').toLower();
    for (const QByteArray &known : knownCodePages()) {
        const QString name = QString::fromLatin1(known).toLower();
        const QString number = name.section(u'-', 1);
        if (wanted == name ||
            (name.startsWith(u"windows-") &&
             (wanted == QString(u"cp" + number) || wanted == QString(u"windows" + number))))
            return known;
    }
    for (const auto &[other, known] : kOtherNames) {
        if (wanted == QLatin1String(other))
            return known;
    }
    return {};
}

} // namespace rollcall
