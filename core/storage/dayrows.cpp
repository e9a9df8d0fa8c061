// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dayrows.h"

#include "core/storage/sqltext.h"

#include <QByteArray>

#include <array>

namespace rollcall {

namespace {

/// Words of the code are ASCII, and there are few: nothing is made of them for each row.
QLatin1String statusText(DayStatus status)
{
    static const auto words = [] {
        std::array<QByteArray, 8> made;
        for (size_t i = 0; i < made.size(); ++i)
            made.at(i) = statusWord(static_cast<DayStatus>(i)).toLatin1();
        return made;
    }();
    return QLatin1String(words.at(static_cast<size_t>(status)));
}

QLatin1String outcomeText(Outcome outcome)
{
    static const auto words = [] {
        std::array<QByteArray, kOutcomeWords.size()> made;
        for (size_t i = 0; i < made.size(); ++i)
            made.at(i) = outcomeWord(static_cast<Outcome>(i)).toLatin1();
        return made;
    }();
    return QLatin1String(words.at(static_cast<size_t>(outcome)));
}

} // namespace

std::optional<DayStatus> statusFrom(QLatin1String word)
{
    for (int i = 0; i <= static_cast<int>(DayStatus::Pending); ++i) {
        if (statusText(static_cast<DayStatus>(i)) == word)
            return static_cast<DayStatus>(i);
    }
    return std::nullopt;
}

Outcome outcomeFrom(QLatin1String word)
{
    for (size_t i = 0; i < kOutcomeWords.size(); ++i) {
        if (outcomeText(static_cast<Outcome>(i)) == word)
            return static_cast<Outcome>(i);
    }
    return Outcome::Extra;
}

Result<RecordWriter> RecordWriter::prepare(Database &database, qint64 school, qint64 computedUtc)
{
    Result<Statement> save = database.statement(
        "day_record.save",
        QStringLiteral(
            "INSERT INTO day_record (school_id, computed_utc, person_id, day, status, auto_status, "
            "in_at, out_at, in_log_id, out_log_id, late_min, early_min, worked_min, flags, "
            "provisional) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (person_id, day) DO UPDATE SET status = excluded.status, "
            "auto_status = excluded.auto_status, in_at = excluded.in_at, "
            "out_at = excluded.out_at, in_log_id = excluded.in_log_id, "
            "out_log_id = excluded.out_log_id, late_min = excluded.late_min, "
            "early_min = excluded.early_min, worked_min = excluded.worked_min, "
            "flags = excluded.flags, provisional = excluded.provisional, "
            "computed_utc = excluded.computed_utc"));
    if (!save)
        return save.error();
    Result<Statement> remove = database.statement(
        "day_record.remove",
        QStringLiteral("DELETE FROM day_record WHERE person_id = ? AND day = ?"));
    if (!remove)
        return remove.error();
    save->bind(0, school);
    save->bind(1, computedUtc);
    return RecordWriter(std::move(*save), std::move(*remove));
}

Result<> RecordWriter::save(const DayRecord &record)
{
    m_save.bind(2, record.person.value);
    m_save.bind(3, DayText(record.day).view());
    m_save.bind(4, statusText(record.status));
    m_save.bind(5, record.autoStatus ? statusText(*record.autoStatus) : QLatin1String(""));
    m_save.bind(6, record.in.toString());
    m_save.bind(7, record.out.toString());
    m_save.bind(8, record.inLog.value);
    m_save.bind(9, record.outLog.value);
    m_save.bind(10, qint64(record.lateMinutes));
    m_save.bind(11, qint64(record.earlyMinutes));
    m_save.bind(12, qint64(record.workedMinutes.value_or(-1)));
    m_save.bind(13, qint64(record.flags.toInt()));
    m_save.bind(14, qint64(record.provisional));
    return withoutCount(m_save.run());
}

Result<> RecordWriter::remove(PersonId person, QDate day)
{
    m_remove.bind(0, person.value);
    m_remove.bind(1, DayText(day).view());
    return withoutCount(m_remove.run());
}

Result<OutcomeWriter> OutcomeWriter::prepare(Database &database)
{
    Result<Statement> save = database.statement(
        "log_outcome.save",
        QStringLiteral(
            "INSERT INTO log_outcome (person_id, day, raw_log_id, outcome) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (raw_log_id) DO UPDATE SET person_id = excluded.person_id, "
            "day = excluded.day, outcome = excluded.outcome"));
    if (!save)
        return save.error();
    Result<Statement> remove = database.statement(
        "log_outcome.remove",
        QStringLiteral(
            "DELETE FROM log_outcome WHERE person_id = ? AND day = ? AND raw_log_id = ?"));
    if (!remove)
        return remove.error();
    return OutcomeWriter(std::move(*save), std::move(*remove));
}

void OutcomeWriter::begin(PersonId person, QDate day)
{
    for (Statement *statement : {&m_save, &m_remove}) {
        statement->bind(0, person.value);
        statement->bind(1, DayText(day).view());
    }
}

Result<> OutcomeWriter::save(RawLogId log, Outcome outcome)
{
    m_save.bind(2, log.value);
    m_save.bind(3, outcomeText(outcome));
    return withoutCount(m_save.run());
}

Result<> OutcomeWriter::remove(RawLogId log)
{
    m_remove.bind(2, log.value);
    return withoutCount(m_remove.run());
}

} // namespace rollcall
