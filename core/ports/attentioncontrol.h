// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/attention.h"

#include <QList>

namespace rollcall {

/// What needs attention now: what was cured since is not told any more. Thread: any.
class AttentionControl
{
public:
    AttentionControl() = default;
    virtual ~AttentionControl() = default;
    AttentionControl(const AttentionControl &) = delete;
    AttentionControl &operator=(const AttentionControl &) = delete;

    /// The most pressing first.
    virtual Answer<QList<AttentionItem>> items() = 0;
};

} // namespace rollcall
