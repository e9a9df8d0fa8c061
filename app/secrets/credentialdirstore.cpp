// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/credentialdirstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace rollcall {

namespace {

constexpr qint64 kMostBytes = 4096;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::CredentialDirStore", text);
}

Error isGiven(const QString &name)
{
    return {ErrorCode::Unsupported,
            say(QT_TRANSLATE_NOOP(
                "rollcall::CredentialDirStore",
                "This key or token is given to the service by its unit file and cannot be changed "
                "here. Nothing was changed. Change it there (LoadCredential), and start the "
                "service again.")),
            name};
}

} // namespace

QString CredentialDirStore::pathOf(const QString &name) const
{
    // A name must never lead out of the folder.
    const bool isPlain = !name.isEmpty() && !name.startsWith(u'.') && !name.contains(u'/') &&
                         !name.contains(u'\\') && !name.contains(QChar::Null);
    return isPlain ? QDir(m_folder).filePath(name) : QString();
}

Result<QByteArray> CredentialDirStore::read(const QString &name) const
{
    QFile file(pathOf(name));
    if (!file.exists())
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::CredentialDirStore",
                                  "The service was not given this key or token. Add it to its unit "
                                  "file (LoadCredential), and start the service again.")));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::StorageFailure,
                     say(QT_TRANSLATE_NOOP(
                         "rollcall::CredentialDirStore",
                         "A key or token that was given to the service cannot be read. What needs "
                         "it does not work. Look at LoadCredential in its unit file.")),
                     file.errorString()};
    QByteArray secret = file.read(kMostBytes);
    if (secret.endsWith('\n'))
        secret.chop(secret.endsWith("\r\n") ? 2 : 1);
    return secret;
}

Result<> CredentialDirStore::write(const QString &name, const QByteArray &)
{
    return isGiven(name);
}

Result<> CredentialDirStore::remove(const QString &name)
{
    return QFile::exists(pathOf(name)) ? Result<>(isGiven(name)) : ok();
}

} // namespace rollcall
