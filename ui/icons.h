// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QSize>

namespace rollcall::ui {

/// The icons of resources/icons, one family.
enum class Icon {
    Add,
    AddPerson,
    Attendance,
    Back,
    Cancel,
    Caution,
    Check,
    Clock,
    Close,
    Copy,
    Delete,
    Device,
    Done,
    Download,
    Edit,
    Failed,
    Find,
    Hide,
    Info,
    Key,
    Link,
    Log,
    Network,
    Next,
    Options,
    Pending,
    People,
    Power,
    Previous,
    Queue,
    RemovePerson,
    Restart,
    Search,
    Show,
    Skipped,
    Sound,
    Suggest,
    Sync,
    Undo,
    Unlink,
    Upload,
    Wifi,
    Warning,
};

/// What an icon is coloured as; the colour itself follows the theme whenever the icon is drawn.
enum class IconTint { Text, Quiet, Accent, OnAccent, Good, Warning, Bad };

QIcon icon(Icon icon, IconTint tint = IconTint::Text);
/// One drawing of an icon, for delegates and other painters. Cached.
QPixmap iconPixmap(Icon icon, const QColor &color, QSize size, qreal devicePixelRatio);
/// The picture that goes with a meaning, so that colour is never its only sign.
Icon toneIcon(Tone tone);
/// The application's own icon.
QIcon applicationIcon();

} // namespace rollcall::ui
