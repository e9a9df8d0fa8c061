// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <qt6keychain/keychain.h>

#include <chrono>
#include <functional>
#include <optional>

namespace rollcall {

/// What a job of QtKeychain ended with.
struct KeychainOutcome
{
    QKeychain::Error error = QKeychain::OtherError;
    QString text;      ///< QtKeychain's own words
    QByteArray secret; ///< of a read that went well
};

/// Runs the job that @p make makes, and waits for its end; nullopt when it has not ended within @p
/// patience, as when the keychain asks somebody for its password. A job that was given up goes on
/// by itself, and until it ends nothing else is waited for, because QtKeychain runs one job after
/// the other: the answer is nullopt at once. @p make runs on another thread, even after this
/// returned.
///
/// QtKeychain's jobs need an event loop and share one queue, which lives on the thread of the
/// program's first job. So all of them run on one thread of their own. It starts with the first job
/// and ends with the application object. Thread: any but that one.
std::optional<KeychainOutcome> runKeychainJob(std::function<QKeychain::Job *()> make,
                                              std::chrono::milliseconds patience);

} // namespace rollcall
