// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QtGlobal>

#include <type_traits>
#include <utility>
#include <variant>

namespace rollcall {

/// A value or an Error. std::expected is not in GCC 12's C++20 mode; this is the part of it that we
/// need. Reading value() of a failure is our own mistake and asserts.
template <typename T = void>
class [[nodiscard]] Result
{
public:
    using Value = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    bool isOk() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return isOk(); }

    const T &value() const &
    {
        Q_ASSERT(isOk());
        return *std::get_if<0>(&m_state);
    }
    T &value() &
    {
        Q_ASSERT(isOk());
        return *std::get_if<0>(&m_state);
    }
    T &&value() &&
    {
        Q_ASSERT(isOk());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Error &error() const
    {
        Q_ASSERT(!isOk());
        return *std::get_if<1>(&m_state);
    }
    T valueOr(T other) const { return isOk() ? value() : std::move(other); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    using Value = void;

    Result() = default;
    Result(Error error)
        : m_failed(true)
        , m_error(std::move(error))
    {}

    bool isOk() const noexcept { return !m_failed; }
    explicit operator bool() const noexcept { return isOk(); }
    const Error &error() const
    {
        Q_ASSERT(m_failed);
        return m_error;
    }

private:
    bool m_failed = false;
    Error m_error;
};

inline Result<> ok()
{
    return {};
}

} // namespace rollcall
