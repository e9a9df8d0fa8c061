// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"
#include "ui/uiports.h"

#include <QWidget>

#include <optional>

class QStackedWidget;

namespace rollcall::ui {

class AttentionWatch;
class DeviceList;
class DevicesSection;
class FileChooser;
class OptionsMenu;
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
    /// Whether a closed window can be brought back from the tray.
    void setTrayAvailable(bool isAvailable);
    /// Shows it for the first time: where it was closed the last time; else in its usual size, or
    /// filling the screen when that offers less @p room, in device-independent pixels.
    void showFirst(QSize room);
    /// To the front, from wherever it is: minimised, in the tray, behind other windows.
    void bringUp();
    /// Closes also when the program is to keep running; asks while work runs.
    void quit();
    /// The desktop's session ends: it closes without a question and without going to the tray.
    void endSession();

signals:
    /// The office wants another look; nullopt: as the system is.
    void schemeChosen(std::optional<rollcall::ui::Scheme> scheme);
    /// It was closed and the program goes on.
    void wentToTray();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void addPages(const UiPorts &ports, FileChooser &chooser);
    void choosePage(int id);
    void askBeforeClosing();
    void layOut();
    void showBadge();

    SyncWatch *m_watch;
    DeviceList *m_devices;
    AttentionWatch *m_attention;
    Sidebar *m_sidebar;
    QStackedWidget *m_pages;
    DevicesSection *m_devicesSection = nullptr;
    StatusStrip *m_strip;
    OptionsMenu *m_options;
    bool m_isQuitting = false;
    bool m_isPlaced = false; ///< where it stood when it was closed
    bool m_mayClose = false;
};

} // namespace rollcall::ui
