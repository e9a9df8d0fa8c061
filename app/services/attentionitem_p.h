// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attention.h"
#include "core/domain/device.h"

#include <QCoreApplication>

/// What the texts of "needs attention" are put together with.
namespace rollcall::attention {

inline QString say(const char *text, qint64 count = -1)
{
    return QCoreApplication::translate("rollcall::attention", text, nullptr,
                                       static_cast<int>(count));
}

inline QString command(const QString &words, const Device &device)
{
    return QStringLiteral("rollcallctl device %1 %2").arg(words).arg(device.id.value);
}

inline AttentionItem make(const QString &kind, const QString &text, const QString &cure)
{
    AttentionItem item;
    item.kind = kind;
    item.text = text;
    item.cure = cure;
    return item;
}

inline AttentionItem make(const QString &kind, const Device &device, const QString &text,
                          const QString &cure)
{
    AttentionItem item = make(kind, text, cure);
    item.device = device.id;
    return item;
}

} // namespace rollcall::attention
