// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/secretrooms.h"

#include "core/base/log.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::SecretRooms", text);
}

/// Entries of the keychain are the user's, not the folder's: two schools on one computer both have
/// a device 1.
QString newEntry(const QString &name)
{
    constexpr int kHex = 16;
    return QStringLiteral("%1@%2").arg(name).arg(QRandomGenerator::system()->generate64(), kHex,
                                                 kHex, QLatin1Char('0'));
}

/// The file that holds the name of the entry.
QString noteOf(const QString &name)
{
    return QString(name + QStringLiteral("-in-keychain"));
}

Error isSwitchedOff(const QString &name)
{
    return {ErrorCode::StorageFailure,
            say(QT_TRANSLATE_NOOP(
                "rollcall::SecretRooms",
                "The key or token lies in the keychain, which is switched off here "
                "(ROLLCALL_SECRETS). It cannot be read. Allow the keychain, or enter or make the "
                "secret again.")),
            name};
}

/// A keychain that is locked may say the same as one that has lost the entry.
Error isGoneOrLocked(const QString &name)
{
    return {ErrorCode::StorageFailure,
            say(QT_TRANSLATE_NOOP(
                "rollcall::SecretRooms",
                "The key or token was put into the keychain of this computer, which is locked or "
                "does not hold it any more. It cannot be read. Unlock the keychain and try again, "
                "or enter or make the secret again.")),
            name};
}

} // namespace

bool SecretRooms::isGiven(const QString &name) const
{
    return m_rooms.given && m_rooms.given->read(name);
}

Result<QByteArray> SecretRooms::read(const QString &name) const
{
    if (m_rooms.given) {
        Result<QByteArray> given = m_rooms.given->read(name);
        if (given || given.error().code != ErrorCode::NotFound)
            return given;
    }
    Result<QByteArray> filed = m_files.read(name);
    if (filed || filed.error().code != ErrorCode::NotFound)
        return filed;
    const Result<QByteArray> entry = m_files.read(noteOf(name));
    if (!entry)
        return entry.error().code == ErrorCode::NotFound ? filed : entry;
    if (!m_rooms.keychain)
        return isSwitchedOff(name);
    Result<QByteArray> kept = m_rooms.keychain->read(QString::fromUtf8(*entry));
    if (!kept && kept.error().code == ErrorCode::NotFound)
        return isGoneOrLocked(name);
    return kept;
}

Result<> SecretRooms::write(const QString &name, const QByteArray &secret)
{
    if (isGiven(name))
        return m_rooms.given->write(name, secret); // says why not
    if (!m_rooms.keychain)
        return m_files.write(name, secret);
    Result<> kept = tryKeychain();
    if (kept)
        kept = writeToKeychain(name, secret);
    if (kept || !m_rooms.mayUseFiles)
        return kept;
    qCInfo(lcSecrets)
        << "The keychain did not take a secret, which goes into a file only its owner "
           "can read:"
        << kept.error().detail;
    return m_files.write(name, secret);
}

Result<> SecretRooms::writeToKeychain(const QString &name, const QByteArray &secret)
{
    const Result<QByteArray> noted = m_files.read(noteOf(name));
    if (!noted && noted.error().code != ErrorCode::NotFound)
        return noted.error();
    const QString entry = noted ? QString::fromUtf8(*noted) : newEntry(name);
    if (Result<> kept = m_rooms.keychain->write(entry, secret); !kept)
        return kept;
    if (!noted) {
        if (Result<> written = m_files.write(noteOf(name), entry.toUtf8()); !written)
            return written;
    }
    // A file would be taken for the newer of the two.
    return m_files.remove(name);
}

/// By doing what will be asked of it: a keychain that is there may be locked, or keep nothing.
/// Once, since it may ask somebody for a password.
Result<> SecretRooms::tryKeychain()
{
    const std::lock_guard lock(m_trying);
    if (m_tried)
        return *m_tried;
    SecretStore &keychain = *m_rooms.keychain;
    const QString entry = newEntry(QStringLiteral("probe"));
    const QByteArray secret = entry.toUtf8();
    Result<> tried = keychain.write(entry, secret);
    if (tried) {
        const Result<QByteArray> back = keychain.read(entry);
        if (!back)
            tried = back.error();
        else if (*back != secret)
            tried = isGoneOrLocked(entry);
    }
    // Also after a failure: a write that came too late would stay.
    if (Result<> removed = keychain.remove(entry); tried)
        tried = removed;
    if (!tried)
        qCInfo(lcSecrets) << "The keychain does not work:" << tried.error().detail;
    m_tried = tried;
    return tried;
}

Result<> SecretRooms::remove(const QString &name)
{
    if (isGiven(name))
        return m_rooms.given->remove(name); // says why not
    if (Result<> removed = m_files.remove(name); !removed)
        return removed;
    const Result<QByteArray> entry = m_files.read(noteOf(name));
    if (!entry)
        return entry.error().code == ErrorCode::NotFound ? ok() : Result<>(entry.error());
    // Where the keychain is switched off, its entry stays, and nobody knows any more what it was
    // for.
    if (m_rooms.keychain) {
        if (Result<> removed = m_rooms.keychain->remove(QString::fromUtf8(*entry)); !removed)
            return removed;
    }
    return m_files.remove(noteOf(name));
}

} // namespace rollcall
