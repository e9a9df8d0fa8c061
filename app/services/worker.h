// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"

#include <QThreadPool>

#include <functional>
#include <memory>

namespace rollcall {

/// Runs the blocking steps of a service one after the other off the caller's thread. Its end waits
/// for what runs.
class Worker
{
public:
    explicit Worker(int threads = 1) { m_pool.setMaxThreadCount(threads); }
    ~Worker() { m_pool.waitForDone(); }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    template <typename T>
    Answer<T> run(std::function<Result<T>()> work)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        Answer<T> answer = promise->future();
        m_pool.start([promise, work = std::move(work)] {
            promise->addResult(work());
            promise->finish();
        });
        return answer;
    }

private:
    QThreadPool m_pool;
};

} // namespace rollcall
