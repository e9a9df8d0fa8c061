// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/terminalcontrol.h"
#include "ui/mailbox.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <stop_token>

class QGridLayout;
class QLabel;

namespace rollcall::ui {

class ErrorBar;
class IconLabel;

/// The connection test, live: a line for each step, what was found, and what to do where it fails.
/// GUI thread; ends its test with itself.
class TestList : public QWidget
{
    Q_OBJECT

public:
    TestList(TerminalControl &control, QWidget *parent);
    ~TestList() override;

    /// Begins anew; a test that still runs is stopped and forgotten.
    void start(const DeviceDraft &draft);
    void stop();
    bool isRunning() const { return m_isRunning; }
    /// How the last test ended; nullopt before, and when nothing could be tried.
    const std::optional<TestReport> &report() const { return m_report; }

signals:
    void finished();

private:
    struct Line
    {
        IconLabel *mark;
        QLabel *title;
        QLabel *finding;
    };

    void addLine(QGridLayout *grid, TestStep step);
    void showWaiting();
    void showStep(const TestStepReport &step);
    void showNews();
    void finish(const Result<TestReport> &answer);

    TerminalControl &m_control;
    QList<Line> m_lines; ///< in the order of allTestSteps()
    ErrorBar *m_errors;
    QTimer m_look;
    std::shared_ptr<Mailbox<TestStepReport>> m_news;
    std::stop_source m_stop;
    std::optional<TestReport> m_report;
    int m_run = 0; ///< answers of earlier runs are not shown
    bool m_isRunning = false;
};

} // namespace rollcall::ui
