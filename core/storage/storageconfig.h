// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace rollcall {

enum class Engine { Sqlite, Postgres };

/// Where the database is. Exactly one of the two is set.
struct StorageConfig
{
    QString sqliteFile; ///< path of the embedded database
    QUrl postgres;      ///< postgresql://user:password@host:port/database
    bool createIfMissing = false;

    Engine engine() const { return sqliteFile.isEmpty() ? Engine::Postgres : Engine::Sqlite; }
};

/// From `--database URL`: a postgresql:// address, or a path (plain or sqlite:) of a file.
Result<StorageConfig> storageConfigFromUrl(const QString &url);

} // namespace rollcall
