// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/syncwatch.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::SyncProgress)
};

} // namespace

JobState jobOf(const SyncProgress &progress, const QString &what)
{
    return {what,
            JobUnit::Logs,
            progress.done,
            progress.total,
            progress.startedUtc,
            progress.isCancelling,
            {}};
}

QString progressText(const SyncProgress &progress)
{
    if (progress.isCancelling || progress.total < 0)
        return countText(jobOf(progress));
    const QLocale locale;
    return Texts::tr("%1 of %2")
        .arg(locale.toString(progress.done), locale.toString(progress.total));
}

SyncWatch::SyncWatch(SyncControl &control, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_control(control)
    , m_clock(clock)
{
    connect(&control, &SyncControl::syncStarted, this, [this](DeviceId device) {
        if (!find(device))
            m_running.append({.device = device, .startedUtc = m_clock.utcMilliseconds()});
        emit progressChanged(device);
    });
    connect(&control, &SyncControl::syncProgress, this,
            [this](DeviceId device, qint64 done, qint64 total) {
                SyncProgress *running = find(device);
                if (!running)
                    return;
                running->done = done;
                running->total = total;
                emit progressChanged(device);
            });
    connect(&control, &SyncControl::syncFinished, this, [this](const SyncOutcome &outcome) {
        m_running.removeIf(
            [&outcome](const SyncProgress &p) { return p.device == outcome.device; });
        m_outcomes.insert(outcome.device, outcome);
        emit progressChanged(outcome.device);
        emit finished(outcome);
    });
}

SyncProgress *SyncWatch::find(DeviceId device)
{
    const auto found = std::find_if(m_running.begin(), m_running.end(),
                                    [device](const SyncProgress &p) { return p.device == device; });
    return found == m_running.end() ? nullptr : &*found;
}

std::optional<SyncProgress> SyncWatch::progress(DeviceId device) const
{
    for (const SyncProgress &running : m_running) {
        if (running.device == device)
            return running;
    }
    return std::nullopt;
}

std::optional<SyncOutcome> SyncWatch::lastOutcome(DeviceId device) const
{
    const auto found = m_outcomes.constFind(device);
    return found == m_outcomes.cend() ? std::nullopt : std::optional(*found);
}

void SyncWatch::cancel(DeviceId device)
{
    SyncProgress *running = find(device);
    if (!running)
        return;
    running->isCancelling = true;
    m_control.cancel(device);
    emit progressChanged(device);
}

void SyncWatch::cancelAll()
{
    const QList<SyncProgress> running = m_running;
    for (const SyncProgress &progress : running)
        cancel(progress.device);
}

} // namespace rollcall::ui
