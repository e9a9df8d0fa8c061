// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QString>

namespace rollcall {

/// Something that works only when the office does something about it.
struct AttentionItem
{
    QString kind; ///< stable word: that of a refusal, or "other_terminal", "moved", "locked_out",
                  ///< "commands", "terminal_log", "set_aside", "clock_suspect", "offline",
                  ///< "change_waiting", "unmapped", "not_reached", "wrong_clock", "no_school_start"
    QString text; ///< translated: what happened and what it means
    QString cure; ///< the command that solves it, or shows more
    DeviceId device; ///< invalid: of none in particular
    QString serial;  ///< of a terminal that was refused; empty: it named none
    QString address; ///< from where it was refused; empty: from many, or it is no refusal
    qint64 count = 1;
    qint64 sinceUtc = 0; ///< ms; of refusals the hour

    friend bool operator==(const AttentionItem &, const AttentionItem &) = default;
};

} // namespace rollcall
