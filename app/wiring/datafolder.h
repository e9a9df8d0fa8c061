// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/storage/storageconfig.h"

#include <QString>

namespace rollcall {

/// The folder in which one school's data lies: rollcall.db (or the address of a PostgreSQL database
/// in rollcall.ini), secrets/, locks/.
class DataFolder
{
public:
    /// @p path, else ROLLCALL_DATA, else the system's application-data location (cli.md).
    static DataFolder choose(const QString &path);
    explicit DataFolder(QString path)
        : m_path(std::move(path))
    {}

    QString path() const { return m_path; }
    QString databaseFile() const;
    QString secrets() const;
    QString locks() const;
    /// @p url of `--database`, else the folder's own setting, else its SQLite file.
    Result<StorageConfig> database(const QString &url) const;
    /// Remembers @p url, so that later calls need not name it. Empty forgets it. The password is
    /// left out: it belongs into the secret store.
    Result<> rememberDatabase(const QString &url) const;
    /// Where the password of a PostgreSQL database lies in the secret store.
    static QString databasePasswordRef() { return QStringLiteral("database-password"); }

private:
    QString m_path;
};

} // namespace rollcall
