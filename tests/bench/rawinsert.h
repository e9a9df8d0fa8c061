// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/rawlog.h"

#include <QList>
#include <QString>

namespace rollcall::bench {

/// Stores the logs of each of @p devices with SQLite's own C interface: one prepared statement, one
/// transaction, the schema, indexes and pragmas of the product. What the product is compared with.
/// Answers seconds, commit included; -1 on an error.
double rawInsertSeconds(const QString &file, const QList<QList<RawLog>> &devices);

/// The same rows of one device, committed once for every @p group of them.
struct RawCommits
{
    double seconds = -1;    ///< all of it; -1 on an error
    double cpuSeconds = 0;  ///< of the process in that time
    QList<double> commitMs; ///< each group's insertions and commit
};
RawCommits rawGroupCommits(const QString &file, const QList<RawLog> &logs, qsizetype group);

} // namespace rollcall::bench
