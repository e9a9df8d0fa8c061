// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/uiports.h"

#include <QWidget>

class QStackedWidget;

namespace rollcall::ui {

class DeviceList;
class DevicesSection;
class FileChooser;
class Sidebar;
class StatusStrip;
class SyncWatch;

/// The one main window: pages on the left, the page on the right, the status line below. It frames
/// the pages and knows nothing of what they show. GUI thread; ports and chooser outlive it.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    MainWindow(const UiPorts &ports, FileChooser &chooser, const FrameInfo &info,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// When the listener goes up or down, or the school gets another name.
    void setFrameInfo(const FrameInfo &info);
    /// Object names of the pages in the order of the sidebar.
    QStringList pageNames() const;
    void showPage(const QString &name);
    QString currentPage() const;

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void addPages(const UiPorts &ports, FileChooser &chooser);
    void choosePage(int id);
    void askBeforeClosing();

    SyncWatch *m_watch;
    DeviceList *m_devices;
    Sidebar *m_sidebar;
    QStackedWidget *m_pages;
    DevicesSection *m_devicesSection = nullptr;
    StatusStrip *m_strip;
    bool m_mayClose = false;
};

} // namespace rollcall::ui
