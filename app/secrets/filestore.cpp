// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/filestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace rollcall {

namespace {

constexpr qint64 kMostBytes = 4096;

Error cannot(const QString &detail)
{
    return {ErrorCode::StorageFailure,
            QCoreApplication::translate(
                "rollcall::FileStore", "The folder for keys and tokens cannot be used. Nothing was "
                                       "changed. Check that the data folder can be written to."),
            detail};
}

} // namespace

QString FileStore::pathOf(const QString &name) const
{
    // Names are ours, but a name must never lead out of the folder.
    QString safe;
    for (const QChar c : name)
        safe += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u'_');
    return QDir(m_folder).filePath(safe);
}

Result<QByteArray> FileStore::read(const QString &name) const
{
    const std::lock_guard lock(m_mutex);
    QFile file(pathOf(name));
    if (!file.exists())
        return errors::notFound(QCoreApplication::translate(
            "rollcall::FileStore",
            "The secret is not kept on this computer. Enter or make it again."));
    if (!file.open(QIODevice::ReadOnly))
        return cannot(file.errorString());
    return file.read(kMostBytes);
}

Result<> FileStore::write(const QString &name, const QByteArray &secret)
{
    const std::lock_guard lock(m_mutex);
    if (!QDir().mkpath(m_folder))
        return cannot(QStringLiteral("cannot make the folder"));
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(pathOf(name));
    if (!file.open(QIODevice::WriteOnly))
        return cannot(file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(secret) != secret.size() || !file.commit())
        return cannot(file.errorString());
    return ok();
}

Result<> FileStore::remove(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    QFile file(pathOf(name));
    if (file.exists() && !file.remove())
        return cannot(file.errorString());
    return ok();
}

} // namespace rollcall
