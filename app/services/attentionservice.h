// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/worker.h"
#include "core/base/clock.h"
#include "core/ports/attentioncontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

/// Looks through what the store knows for what the office should do something about.
class AttentionService : public AttentionControl
{
public:
    AttentionService(const Stores &stores, const Clock &clock)
        : m_stores(stores)
        , m_clock(clock)
    {}

    Answer<QList<AttentionItem>> items() override;

private:
    using Items = QList<AttentionItem>;

    Result<Items> gather();
    Result<> addSchool(Items &items);
    Result<> addDevices(const QList<DeviceOverview> &devices, Items &items);
    Result<> addRefusals(const QList<DeviceOverview> &devices, Items &items);
    Result<> addPushTerminals(const QList<DeviceOverview> &devices, Items &items);
    Result<> addSetAside(Items &items);
    Result<> addDoubtedClocks(const QList<DeviceOverview> &devices, Items &items);
    Result<> addWaitingChanges(Items &items);

    const Stores m_stores;
    const Clock &m_clock;
    Worker m_worker;
};

} // namespace rollcall
