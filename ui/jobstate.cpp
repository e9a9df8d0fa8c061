// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobstate.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::JobState)
};

/// Plural forms are chosen by an int.
int countOf(qint64 number)
{
    constexpr qint64 kMost = 1'000'000'000;
    return static_cast<int>(std::min(number, kMost));
}

QString ofText(const JobState &job)
{
    const int total = countOf(job.total);
    switch (job.unit) {
    case JobUnit::Addresses:
        return Texts::tr("%1 of %Ln address(es)", nullptr, total);
    case JobUnit::Days:
        return Texts::tr("%1 of %Ln day(s)", nullptr, total);
    case JobUnit::Logs:
        break;
    }
    return Texts::tr("%1 of %Ln log(s)", nullptr, total);
}

QString doneText(const JobState &job)
{
    const int done = countOf(job.done);
    switch (job.unit) {
    case JobUnit::Addresses:
        return Texts::tr("%Ln address(es)", nullptr, done);
    case JobUnit::Days:
        return Texts::tr("%Ln day(s)", nullptr, done);
    case JobUnit::Logs:
        break;
    }
    return Texts::tr("%Ln log(s)", nullptr, done);
}

} // namespace

QString countText(const JobState &job)
{
    if (job.isCancelling)
        return Texts::tr("Stopping…");
    if (job.total >= 0)
        return ofText(job).arg(QLocale().toString(job.done));
    if (job.done > 0)
        return doneText(job);
    return job.waiting.isEmpty() ? Texts::tr("Connecting…") : job.waiting;
}

QString remainingText(const JobState &job, qint64 nowUtc)
{
    constexpr qint64 kQuietStart = 2000;
    const qint64 spent = nowUtc - job.startedUtc;
    if (job.isCancelling || job.total <= 0 || job.done <= 0 || spent < kQuietStart)
        return {};
    const qint64 left = spent * (job.total - job.done) / job.done;
    const int seconds = countOf(std::max<qint64>(1, (left + 500) / 1000));
    if (seconds < 90)
        return Texts::tr("about %n second(s) left", nullptr, seconds);
    return Texts::tr("about %n minute(s) left", nullptr, (seconds + 30) / 60);
}

} // namespace rollcall::ui
