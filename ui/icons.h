// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QSize>

namespace rollcall::ui {

/// The icons of resources/icons, one family.
enum class Icon {
    Add,
    Attendance,
    Back,
    Cancel,
    Check,
    Close,
    Copy,
    Device,
    Download,
    Edit,
    Hide,
    Info,
    Key,
    Link,
    Next,
    People,
    Power,
    Previous,
    Search,
    Show,
    Sync,
    Undo,
    Unlink,
    Warning,
};

/// What an icon is coloured as; the colour itself follows the theme whenever the icon is drawn.
enum class IconTint { Text, Quiet, Accent, OnAccent, Bad };

QIcon icon(Icon icon, IconTint tint = IconTint::Text);
/// One drawing of an icon, for delegates and other painters. Cached.
QPixmap iconPixmap(Icon icon, const QColor &color, QSize size, qreal devicePixelRatio);
/// The application's own icon.
QIcon applicationIcon();

} // namespace rollcall::ui
