// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/storage/storageconfig.h"

#include <QSqlError>
#include <QString>
#include <QStringList>

namespace rollcall::dialect {

/// The Qt driver of an engine.
QString driverName(Engine engine);
/// Replaces {{pk}}, the one token in which the schema of the two engines differs (architecture.md,
/// section 7).
QString expand(QString sql, Engine engine);
/// Takes a migration file apart: comments go, statements end with ";" at the end of a line.
QStringList splitStatements(const QString &sql);
/// Native codes become ours here: 2067/1555 and 23505 are Conflict, 11, 26, XX001 and XX002 are
/// StorageDamaged. @p statement is the statement's name; no bound value ever reaches the text.
Error errorFromSqlite(int extendedCode, const QString &statement);
Error errorFromPostgres(const QSqlError &error, const QString &statement);

/// BEGIN of a writing transaction: takes the write lock at once, so that it cannot fail half-way.
QString beginWrite(Engine engine);
/// BEGIN of a reading transaction: everything in it sees one snapshot.
QString beginRead(Engine engine);

} // namespace rollcall::dialect
