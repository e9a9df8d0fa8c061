// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/attentioncontrol.h"
#include "ui/fetcher.h"
#include "ui/models/attentionlines.h"

#include <QObject>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

class DeviceList;

/// What needs attention now, asked for anew with each new list of devices. GUI thread.
class AttentionWatch : public QObject
{
    Q_OBJECT

public:
    AttentionWatch(AttentionControl &control, DeviceList &devices, const Clock &clock,
                   QObject *parent);

    const QList<AttentionLine> &lines() const { return m_lines; }

signals:
    void changed();

private:
    void gather();

    DeviceList &m_devices;
    const Clock &m_clock;
    QList<AttentionItem> m_items;
    QList<AttentionLine> m_lines;
    Fetcher<QList<AttentionItem>> m_fetcher;
};

} // namespace rollcall::ui
