// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlauditstore.h"

namespace rollcall {

Answer<QList<AuditRow>> SqlAuditStore::entries(qint64 fromUtc, qint64 toUtc, qint64 after,
                                               int limit)
{
    return m_threads.readLong<QList<AuditRow>>([=](Database &database) -> Result<QList<AuditRow>> {
        Result<Rows> rows = database.query(
            "audit.page",
            QStringLiteral("SELECT id, at_utc, author, what, subject, before_text, after_text, "
                           "reason FROM audit_entry WHERE id > ? AND at_utc >= ? AND at_utc < ? "
                           "ORDER BY id LIMIT ?"),
            {after, fromUtc, toUtc, limit});
        if (!rows)
            return rows.error();
        QList<AuditRow> list;
        while (rows->next())
            list.append({rows->number(0), rows->number(1), rows->text(2), rows->text(3),
                         rows->text(4), rows->text(5), rows->text(6), rows->text(7)});
        return list;
    });
}

} // namespace rollcall
