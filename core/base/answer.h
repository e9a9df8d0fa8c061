// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QPromise>

namespace rollcall {

/// The form in which everything that may take time answers. The work goes on in another thread.
template <typename T = void>
using Answer = QFuture<Result<T>>;

/// An answer that is there already.
template <typename T>
Answer<T> readyAnswer(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// Waits for an answer on a thread that may block: a session thread or the command line's own,
/// never the GUI's. The wait ends: every port answers within its own deadlines (database busy time,
/// socket deadlines).
template <typename T>
Result<T> await(QFuture<Result<T>> future)
{
    future.waitForFinished();
    if (future.resultCount() == 0)
        return errors::cancelled();
    return future.result();
}

} // namespace rollcall
