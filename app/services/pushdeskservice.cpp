// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/pushdeskservice.h"

#include "app/services/randomtext.h"

namespace rollcall {

Answer<PushMemory> PushDeskService::greet(DeviceId device, const DeviceReport &report,
                                          bool registers)
{
    // push-protocols.md, section 2.12: at most 32 characters, no meaning.
    constexpr qsizetype kLength = 32;
    return m_store.greet(device, report, registers ? randomText().left(kLength) : QString(),
                         registers ? randomText().left(kLength) : QString());
}

Answer<OwedCommands> PushDeskService::takeCommands(DeviceId device, int most,
                                                   const DeviceReport &report)
{
    return m_worker.run<OwedCommands>([this, device, most, report]() -> Result<OwedCommands> {
        const Result<bool> hasWork = await(m_store.hasWork(device, report));
        if (!hasWork)
            return hasWork.error();
        return *hasWork ? await(m_store.takeCommands(device, most, report)) : OwedCommands{};
    });
}

} // namespace rollcall
