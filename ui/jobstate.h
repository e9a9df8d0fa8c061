// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>

namespace rollcall::ui {

/// What a long job counts.
enum class JobUnit { Logs, Addresses, Days };

/// How far a long job is, whatever it does.
struct JobState
{
    QString what; ///< translated, without a full stop: "Reading “Main Gate”"
    JobUnit unit = JobUnit::Logs;
    qint64 done = 0;
    qint64 total = -1;     ///< -1: not known yet
    qint64 startedUtc = 0; ///< ms
    bool isCancelling = false;
    QString waiting; ///< said while nothing is known; empty = "Connecting…"

    friend bool operator==(const JobState &, const JobState &) = default;
};

/// "12,400 of 98,000 logs", "12,400 logs", "Connecting…" while nothing is known, "Stopping…".
QString countText(const JobState &job);
/// "about 20 seconds left", from 2 s after the start (ui.md, section "Frame"); empty before, or
/// while it cannot be told.
QString remainingText(const JobState &job, qint64 nowUtc);

} // namespace rollcall::ui
