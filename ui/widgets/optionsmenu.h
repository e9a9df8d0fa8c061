// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"

#include <QMenu>

#include <optional>

namespace rollcall::ui {

/// What the office sets about the window itself: its look, and whether it keeps running. What is
/// chosen is remembered here.
class OptionsMenu : public QMenu
{
    Q_OBJECT

public:
    explicit OptionsMenu(QWidget *parent);

    /// Without a tray icon nobody could come back to a window that went away.
    void setTrayAvailable(bool isAvailable);
    bool keepsRunning() const;

signals:
    /// Nullopt: as the system is.
    void schemeChosen(std::optional<rollcall::ui::Scheme> scheme);

private:
    void addLooks();

    QAction *m_keepRunning;
};

} // namespace rollcall::ui
