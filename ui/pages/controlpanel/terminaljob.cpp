// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/terminaljob.h"

#include "core/base/clock.h"

namespace rollcall::ui {

TerminalJob::TerminalJob(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{}

TerminalJob::~TerminalJob()
{
    m_stop.request_stop();
}

void TerminalJob::begin(const QString &what, const QString &waiting)
{
    m_stop = {};
    m_state = JobState();
    m_state->what = what;
    m_state->waiting = waiting;
    m_state->startedUtc = m_clock.utcMilliseconds();
    emit changed();
}

void TerminalJob::cancel()
{
    if (!m_state)
        return;
    m_stop.request_stop();
    m_state->isCancelling = true;
    emit changed();
}

} // namespace rollcall::ui
