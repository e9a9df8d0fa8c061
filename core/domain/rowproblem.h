// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall {

/// A row of an import file that cannot be taken, with the reason; the other rows are read all the
/// same, so that one look shows everything that is wrong.
struct RowProblem
{
    int line = 0;     ///< in the file; the row of a spreadsheet
    QString text{};   ///< translated, a whole sentence that names the line
    QString column{}; ///< as the file names it; empty = the row as a whole

    friend bool operator==(const RowProblem &, const RowProblem &) = default;
};

} // namespace rollcall
