// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/storage/storageconfig.h"

#include <QString>
#include <QTemporaryDir>

namespace rollcall::test {

/// A fresh, empty database: a SQLite file in a temporary folder, or a database of its own in the
/// PostgreSQL cluster that ROLLCALL_TEST_PG names (postgresql://user@127.0.0.1:port/postgres). Gone
/// at the end of the object, so close every connection before.
class TempDatabase
{
public:
    explicit TempDatabase(Engine engine = Engine::Sqlite);
    ~TempDatabase();
    TempDatabase(const TempDatabase &) = delete;
    TempDatabase &operator=(const TempDatabase &) = delete;

    StorageConfig config() const { return m_config; }
    /// For `--database`.
    QString url() const;
    QString folder() const { return m_folder.path(); }

    static bool hasPostgres();
    /// Adds the column "engine" with a row "sqlite" and, where a cluster is named, a row "psql".
    static void addEngineRows();

private:
    QTemporaryDir m_folder;
    StorageConfig m_config;
};

} // namespace rollcall::test

Q_DECLARE_METATYPE(rollcall::Engine)
