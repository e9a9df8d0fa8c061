// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/worker.h"
#include "core/ports/pushdesk.h"
#include "core/ports/pushstore.h"

namespace rollcall {

/// Keeps what push terminals say of themselves, and hands out their commands. A terminal that asks
/// every few seconds and is owed nothing costs a look and no write. Thread: any.
class PushDeskService : public PushDesk
{
public:
    explicit PushDeskService(PushStore &store)
        : m_store(store)
    {}

    Answer<PushMemory> greet(DeviceId device, const DeviceReport &report, bool registers) override;
    Answer<OwedCommands> takeCommands(DeviceId device, int most,
                                      const DeviceReport &report) override;

private:
    static constexpr int kThreads = 2; ///< they wait for the store, nothing else

    PushStore &m_store;
    Worker m_worker{kThreads};
};

} // namespace rollcall
