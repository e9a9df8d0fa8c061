// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/controlpanel/panelcontext.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rollcall {
struct DeviceInfo;
struct DeviceOverview;
} // namespace rollcall

namespace rollcall::ui {

class CapacityGauge;
class FactCard;
class TerminalActions;

/// "Overview" of the Control Panel: how the device is, who its terminal is, how full, and what can
/// be done with it.
class OverviewTab : public QWidget
{
    Q_OBJECT

public:
    OverviewTab(const PanelContext &context, QWidget *parent);

private:
    void makeButtons();
    void layOut();
    QWidget *makeCapacity();
    void connectButtons();
    void showDevice();
    void showState(const DeviceOverview &row);
    void showIdentity(const DeviceOverview &row);
    void showFilling();
    void updateButtons();
    void updateClear(const DeviceOverview &row, bool isBusy);
    void askTheTerminal();
    void askOnce();
    QString nextSyncText(const DeviceOverview &row) const;
    QString lastSyncText(const DeviceOverview &row) const;

    const PanelContext m_context;
    TerminalActions *m_actions;
    FactCard *m_state;
    FactCard *m_identity;
    CapacityGauge *m_users = nullptr;
    CapacityGauge *m_fingers = nullptr;
    CapacityGauge *m_faces = nullptr;
    CapacityGauge *m_logs = nullptr;
    QLabel *m_told = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_sync = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_setTime = nullptr;
    QPushButton *m_restart = nullptr;
    QPushButton *m_beep = nullptr;
    QPushButton *m_clear = nullptr;
    qint64 m_toldUtc = 0;    ///< when the terminal was asked last; 0 = not in this sitting
    bool m_wasAsked = false; ///< by itself, since the device was chosen
};

} // namespace rollcall::ui
