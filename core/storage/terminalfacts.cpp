// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the visits to agent terminals find out about them: the part of SqlDeviceStore that the
// office does not type.

#include "core/storage/noticerows.h"
#include "core/storage/sqlaudit.h"
#include "core/storage/sqldevicestore.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString noticeBody(const DeviceNotice &notice)
{
    return jsonText({{QStringLiteral("serial"), notice.serial},
                     {QStringLiteral("host"), notice.host},
                     {QStringLiteral("port"), notice.port}});
}

Error serialTaken(const QString &serial, const QString &owner)
{
    return errors::conflict(
        QCoreApplication::translate(
            "rollcall::Storage",
            "The terminal with the serial number %1 is listed already, as \"%2\". Nothing was "
            "read, because each punch would come twice. Remove one of the two devices, or correct "
            "its address.")
            .arg(serial, owner));
}

Result<> checkSerialIsFree(Database &database, DeviceId device, const QString &serial)
{
    Result<Rows> rows = database.query(
        "device.serial_owner",
        QStringLiteral("SELECT o.name FROM device o JOIN device d ON d.driver = o.driver "
                       "WHERE d.id = ? AND o.id <> d.id AND o.serial = ? AND o.deleted_utc = 0"),
        {device.value, serial});
    if (!rows)
        return rows.error();
    return rows->next() ? Result<>(serialTaken(serial, rows->text(0))) : ok();
}

} // namespace

Result<QList<DeviceNotice>> loadNotices(Database &database)
{
    Result<Rows> rows = database.query(
        "device_notice.list",
        QStringLiteral("SELECT n.device_id, n.kind, n.body, n.since_utc FROM device_notice n "
                       "JOIN device d ON d.id = n.device_id WHERE d.deleted_utc = 0 "
                       "ORDER BY n.since_utc, n.id"));
    if (!rows)
        return rows.error();
    QList<DeviceNotice> notices;
    while (rows->next()) {
        const std::optional<DeviceNoticeKind> kind = deviceNoticeFromWord(rows->text(1));
        if (!kind)
            continue;
        const QJsonObject body = jsonFromText(rows->text(2));
        notices.append(
            {DeviceId{rows->number(0)}, *kind, body.value(QStringLiteral("serial")).toString(),
             body.value(QStringLiteral("host")).toString(),
             static_cast<quint16>(body.value(QStringLiteral("port")).toInt()), rows->number(3)});
    }
    return notices;
}

Result<> clearNotices(Database &database, DeviceId device)
{
    const Result<qint64> cleared = database.execute(
        "device_notice.clear_all", QStringLiteral("DELETE FROM device_notice WHERE device_id = ?"),
        {device.value});
    return cleared ? ok() : Result<>(cleared.error());
}

Answer<> SqlDeviceStore::setSerial(DeviceId device, const QString &serial, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<void>([device, serial, author, now](Database &database) -> Result<> {
        if (const Result<> isFree = checkSerialIsFree(database, device, serial); !isFree)
            return isFree;
        const Result<qint64> set = database.execute(
            "device.serial",
            QStringLiteral("UPDATE device SET serial = ? WHERE id = ? AND deleted_utc = 0"),
            {serial, device.value});
        if (!set)
            return set.error();
        return addAudit(
            database, now,
            {author, QStringLiteral("device.serial"), QString::number(device.value), {}, serial});
    });
}

Answer<> SqlDeviceStore::setLeftDisabled(DeviceId device, qint64 sinceUtc)
{
    return m_threads.write<void>([device, sinceUtc](Database &database) -> Result<> {
        const Result<qint64> noted =
            database.execute("device.left_disabled",
                             QStringLiteral("UPDATE device SET left_disabled_utc = ? WHERE id = ? "
                                            "AND (left_disabled_utc = 0 OR CAST(? AS BIGINT) = 0)"),
                             {sinceUtc, device.value, sinceUtc});
        return noted ? ok() : Result<>(noted.error());
    });
}

Answer<> SqlDeviceStore::raiseNotice(const DeviceNotice &notice)
{
    return m_threads.write<void>([notice](Database &database) -> Result<> {
        const Result<qint64> raised = database.execute(
            "device_notice.raise",
            QStringLiteral("INSERT INTO device_notice (device_id, kind, body, since_utc) "
                           "VALUES (?, ?, ?, ?) "
                           "ON CONFLICT (device_id, kind) DO UPDATE SET body = excluded.body"),
            {notice.device.value, deviceNoticeWord(notice.kind), noticeBody(notice),
             notice.sinceUtc});
        return raised ? ok() : Result<>(raised.error());
    });
}

Answer<> SqlDeviceStore::clearNotice(DeviceId device, DeviceNoticeKind kind)
{
    return m_threads.write<void>([device, kind](Database &database) -> Result<> {
        const Result<qint64> cleared = database.execute(
            "device_notice.clear",
            QStringLiteral("DELETE FROM device_notice WHERE device_id = ? AND kind = ?"),
            {device.value, deviceNoticeWord(kind)});
        return cleared ? ok() : Result<>(cleared.error());
    });
}

Answer<QList<DeviceNotice>> SqlDeviceStore::notices()
{
    return m_threads.read<QList<DeviceNotice>>(loadNotices);
}

Answer<> SqlDeviceStore::noteDeed(const TerminalDeed &deed, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<void>([deed, author, now](Database &database) {
        return addAudit(
            database, now,
            {author, deed.what, QString::number(deed.device.value), deed.before, deed.after});
    });
}

} // namespace rollcall
