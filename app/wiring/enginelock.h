// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/datafolder.h"

#include <QLockFile>

#include <memory>

namespace rollcall {

/// One engine per school: whoever polls, listens and runs scheduled work holds this
/// (architecture.md, section 5). Released with the object, or with the process.
class EngineLock
{
public:
    /// Conflict when another process holds it; the error names it.
    static Result<std::unique_ptr<EngineLock>> take(const DataFolder &folder);

private:
    explicit EngineLock(const QString &path)
        : m_file(path)
    {}
    QLockFile m_file;
};

} // namespace rollcall
