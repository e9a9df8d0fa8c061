// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/device.h"

#include <QHash>
#include <QLockFile>
#include <QString>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace rollcall {

/// What a terminal is held for; said to whoever wants it meanwhile.
enum class TerminalUse { Reading, Asking, Changing };

/// One connection per terminal (zk-protocol.md, Q16): whoever speaks to one holds it, in this
/// process and, by lock files, against others on the same data. Two devices at one address are one
/// terminal. Thread: any.
class DeviceLocks
{
    struct Holder;

public:
    /// A terminal for as long as this lives.
    class Hold
    {
    public:
        Hold(DeviceLocks &locks, std::shared_ptr<Holder> holder)
            : m_locks(locks)
            , m_holder(std::move(holder))
        {}
        ~Hold() { m_locks.release(*m_holder); }
        Hold(const Hold &) = delete;
        Hold &operator=(const Hold &) = delete;

        /// Until keep(), the terminal is given to whoever asks for it: @p leave is called then, at
        /// most once, from another thread. It must return at once, and the holder give the
        /// terminal back soon.
        void offer(std::function<void()> leave) { m_locks.offer(*m_holder, std::move(leave)); }
        /// False: somebody asked for it meanwhile and waits.
        bool keep() { return m_locks.keep(*m_holder); }

    private:
        DeviceLocks &m_locks;
        const std::shared_ptr<Holder> m_holder;
    };
    using Held = std::unique_ptr<Hold>;

    /// @p folder holds the lock files; it is made when it is missing.
    explicit DeviceLocks(QString folder);
    DeviceLocks(const DeviceLocks &) = delete;
    DeviceLocks &operator=(const DeviceLocks &) = delete;

    /// Takes the terminal of @p device, whose id may be invalid. Waits only for a holder who offers
    /// it. Conflict, in words, when it is in use; Cancelled.
    Result<Held> take(const Device &device, TerminalUse use, const std::stop_token &stop);
    /// The same for somebody who has time: lets everybody else in this process go first, for at
    /// most @p milliseconds.
    Result<Held> takeWhenFree(const Device &device, TerminalUse use, const std::stop_token &stop,
                              int milliseconds);

private:
    struct Holder
    {
        QStringList keys;
        TerminalUse use = TerminalUse::Reading;
        std::function<void()> leave;
        bool isLeaving = false;
        std::vector<std::unique_ptr<QLockFile>> files;
    };

    static QStringList keysOf(const Device &device);
    std::shared_ptr<Holder> holderOf(const QStringList &keys) const;
    bool isWantedByOthers(const QStringList &keys) const;
    Result<> waitForLeaver(const Device &device, const QStringList &keys,
                           std::unique_lock<std::mutex> &lock, const std::stop_token &stop);
    Result<Held> hold(const Device &device, const QStringList &keys, TerminalUse use);
    void offer(Holder &holder, std::function<void()> leave);
    bool keep(Holder &holder);
    void release(Holder &holder);

    const QString m_folder;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    QHash<QString, std::shared_ptr<Holder>> m_holders; ///< by key; guarded by m_mutex
    QHash<QString, int> m_wanted;                      ///< who waits for a leaver; guarded
};

} // namespace rollcall
