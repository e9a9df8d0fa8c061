// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/smalllist.h"
#include "core/domain/dayrecord.h"
#include "core/domain/daysettings.h"
#include "core/domain/device.h"
#include "core/domain/logoutcome.h"
#include "core/domain/person.h"
#include "core/domain/rawlog.h"

#include <QDate>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace rollcall {

/// A raw log of a mapped user, as the engine sees it. Exists only between loading and computing.
struct Punch
{
    RawLogId log;
    DeviceId device;
    QString userId;
    WallTime at;         ///< effective wall clock (a shift by the office is applied)
    WallTime receivedAt; ///< wall clock of receipt in the device's zone; invalid = unknown
    Direction direction = Direction::Auto; ///< the device's, or the entered one of a manual punch
    int state = kStateNotStated;
    bool manual = false;   ///< entered by the office: not bound by windows
    bool accepted = false; ///< the office accepted it although its clock was suspect

    friend bool operator==(const Punch &, const Punch &) = default;
};

/// School settings from a day on, as the JSON object of attendance-rules.md, section 3. The latest
/// one whose validFrom is not after a day is in force on it; an earlier day takes the first.
struct Timing
{
    QDate validFrom;
    QJsonObject settings;
};

/// Overrides some keys for a person, a class, weekdays and/or dates; applied in list order, later
/// ones win key by key.
struct TimingAssignment
{
    PersonId person;     ///< invalid = all
    GroupId group;       ///< invalid = all
    QList<int> weekdays; ///< 1 = Monday … 7 = Sunday; empty = all
    QDate from;
    QDate to;
    QJsonObject settings;
};

enum class OffDay { None, Holiday, WeeklyOff };
enum class LeavePart { Full, FirstHalf, SecondHalf };

/// What the office decided about a day's status (attendance-rules.md, section 11).
struct StatusCorrection
{
    DayStatus status = DayStatus::Present;
    QString reason;
    QString author;
};

/// A day of a closed month, as it was when it was locked (attendance-rules.md, section 11).
struct DayLock
{
    std::optional<DayRecord> record; ///< none: there was no record, and there stays none
};

/// Everything the engine may look at for one person and day, "now" included: the same input gives
/// the same record for ever (attendance-rules.md, section 2).
struct DayInput
{
    PersonId person;
    PersonKind kind = PersonKind::Student;
    GroupId group; ///< class or department; the engine sees it only through the settings
    QDate enrolledFrom;
    QDate enrolledTo;
    QDate day;
    /// Settings in force for this person on the day before, the day itself and the day after, as
    /// policyresolver finds them.
    DaySettings settingsBefore;
    DaySettings settings;
    DaySettings settingsAfter;
    /// Every log of the person from the start of the day before to the end of the day after, in any
    /// order.
    QList<Punch> punches;
    OffDay off = OffDay::None;
    std::optional<LeavePart> leave;
    std::optional<StatusCorrection> correction;
    std::optional<DayLock> locked;
    bool tracked = true; ///< mapped on some device that day, or corrected, or absent_when_unmapped
    /// Sync marks (wall clock of the school) of the active devices the person is mapped on. A
    /// device that counts as read is left out; an invalid time means "never".
    QList<WallTime> syncMarks;
    bool dayClosed = false; ///< the office closed the day although devices were not read
    WallTime now;
    qint64 dirtyStamp = 0; ///< which dirty mark this input answers; not looked at by the engine
};

/// A setting that decided something, with the value that was used.
struct DecidingSetting
{
    QString key; ///< as in settingkeys
    QJsonValue value;
    SettingOrigin origin;
};

/// One step of the computation, for the "Why?" panel: never recomputed elsewhere.
/// explanationtext makes a sentence of it.
struct ExplanationStep
{
    QString rule;                    ///< stable word, e.g. "late", "in_chosen", "outside_windows"
    RawLogId log;                    ///< the punch it speaks of, if any
    QJsonObject values;              ///< the figures: times, minutes, limits, words
    QList<DecidingSetting> settings; ///< empty when a fact decided: a leave, a holiday, a lock …
};

struct OutcomeEntry
{
    RawLogId log;
    Outcome outcome = Outcome::Extra;

    friend bool operator==(const OutcomeEntry &, const OutcomeEntry &) = default;
};

/// The outcomes of a day; a typical one needs no allocation.
using OutcomeList = SmallList<OutcomeEntry, 8>;

/// What the engine says of one person-day.
struct DayResult
{
    PersonId person;
    QDate day;
    std::optional<DayRecord> record; ///< none: there is no record for that day
    /// The logs this day answers for: those it claims, and those of its own calendar date that no
    /// day claims. Manual punches are not among them (they have no raw log).
    OutcomeList outcomes;
    QList<ExplanationStep> explanation;
    /// A locked day would be different now. The record's flag says the same, where there is one.
    bool changeWaiting = false;
    qint64 dirtyStamp = 0;
};

/// What the store holds of a person-day: earlier results, not facts.
struct StoredDay
{
    std::optional<DayRecord> record;
    OutcomeList outcomes; ///< in any order
};

/// A person-day to be computed, with what is to be compared.
struct DayTask
{
    DayInput input;
    StoredDay stored;
};

/// A person and a day, in the order in which records are kept.
struct PersonDay
{
    PersonId person;
    QDate day;

    friend auto operator<=>(const PersonDay &left, const PersonDay &right)
    {
        const auto byPerson = left.person <=> right.person;
        return byPerson != 0 ? byPerson : left.day.toJulianDay() <=> right.day.toJulianDay();
    }
    friend bool operator==(const PersonDay &, const PersonDay &) = default;
    friend size_t qHash(const PersonDay &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.person, key.day.toJulianDay());
    }
};

} // namespace rollcall
