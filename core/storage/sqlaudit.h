// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/storage/database.h"
#include "core/storage/sqltext.h"

namespace rollcall {

/// One line of the audit trail, in the transaction of the change itself.
struct AuditEntry
{
    QString author;
    QString what; ///< stable word, e.g. "device.add"
    QString subject;
    QString before;
    QString after;
    QString reason = {}; ///< as the office gave it
};

inline Result<> addAudit(Database &database, qint64 nowUtc, const AuditEntry &entry)
{
    const Result<qint64> added = database.execute(
        "audit.add",
        QStringLiteral(
            "INSERT INTO audit_entry (at_utc, author, what, subject, before_text, after_text, "
            "reason) VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {nowUtc, entry.author, entry.what, entry.subject, entry.before, entry.after, entry.reason});
    return added ? ok() : Result<>(added.error());
}

/// The school's id. NotFound: none was made yet.
Result<qint64> schoolIdOf(Database &database);

} // namespace rollcall
