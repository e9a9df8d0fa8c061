// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"
#include "core/domain/logoutcome.h"
#include "core/storage/database.h"

namespace rollcall {

/// A stored status; none for a word that is not known.
std::optional<DayStatus> statusFrom(QLatin1String word);

/// A stored outcome; extra for a word that is not known.
Outcome outcomeFrom(QLatin1String word);

/// Stores the record of a day, in whose place an older one may stand.
class RecordWriter
{
public:
    static Result<RecordWriter> prepare(Database &database, qint64 school, qint64 computedUtc);

    Result<> save(const DayRecord &record);
    Result<> remove(PersonId person, QDate day);

private:
    RecordWriter(Statement save, Statement remove)
        : m_save(std::move(save))
        , m_remove(std::move(remove))
    {}

    Statement m_save;
    Statement m_remove;
};

/// Stores the outcomes of logs; a log that had another one, of whichever person and day, has the
/// new one.
class OutcomeWriter
{
public:
    static Result<OutcomeWriter> prepare(Database &database);

    /// For whom and which day what follows is.
    void begin(PersonId person, QDate day);
    Result<> save(RawLogId log, Outcome outcome);
    /// Only where the log still has its outcome of this person and day.
    Result<> remove(RawLogId log);

private:
    OutcomeWriter(Statement save, Statement remove)
        : m_save(std::move(save))
        , m_remove(std::move(remove))
    {}

    Statement m_save;
    Statement m_remove;
};

} // namespace rollcall
