// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simtally.h"

#include <QList>
#include <QString>
#include <QThread>

#include <memory>
#include <vector>

namespace rollcall {

class SimZkServer;

/// Many simulated terminals on few threads, for callers that block, as sessions do. They end with
/// it.
class SimZkFleet
{
public:
    /// All listen when it returns; @p clock must outlive them. Errors: those of
    /// SimZkServer::listen(), and then none was started.
    static Result<std::unique_ptr<SimZkFleet>> start(
        const QList<std::shared_ptr<const SimDevice>> &devices, const Clock &clock,
        int threads = 2);
    ~SimZkFleet();
    SimZkFleet(const SimZkFleet &) = delete;
    SimZkFleet &operator=(const SimZkFleet &) = delete;

    int size() const { return static_cast<int>(m_terminals.size()); }
    quint16 port(int index) const { return m_terminals.at(index).port; }
    const SimTally &tally(int index) const { return *m_terminals.at(index).tally; }
    const SimDevice &device(int index) const { return *m_terminals.at(index).device; }
    /// Somebody punches at terminal @p index, as soon as its thread gets to it.
    void punch(int index, const QString &userId, int state, int verify);

private:
    struct Terminal
    {
        SimZkServer *server = nullptr; ///< lives and ends in its thread
        std::shared_ptr<const SimDevice> device;
        std::shared_ptr<const SimTally> tally;
        quint16 port = 0;
    };

    SimZkFleet() = default;

    std::vector<std::unique_ptr<QThread>> m_threads;
    QList<Terminal> m_terminals;
};

} // namespace rollcall
