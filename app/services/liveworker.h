// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/devicelocks.h"
#include "app/services/syncservice.h"
#include "app/services/terminaldoor.h"
#include "core/ports/ingestport.h"

#include <QDeadlineTimer>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace rollcall {

/// How a live connection is kept.
struct LiveRules
{
    int intervalMs = 300'000; ///< between two reads of the log
    int readGapMs = 2'000;    ///< at least, between two reads that the terminal asks for
    /// After the n-th failure in a row; see backOffMs().
    std::function<qint64(int failures)> delayMs;
};

/// Keeps one terminal's connection on a thread of its own: reads the log, which fills every gap,
/// then listens; reads again when the interval is over, when the terminal tells of something that
/// could not be understood, and when somebody asks; opens the connection again after it broke.
class LiveWorker : private LiveSink
{
public:
    struct News
    {
        std::function<void(const IngestCounts &)> stored; ///< from the worker's thread
        std::function<void()> cannotListen;               ///< the worker has ended
    };

    /// Everything outlives the worker.
    LiveWorker(const TerminalDoor &door, DeviceLocks &locks, SyncService &sync,
               const Device &device, LiveRules rules, News news);
    /// Ends within 200 ms and a good-bye.
    ~LiveWorker() override;

    /// Begins the end, so that many can end at the same time.
    void requestStop();
    /// Reads through the connection; nullopt when the worker has ended.
    std::optional<Answer<SyncOutcome>> readNow();
    /// Ends a wait for the next try.
    void retryNow();
    /// As it was when the worker was made.
    const Device &device() const { return m_device; }

private:
    enum class Ending { Stopped, GivenAway, Failed, CannotListen };
    using Stop = std::shared_ptr<std::stop_source>;
    using Request = std::shared_ptr<QPromise<Result<SyncOutcome>>>;

    // LiveSink
    Result<> punched(const RawLog &log) override;
    void logChanged() override { m_logChanged = true; }
    bool goOn() override;

    void run();
    Ending connection();
    Ending listenAndRead(DeviceLocks::Hold &hold, const Device &device, const Stop &stop);
    std::optional<Ending> listenOnce(DeviceLocks::Hold &hold, const Stop &stop);
    Result<SyncOutcome> read(const Device &device, const Stop &stop);
    Result<> open(const Device &device, const Stop &stop);
    Stop beginConnection();
    Ending fail(const Error &error);
    std::vector<Request> takeRequests();
    static void answer(const std::vector<Request> &requests, const Result<SyncOutcome> &outcome);
    bool waitToRetry();
    bool endUnlessAsked();
    void endAll();
    bool isStopping() const { return m_stop.stop_requested(); }

    const TerminalDoor &m_door;
    DeviceLocks &m_locks;
    SyncService &m_sync;
    const Device m_device;
    const LiveRules m_rules;
    const News m_news;

    // Touched on the worker's thread only:
    OpenTerminal m_terminal;
    QByteArray m_zone;
    QDeadlineTimer m_nextRead;
    QDeadlineTimer m_readGap;
    int m_failures = 0;
    bool m_logChanged = false;
    bool m_onlyRegisters = false; ///< the terminal is to begin telling, and nothing else yet
    bool m_cannotListen = false;

    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<Request> m_requests; ///< guarded by m_mutex
    Stop m_connection;               ///< guarded by m_mutex; null between two connections
    bool m_retryNow = false;         ///< guarded by m_mutex
    bool m_hasEnded = false;         ///< guarded by m_mutex
    std::unique_ptr<QThread> m_thread;
};

} // namespace rollcall
