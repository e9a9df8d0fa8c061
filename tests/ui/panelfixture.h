// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/widgets/tableview.h"

#include <QLabel>
#include <QTabBar>
#include <QTabWidget>

#include <memory>
#include <thread>

namespace rollcall::test {

/// A whole window at the Control Panel of one device.
struct Panel
{
    explicit Panel(const ui::UiPorts &ports)
        : window(ports, chooser, FakeSchool::frame())
        , page(child(&window, "controlPanel"))
    {}
    /// Opens it as the office does, from the list.
    bool open(const QString &device)
    {
        auto *table = child<QTableView>(&window, "devicesTable");
        if (!showWindow(&window) || !waitFor([&] { return rowOf(table, 1, device) >= 0; }))
            return false;
        // QTableView::selectRow() selects nothing in a mirrored table.
        static_cast<ui::TableView *>(table)->chooseRow(rowOf(table, 1, device));
        return click(&window, "controlPanelButton") && waitFor([this] { return isCalm(); });
    }
    /// Its place by its name, without the mark of its key; -1: there is none now.
    int tabOf(const QString &name) const
    {
        const auto *tabs = child<QTabWidget>(page, "panelTabs");
        for (int i = 0; i < tabs->count(); ++i) {
            if (QString(tabs->tabText(i)).remove(u'&') == name && tabs->isTabVisible(i))
                return i;
        }
        return -1;
    }
    bool hasTab(const QString &name) const { return tabOf(name) >= 0; }
    /// Goes to a tab with the mouse.
    bool show(const QString &name)
    {
        if (!waitFor([this, &name] { return hasTab(name); }))
            return false;
        auto *tabs = child<QTabWidget>(page, "panelTabs");
        const int place = tabOf(name);
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {},
                          tabs->tabBar()->tabRect(place).center());
        return tabs->currentIndex() == place;
    }
    /// Nothing is being asked of the terminal.
    bool isCalm() const { return !child(page, "panelStatus")->isVisible(); }
    QString label(const char *name) const { return child<QLabel>(page, name)->text(); }
    bool isOffered(const char *button) const
    {
        return child(page, button)->isVisible() && child(page, button)->isEnabled();
    }
    QString notice() const
    {
        auto *bar = child(page, "panelNoticeBar");
        return bar->isVisible() ? child<QLabel>(bar, "noticeText")->text() : QString();
    }
    QString headline() const
    {
        auto *bar = child(page, "panelErrorBar");
        return bar->isVisible() ? child<QLabel>(bar, "errorHeadline")->text() : QString();
    }

    FakeChooser chooser;
    ui::MainWindow window;
    QWidget *page;
};

/// A real school with a terminal, and its panel.
struct RealPanel
{
    RealPanel()
        : fixture(SchoolFixture::make())
    {}
    bool start(const QString &name = QStringLiteral("Main Gate"), int pauseMs = 0)
    {
        auto started = fixture->startTerminal(pauseMs);
        if (!started)
            return false;
        terminal = std::move(*started);
        device = fixture->addDevice(name, terminal->port());
        panel = std::make_unique<Panel>(fixture->ports());
        return device.isValid() && panel->open(name);
    }

    /// Reads the terminal, once nobody else asks it.
    bool sync() const
    {
        return waitFor([this] { return panel->isOffered("panelSyncButton"); }) &&
               fixture->sync(device);
    }

    std::unique_ptr<SchoolFixture> fixture;
    std::unique_ptr<SimZkThread> terminal;
    DeviceId device;
    std::unique_ptr<Panel> panel;
};

} // namespace rollcall::test
