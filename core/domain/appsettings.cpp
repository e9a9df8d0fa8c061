// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/appsettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>

#include <array>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::AppSettings", text);
}

constexpr qint64 kMany = 1'000'000;
constexpr qint64 kDaySeconds = 24LL * 3600;
constexpr qint64 kYearSeconds = 366 * kDaySeconds;
constexpr qint64 kYearHours = 366LL * 24;
constexpr qint64 kMostBodyBytes = 64LL * 1024 * 1024;
constexpr qint64 kMostLogs = 100'000;
constexpr qint64 kMostConnections = 10'000;
constexpr qsizetype kLongestText = 4096;

using enum AppSettingKind;

constexpr std::array<AppSetting, 28> kSettings = {{
    {u"push.address", Address, u"127.0.0.1", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Address of this computer at which pushed logs are taken; 0.0.0.0 is every "
                       "network, 127.0.0.1 this computer only.")},
    {u"push.port", Number, u"8090", 1, 65535,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "Port at which pushed logs are taken.")},
    {u"push.adms", Switch, u"on", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Terminals with a \"cloud server\" setting (ADMS) may push too.")},
    {u"push.tls_certificate", Path, u"", 0, 0,
     QT_TRANSLATE_NOOP(
         "rollcall::AppSettings",
         "PEM file with the certificate for HTTPS, from the data folder when the path is "
         "not a whole one; none means plain HTTP.")},
    {u"push.tls_key", Path, u"", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "PEM file with the private key that belongs to the certificate, likewise.")},
    {u"push.requests_per_minute", Number, u"600", 0, kMany,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Requests per minute of one device; 0 means as many as it likes.")},
    {u"push.burst", Number, u"100", 1, kMany,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "So many requests of one device at once.")},
    {u"push.failed_auth_per_minute", Number, u"10", 0, kMany,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Requests per minute of one address with a wrong token or an unknown serial "
                       "number before it has to wait; 0 means that it never has to.")},
    {u"push.lockout_seconds", Number, u"60", 1, kDaySeconds,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "How many seconds such an address has to wait. A right token from there "
                       "goes on.")},
    {u"push.health_per_minute", Number, u"60", 0, kMany,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Health requests per minute of one address; 0 means as many as it likes.")},
    {u"push.max_connections", Number, u"128", 1, kMostConnections,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "Open connections in all.")},
    {u"push.max_connections_per_address", Number, u"16", 1, kMostConnections,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "Open connections of one address.")},
    {u"push.max_body_bytes", Number, u"1048576", 1024, kMostBodyBytes,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "Largest request in bytes.")},
    {u"push.max_logs", Number, u"1000", 1, kMostLogs,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "Most logs in one request.")},
    {u"push.silent_future_seconds", Number, u"300", 0, kYearSeconds,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "A pushed punch up to so many seconds ahead of this computer's clock is "
                       "taken without a word.")},
    {u"push.max_future_seconds", Number, u"86400", 0, kYearSeconds,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "A pushed punch up to so many seconds ahead is taken with a warning, beyond "
                       "that it is refused or set aside.")},
    {u"push.heartbeat_seconds", Number, u"60", 10, kDaySeconds,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "How often terminals that send heartbeats are asked to.")},
    {u"push.token_overlap_hours", Number, u"24", 0, kYearHours,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "How many hours a replaced API token still works."),
     true},
    {u"sync.interval_seconds", Number, u"300", 60, kDaySeconds,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Seconds between two readings of an agent device.")},
    {u"sync.live", Switch, u"on", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "Take punches as they happen from agent devices that tell of them.")},
    {u"codes.present", Code, u"P", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Present.")},
    {u"codes.late", Code, u"L", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Late.")},
    {u"codes.half_day", Code, u"HD", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Half day.")},
    {u"codes.absent", Code, u"A", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Absent.")},
    {u"codes.leave", Code, u"V", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Leave.")},
    {u"codes.holiday", Code, u"H", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Holiday.")},
    {u"codes.week_off", Code, u"W", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings", "What reports write for Weekly off.")},
    {u"reports.leave_is_working_day", Switch, u"on", 0, 0,
     QT_TRANSLATE_NOOP("rollcall::AppSettings",
                       "A day of leave is a working day, so that it lowers the percentage of "
                       "attendance.")},
}};

Error refused(const AppSetting &setting, const QString &wanted)
{
    return errors::invalidInput(
        QString(say(QT_TRANSLATE_NOOP("rollcall::AppSettings",
                                      "The setting %1 cannot have that value. Nothing was "
                                      "changed."))
                    .arg(setting.text()) +
                u' ' + wanted),
        setting.text());
}

Result<QString> numberFromText(const AppSetting &setting, const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number >= setting.least && number <= setting.most)
        return QString::number(number);
    return refused(setting, say(QT_TRANSLATE_NOOP("rollcall::AppSettings",
                                                  "Enter a whole number from %1 to %2."))
                                .arg(setting.least)
                                .arg(setting.most));
}

Result<QString> switchFromText(const AppSetting &setting, const QString &text)
{
    for (const char16_t *word : {u"on", u"true", u"yes", u"1"}) {
        if (text.compare(QStringView(word), Qt::CaseInsensitive) == 0)
            return QStringLiteral("on");
    }
    for (const char16_t *word : {u"off", u"false", u"no", u"0"}) {
        if (text.compare(QStringView(word), Qt::CaseInsensitive) == 0)
            return QStringLiteral("off");
    }
    return refused(setting, say(QT_TRANSLATE_NOOP("rollcall::AppSettings",
                                                  "It can be on or off (true or false).")));
}

bool isIpv4(const QString &text)
{
    constexpr uint kMostPart = 255;
    constexpr qsizetype kMostDigits = 3;
    const QStringList parts = text.split(u'.');
    if (parts.size() != 4)
        return false;
    for (const QString &part : parts) {
        for (const QChar c : part) {
            if (c < u'0' || c > u'9')
                return false;
        }
        if (part.isEmpty() || part.size() > kMostDigits || part.toUInt() > kMostPart)
            return false;
    }
    return true;
}

bool isIpv6(const QString &text)
{
    if (!text.contains(u':') || text.startsWith(u'['))
        return false;
    QUrl url;
    url.setHost(text);
    return !url.host().isEmpty();
}

Result<QString> addressFromText(const AppSetting &setting, const QString &text)
{
    if (isIpv4(text) || isIpv6(text))
        return text;
    return refused(setting,
                   say(QT_TRANSLATE_NOOP("rollcall::AppSettings",
                                         "Enter an address of this computer such as 192.168.1.10, "
                                         "or 0.0.0.0 for all of them.")));
}

Result<QString> pathFromText(const AppSetting &setting, const QString &text)
{
    if (text.isEmpty() || text.compare(u"none", Qt::CaseInsensitive) == 0)
        return QString();
    bool isPlain = text.size() <= kLongestText;
    for (const QChar c : text)
        isPlain = isPlain && c.category() != QChar::Other_Control;
    if (isPlain)
        return QDir::cleanPath(text);
    return refused(setting,
                   say(QT_TRANSLATE_NOOP("rollcall::AppSettings",
                                         "Enter the path of a file, whole or from the data "
                                         "folder, or none.")));
}

/// The marks that follow a code in reports, "?", "*" and "m", must stay what they are.
Result<QString> codeFromText(const AppSetting &setting, const QString &text)
{
    constexpr qsizetype kLongest = 3;
    bool isPlain = !text.isEmpty() && text.size() <= kLongest && !text.endsWith(u'm');
    for (const QChar c : text)
        isPlain = isPlain && c.isPrint() && !c.isSpace() && c != u'?' && c != u'*';
    if (isPlain)
        return text;
    return refused(setting,
                   say(QT_TRANSLATE_NOOP("rollcall::AppSettings",
                                         "Enter one to three characters without blanks; ? and * "
                                         "and an m at the end have a meaning of their own in "
                                         "reports.")));
}

} // namespace

QString AppSetting::meaningText() const
{
    return say(meaning);
}

std::span<const AppSetting> appSettings()
{
    return kSettings;
}

const AppSetting *findAppSetting(QStringView name)
{
    for (const AppSetting &setting : kSettings) {
        if (name == QStringView(setting.name))
            return &setting;
    }
    return nullptr;
}

Result<QString> appSettingFromText(const AppSetting &setting, const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.compare(u"default", Qt::CaseInsensitive) == 0)
        return setting.defaultText();
    switch (setting.kind) {
    case Number:
        return numberFromText(setting, typed);
    case Switch:
        return switchFromText(setting, typed);
    case Address:
        return addressFromText(setting, typed);
    case Code:
        return codeFromText(setting, typed);
    case Path:
        break;
    }
    return pathFromText(setting, typed);
}

QString appSettingValue(const AppSetting &setting, const QHash<QString, QString> &stored)
{
    const auto found = stored.constFind(setting.text());
    if (found == stored.constEnd())
        return setting.defaultText();
    return appSettingFromText(setting, *found).valueOr(setting.defaultText());
}

QJsonValue appSettingJson(const AppSetting &setting, const QString &value)
{
    if (value.isEmpty())
        return QJsonValue::Null;
    if (setting.kind == Number)
        return value.toLongLong();
    if (setting.kind == Switch)
        return value == u"on";
    return value;
}

QString AppSettings::text(QStringView name) const
{
    const AppSetting *setting = findAppSetting(name);
    Q_ASSERT(setting);
    return setting ? appSettingValue(*setting, m_stored) : QString();
}

qint64 AppSettings::number(QStringView name) const
{
    return text(name).toLongLong();
}

bool AppSettings::isOn(QStringView name) const
{
    return text(name) == u"on";
}

} // namespace rollcall
