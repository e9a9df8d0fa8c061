// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/trayicon.h"

#include "ui/icons.h"

#include <QMenu>

namespace rollcall::ui {

TrayIcon::TrayIcon(QWidget *window)
    : QObject(window)
    , m_menu(new QMenu(window))
    , m_icon(new QSystemTrayIcon(applicationIcon(), this))
{
    m_menu->setObjectName(QStringLiteral("trayMenu"));
    QAction *open = m_menu->addAction(tr("&Open Rollcall"), this, &TrayIcon::openRequested);
    open->setObjectName(QStringLiteral("trayOpenAction"));
    QAction *quit = m_menu->addAction(tr("&Quit"), this, &TrayIcon::quitRequested);
    quit->setObjectName(QStringLiteral("trayQuitAction"));
    m_icon->setContextMenu(m_menu);
    m_icon->setToolTip(tr("Rollcall: devices are read and pushes are taken"));
    connect(m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                    emit openRequested();
            });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::openRequested);
    if (isAvailable())
        m_icon->show();
}

void TrayIcon::sayItKeepsRunning()
{
    if (m_hasSaid)
        return;
    m_hasSaid = true;
    m_icon->showMessage(tr("Rollcall keeps running"),
                        tr("Devices are read and pushes are taken. Quit it from this icon."),
                        applicationIcon());
}

} // namespace rollcall::ui
