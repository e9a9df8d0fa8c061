// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/enginelock.h"

#include "app/services/lockfile.h"

#include <QCoreApplication>
#include <QDir>

namespace rollcall {

Result<std::unique_ptr<EngineLock>> EngineLock::take(const DataFolder &folder)
{
    if (!QDir().mkpath(folder.locks()))
        return errors::storageFailure(QStringLiteral("cannot make the lock folder"));
    std::unique_ptr<EngineLock> lock(
        new EngineLock(QDir(folder.locks()).filePath(QStringLiteral("engine.lock"))));
    if (lockForLife(lock->m_file))
        return lock;
    qint64 process = 0;
    QString host;
    QString program;
    lock->m_file.getLockInfo(&process, &host, &program);
    return errors::conflict(
        QCoreApplication::translate("rollcall::EngineLock",
                                    "Another program already reads the terminals and "
                                    "listens for this school (%1, process %2). It was not "
                                    "started a second time. End the other one first.")
            .arg(program)
            .arg(process));
}

} // namespace rollcall
