// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/base/ondone.h"

#include <functional>
#include <utility>

namespace rollcall::ui {

/// Asks a port and shows the answer, with at most one question open: news that come in the meantime
/// lead to one more question afterwards, however many they were. Belongs to the receiver and lives
/// on its thread.
template <typename T>
class Fetcher
{
public:
    using Ask = std::function<Answer<T>()>;
    using Show = std::function<void(const Result<T> &)>;

    Fetcher(QObject *receiver, Ask ask, Show show)
        : m_receiver(receiver)
        , m_ask(std::move(ask))
        , m_show(std::move(show))
    {}
    Fetcher(const Fetcher &) = delete;
    Fetcher &operator=(const Fetcher &) = delete;

    /// Something changed: the open question's answer is still worth showing, then asks again.
    void fetch()
    {
        if (m_isOpen)
            m_askAgain = true;
        else
            ask();
    }
    /// The question itself changed (another day, another device): the open question's answer is
    /// thrown away.
    void restart()
    {
        drop();
        fetch();
    }
    /// The same, but nothing is asked yet.
    void drop() { m_isStale = m_isOpen; }
    bool isOpen() const { return m_isOpen; }

private:
    void ask()
    {
        m_isOpen = true;
        m_askAgain = false;
        m_isStale = false;
        onDone(m_ask(), m_receiver, [this](const Result<T> &answer) {
            m_isOpen = false;
            const bool isStale = m_isStale;
            if (m_askAgain)
                ask();
            if (!isStale)
                m_show(answer);
        });
    }

    QObject *m_receiver;
    Ask m_ask;
    Show m_show;
    bool m_isOpen = false;
    bool m_askAgain = false;
    bool m_isStale = false;
};

} // namespace rollcall::ui
