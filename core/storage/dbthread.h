// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/storage/database.h"

#include <QString>
#include <QThread>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace rollcall {

struct WaitingLogs;

/// A thread that owns one connection and runs jobs on it in order (architecture.md, section 5;
/// docs/adr/0002).
///
/// A *writer* joins the jobs that wait into one transaction, so that many small jobs share the cost
/// of one durable commit; each gets its own answer after that commit. When one of them fails, the
/// group is rolled back and every job runs again in a transaction of its own. A job must therefore
/// be repeatable: a function of the database and of the values it captured, without effects
/// elsewhere. Jobs that come while the group is written join it, and are waited for, a moment only,
/// when they are likely to come: terminals that push one punch after the other send the next one as
/// soon as the last one is answered. A *reader* runs each job in a snapshot of its own.
///
/// Jobs that store logs may say so. What the large ones of a group bring is then inserted in one go
/// before the first of them runs, since it would be dear to have each insert its own
/// (loginsertion.h).
class DbThread
{
public:
    DbThread(StorageConfig config, Access access, const QString &threadName);
    /// Runs what is queued, then closes the connection.
    ~DbThread();
    DbThread(const DbThread &) = delete;
    DbThread &operator=(const DbThread &) = delete;

    /// Opens the connection; @p prepare runs on the thread before the first job (migrations).
    /// Blocks until done.
    Result<> start(std::function<Result<>(Database &)> prepare = {});
    /// Runs what is queued, then ends. Jobs that come later are answered with Cancelled.
    void stop();

    /// @p logs is what @p work stores, if it stores logs.
    template <typename T>
    Answer<T> run(std::function<Result<T>(Database &)> work,
                  std::shared_ptr<WaitingLogs> logs = nullptr)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        auto result = std::make_shared<std::optional<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        Job job;
        job.work = [work = std::move(work), result](Database &database) -> Result<> {
            result->emplace(work(database));
            if (!**result)
                return (*result)->error();
            return ok();
        };
        job.answer = [promise, result](const std::optional<Error> &error) {
            promise->addResult(error ? Result<T>(*error) : std::move(**result));
            promise->finish();
        };
        job.logs = std::move(logs);
        enqueue(std::move(job));
        return future;
    }

private:
    struct Job
    {
        std::function<Result<>(Database &)> work;
        std::function<void(const std::optional<Error> &)> answer;
        std::shared_ptr<WaitingLogs> logs; ///< null when it stores none
    };

    /// What is expected to join a group.
    struct Company
    {
        size_t wanted = 0; ///< jobs in all, with those of the group; 0 = nobody joins
        std::chrono::steady_clock::duration patience{}; ///< how long they may still be waited for
    };

    void enqueue(Job job);
    void loop();
    std::deque<Job> takeWaiting();
    void expectCompany(size_t answered);
    void moveWaiting(std::deque<Job> &jobs, size_t most);
    Company companyOfGroup();
    bool takeCompany(std::deque<Job> &jobs, Company &company);
    void settleWhenIdle();
    Result<> runJob(const Job &job);
    Result<> runFrom(const std::deque<Job> &jobs, size_t first);
    Result<> runGroup(std::deque<Job> &jobs);
    Result<> commit(Transaction &transaction);
    void runJoined(std::deque<Job> &jobs);
    void runAlone(Job &job);
    Result<> ensureConnection();

    const StorageConfig m_config;
    const Access m_access;
    std::unique_ptr<QThread> m_thread;
    std::function<Result<>(Database &)> m_prepare;
    std::unique_ptr<Database> m_database; ///< touched on m_thread only
    bool m_hasWritten = false;            ///< since it last settled; touched on m_thread only
    std::chrono::steady_clock::duration m_lastTook{}; ///< the last group; touched on m_thread only
    std::chrono::steady_clock::duration m_lastCommit{}; ///< its commit; touched on m_thread only
    size_t m_company = 0; ///< jobs that may come together now; touched on m_thread only
    int m_skips = 0;      ///< groups that nobody is waited for; touched on m_thread only
    int m_nextSkips = 1;  ///< after a wait in vain; touched on m_thread only

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_queue;           ///< guarded by m_mutex
    size_t m_wanted = 1;               ///< jobs that wake the thread; guarded by m_mutex
    std::optional<Result<>> m_started; ///< guarded by m_mutex
    bool m_stopping = false;           ///< guarded by m_mutex
};

} // namespace rollcall
