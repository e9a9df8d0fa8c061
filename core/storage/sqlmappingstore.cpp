// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlmappingstore.h"

#include "core/storage/dirtymarks.h"
#include "core/storage/logplaces.h"
#include "core/storage/sqlaudit.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

/// One job's view: who does it and when, the stamp of its marks, and where logs may land.
struct Marking
{
    QString author;
    qint64 now = 0;
    qint64 stamp = 0;
    LogPlaces places;
    qint64 days = 0;
    MappingChange change;
};

UserMapping mappingFromRow(const Rows &rows, int first)
{
    return {DeviceId{rows.number(first)}, rows.text(first + 1), PersonId{rows.number(first + 2)},
            dayFromText(rows.text(first + 3)), dayFromText(rows.text(first + 4))};
}

Result<> markMapping(Database &database, const UserMapping &mapping, Marking &marking)
{
    const Result<QList<PersonDay>> days = loadDaysOf(database, mapping, marking.places);
    if (!days)
        return days.error();
    marking.days += days->size();
    return markDays(database, *days, "mapping", marking.stamp);
}

/// What the audit trail says of a mapping: whom it means and when.
Result<QString> auditText(Database &database, const UserMapping &mapping)
{
    Result<Rows> rows =
        database.query("person.who", QStringLiteral("SELECT kind, number FROM person WHERE id = ?"),
                       {mapping.person.value});
    if (!rows)
        return rows.error();
    QJsonObject json{{QStringLiteral("from"), dayText(mapping.validFrom)},
                     {QStringLiteral("to"), dayText(mapping.validTo)}};
    if (rows->next())
        json.insert(QStringLiteral("person"), QString(rows->text(0) + u' ' + rows->text(1)));
    return jsonText(json);
}

enum class Deed { Add, Remove };

Result<> audit(Database &database, const UserMapping &mapping, Deed deed, const Marking &marking)
{
    const Result<QString> text = auditText(database, mapping);
    if (!text)
        return text.error();
    const QString subject = QStringLiteral("device %1 user %2")
                                .arg(QString::number(mapping.device.value), mapping.userId);
    if (deed == Deed::Add)
        return addAudit(database, marking.now,
                        {marking.author, QStringLiteral("mapping.add"), subject, {}, *text});
    return addAudit(database, marking.now,
                    {marking.author, QStringLiteral("mapping.remove"), subject, *text, {}});
}

/// Takes a mapping away: its days are computed again, and with them go the outcomes that it gave.
Result<> drop(Database &database, const UserMapping &mapping, Marking &marking)
{
    if (const Result<> marked = markMapping(database, mapping, marking); !marked)
        return marked;
    const Result<qint64> gone = database.execute(
        "user_mapping.remove",
        QStringLiteral(
            "DELETE FROM user_mapping WHERE device_id = ? AND user_id = ? AND valid_from = ?"),
        {mapping.device.value, mapping.userId, dayText(mapping.validFrom)});
    if (!gone)
        return gone.error();
    marking.change.drop(mapping);
    return audit(database, mapping, Deed::Remove, marking);
}

Result<> insert(Database &database, const UserMapping &mapping, const QString &source,
                Marking &marking)
{
    const Result<qint64> added = database.execute(
        "user_mapping.add",
        QStringLiteral("INSERT INTO user_mapping (device_id, user_id, person_id, "
                       "valid_from, valid_to, source, "
                       "created_by) VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {mapping.device.value, mapping.userId, mapping.person.value, dayText(mapping.validFrom),
         dayText(mapping.validTo), source, marking.author});
    if (!added)
        return added.error();
    marking.change.make(mapping);
    return audit(database, mapping, Deed::Add, marking);
}

Result<QList<UserMapping>> mappingsOf(Database &database, DeviceId device, const QString &userId)
{
    Result<Rows> rows =
        database.query("user_mapping.of_user",
                       QStringLiteral("SELECT device_id, user_id, person_id, valid_from, valid_to "
                                      "FROM user_mapping WHERE device_id = ? AND user_id = ?"),
                       {device.value, userId});
    if (!rows)
        return rows.error();
    QList<UserMapping> mappings;
    while (rows->next())
        mappings.append(mappingFromRow(*rows, 0));
    return mappings;
}

/// Makes room for @p wanted: an older mapping that it covers goes, one that began before it ends
/// the day before it. Anything else that overlaps is refused, because it could only be guessed
/// which of the two is meant.
Result<> makeRoom(Database &database, const UserMapping &present, const UserMapping &wanted,
                  Marking &marking)
{
    const bool beginsEarlier = wanted.validFrom.isValid() && (!present.validFrom.isValid() ||
                                                              present.validFrom < wanted.validFrom);
    if (wanted.endsWithin(present))
        return errors::conflict(
            QCoreApplication::translate(
                "rollcall::Storage",
                "User %1 is already mapped for some of these days. Nothing was changed. "
                "Remove the other mapping first, or give dates that do not overlap.")
                .arg(wanted.userId));
    if (const Result<> dropped = drop(database, present, marking); !dropped)
        return dropped;
    if (!beginsEarlier)
        return ok();
    UserMapping rest = present;
    rest.validTo = wanted.validFrom.addDays(-1);
    return insert(database, rest, QStringLiteral("split"), marking);
}

Result<> addOne(Database &database, const UserMapping &wanted, const QString &source,
                Marking &marking, MappingCounts &counts)
{
    const Result<QList<UserMapping>> present = mappingsOf(database, wanted.device, wanted.userId);
    if (!present)
        return present.error();
    for (const UserMapping &mapping : *present) {
        if (mapping == wanted) {
            ++counts.unchanged;
            return ok();
        }
        if (!mapping.overlaps(wanted))
            continue;
        if (const Result<> room = makeRoom(database, mapping, wanted, marking); !room)
            return room;
    }
    if (const Result<> added = insert(database, wanted, source, marking); !added)
        return added;
    ++counts.added;
    return markMapping(database, wanted, marking);
}

Result<Marking> newMarking(Database &database, const QString &author, qint64 now)
{
    Result<LogPlaces> places = LogPlaces::load(database);
    if (!places)
        return places.error();
    return Marking{author, now, newDirtyStamp(), std::move(*places), 0, {}};
}

MappingCounts counted(MappingCounts counts, const Marking &marking)
{
    counts.days = marking.days;
    counts.change = marking.change;
    return counts;
}

Error changedSince(const UserMapping &mapping)
{
    return errors::conflict(
        QCoreApplication::translate(
            "rollcall::Storage",
            "User %1 was mapped otherwise in the meantime. Nothing was taken back. Look at the "
            "user and map it as it should be.")
            .arg(mapping.userId));
}

Result<> takeBackMade(Database &database, const UserMapping &made, Marking &marking)
{
    const Result<QList<UserMapping>> present = mappingsOf(database, made.device, made.userId);
    if (!present)
        return present.error();
    return present->contains(made) ? drop(database, made, marking) : changedSince(made);
}

Result<> bringBackGone(Database &database, const UserMapping &gone, Marking &marking)
{
    const Result<QList<UserMapping>> present = mappingsOf(database, gone.device, gone.userId);
    if (!present)
        return present.error();
    for (const UserMapping &mapping : *present) {
        if (mapping.overlaps(gone))
            return changedSince(gone);
    }
    if (const Result<> added = insert(database, gone, QStringLiteral("undo"), marking); !added)
        return added;
    return markMapping(database, gone, marking);
}

/// The logs of the device are walked through once, for who punched and how often.
Result<QList<MappingRow>> loadRows(Database &database, DeviceId device)
{
    Result<Rows> rows = database.query(
        "user_mapping.rows",
        QStringLiteral(
            "WITH punched AS MATERIALIZED (SELECT user_id, COUNT(*) AS punches, MAX(timestamp) AS "
            "last FROM raw_log WHERE device_id = ? GROUP BY user_id) "
            "SELECT u.user_id, COALESCE(d.name, ''), COALESCE(d.card, ''), COALESCE(l.punches, 0), "
            "COALESCE(l.last, ''), m.device_id, m.user_id, m.person_id, m.valid_from, m.valid_to, "
            "COALESCE(p.number, ''), COALESCE(p.full_name, ''), COALESCE(p.kind, ''), "
            "COALESCE(g.name, ''), "
            "COALESCE(g.section, '') "
            "FROM (SELECT user_id FROM device_user WHERE device_id = ? UNION "
            "SELECT user_id FROM punched UNION "
            "SELECT user_id FROM user_mapping WHERE device_id = ?) AS u "
            "LEFT JOIN device_user d ON d.device_id = ? AND d.user_id = u.user_id "
            "LEFT JOIN punched l ON l.user_id = u.user_id "
            "LEFT JOIN (SELECT user_id, MAX(valid_from) AS valid_from FROM user_mapping WHERE "
            "device_id = ? "
            "GROUP BY user_id) AS latest ON latest.user_id = u.user_id "
            "LEFT JOIN user_mapping m ON m.device_id = ? AND m.user_id = u.user_id "
            "AND m.valid_from = latest.valid_from "
            "LEFT JOIN person p ON p.id = m.person_id LEFT JOIN person_group g ON g.id = "
            "p.group_id "
            "ORDER BY length(u.user_id), u.user_id"),
        QVariantList(6, device.value));
    if (!rows)
        return rows.error();
    QList<MappingRow> list;
    while (rows->next()) {
        MappingRow row;
        row.userId = rows->text(0);
        row.name = rows->text(1);
        row.card = rows->text(2);
        row.punches = rows->number(3);
        row.lastPunch = WallTime::parse(rows->text(4));
        if (rows->number(7) > 0) {
            row.mapping = mappingFromRow(*rows, 5);
            row.personNumber = rows->text(10);
            row.personName = rows->text(11);
            row.personKind = kindFromWord(rows->text(12));
            row.personGroup = rows->text(14).isEmpty()
                                  ? rows->text(13)
                                  : QString(rows->text(13) + u'-' + rows->text(14));
        }
        list.append(row);
    }
    return list;
}

} // namespace

Answer<MappingCounts> SqlMappingStore::add(const QList<UserMapping> &mappings,
                                           const QString &source, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<MappingCounts>([=](Database &database) -> Result<MappingCounts> {
        Result<Marking> marking = newMarking(database, author, now);
        if (!marking)
            return marking.error();
        MappingCounts counts;
        for (const UserMapping &mapping : mappings) {
            const Result<> added = addOne(database, mapping, source, *marking, counts);
            if (!added)
                return added.error();
        }
        return counted(counts, *marking);
    });
}

Answer<MappingCounts> SqlMappingStore::remove(const QList<UserMapping> &mappings,
                                              const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<MappingCounts>([=](Database &database) -> Result<MappingCounts> {
        Result<Marking> marking = newMarking(database, author, now);
        if (!marking)
            return marking.error();
        MappingCounts counts;
        for (const UserMapping &mapping : mappings) {
            const Result<QList<UserMapping>> present =
                mappingsOf(database, mapping.device, mapping.userId);
            if (!present)
                return present.error();
            if (!present->contains(mapping)) {
                ++counts.unchanged;
                continue;
            }
            if (const Result<> dropped = drop(database, mapping, *marking); !dropped)
                return dropped.error();
            ++counts.added;
        }
        return counted(counts, *marking);
    });
}

Answer<MappingCounts> SqlMappingStore::undo(const MappingChange &change, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<MappingCounts>([=](Database &database) -> Result<MappingCounts> {
        Result<Marking> marking = newMarking(database, author, now);
        if (!marking)
            return marking.error();
        MappingCounts counts;
        for (const UserMapping &made : change.made) {
            if (const Result<> taken = takeBackMade(database, made, *marking); !taken)
                return taken.error();
            ++counts.added;
        }
        for (const UserMapping &gone : change.gone) {
            if (const Result<> brought = bringBackGone(database, gone, *marking); !brought)
                return brought.error();
            ++counts.added;
        }
        return counted(counts, *marking);
    });
}

Answer<QList<MappingRow>> SqlMappingStore::rows(DeviceId device)
{
    return m_threads.readLong<QList<MappingRow>>(
        [device](Database &database) { return loadRows(database, device); });
}

Answer<QList<UserMapping>> SqlMappingStore::mappings()
{
    return m_threads.read<QList<UserMapping>>([](Database &database) -> Result<QList<UserMapping>> {
        Result<Rows> rows = database.query(
            "user_mapping.list",
            QStringLiteral("SELECT device_id, user_id, person_id, valid_from, valid_to "
                           "FROM user_mapping ORDER BY device_id, user_id, valid_from"));
        if (!rows)
            return rows.error();
        QList<UserMapping> mappings;
        while (rows->next())
            mappings.append(mappingFromRow(*rows, 0));
        return mappings;
    });
}

} // namespace rollcall
