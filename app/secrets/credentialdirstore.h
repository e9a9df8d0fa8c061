// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/secretstore.h"

#include <QString>

namespace rollcall {

/// What the system's service manager hands a service to read (systemd's LoadCredential): one file a
/// secret, in a folder that only the service can see (architecture.md, section 8). Nothing can be
/// kept there: write() and remove() answer Unsupported, except that removing what is not there
/// succeeds. Thread: any.
class CredentialDirStore : public SecretStore
{
public:
    explicit CredentialDirStore(QString folder)
        : m_folder(std::move(folder))
    {}

    /// A line end after the secret is not part of it: people write these files by hand. Errors:
    /// NotFound, StorageFailure.
    Result<QByteArray> read(const QString &name) const override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    QString pathOf(const QString &name) const;
    const QString m_folder;
};

} // namespace rollcall
