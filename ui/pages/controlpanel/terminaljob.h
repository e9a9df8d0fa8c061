// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/base/ondone.h"
#include "ui/jobstate.h"

#include <QObject>

#include <functional>
#include <optional>
#include <stop_token>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

/// One thing at a time that is asked of a terminal: what it is, since when, and the way to stop it.
/// GUI thread; stops what runs with itself.
class TerminalJob : public QObject
{
    Q_OBJECT

public:
    TerminalJob(const Clock &clock, QObject *parent);
    ~TerminalJob() override;

    bool isRunning() const { return m_state.has_value(); }
    const std::optional<JobState> &state() const { return m_state; }
    void cancel();

    /// Asks, unless something runs already, and shows the answer. @p what as JobState, @p waiting
    /// stands beside it.
    template <typename T>
    void run(const QString &what, const QString &waiting,
             const std::function<Answer<T>(std::stop_token)> &ask,
             std::function<void(const Result<T> &)> show)
    {
        if (isRunning())
            return;
        begin(what, waiting);
        onDone(ask(m_stop.get_token()), this,
               [this, show = std::move(show)](const Result<T> &answer) {
                   m_state.reset();
                   show(answer);
                   emit changed();
               });
    }

signals:
    /// It began, is being stopped, or has ended.
    void changed();

private:
    void begin(const QString &what, const QString &waiting);

    const Clock &m_clock;
    std::stop_source m_stop;
    std::optional<JobState> m_state;
};

} // namespace rollcall::ui
