// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/dayfacts.h"
#include "core/domain/deviceuser.h"
#include "core/domain/pushcredential.h"
#include "core/domain/school.h"
#include "core/domain/syncsession.h"
#include "core/domain/usermapping.h"
#include "core/ports/calendarstore.h"
#include "core/ports/correctionstore.h"
#include "core/ports/ingestport.h"
#include "core/ports/logcontrol.h"
#include "core/ports/pushstore.h"
#include "core/ports/rows.h"
#include "core/rules/daychange.h"

#include <QHash>
#include <QList>

namespace rollcall {

// What services may ask of the store. Every call may come from any thread and answers from a
// database thread; writes answer after their commit. Errors: StorageFailure, StorageDamaged, and
// those named.

class SchoolStore
{
public:
    virtual ~SchoolStore() = default;
    virtual Answer<School> school() = 0; ///< NotFound: no school was made yet
    virtual Answer<School> create(const School &school, const Timing &first) = 0;
    virtual Answer<QList<Timing>> timings() = 0;
    /// Settings that are stored already count as unchanged.
    virtual Answer<FactCounts> saveTiming(const Timing &timing, const Decision &decision) = 0;
    virtual Answer<QHash<QString, QString>> settings() = 0;
    virtual Answer<> saveSetting(const QString &key, const QString &value,
                                 const Decision &decision) = 0;
};

class PersonStore
{
public:
    virtual ~PersonStore() = default;
    /// Adds or updates by (kind, number); all or nothing. Of people who are there already only @p
    /// fields are taken. Every change stands in the audit trail, and the days that a change of
    /// enrolment or class touches are marked, in the same transaction.
    virtual Answer<PeopleImportCounts> upsert(const QList<Person> &people, const QString &author,
                                              PersonFields fields = kAllPersonFields) = 0;
    /// Adds one person; answers the id. Conflict: the number is taken.
    virtual Answer<PersonId> add(const Person &person, const QString &author) = 0;
    /// Changes the person of that id, the number included; the kind stays. Answers how many days
    /// are to be computed. NotFound; Conflict: the number is taken.
    virtual Answer<qint64> update(const Person &person, const QString &author) = 0;
    virtual Answer<QList<Person>> people() = 0;
};

/// Something that was done to a terminal itself, for the audit trail. Counts and values of the
/// terminal only: no key, no password, no name of a person.
struct TerminalDeed
{
    DeviceId device;
    QString what;   ///< stable word, e.g. "terminal.set_clock"
    QString before; ///< may be empty
    QString after;  ///< may be empty
};

class DeviceStore
{
public:
    virtual ~DeviceStore() = default;
    /// Conflict: the name, or the serial number, is taken.
    virtual Answer<DeviceId> add(const Device &device, const QString &author) = 0;
    virtual Answer<> update(const Device &device, const QString &author) = 0;
    /// The device leaves the lists; its logs stay.
    virtual Answer<> remove(DeviceId device, qint64 nowUtc, const QString &author) = 0;
    virtual Answer<QList<Device>> devices() = 0;
    virtual Answer<QList<DeviceOverview>> overview() = 0;
    /// Makes @p sha256 the device's token; the ones before it expire at @p oldExpireUtc.
    virtual Answer<> replaceToken(DeviceId device, const QByteArray &sha256, const QString &hint,
                                  qint64 nowUtc, qint64 oldExpireUtc) = 0;
    /// All tokens of the device end at @p nowUtc.
    virtual Answer<> revokeTokens(DeviceId device, qint64 nowUtc, const QString &author) = 0;
    virtual Answer<QList<PushCredential>> credentials() = 0;
    virtual Answer<> saveUsers(DeviceId device, const QList<DeviceUser> &users, qint64 nowUtc) = 0;
    virtual Answer<> noteContact(DeviceId device, qint64 nowUtc) = 0;
    /// Learns the serial number of a device. Conflict, with its name: another device has it.
    virtual Answer<> setSerial(DeviceId device, const QString &serial, const QString &author) = 0;
    /// Since when people may be locked out of the terminal, UTC ms; 0 = they were let in again. A
    /// time that is noted already stays.
    virtual Answer<> setLeftDisabled(DeviceId device, qint64 sinceUtc) = 0;
    /// Raises a notice, or changes the one of its kind, which keeps its beginning.
    virtual Answer<> raiseNotice(const DeviceNotice &notice) = 0;
    virtual Answer<> clearNotice(DeviceId device, DeviceNoticeKind kind) = 0;
    /// All open notices, oldest first.
    virtual Answer<QList<DeviceNotice>> notices() = 0;
    /// Writes a line of the audit trail.
    virtual Answer<> noteDeed(const TerminalDeed &deed, const QString &author) = 0;
};

class MappingStore
{
public:
    virtual ~MappingStore() = default;
    /// Adds the mappings (an equal one is left as it is) and marks every day of the users' logs
    /// dirty, of the old and the new person. Conflict: another mapping of the same user overlaps.
    virtual Answer<MappingCounts> add(const QList<UserMapping> &mappings, const QString &source,
                                      const QString &author) = 0;
    /// Takes mappings away; one that is not there counts as unchanged.
    virtual Answer<MappingCounts> remove(const QList<UserMapping> &mappings,
                                         const QString &author) = 0;
    /// Takes @p change back in one go. Conflict: what it made is not there any more, or what it
    /// took away would overlap with what came since.
    virtual Answer<MappingCounts> undo(const MappingChange &change, const QString &author) = 0;
    virtual Answer<QList<MappingRow>> rows(DeviceId device) = 0;
    virtual Answer<QList<UserMapping>> mappings() = 0;
};

class LogStore
{
public:
    virtual ~LogStore() = default;
    virtual Answer<IngestCounts> store(const IngestBatch &batch, qint64 receivedUtc) = 0;
    /// What was set aside, in the order in which it came: at most @p limit rows with an id above
    /// @p after, of one device or, with an invalid one, of all.
    virtual Answer<QList<SetAsideRow>> setAside(DeviceId device, qint64 after, int limit) = 0;
    /// The next page of raw logs after @p after; an invalid key is the beginning.
    virtual Answer<LogPage> logs(const LogFilter &filter, const LogKey &after, int limit) = 0;
    /// As LogControl::span() and LogControl::pageStarts(), of what is computed.
    virtual Answer<LogSpan> span(const LogFilter &filter) = 0;
    virtual Answer<QList<LogKey>> pageStarts(const LogFilter &filter, int pageRows) = 0;
    /// As LogControl::recognitions().
    virtual Answer<QList<Recognition>> recognitions(DeviceId device) = 0;
    virtual Answer<> probe() = 0;
};

class SyncStore
{
public:
    virtual ~SyncStore() = default;
    virtual Answer<SyncSessionId> begin(const SyncSession &session) = 0;
    /// Writes the end of a session and, when it was complete, moves the device's sync mark to its
    /// start and takes back its notices: the right terminal was read where it is listed.
    virtual Answer<> finish(const SyncSession &session) = 0;
    /// The same, asked for while the last logs of the session are on their way, so that they share
    /// a commit. StorageFailure, and nothing is written, unless @p rows of it are stored by then.
    virtual Answer<> finishBehind(const SyncSession &session, qint64 rows) = 0;
    virtual Answer<QList<SyncSession>> recent(DeviceId device, int limit) = 0;
};

/// Days of some people, in order.
struct DayPage
{
    QList<PersonDay> days; ///< may be empty although there are more people
    PersonId last;         ///< the last person looked at; invalid: nobody is left
};

class DayStore
{
public:
    virtual ~DayStore() = default;
    /// Marks as dirty each day of the span, up to @p today, that a tracked person should have a
    /// record for but has none, or only a provisional one.
    virtual Answer<qint64> markUnsettled(QDate from, QDate to, QDate today) = 0;
    /// Marks these days; answers how many.
    virtual Answer<qint64> mark(const QList<PersonDay> &days) = 0;
    /// The days of the span that have a record, or an outcome, or that a log may belong to, of the
    /// next @p people people after @p after, in order of their ids.
    virtual Answer<DayPage> knownDays(QDate from, QDate to, PersonId after, int people) = 0;
    /// Up to @p limit dirty days after @p after, in order, with everything the engine needs and
    /// what is stored of them, from one snapshot.
    virtual Answer<QList<DayTask>> dirtyTasks(const PersonDay &after, int limit, WallTime now) = 0;
    /// The same for these days, which are in order, dirty or not. Punches of the neighbouring dates
    /// are always among the facts, so that other settings can be tried on them.
    virtual Answer<QList<DayTask>> tasks(const QList<PersonDay> &days, WallTime now) = 0;
    /// Stores what is different of the days whose dirty mark is still the one they were computed
    /// for, and removes the mark; others are left for the next round. Answers how many marks were
    /// removed.
    virtual Answer<qint64> save(const QList<DayChange> &changes, qint64 computedUtc) = 0;
    virtual Answer<QList<DayRow>> rows(QDate from, QDate to) = 0;
    virtual Answer<qint64> dirtyCount() = 0;
};

/// All of the store, as wiring hands it out.
struct Stores
{
    SchoolStore &school;
    PersonStore &people;
    DeviceStore &devices;
    MappingStore &mappings;
    LogStore &logs;
    SyncStore &sessions;
    DayStore &days;
    PushStore &push;
    CalendarStore &calendar;
    LeaveStore &leaves;
    LockStore &locks;
    TimingStore &timings;
    CorrectionStore &corrections;
    ClockStore &clocks;
    AuditStore &audit;
};

} // namespace rollcall
