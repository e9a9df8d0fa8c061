// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/keychainstore.h"

#include "app/secrets/keychainjobs.h"

#include <QCoreApplication>

#include <memory>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::KeychainStore", text);
}

Error notKept()
{
    return errors::notFound(
        say(QT_TRANSLATE_NOOP("rollcall::KeychainStore",
                              "The keychain of this computer does not hold the secret. Enter or "
                              "make it again.")));
}

Error noAnswer()
{
    return {ErrorCode::StorageFailure,
            say(QT_TRANSLATE_NOOP(
                "rollcall::KeychainStore",
                "The keychain of this computer does not answer. The key or token cannot be read or "
                "kept there. If it asks for its password, enter it, and try again.")),
            QStringLiteral("keychain: no answer in time")};
}

Error refused(const KeychainOutcome &outcome)
{
    const QString detail =
        QStringLiteral("keychain: error %1, %2").arg(outcome.error).arg(outcome.text);
    if (outcome.error == QKeychain::AccessDenied || outcome.error == QKeychain::AccessDeniedByUser)
        return {ErrorCode::StorageFailure,
                say(QT_TRANSLATE_NOOP(
                    "rollcall::KeychainStore",
                    "The keychain of this computer is locked or refuses this program. The key or "
                    "token cannot be read or kept there. Unlock the keychain, and try again.")),
                detail};
    return {ErrorCode::StorageFailure,
            say(QT_TRANSLATE_NOOP(
                "rollcall::KeychainStore",
                "The keychain of this computer cannot be used: there is none, or it is locked. The "
                "key or token cannot be read or kept there. Sign in to the desktop and unlock the "
                "keychain, and try again.")),
            detail};
}

template <typename Job>
std::unique_ptr<Job> makeJob(const QString &service, const QString &name)
{
    auto job = std::make_unique<Job>(service);
    job->setInsecureFallback(false);
    job->setKey(name);
    return job;
}

} // namespace

Result<QByteArray> KeychainStore::read(const QString &name) const
{
    const std::optional<KeychainOutcome> outcome = runKeychainJob(
        [service = m_service, name] {
            return makeJob<QKeychain::ReadPasswordJob>(service, name).release();
        },
        m_patience);
    if (!outcome)
        return noAnswer();
    if (outcome->error == QKeychain::EntryNotFound)
        return notKept();
    if (outcome->error != QKeychain::NoError)
        return refused(*outcome);
    return outcome->secret;
}

Result<> KeychainStore::write(const QString &name, const QByteArray &secret)
{
    const std::optional<KeychainOutcome> outcome = runKeychainJob(
        [service = m_service, name, secret] {
            auto job = makeJob<QKeychain::WritePasswordJob>(service, name);
            job->setBinaryData(secret);
            return job.release();
        },
        m_patience);
    if (!outcome)
        return noAnswer();
    return outcome->error == QKeychain::NoError ? ok() : Result<>(refused(*outcome));
}

Result<> KeychainStore::remove(const QString &name)
{
    const std::optional<KeychainOutcome> outcome = runKeychainJob(
        [service = m_service, name] {
            return makeJob<QKeychain::DeletePasswordJob>(service, name).release();
        },
        m_patience);
    if (!outcome)
        return noAnswer();
    const bool isGone =
        outcome->error == QKeychain::NoError || outcome->error == QKeychain::EntryNotFound;
    return isGone ? ok() : Result<>(refused(*outcome));
}

} // namespace rollcall
