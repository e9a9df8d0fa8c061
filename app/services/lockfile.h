// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLockFile>

namespace rollcall {

/// Takes @p file for as long as its owner lives: no age makes it stale, only the end of the process
/// that holds it. A file without an owner's name was left by a program that was killed while it
/// made the file; it is taken away, which the system refuses while somebody still holds it.
inline bool lockForLife(QLockFile &file)
{
    file.setStaleLockTime(std::chrono::milliseconds(0));
    if (file.tryLock())
        return true;
    qint64 process = 0;
    QString host;
    QString program;
    if (file.error() != QLockFile::LockFailedError || file.getLockInfo(&process, &host, &program))
        return false;
    return file.removeStaleLockFile() && file.tryLock();
}

} // namespace rollcall
