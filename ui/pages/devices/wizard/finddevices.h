// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/terminalcontrol.h"
#include "ui/jobstate.h"
#include "ui/mailbox.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <stop_token>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

class ErrorBar;
class JobBar;

/// "Find Devices…": looks through a subnet for terminals, with progress and Cancel, and lists them
/// as they are found. GUI thread; ends its scan with itself.
class FindDevices : public QWidget
{
    Q_OBJECT

public:
    /// @p subnets: of this PC. @p known: the devices there are, to name those that are found again.
    FindDevices(TerminalControl &control, const Clock &clock, const QStringList &subnets,
                const QList<Device> &known, QWidget *parent);
    ~FindDevices() override;

    /// What the office chose from the list.
    std::optional<TerminalSighting> chosen() const;
    void stop();

signals:
    /// By double click.
    void activated();

private:
    /// How far the scan is, and whom it found.
    struct News
    {
        int done = 0;
        int total = 0;
        std::optional<TerminalSighting> found;
    };

    void connectAll();
    void start();
    void showNews();
    void addFound(const TerminalSighting &found);
    void finish(const Result<QList<TerminalSighting>> &answer);
    QString describe(const TerminalSighting &found) const;

    TerminalControl &m_control;
    const Clock &m_clock;
    const QList<Device> m_known;
    QComboBox *m_subnet;
    QPushButton *m_find;
    JobBar *m_job;
    QListWidget *m_list;
    QLabel *m_said;
    ErrorBar *m_errors;
    QList<TerminalSighting> m_found; ///< in the order of the list
    JobState m_state;
    QTimer m_look;
    std::shared_ptr<Mailbox<News>> m_news;
    std::stop_source m_stop;
    int m_run = 0;
};

} // namespace rollcall::ui
