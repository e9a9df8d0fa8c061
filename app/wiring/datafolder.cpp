// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/datafolder.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace rollcall {

namespace {

QString settingKey()
{
    return QStringLiteral("database/url");
}

} // namespace

DataFolder DataFolder::choose(const QString &path)
{
    if (!path.isEmpty())
        return DataFolder(path);
    const QString named = qEnvironmentVariable("ROLLCALL_DATA");
    if (!named.isEmpty())
        return DataFolder(named);
    return DataFolder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
}

QString DataFolder::databaseFile() const
{
    return QDir(m_path).filePath(QStringLiteral("rollcall.db"));
}

QString DataFolder::secrets() const
{
    return QDir(m_path).filePath(QStringLiteral("secrets"));
}

QString DataFolder::locks() const
{
    return QDir(m_path).filePath(QStringLiteral("locks"));
}

Result<StorageConfig> DataFolder::database(const QString &url) const
{
    QString address = url;
    if (address.isEmpty()) {
        const QSettings settings(QDir(m_path).filePath(QStringLiteral("rollcall.ini")),
                                 QSettings::IniFormat);
        address = settings.value(settingKey()).toString();
    }
    if (!address.isEmpty())
        return storageConfigFromUrl(address);
    StorageConfig config;
    config.sqliteFile = databaseFile();
    return config;
}

Result<> DataFolder::rememberDatabase(const QString &url) const
{
    if (!QDir().mkpath(m_path))
        return errors::storageFailure(QStringLiteral("cannot make the data folder"));
    QUrl address(url);
    address.setPassword({});
    QSettings settings(QDir(m_path).filePath(QStringLiteral("rollcall.ini")), QSettings::IniFormat);
    settings.setValue(settingKey(), url.isEmpty() ? QString() : address.toString());
    settings.sync();
    return settings.status() == QSettings::NoError
               ? ok()
               : Result<>(errors::storageFailure(QStringLiteral("rollcall.ini")));
}

} // namespace rollcall
