// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/device.h"

#include <QString>
#include <QUrl>

/// What is told to whoever sets a Push device up (push-protocols.md, sections 1.3 and 2.16).
namespace rollcall::ui::pushwords {

/// What to enter where in the menu of the device, for its dialect. @p url: where it sends to.
QString howTo(const Device &device, const QUrl &url);
/// A command that sends nothing but shows that the way is open. Empty while nothing listens, or
/// while the token is not known.
QString curlLine(const Device &device, const QUrl &url, const QString &token);

} // namespace rollcall::ui::pushwords
