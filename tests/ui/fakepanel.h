// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/commandcontrol.h"
#include "core/ports/logcontrol.h"

#include <optional>

namespace rollcall::test {

/// Logs of one device, in memory, the newest first.
class FakeLogs final : public LogControl
{
public:
    Answer<LogPage> logs(const LogFilter &filter, const LogKey &after, int limit) override;
    Answer<LogSpan> span(const LogFilter &filter) override;
    Answer<QList<LogKey>> pageStarts(const LogFilter &filter, int pageRows) override;
    Answer<QList<Recognition>> recognitions(DeviceId device) override;
    Answer<QList<SetAsideRow>> setAside(DeviceId device, qint64 after, int limit) override;

    QList<LogRow> rows;
    std::optional<Error> failure; ///< answered by every call while set

private:
    QList<LogRow> wanted(const LogFilter &filter) const;
};

/// A queue of commands, in memory.
class FakeCommands final : public CommandControl
{
public:
    Answer<QList<DeviceCommand>> commands(DeviceId device, int limit) override;
    Answer<> revoke(DeviceId device, qint64 command) override;
    Answer<QList<DeviceCommand>> readAgain(DeviceId device, QDate from, QDate to) override;
    Answer<QList<DeviceCommand>> readEverythingAgain(DeviceId device) override;

    QList<DeviceCommand> queue; ///< the newest first
};

} // namespace rollcall::test
