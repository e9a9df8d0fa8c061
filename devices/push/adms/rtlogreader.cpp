// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/rtlogreader.h"

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/encodedtime.h"
#include "devices/push/adms/keyedrow.h"
#include "devices/push/adms/operlogreader.h"
#include "devices/push/adms/optionsreader.h"

#include <algorithm>

namespace rollcall::push {

namespace {

/// A bit string has 16 digits and is no number; of which methods it tells, raw_text keeps.
int accessVerify(QStringView text)
{
    constexpr qsizetype kBits = 16;
    return text.trimmed().size() == kBits ? -1 : admsVerify(text);
}

int accessState(QStringView text)
{
    return text == u"0" ? 0 : text == u"1" ? 1 : kStateNotStated;
}

/// An event of a door, whichever table it came in.
struct AccessEvent
{
    QString pin;
    std::optional<qint64> event;
    AdmsMoment moment;
    bool hasTime = false;
    QString direction;
    QString verify;
    QString door;
    QString index;
};

AccessEvent eventOfRtlog(const KeyedRow &row)
{
    AccessEvent event;
    event.pin = row.value(u"pin");
    event.event = admsNumber(row.value(u"event"));
    const std::optional<WallTime> at = admsWallTime(row.value(u"time"));
    event.hasTime = at.has_value();
    event.moment.at = at.value_or(WallTime());
    event.direction = row.value(u"inoutstatus");
    event.verify = row.value(u"verifytype");
    event.door = row.value(u"eventaddr");
    event.index = row.value(u"index");
    return event;
}

AccessEvent eventOfTransaction(const KeyedRow &row)
{
    AccessEvent event;
    event.pin = row.value(u"pin");
    event.event = admsNumber(row.value(u"eventtype"));
    const std::optional<qint64> encoded = admsNumber(row.value(u"time_second"));
    event.hasTime = encoded.has_value();
    event.moment.at = encoded ? fromEncodedTime(*encoded) : WallTime();
    event.direction = row.value(u"inoutstate");
    event.verify = row.value(u"verified");
    event.door = row.value(u"doorid");
    event.index = row.value(u"index");
    return event;
}

void take(const AccessEvent &event, const QString &line, AdmsPunchSorter &sorter,
          QList<DeviceLogEntry> &log)
{
    const bool isSomebody = isAdmsUserId(event.pin) && event.pin != u"0";
    if (isSomebody && event.event && isPassEvent(*event.event)) {
        RawLog punch;
        punch.userId = event.pin;
        punch.state = accessState(event.direction);
        punch.verify = accessVerify(event.verify);
        if (event.hasTime)
            sorter.take(std::move(punch), event.moment, line);
        else
            sorter.setAside("unreadable_line", line);
        return;
    }
    DeviceLogEntry entry;
    entry.kind = QStringLiteral("rtlog");
    entry.code = static_cast<int>(std::clamp<qint64>(event.event.value_or(-1), -1, 99999));
    entry.at = event.moment.at;
    // Without an event nobody knows what the line says; then it is kept as it came.
    entry.text = event.event ? deviceLogText(QStringLiteral("pin=%1\tdoor=%2\tindex=%3")
                                                 .arg(event.pin, event.door, event.index))
                             : deviceLogText(line);
    log.append(entry);
    ++sorter.punches().ignored;
}

template <typename Read>
AccessReading readEvents(QByteArrayView body, ZoneClock &zone, qint64 nowUtc,
                         const PushLimits &limits, Read read)
{
    AccessReading reading;
    AdmsPunchSorter sorter(zone, nowUtc, limits);
    AdmsLines lines(body);
    while (const std::optional<QByteArrayView> line = lines.next()) {
        ++sorter.punches().lines;
        const QString text = admsText(*line);
        take(read(text), text, sorter, reading.log);
    }
    reading.punches = std::move(sorter.punches());
    return reading;
}

/// The fields of "user uid=1<HT>pin=…": what stands behind the table's name.
QStringView fieldsOf(QStringView line, QStringView tableName)
{
    return line.startsWith(tableName, Qt::CaseInsensitive) ? line.sliced(tableName.size()) : line;
}

} // namespace

bool isPassEvent(qint64 event)
{
    return (event >= 0 && event <= 19) || (event >= 200 && event <= 253) ||
           (event >= 4000 && event <= 4999);
}

AccessReading readRtlog(QByteArrayView body, ZoneClock &zone, qint64 nowUtc,
                        const PushLimits &limits)
{
    return readEvents(body, zone, nowUtc, limits,
                      [](const QString &line) { return eventOfRtlog(KeyedRow(line)); });
}

AccessReading readTableData(QStringView tableName, QByteArrayView body, ZoneClock &zone,
                            qint64 nowUtc, const PushLimits &limits)
{
    if (tableName.compare(u"transaction", Qt::CaseInsensitive) == 0)
        return readEvents(body, zone, nowUtc, limits, [tableName](const QString &line) {
            return eventOfTransaction(KeyedRow(fieldsOf(line, tableName)));
        });
    AccessReading reading;
    if (tableName.compare(u"errorlog", Qt::CaseInsensitive) == 0)
        reading.log = readErrorlog(body);
    const bool isUser = tableName.compare(u"user", Qt::CaseInsensitive) == 0;
    AdmsLines lines(body);
    while (const std::optional<QByteArrayView> line = lines.next()) {
        ++reading.punches.lines;
        if (!isUser)
            continue;
        const QString text = admsText(*line);
        if (const std::optional<ReportedUser> user =
                readUserRow(KeyedRow(fieldsOf(text, tableName))))
            reading.users.append(*user);
    }
    return reading;
}

} // namespace rollcall::push
