// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/devicelist.h"

#include "core/ports/devicecontrol.h"
#include "ui/models/syncwatch.h"

#include <QTimer>

namespace rollcall::ui {

DeviceList::DeviceList(DeviceControl &control, const SyncWatch &watch, const Clock &clock,
                       QObject *parent)
    : QObject(parent)
    , m_model(watch, clock, nullptr)
    , m_fetcher(
          this, [&control] { return control.overview(); },
          [this](const Result<QList<DeviceOverview>> &answer) {
              m_error.reset();
              if (answer)
                  m_model.setRows(*answer);
              else
                  m_error = answer.error();
              m_isLoaded = true;
              emit refreshed();
          })
{
    using namespace std::chrono_literals;
    connect(&control, &DeviceControl::devicesChanged, this, &DeviceList::refresh);
    connect(&watch, &SyncWatch::progressChanged, this,
            [this](DeviceId device) { m_model.touchRow(m_model.rowOf(device)); });
    connect(&watch, &SyncWatch::finished, this, &DeviceList::refresh);
    // Pushes, and what another program on the same data does, tell nobody here.
    auto *often = new QTimer(this);
    connect(often, &QTimer::timeout, this, [this] {
        m_model.refreshTimes();
        refresh();
    });
    often->start(20s);
    refresh();
}

std::optional<DeviceOverview> DeviceList::find(DeviceId device) const
{
    const int row = m_model.rowOf(device);
    return row < 0 ? std::nullopt : std::optional(m_model.rowAt(row));
}

void DeviceList::refresh()
{
    m_fetcher.fetch();
}

} // namespace rollcall::ui
