// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"

#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace rollcall::ui {

/// Runs @p work, which touches nothing of the windows, on a thread of the pool: files, and whatever
/// takes long over many rows.
template <typename T>
Answer<T> inBackground(std::function<Result<T>()> work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace rollcall::ui
