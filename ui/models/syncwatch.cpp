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

QString progressText(const SyncProgress &progress)
{
    if (progress.isCancelling)
        return Texts::tr("Stopping…");
    const QLocale locale;
    if (progress.total >= 0)
        return Texts::tr("%1 of %2")
            .arg(locale.toString(progress.done), locale.toString(progress.total));
    if (progress.done > 0)
        return Texts::tr("%n log(s)", nullptr, static_cast<int>(progress.done));
    return Texts::tr("Connecting…");
}

QString remainingText(const SyncProgress &progress, qint64 nowUtc)
{
    constexpr qint64 kQuietStart = 2000; // ui.md, section "Frame": an estimate after 2 s
    const qint64 spent = nowUtc - progress.startedUtc;
    if (progress.isCancelling || progress.total <= 0 || progress.done <= 0 || spent < kQuietStart)
        return {};
    const qint64 left = spent * (progress.total - progress.done) / progress.done;
    const int seconds = static_cast<int>(qMax<qint64>(1, (left + 500) / 1000));
    if (seconds < 90)
        return Texts::tr("about %n second(s) left", nullptr, seconds);
    return Texts::tr("about %n minute(s) left", nullptr, (seconds + 30) / 60);
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
