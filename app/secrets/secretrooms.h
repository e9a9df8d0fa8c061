// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/secrets/filestore.h"
#include "core/ports/secretstore.h"

#include <memory>
#include <mutex>
#include <optional>

namespace rollcall {

/// The rooms in which secrets may lie, as one store (architecture.md, section 8, and
/// docs/adr/0007-secret-stores.md): what the service manager gives goes first and is read only;
/// then the data folder's files; then the keychain. A secret is written to the keychain if that
/// works, else to a file, and a file beside an entry of the keychain is always the newer of the
/// two.
///
/// The data folder notes which secrets lie in the keychain and under which entry. So the keychain
/// is asked for those only, two folders never share an entry, and a secret that cannot be reached
/// now is told from one that was never kept.
///
/// Errors: NotFound (never kept), Unsupported (given by the service manager), StorageFailure.
/// Thread: any; calls may block as long as the keychain's do.
class SecretRooms : public SecretStore
{
public:
    struct Rooms
    {
        std::unique_ptr<SecretStore> given;    ///< null: there is no service manager
        std::unique_ptr<SecretStore> keychain; ///< null: not to be used
        bool mayUseFiles = true; ///< false: what the keychain does not take is not kept
    };

    /// @p folder: the data folder's own for secrets.
    SecretRooms(Rooms rooms, const QString &folder)
        : m_rooms(std::move(rooms))
        , m_files(folder)
    {}

    Result<QByteArray> read(const QString &name) const override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    bool isGiven(const QString &name) const;
    Result<> tryKeychain();
    Result<> writeToKeychain(const QString &name, const QByteArray &secret);

    const Rooms m_rooms;
    FileStore m_files;
    std::mutex m_trying;
    std::optional<Result<>> m_tried; ///< how the keychain did; guarded by m_trying
};

} // namespace rollcall
