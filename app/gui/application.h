// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/singleinstance.h"
#include "app/wiring/compose.h"
#include "app/wiring/demoschool.h"
#include "app/wiring/schoolengine.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"
#include "ui/trayicon.h"

#include <QDialog>

#include <memory>

namespace rollcall {

/// How the program was called.
struct LaunchOptions
{
    QString dataFolder;
    QString databaseUrl;
    bool isDemo = false;
};

/// The desktop program: opens the data, starts the engine and shows the window. Owned by
/// main().
class Application
{
public:
    /// @p theme outlives it.
    Application(LaunchOptions options, ui::Theme &theme);
    ~Application();
    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

    /// Opens what is to be seen: the window, the first question of a new folder, or why neither can
    /// be. The program ends when the user closes it. False: there is nothing to wait for, since the
    /// program runs already and was asked to raise its window.
    bool start();
    /// The user logs out of the desktop, which must not wait for a window that wants to stay.
    void endSession();

private:
    QString dataFolder() const;
    Result<bool> isFirst();
    void bringUp();
    void goToTray();
    Result<> openData();
    Result<> openDemo();
    void tell(const Error &error);
    void askForSchool();
    void showWindow();
    ui::FrameInfo startEngine();
    void startPush(ui::FrameInfo &info);

    const LaunchOptions m_options;
    ui::Theme &m_theme;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<DemoSchool> m_demo;
    std::unique_ptr<SchoolEngine> m_engine; ///< null while another program runs this school
    std::unique_ptr<ui::FileChooser> m_chooser;
    std::unique_ptr<QDialog>
        m_question; ///< what stands before the window: the first question, or an error
    std::unique_ptr<ui::MainWindow> m_window;
    ui::TrayIcon *m_tray = nullptr; ///< the window's; made when it first goes there
};

} // namespace rollcall
