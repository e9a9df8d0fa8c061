// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"

#include <QString>

namespace rollcall::ui {

/// The style layer over Fusion, made from the tokens of @p scheme.
QString styleSheet(Scheme scheme);

} // namespace rollcall::ui
