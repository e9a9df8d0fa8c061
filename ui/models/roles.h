// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qt>

namespace rollcall::ui {

/// What our models say of a cell beyond Qt's own roles.
enum Role {
    SortRole = Qt::UserRole + 1, ///< value to sort by; text sorts naturally ("9" before "10")
    FilterRole,                  ///< of column 0: folded search key of the whole row
    ToneRole,                    ///< Tone as int; the text's colour
    StatusRole,                  ///< DayStatus as int
    ExportRole,                  ///< text for files: ISO dates and times, no decoration
    IconRole,                    ///< Icon as int
};

} // namespace rollcall::ui
