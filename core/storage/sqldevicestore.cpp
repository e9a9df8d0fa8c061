// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqldevicestore.h"

#include "core/storage/factmarks.h"
#include "core/storage/noticerows.h"
#include "core/storage/overviewrows.h"
#include "core/storage/sqlaudit.h"

#include <QHash>

namespace rollcall {

namespace {

constexpr auto kDeviceColumns = "d.id, d.name, d.sync_mode, d.driver, d.host, d.port, d.serial, "
                                "d.direction, d.location, d.time_zone, "
                                "d.address_allow, d.active, d.sync_mark_utc, d.last_contact_utc, "
                                "d.clock_offset_s, d.clock_known, d.wire, d.left_disabled_utc";

Device deviceFromRow(const Rows &rows)
{
    Device device;
    device.id = DeviceId{rows.number(0)};
    device.name = rows.text(1);
    device.mode = syncModeFromWord(rows.text(2));
    device.driver = rows.text(3);
    device.host = rows.text(4);
    device.port = static_cast<quint16>(rows.number(5));
    device.serial = rows.text(6);
    device.direction = directionFromWord(rows.text(7));
    device.location = rows.text(8);
    device.timeZone = rows.text(9).toLatin1();
    device.addressAllow = rows.text(10).split(u' ', Qt::SkipEmptyParts);
    device.active = rows.flag(11);
    device.syncMarkUtc = rows.number(12);
    device.lastContactUtc = rows.number(13);
    device.clockOffsetSeconds = rows.number(14);
    device.clockKnown = rows.flag(15);
    device.wire = WireSettings::fromJson(jsonFromText(rows.text(16)));
    device.leftDisabledUtc = rows.number(17);
    return device;
}

QVariantList editableValues(const Device &device)
{
    return {device.name,
            syncModeWord(device.mode),
            device.driver,
            device.host,
            device.port,
            device.serial,
            directionWord(device.direction),
            device.location,
            QString::fromLatin1(device.timeZone),
            device.addressAllow.join(u' '),
            device.active ? 1 : 0,
            jsonText(device.wire.toJson())};
}

/// Marks the days that a change of @p device decides about; call it before the change.
Result<> markChange(Database &database, const Device &device)
{
    Result<Rows> rows = database.query(
        "device.decisive",
        QStringLiteral("SELECT direction, time_zone, active, sync_mode, driver FROM device "
                       "WHERE id = ?"),
        {device.id.value});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return ok();
    const bool readsOtherwise = rows->text(0) != directionWord(device.direction) ||
                                rows->text(1) != QString::fromLatin1(device.timeZone);
    const bool waitsOtherwise = rows->flag(2) != device.active ||
                                rows->text(3) != syncModeWord(device.mode) ||
                                rows->text(4) != device.driver;
    if (readsOtherwise) {
        if (const Result<> marked = markLogsOfDevice(database, device.id); !marked)
            return marked;
    }
    return waitsOtherwise ? markAbsencesOfDevice(database, device.id) : ok();
}

Result<QList<Device>> loadDevices(Database &database)
{
    Result<Rows> rows = database.query(
        "device.list",
        QStringLiteral("SELECT %1 FROM device d WHERE d.deleted_utc = 0 ORDER BY d.name")
            .arg(QLatin1String(kDeviceColumns)));
    if (!rows)
        return rows.error();
    QList<Device> devices;
    while (rows->next())
        devices.append(deviceFromRow(*rows));
    return devices;
}

} // namespace

Answer<DeviceId> SqlDeviceStore::add(const Device &device, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<DeviceId>([device, author, now](Database &database) -> Result<DeviceId> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school.error();
        QVariantList values = editableValues(device);
        values.prepend(*school);
        const Result<qint64> id = database.number(
            "device.add",
            QStringLiteral("INSERT INTO device (school_id, name, sync_mode, driver, host, port, "
                           "serial, direction, "
                           "location, time_zone, address_allow, active, wire) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
            values);
        if (!id)
            return id.error();
        const Result<> audited =
            addAudit(database, now, {author, QStringLiteral("device.add"), device.name, {}, {}});
        return audited ? Result<DeviceId>(DeviceId{*id}) : audited.error();
    });
}

Answer<> SqlDeviceStore::update(const Device &device, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<void>([device, author, now](Database &database) -> Result<> {
        if (const Result<> marked = markChange(database, device); !marked)
            return marked;
        QVariantList values = editableValues(device);
        values.append(device.id.value);
        const Result<qint64> changed = database.execute(
            "device.update",
            QStringLiteral(
                "UPDATE device SET name = ?, sync_mode = ?, driver = ?, host = ?, port = ?, serial "
                "= ?, "
                "direction = ?, location = ?, time_zone = ?, address_allow = ?, active = ?, "
                "wire = ? WHERE id = ? AND deleted_utc = 0"),
            values);
        if (!changed)
            return changed.error();
        return addAudit(database, now,
                        {author, QStringLiteral("device.edit"), device.name, {}, {}});
    });
}

Answer<> SqlDeviceStore::remove(DeviceId device, qint64 nowUtc, const QString &author)
{
    return m_threads.write<void>([device, nowUtc, author](Database &database) -> Result<> {
        if (const Result<> marked = markAbsencesOfDevice(database, device); !marked)
            return marked;
        const Result<qint64> removed = database.execute(
            "device.remove",
            QStringLiteral("UPDATE device SET deleted_utc = ?, active = 0 WHERE id = ?"),
            {nowUtc, device.value});
        if (!removed)
            return removed.error();
        const Result<qint64> tokens = database.execute(
            "device_token.remove", QStringLiteral("DELETE FROM device_token WHERE device_id = ?"),
            {device.value});
        if (!tokens)
            return tokens.error();
        return addAudit(
            database, nowUtc,
            {author, QStringLiteral("device.remove"), QString::number(device.value), {}, {}});
    });
}

Answer<QList<Device>> SqlDeviceStore::devices()
{
    return m_threads.read<QList<Device>>(loadDevices);
}

Answer<QList<DeviceOverview>> SqlDeviceStore::overview()
{
    return m_threads.readLong<QList<DeviceOverview>>(
        [](Database &database) -> Result<QList<DeviceOverview>> {
            const Result<QList<Device>> devices = loadDevices(database);
            if (!devices)
                return devices.error();
            QList<DeviceOverview> overview;
            for (const Device &device : *devices) {
                DeviceOverview line;
                line.device = device;
                overview.append(line);
            }
            if (const Result<> added = addFigures(database, overview); !added)
                return added.error();
            return overview;
        });
}

Answer<> SqlDeviceStore::replaceToken(DeviceId device, const QByteArray &sha256,
                                      const QString &hint, qint64 nowUtc, qint64 oldExpireUtc)
{
    return m_threads.write<void>([=](Database &database) -> Result<> {
        const Result<qint64> aged = database.execute(
            "device_token.expire",
            QStringLiteral("UPDATE device_token SET expires_utc = ? WHERE device_id = ? AND "
                           "(expires_utc = 0 OR expires_utc > ?)"),
            {oldExpireUtc, device.value, oldExpireUtc});
        if (!aged)
            return aged.error();
        const Result<qint64> added = database.execute(
            "device_token.add",
            QStringLiteral("INSERT INTO device_token (device_id, token_sha256, hint, "
                           "created_utc) VALUES (?, ?, ?, ?)"),
            {device.value, QString::fromLatin1(sha256.toHex()), hint, nowUtc});
        return added ? ok() : Result<>(added.error());
    });
}

Answer<> SqlDeviceStore::revokeTokens(DeviceId device, qint64 nowUtc, const QString &author)
{
    return m_threads.write<void>([=](Database &database) -> Result<> {
        const Result<qint64> ended = database.execute(
            "device_token.revoke",
            QStringLiteral("UPDATE device_token SET expires_utc = ? WHERE device_id = ? AND "
                           "(expires_utc = 0 OR expires_utc > ?)"),
            {nowUtc, device.value, nowUtc});
        if (!ended)
            return ended.error();
        return addAudit(database, nowUtc,
                        {author,
                         QStringLiteral("device.revoke_tokens"),
                         QString::number(device.value),
                         QString::number(*ended),
                         {}});
    });
}

/// One row for each token, and one for each serial number that ADMS may let in or must refuse by
/// name: a push device of another dialect is not let in by the number on its label.
Answer<QList<PushCredential>> SqlDeviceStore::credentials()
{
    using Credentials = QList<PushCredential>;
    return m_threads.read<Credentials>([](Database &database) -> Result<Credentials> {
        const QString ofDevice =
            QStringLiteral("d.active, d.sync_mode, d.address_allow, "
                           "CASE WHEN d.time_zone = '' THEN s.time_zone ELSE d.time_zone END, ");
        Result<Rows> rows = database.query(
            "device_token.list",
            QStringLiteral("SELECT d.id, d.school_id, t.token_sha256, '', '', t.expires_utc, ") +
                ofDevice +
                QStringLiteral("t.id FROM device_token t JOIN device d ON d.id = t.device_id "
                               "JOIN school s ON s.id = d.school_id WHERE d.deleted_utc = 0 "
                               "UNION ALL SELECT d.id, d.school_id, '', d.serial, "
                               "COALESCE(p.comm_key_sha256, ''), 0, ") +
                ofDevice +
                QStringLiteral("0 FROM device d JOIN school s ON s.id = d.school_id "
                               "LEFT JOIN device_push p ON p.device_id = d.id "
                               "WHERE d.deleted_utc = 0 AND d.serial <> '' AND "
                               "(d.driver = 'adms' OR d.sync_mode = 'agent') ORDER BY 1, 11"));
        if (!rows)
            return rows.error();
        Credentials credentials;
        while (rows->next())
            credentials.append({DeviceId{rows->number(0)}, SchoolId{rows->number(1)},
                                QByteArray::fromHex(rows->text(2).toLatin1()), rows->text(3),
                                QByteArray::fromHex(rows->text(4).toLatin1()), rows->number(5),
                                rows->flag(6), syncModeFromWord(rows->text(7)),
                                rows->text(8).split(u' ', Qt::SkipEmptyParts),
                                rows->text(9).toLatin1()});
        return credentials;
    });
}

Answer<> SqlDeviceStore::saveUsers(DeviceId device, const QList<DeviceUser> &users, qint64 nowUtc)
{
    return m_threads.write<void>([device, users, nowUtc](Database &database) -> Result<> {
        for (const DeviceUser &user : users) {
            const Result<qint64> saved = database.execute(
                "device_user.save",
                QStringLiteral(
                    "INSERT INTO device_user (device_id, user_id, name, card, privilege, seen_utc) "
                    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (device_id, user_id) DO UPDATE SET "
                    "name = excluded.name, card = excluded.card, privilege = excluded.privilege, "
                    "seen_utc = excluded.seen_utc"),
                {device.value, user.userId, user.name, user.card, user.privilege, nowUtc});
            if (!saved)
                return saved.error();
        }
        return ok();
    });
}

Answer<> SqlDeviceStore::noteContact(DeviceId device, qint64 nowUtc)
{
    return m_threads.write<void>([device, nowUtc](Database &database) -> Result<> {
        const Result<qint64> before = database.number(
            "device.contact_before",
            QStringLiteral("SELECT last_contact_utc FROM device WHERE id = ?"), {device.value});
        if (!before)
            return before.error();
        if (nowUtc <= *before)
            return ok();
        const Result<qint64> noted = database.execute(
            "device.contact", QStringLiteral("UPDATE device SET last_contact_utc = ? WHERE id = ?"),
            {nowUtc, device.value});
        // Absence is a matter of whole minutes: nobody waits for a terminal that is heard from more
        // often than that.
        constexpr qint64 kMinuteMs = 60'000;
        if (!noted || nowUtc - *before < kMinuteMs)
            return withoutCount(noted);
        return markWaitingForDevice(database, device);
    });
}

} // namespace rollcall
