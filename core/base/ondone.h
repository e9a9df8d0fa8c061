// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QThread>

#include <utility>

namespace rollcall {

/// Calls @p fn with the result of @p future on the thread of @p receiver, never after the
/// receiver's end. Stands in for QFuture::then(context, fn), which aborts on Qt 6.4.2 when the
/// context is gone first. Call it on the receiver's thread.
template <typename T, typename F>
void onDone(const QFuture<T> &future, QObject *receiver, F fn)
{
    Q_ASSERT(receiver && receiver->thread() == QThread::currentThread());
    auto *watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver,
                     [watcher, fn = std::move(fn)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             fn(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace rollcall
