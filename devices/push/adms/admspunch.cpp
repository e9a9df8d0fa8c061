// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admspunch.h"

#include "core/io/asidetext.h"
#include "devices/push/adms/admstext.h"

namespace rollcall::push {

namespace {

constexpr qsizetype kMostWorkCode = 16;
constexpr qint64 kMostVerify = 65535;

} // namespace

AdmsPunchSorter::AdmsPunchSorter(ZoneClock &zone, qint64 nowUtc, const PushLimits &limits)
    : m_zone(zone)
    , m_latest(zone.toWall(nowUtc).addSeconds(limits.maxFutureSeconds))
    , m_firstYear(limits.firstYear)
    , m_lastYear(limits.lastYear)
{}

void AdmsPunchSorter::take(RawLog log, const AdmsMoment &moment, const QString &line)
{
    const int year = moment.at.isValid() ? moment.at.date().year() : 0;
    if (!moment.at.isValid()) {
        setAside("invalid_date", line);
    } else if (year < m_firstYear || year > m_lastYear) {
        setAside("implausible_timestamp", line);
    } else if (moment.at > m_latest) {
        setAside("future_timestamp", line);
    } else {
        log.at = moment.at;
        log.instantUtc = moment.instantUtc;
        log.rawText = line;
        m_punches.logs.append(std::move(log));
    }
}

void AdmsPunchSorter::setAside(const char *reason, const QString &line)
{
    m_punches.setAside.append({asideText(line), QString::fromLatin1(reason)});
}

std::optional<WallTime> admsWallTime(QStringView text)
{
    constexpr QStringView shape = u"dddd-dd-dd dd:dd:dd";
    if (text.size() != shape.size())
        return std::nullopt;
    for (qsizetype i = 0; i < shape.size(); ++i) {
        const QChar c = text.at(i);
        const bool fits = shape.at(i) == u'd'   ? c >= u'0' && c <= u'9'
                          : shape.at(i) == u' ' ? c == u' ' || c == u'T'
                                                : c == shape.at(i);
        if (!fits)
            return std::nullopt;
    }
    return WallTime::parse(text);
}

int admsState(QStringView text)
{
    const std::optional<qint64> state = admsNumber(text);
    return state && *state >= 0 && *state <= 5 ? static_cast<int>(*state) : kStateNotStated;
}

int admsVerify(QStringView text)
{
    const std::optional<qint64> verify = admsNumber(text);
    return verify && *verify >= 0 && *verify <= kMostVerify ? static_cast<int>(*verify) : -1;
}

QString admsWorkCode(QStringView text)
{
    return admsOneLine(admsCut(text, kMostWorkCode));
}

} // namespace rollcall::push
