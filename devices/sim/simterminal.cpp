// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simterminal.h"

#include <QMetaObject>

#include <algorithm>
#include <limits>
#include <utility>

namespace rollcall {

namespace {

constexpr int kMinuteMs = 60'000;
constexpr quint32 kLongestSleep = 24 * 3600;

} // namespace

SimTerminal::SimTerminal(std::shared_ptr<const SimDevice> device, const Clock &clock,
                         QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_clock(clock)
    , m_tally(std::make_shared<SimTally>())
    , m_wake(this)
    , m_live(this)
    , m_random(m_device->options().seed)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &SimTerminal::enable);
    connect(&m_live, &QTimer::timeout, this, &SimTerminal::punchAny);
    memory().powerOn(m_clock.utcMilliseconds());
}

WallTime SimTerminal::now() const
{
    return memory().wallClock(m_clock.utcMilliseconds());
}

void SimTerminal::setClock(WallTime wall)
{
    memory().setWallClock(wall, m_clock.utcMilliseconds());
}

void SimTerminal::enable()
{
    m_wake.stop();
    m_tally->isEnabled = true;
}

void SimTerminal::disable(quint32 seconds)
{
    ++m_tally->disables;
    m_tally->isEnabled = false;
    m_wake.stop();
    if (seconds > 0)
        m_wake.start(static_cast<int>(std::min(seconds, kLongestSleep)) * 1000);
}

void SimTerminal::punch(const QString &userId, int state, int verify)
{
    announce(memory().append(userId, now(), state, verify));
}

void SimTerminal::punchAny()
{
    if (const auto punch = memory().appendAny(m_random.next() >> 32, now()))
        announce(*punch);
}

void SimTerminal::announce(const SimPunch &punch)
{
    if (m_tally->isEnabled)
        emit punched(punch);
}

bool SimTerminal::takeTurn(QObject *client)
{
    if (!m_turn)
        m_turn = client;
    return m_turn == client;
}

void SimTerminal::leaveTurn(QObject *client)
{
    if (m_turn != client)
        return;
    m_turn.clear();
    emit turnFreed();
}

void SimTerminal::startPunching()
{
    const double rate = options().livePerMinute;
    if (rate <= 0)
        return;
    const double interval = std::min(kMinuteMs / rate, double(std::numeric_limits<int>::max()));
    m_live.start(std::max(1, static_cast<int>(interval)));
}

void SimTerminal::restart()
{
    QMetaObject::invokeMethod(this, &SimTerminal::restarting, Qt::QueuedConnection);
}

void SimTerminal::goOff()
{
    m_turn.clear();
    m_live.stop();
    memory().restart();
}

void SimTerminal::comeBack()
{
    ++m_tally->restarts;
    enable();
    startPunching();
}

} // namespace rollcall
