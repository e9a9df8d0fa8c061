// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall::ui {

class EmptyState;

/// Why no user of a device is shown.
enum class MappingEmpty {
    ReadFailed,    ///< the store did not answer
    Reading,       ///< the device is being read; the detail says how far
    NeverRead,     ///< an Agent device without users
    NothingPushed, ///< a Push device without users
    NoMatch,       ///< the detail is what stands in the filter
    AllMapped,     ///< "Not mapped" is chosen
    NoSuggestions, ///< "Suggested" is chosen
    NoneMapped,    ///< "Mapped" is chosen
};

/// Says so, with the button that leads on, if any.
void tellEmpty(EmptyState *empty, MappingEmpty cause, const QString &detail);

} // namespace rollcall::ui
