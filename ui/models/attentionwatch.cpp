// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/attentionwatch.h"

#include "core/base/clock.h"
#include "ui/models/devicelist.h"

namespace rollcall::ui {

AttentionWatch::AttentionWatch(AttentionControl &control, DeviceList &devices, const Clock &clock,
                               QObject *parent)
    : QObject(parent)
    , m_devices(devices)
    , m_clock(clock)
    , m_fetcher(
          this, [&control] { return control.items(); },
          [this](const Result<QList<AttentionItem>> &answer) {
              // The list of devices comes from the same store and tells why it cannot be read.
              if (answer)
                  m_items = *answer;
              gather();
          })
{
    connect(&devices, &DeviceList::refreshed, this, [this] {
        gather();
        m_fetcher.fetch();
    });
}

void AttentionWatch::gather()
{
    const QList<AttentionLine> fresh =
        attentionLines(m_items, m_devices.model()->rows(), m_clock.utcMilliseconds());
    if (fresh == m_lines)
        return;
    m_lines = fresh;
    emit changed();
}

} // namespace rollcall::ui
