// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"

#include <QList>
#include <QString>

namespace rollcall {

/// A numbered file under migrations/: never edited once released.
struct Migration
{
    int version = 0;
    QString name;
    QString sql;
    QString sha256; ///< of the file's text, hex
};

/// All migrations this program knows, in order.
QList<Migration> knownMigrations();

/// Looks at a SQLite file without changing a byte of it: header, size, a quick integrity check, and
/// the schema version. StorageDamaged or StorageNewer say why it is not to be opened.
Result<> inspectSqliteFile(const QString &file);

/// Brings the schema up to date, each migration in one transaction; a copy of a SQLite database
/// that holds data is made before the first one. StorageNewer: made by a newer program, untouched.
/// StorageDamaged: an applied migration is not the one this program knows.
Result<> migrate(Database &database, const StorageConfig &config, qint64 nowUtc);

} // namespace rollcall
