// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/deviceanswer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QString instantText(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(Qt::ISODate);
}

QJsonValue instantOrNull(qint64 utcMs)
{
    return utcMs == 0 ? QJsonValue() : QJsonValue(instantText(utcMs));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray noticesJson(const DeviceOverview &line)
{
    QJsonArray notices;
    for (const DeviceNotice &notice : line.notices)
        notices.append(QJsonObject{{QStringLiteral("kind"), deviceNoticeWord(notice.kind)},
                                   {QStringLiteral("serial"), textOrNull(notice.serial)},
                                   {QStringLiteral("ip"), textOrNull(notice.host)},
                                   {QStringLiteral("port"), notice.port},
                                   {QStringLiteral("since"), instantOrNull(notice.sinceUtc)}});
    return notices;
}

QString noticeText(const Device &device, const DeviceNotice &notice)
{
    const QString address = QStringLiteral("%1:%2").arg(notice.host).arg(notice.port);
    if (notice.kind == DeviceNoticeKind::Moved) {
        QString edit =
            QStringLiteral("device edit %1 --ip %2").arg(device.id.value).arg(notice.host);
        if (notice.port != device.port)
            edit += QStringLiteral(" --port %1").arg(notice.port);
        return say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                     "\"%1\" was found at %2. If it is to be read there: "
                                     "rollcallctl %3"))
            .arg(device.name, address, edit);
    }
    return say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                 "\"%1\": another terminal answers at %2, serial number %3 "
                                 "instead of %4. It is not read. If the terminal was exchanged: "
                                 "rollcallctl device edit %5 --serial %3"))
        .arg(device.name, address, notice.serial, device.serial, QString::number(device.id.value));
}

} // namespace

QJsonObject deviceJson(const DeviceOverview &line)
{
    const Device &device = line.device;
    const bool isUdp = device.wire.transport == WireTransport::Udp;
    return {{QStringLiteral("id"), device.id.value},
            {QStringLiteral("name"), device.name},
            {QStringLiteral("mode"), syncModeWord(device.mode)},
            {QStringLiteral("ip"), device.host},
            {QStringLiteral("port"), device.port},
            {QStringLiteral("serial"), textOrNull(device.serial)},
            {QStringLiteral("direction"), directionWord(device.direction)},
            {QStringLiteral("location"), textOrNull(device.location)},
            {QStringLiteral("time_zone"), textOrNull(QString::fromUtf8(device.timeZone))},
            {QStringLiteral("active"), device.active},
            {QStringLiteral("transport"), isUdp ? QStringLiteral("udp") : QStringLiteral("tcp")},
            {QStringLiteral("code_page"), textOrNull(QString::fromLatin1(device.wire.codePage))},
            {QStringLiteral("verify_first"), device.wire.verifyBeforeState},
            {QStringLiteral("disable_while_reading"), device.wire.disableWhileReading},
            {QStringLiteral("live"), device.wire.live},
            {QStringLiteral("unlock_factor"), device.wire.unlockFactor},
            {QStringLiteral("last_contact"), instantOrNull(device.lastContactUtc)},
            {QStringLiteral("last_handshake"), instantOrNull(line.greetedUtc)},
            {QStringLiteral("last_heartbeat"), instantOrNull(line.heartbeatUtc)},
            {QStringLiteral("last_refusal"), textOrNull(line.lastRefusal)},
            {QStringLiteral("last_refusal_hour"), instantOrNull(line.refusedUtc)},
            {QStringLiteral("last_sync"), instantOrNull(line.lastSyncUtc)},
            {QStringLiteral("complete"), line.lastSyncComplete},
            {QStringLiteral("users"), line.users},
            {QStringLiteral("unmapped"), line.unmapped},
            {QStringLiteral("clock_offset_seconds"),
             device.clockKnown ? QJsonValue(device.clockOffsetSeconds) : QJsonValue()},
            {QStringLiteral("left_disabled_since"), instantOrNull(device.leftDisabledUtc)},
            {QStringLiteral("notices"), noticesJson(line)},
            {QStringLiteral("error"), textOrNull(line.lastError)}};
}

QStringList pushSigns(const DeviceOverview &line, WallTime lastPunch)
{
    const QString never = say(QT_TRANSLATE_NOOP("rollcall::ctl", "never"));
    const auto when = [&never](qint64 utcMs) { return utcMs == 0 ? never : instantText(utcMs); };
    QStringList signs{say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last contact: %1"))
                          .arg(when(line.device.lastContactUtc)),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last punch, by its own clock: %1"))
                          .arg(lastPunch.isValid() ? lastPunch.toString() : never)};
    if (line.device.driver == u"adms")
        signs.insert(1, say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last handshake: %1"))
                            .arg(when(line.greetedUtc)));
    if (line.heartbeatUtc != 0)
        signs.insert(1, say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                              "Last sign of life: %1; one is due every %2 s"))
                            .arg(when(line.heartbeatUtc), QString::number(line.heartbeatSeconds)));
    if (!line.lastRefusal.isEmpty())
        signs.append(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "Last refused in the hour from %1: %2. \"rollcallctl "
                                           "attention\" says what to do if it still is."))
                         .arg(instantText(line.refusedUtc), line.lastRefusal));
    return signs;
}

QStringList deviceNotices(const DeviceOverview &line)
{
    QStringList notices;
    for (const DeviceNotice &notice : line.notices)
        notices.append(noticeText(line.device, notice));
    if (line.device.leftDisabledUtc != 0)
        notices.append(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "\"%1\" may have been locking people out since %2: it could not "
                                  "be enabled again after it was read. It is tried again with "
                                  "every visit; \"rollcallctl sync\" tries at once."))
                .arg(line.device.name, instantText(line.device.leftDisabledUtc)));
    return notices;
}

} // namespace rollcall::ctl
