// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QVarLengthArray>

#include <utility>

namespace rollcall {

/// A list whose first @p Room elements need no allocation. It is Qt's, with one repair: the move
/// assignment of Qt 6.4 empties the target but keeps its heap block, and then forgets it when it
/// takes over the other's, so that each one leaks a block (qvarlengtharray.h of 6.4.2,
/// operator=(QVarLengthArray &&)). Harmless with a Qt that does better.
template <typename T, qsizetype Room>
class SmallList : public QVarLengthArray<T, Room>
{
    using Base = QVarLengthArray<T, Room>;

public:
    using Base::Base;
    SmallList() = default;
    SmallList(const SmallList &) = default;
    SmallList(SmallList &&) noexcept = default;
    SmallList &operator=(const SmallList &) = default;
    SmallList &operator=(SmallList &&other) noexcept
    {
        if (this != &other) {
            this->clear();
            this->squeeze();
            Base::operator=(std::move(other));
        }
        return *this;
    }
    ~SmallList() = default;
};

} // namespace rollcall
