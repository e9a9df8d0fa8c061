// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attention.h"
#include "core/ports/rows.h"
#include "ui/theme.h"

#include <QList>
#include <QString>

namespace rollcall::ui {

/// What the button of a line in "Needs attention" does.
enum class Cure {
    None,           ///< nothing that the window could do
    MapUsers,       ///< opens "User Mapping" of the device
    SetClock,       ///< sets the terminal's clock
    TestConnection, ///< takes the connection test
    SyncNow,        ///< reads the device
    Activate,       ///< sets the device to Active
    EditDevice,     ///< opens "Edit Device"
    UseAddress,     ///< takes over the address where the terminal was found
    AddTerminal,    ///< opens "Add New Device" for the terminal that wants to send
    ShowToken,      ///< asks which device it is and shows its token
};

/// A line of "Needs attention": what is the matter and the button that solves it.
struct AttentionLine
{
    Tone tone = Tone::Warning;
    QString text;   ///< translated
    QString button; ///< translated; empty = none
    Cure cure = Cure::None;
    DeviceId device; ///< invalid: of none in particular
    QString serial;  ///< as AttentionItem
    QString address; ///< as AttentionItem

    friend bool operator==(const AttentionLine &, const AttentionLine &) = default;
};

/// What the office should do something about, the most pressing first (ui.md, section "Today"):
/// @p items and what the list of devices says of itself.
QList<AttentionLine> attentionLines(const QList<AttentionItem> &items,
                                    const QList<DeviceOverview> &devices, qint64 nowUtc);

} // namespace rollcall::ui
