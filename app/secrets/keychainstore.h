// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/secretstore.h"

#include <QString>

#include <chrono>

namespace rollcall {

/// The keychain of whoever runs the program: Secret Service or KWallet on Linux, Keychain on macOS,
/// Credential Manager on Windows, through QtKeychain (architecture.md, section 8). QtKeychain's own
/// plain-text fallback stays off.
///
/// Errors: NotFound, and StorageFailure with what to do when the keychain is locked, is not there
/// or does not answer in time. A locked keychain may also answer NotFound. Calls block up to the
/// patience; a write or removal that was given up may still happen later. Thread: any.
class KeychainStore : public SecretStore
{
public:
    static constexpr std::chrono::milliseconds kUsualPatience{5000};

    /// @p service: the name under which people find the entries in their keychain.
    explicit KeychainStore(QString service, std::chrono::milliseconds patience = kUsualPatience)
        : m_service(std::move(service))
        , m_patience(patience)
    {}

    Result<QByteArray> read(const QString &name) const override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    const QString m_service;
    const std::chrono::milliseconds m_patience;
};

} // namespace rollcall
