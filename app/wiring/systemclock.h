// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QDateTime>

namespace rollcall {

/// The operating system's time: the only place that asks for it.
class SystemClock : public Clock
{
public:
    qint64 utcMilliseconds() const override { return QDateTime::currentMSecsSinceEpoch(); }
};

} // namespace rollcall
