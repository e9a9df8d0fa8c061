// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

#include <mutex>
#include <utility>

namespace rollcall::ui {

/// News from a session thread on their way to the window. The thread puts them in, the window takes
/// out what came whenever it looks, so that a flood of news costs it no more than a look. Shared by
/// both; any thread.
template <typename T>
class Mailbox
{
public:
    void put(T item)
    {
        const std::scoped_lock lock(m_mutex);
        m_items.append(std::move(item));
    }
    QList<T> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_items, {});
    }

private:
    std::mutex m_mutex;
    QList<T> m_items;
};

} // namespace rollcall::ui
