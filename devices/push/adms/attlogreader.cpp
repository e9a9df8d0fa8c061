// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/attlogreader.h"

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/keyedrow.h"

#include <algorithm>

namespace rollcall::push {

namespace {

using Fields = QList<QStringView>;

/// A line taken apart.
struct Line
{
    QString pin;
    AdmsMoment moment;
    Fields rest; ///< columns behind the time
    qsizetype columns = 0;
};

bool isDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// YYYYMMDDHHMMSS, or Unix seconds of 9 or 10 digits; nullopt for anything else.
std::optional<AdmsMoment> compactMoment(QStringView text, ZoneClock &zone)
{
    if (!isDigits(text))
        return std::nullopt;
    if (text.size() == 14) {
        const auto part = [text](qsizetype at, qsizetype size) {
            return static_cast<int>(admsNumber(text.sliced(at, size)).value_or(0));
        };
        return AdmsMoment{WallTime::fromFields(part(0, 4), part(4, 2), part(6, 2), part(8, 2),
                                               part(10, 2), part(12, 2)),
                          0};
    }
    if (text.size() == 9 || text.size() == 10) {
        const qint64 utc = admsNumber(text).value_or(0) * 1000;
        return AdmsMoment{zone.toWall(utc), utc};
    }
    return std::nullopt;
}

/// Rule 3: tabs, and the time somewhere behind the pin.
std::optional<Line> readColumns(QStringView text, ZoneClock &zone)
{
    Fields columns;
    for (const QStringView column : text.tokenize(u'\t'))
        columns.append(column.trimmed());
    if (columns.first().compare(u"ATTLOG", Qt::CaseInsensitive) == 0)
        columns.removeFirst();
    for (qsizetype at = 1; at < columns.size(); ++at) {
        if (const std::optional<WallTime> time = admsWallTime(columns.at(at)))
            return Line{
                columns.at(at - 1).toString(), {*time, 0}, columns.mid(at + 1), columns.size()};
    }
    if (columns.size() > 1) {
        if (const std::optional<AdmsMoment> moment = compactMoment(columns.at(1), zone))
            return Line{columns.first().toString(), *moment, columns.mid(2), columns.size()};
    }
    return std::nullopt;
}

/// Rule 4: blanks between everything.
std::optional<Line> readWords(QStringView text)
{
    Fields words;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && text.at(end) != u' ' && text.at(end) != u'\t')
            ++end;
        if (end > at)
            words.append(text.sliced(at, end - at));
        at = end + 1;
    }
    if (words.size() >= 2) {
        if (const std::optional<WallTime> time = admsWallTime(words.at(1)))
            return Line{words.first().toString(), {*time, 0}, words.mid(2), words.size()};
    }
    if (words.size() >= 3) {
        const QString joined = words.at(1) % u' ' % words.at(2);
        if (const std::optional<WallTime> time = admsWallTime(joined))
            return Line{words.first().toString(), {*time, 0}, words.mid(3), words.size() - 1};
    }
    return std::nullopt;
}

/// "PIN=" at the start or after white space.
bool isKeyed(QStringView text)
{
    constexpr QStringView key = u"pin=";
    for (qsizetype at = text.indexOf(key, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(key, at + key.size(), Qt::CaseInsensitive)) {
        if (at == 0 || text.at(at - 1).isSpace())
            return true;
    }
    return false;
}

/// Rule 2: beside tabs, runs of blanks separate too. (Without a tab KeyedRow looks for the next
/// key.)
QString withTabsForRuns(const QString &text)
{
    QString tabbed;
    tabbed.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && text.at(end) == u' ')
            ++end;
        if (end - at > 1)
            tabbed += u'\t';
        else
            tabbed += text.at(at);
        at = qMax(end, at + 1);
    }
    return tabbed;
}

class AttlogReading
{
public:
    explicit AttlogReading(AdmsPunchSorter &sorter)
        : m_sorter(sorter)
    {}

    void read(QByteArrayView bytes)
    {
        ++m_sorter.punches().lines;
        const QString text = admsText(bytes);
        if (isKeyed(text)) {
            readKeyed(text);
            return;
        }
        std::optional<Line> line;
        if (text.contains(u'\t'))
            line = readColumns(text, m_sorter.zone());
        if (!line)
            line = readWords(text);
        const auto column = [&line](qsizetype at) {
            return at < line->rest.size() ? line->rest.at(at) : QStringView();
        };
        if (!line || line->pin.isEmpty())
            m_sorter.setAside("unreadable_line", text);
        else if (isIdentityCheck(*line))
            ++m_sorter.punches().ignored;
        else
            take(line->pin, line->moment, {column(0), column(1), column(2)}, text);
    }

private:
    /// With exactly nine columns, an id number and "1": somebody's card was looked at, and nobody
    /// punched.
    static bool isIdentityCheck(const Line &line)
    {
        constexpr qsizetype kColumns = 9;
        constexpr qsizetype kIdNumber = 15;
        return line.columns == kColumns && line.rest.size() >= 2 && line.rest.last() == u"1" &&
               line.rest.at(line.rest.size() - 2).size() >= kIdNumber;
    }

    void readKeyed(const QString &text)
    {
        const KeyedRow row(text.contains(u'\t') ? withTabsForRuns(text) : text);
        const QString time = row.firstValue({u"time", u"datetime"});
        std::optional<AdmsMoment> moment;
        if (const std::optional<WallTime> at = admsWallTime(time))
            moment = AdmsMoment{*at, 0};
        else
            moment = compactMoment(time, m_sorter.zone());
        if (!moment) {
            m_sorter.setAside("unreadable_line", text);
            return;
        }
        const QString status = row.value(u"status");
        const QString verify = row.firstValue({u"verify", u"verified", u"verifymode"});
        const QString workCode = row.value(u"workcode");
        take(row.value(u"pin"), *moment, {status, verify, workCode}, text);
    }

    void take(const QString &pin, const AdmsMoment &moment, const Fields &fields,
              const QString &text)
    {
        if (!isAdmsUserId(pin)) {
            m_sorter.setAside("unreadable_line", text);
            return;
        }
        if (pin == u"0") {
            ++m_sorter.punches().ignored;
            return;
        }
        RawLog log;
        log.userId = pin;
        log.state = admsState(fields.at(0));
        log.verify = admsVerify(fields.at(1));
        log.workCode = admsWorkCode(fields.at(2));
        m_sorter.take(std::move(log), moment, text);
    }

    AdmsPunchSorter &m_sorter;
};

} // namespace

AdmsPunches readAttlog(QByteArrayView body, ZoneClock &zone, qint64 nowUtc,
                       const PushLimits &limits)
{
    AdmsPunchSorter sorter(zone, nowUtc, limits);
    AttlogReading reading(sorter);
    AdmsLines lines(body);
    while (const std::optional<QByteArrayView> line = lines.next())
        reading.read(*line);
    return std::move(sorter.punches());
}

} // namespace rollcall::push
