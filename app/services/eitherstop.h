// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stop_token>

namespace rollcall {

/// Stops when either of two does: the caller who has had enough, or the service that ends.
class EitherStop
{
public:
    EitherStop(const std::stop_token &one, const std::stop_token &other)
        : m_ofOne(one, Relay{&m_source})
        , m_ofOther(other, Relay{&m_source})
    {}
    EitherStop(const EitherStop &) = delete;
    EitherStop &operator=(const EitherStop &) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    struct Relay
    {
        std::stop_source *source;
        void operator()() const { source->request_stop(); }
    };
    std::stop_source m_source;
    std::stop_callback<Relay> m_ofOne;
    std::stop_callback<Relay> m_ofOther;
};

} // namespace rollcall
