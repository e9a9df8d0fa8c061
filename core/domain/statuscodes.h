// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/dayrecord.h"

#include <QHash>
#include <QString>

#include <array>

namespace rollcall {

/// The codes by which a school writes attendance (attendance-rules.md, section 12): those of the
/// settings codes.*, else "P", "L", "HD", "A", "V", "H", "W". "-" for what is not decided is the
/// same everywhere. Thread: a value, any.
class StatusCodes
{
public:
    StatusCodes();
    /// @p stored: the settings of the program, by key.
    explicit StatusCodes(const QHash<QString, QString> &stored);

    const QString &code(DayStatus status) const { return m_codes.at(static_cast<size_t>(status)); }
    /// Whether @p code may be written for the status of the setting @p key beside the other codes.
    /// InvalidInput: another status has it, and a reader could not tell the two apart.
    Result<> checkFree(const QString &key, const QString &code) const;

    friend bool operator==(const StatusCodes &, const StatusCodes &) = default;

private:
    static constexpr size_t kStatuses = static_cast<size_t>(DayStatus::Pending) + 1;

    std::array<QString, kStatuses> m_codes; ///< in the order of DayStatus
};

} // namespace rollcall
