// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/compose.h"
#include "app/wiring/demoschool.h"
#include "app/wiring/enginelock.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"

#include <memory>

namespace rollcall {

/// How the program was called.
struct LaunchOptions
{
    QString dataFolder;
    QString databaseUrl;
    bool isDemo = false;
};

/// The desktop program: opens the data, starts the push listener and shows the window. Owned by main().
class Application
{
public:
    explicit Application(LaunchOptions options);
    ~Application();
    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

    /// False when there is nothing to show: the error was told, or the user gave up the first question.
    bool start();

private:
    bool openData();
    bool askForSchool();
    ui::FrameInfo startPush();

    const LaunchOptions m_options;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<DemoSchool> m_demo;
    std::unique_ptr<EngineLock> m_engine; ///< null while another program runs this school
    std::unique_ptr<ui::FileChooser> m_chooser;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace rollcall
