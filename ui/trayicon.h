// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSystemTrayIcon>

class QMenu;
class QWidget;

namespace rollcall::ui {

/// The program in the tray of the desktop, from where its window comes back. GUI thread; @p window
/// owns it.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(QWidget *window);

    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }
    /// Says once a sitting that the program goes on here.
    void sayItKeepsRunning();
    QMenu *menu() const { return m_menu; }

signals:
    void openRequested();
    void quitRequested();

private:
    QMenu *m_menu;
    QSystemTrayIcon *m_icon;
    bool m_hasSaid = false;
};

} // namespace rollcall::ui
