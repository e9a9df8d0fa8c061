// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/secretstore.h"

#include <QString>

#include <mutex>

namespace rollcall {

/// Keeps each secret in a file only its owner can read (folder 0700, file 0600). Not encrypted, and
/// the settings page says so (architecture.md, section 8). Thread: any.
class FileStore : public SecretStore
{
public:
    explicit FileStore(QString folder)
        : m_folder(std::move(folder))
    {}

    Result<QByteArray> read(const QString &name) const override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    QString pathOf(const QString &name) const;
    const QString m_folder;
    mutable std::mutex m_mutex;
};

} // namespace rollcall
