// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace rollcall {
class MappingControl;
namespace ui {

class JobBar;

/// How many of the days that mappings touched are built, shown while that takes more than a moment.
/// GUI thread; @p parent owns it.
JobBar *makeDaysBar(const MappingControl &mapping, QWidget *parent);
/// The same for a dialog that waits for the days: with "Continue in Background".
JobBar *makeDaysBarToLeave(MappingControl &mapping, QWidget *parent);

} // namespace ui
} // namespace rollcall
