// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/datafolder.h"
#include "core/base/result.h"
#include "core/ports/secretstore.h"

#include <memory>

namespace rollcall {

/// Where keys and tokens are to be kept, beside what a service manager gives
/// (docs/adr/0007-secret-stores.md).
enum class SecretChoice {
    Auto,     ///< in the keychain if it works, else in files of the data folder
    File,     ///< in files; the keychain is not touched
    Keychain, ///< in the keychain and nowhere else
};

/// What the environment variable ROLLCALL_SECRETS says: file, keychain, auto or nothing, which is
/// auto. InvalidInput for any other word.
Result<SecretChoice> secretChoiceFromEnvironment();

/// The store of a data folder. Nothing is read, written or tried before the first call.
std::unique_ptr<SecretStore> makeSecretStore(const DataFolder &folder, SecretChoice choice);

} // namespace rollcall
