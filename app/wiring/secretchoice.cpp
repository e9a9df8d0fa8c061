// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/secretchoice.h"

#include "app/secrets/credentialdirstore.h"
#include "app/secrets/keychainstore.h"
#include "app/secrets/secretrooms.h"

#include <QCoreApplication>

namespace rollcall {

Result<SecretChoice> secretChoiceFromEnvironment()
{
    const QString word = qEnvironmentVariable("ROLLCALL_SECRETS");
    if (word.isEmpty() || word == u"auto")
        return SecretChoice::Auto;
    if (word == u"file")
        return SecretChoice::File;
    if (word == u"keychain")
        return SecretChoice::Keychain;
    return errors::invalidInput(
        QCoreApplication::translate("rollcall::SecretChoice",
                                    "The environment variable ROLLCALL_SECRETS is \"%1\". Nothing "
                                    "was opened. It can be file, keychain or auto.")
            .arg(word));
}

std::unique_ptr<SecretStore> makeSecretStore(const DataFolder &folder, SecretChoice choice)
{
    SecretRooms::Rooms rooms;
    const QString given = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    if (!given.isEmpty())
        rooms.given = std::make_unique<CredentialDirStore>(given);
    if (choice != SecretChoice::File)
        rooms.keychain = std::make_unique<KeychainStore>(QStringLiteral("Rollcall"));
    rooms.mayUseFiles = choice != SecretChoice::Keychain;
    return std::make_unique<SecretRooms>(std::move(rooms), folder.secrets());
}

} // namespace rollcall
