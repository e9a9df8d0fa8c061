// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/domain/terminal.h"
#include "core/ports/stores.h"

#include <stop_token>

namespace rollcall {

/// What push terminals are asked to do, as one blocking call each: the commands are queued, and the
/// call ends when the terminal has answered them, which it does at its own next polls, or when the
/// patience ends; then they stay in the queue, and the answer is Timeout. Another process may run
/// the listener, so the answers are looked for in the store. A stop takes back what no terminal has
/// fetched yet (push-protocols.md, sections 2.8 to 2.10).
///
/// Thread: any pool thread; the store outlives the object.
class PushTerminals
{
public:
    struct Rules
    {
        int patienceMs = 60'000; ///< as long as nothing happens to a command
        int lookMs = 200;        ///< between two looks at the store
        int settleMs = 2'000;    ///< after the last upload that belongs to an answer
    };

    PushTerminals(DeviceStore &devices, PushStore &store, const QString &author, Rules rules)
        : m_devices(devices)
        , m_store(store)
        , m_author(author)
        , m_rules(rules)
    {}

    /// What it can be asked for, and what it told of itself some time.
    Result<TerminalProfile> profile(const Device &device) const;
    /// What it told of itself. A terminal that does not answer now is known by what it told before.
    Result<DeviceInfo> info(const Device &device, const std::stop_token &stop) const;
    /// Those that it sent on this question; when it says "done" and sends none, those known before.
    Result<QList<DeviceUser>> users(const Device &device, const std::stop_token &stop) const;
    /// Has it fetch its options, with which every terminal sets its clock.
    Result<ClockReading> setClock(const Device &device, const std::stop_token &stop) const;
    Result<> restart(const Device &device, const std::stop_token &stop) const;
    /// One outcome per draft. A user whose command was not answered in time has Timeout; when none
    /// was, that is the answer itself. The same goes for deleteUsers().
    Result<QList<DeviceUserOutcome>> writeUsers(const Device &device,
                                                const QList<DeviceUserDraft> &users,
                                                const std::stop_token &stop) const;
    Result<QList<DeviceUserOutcome>> deleteUsers(const Device &device, const QStringList &userIds,
                                                 const std::stop_token &stop) const;

private:
    using Commands = QList<DeviceCommand>;

    Result<Commands> run(const Device &device, const QStringList &texts,
                         const std::stop_token &stop) const;
    bool pause(const std::stop_token &stop) const;
    Result<Commands> present(DeviceId device, const Commands &wanted) const;
    Result<DeviceCommand> runOne(const Device &device, const QString &text,
                                 const std::stop_token &stop) const;
    Result<QList<ReportedUser>> settledUsers(DeviceId device, qint64 sinceUtc,
                                             const std::stop_token &stop) const;
    Result<> takeBack(DeviceId device, const Commands &commands) const;
    Result<QList<DeviceUserOutcome>> runForUsers(const Device &device,
                                                 const QList<DeviceUserOutcome> &outcomes,
                                                 const QList<QStringList> &texts, const char *deed,
                                                 const std::stop_token &stop) const;
    Result<> note(DeviceId device, const char *what, const QString &after = {}) const;

    DeviceStore &m_devices;
    PushStore &m_store;
    const QString m_author;
    const Rules m_rules;
};

} // namespace rollcall
