// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/deviceuser.h"
#include "core/domain/terminal.h"
#include "core/domain/teststep.h"
#include "core/ports/devicecontrol.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>

namespace rollcall {

/// What windows and the command line may ask of a terminal itself, over the network. Every call
/// takes the terminal for itself while it lasts (one connection per terminal), so it answers
/// Conflict while the terminal is being read, and it ends within 200 ms of a stop. Calls from any
/// thread; the callbacks come on a session thread. Errors everywhere: NotFound (no such device),
/// Unsupported (a push device, or a terminal that cannot do it), those of a connection.
class TerminalControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    using StepNews = std::function<void(const TestStepReport &)>;
    /// @p done of @p total addresses were asked; @p found is set when one answered.
    using ScanNews = std::function<void(int done, int total, const TerminalSighting *found)>;

    /// The connection test of a stored device, or of one that is being set up (draft without id).
    /// An Error only when nothing could be tried; a failed step is part of the report.
    virtual Answer<TestReport> test(const DeviceDraft &draft, std::stop_token stop,
                                    StepNews news) = 0;
    /// What it can be asked for, and what is known of it; nothing is asked of the terminal. Never
    /// Unsupported.
    virtual Answer<TerminalProfile> profile(DeviceId device) = 0;
    virtual Answer<DeviceInfo> info(DeviceId device, std::stop_token stop) = 0;
    virtual Answer<QList<DeviceUser>> users(DeviceId device, std::stop_token stop) = 0;
    /// Sets the terminal's clock to this PC's, in the terminal's zone.
    virtual Answer<ClockReading> setClock(DeviceId device, std::stop_token stop) = 0;
    virtual Answer<> restart(DeviceId device, std::stop_token stop) = 0;
    virtual Answer<> beep(DeviceId device, std::stop_token stop) = 0;
    /// Opens the door for @p seconds, 1..60.
    virtual Answer<> unlock(DeviceId device, int seconds, std::stop_token stop) = 0;
    /// Reads every log, stores it, proves that the terminal holds nothing else, and only then
    /// clears. Conflict, with the reason, when the proof fails: nothing is cleared then.
    virtual Answer<ClearOutcome> clearLogs(DeviceId device, std::stop_token stop) = 0;
    /// One outcome per draft, in order.
    virtual Answer<QList<DeviceUserOutcome>> writeUsers(DeviceId device,
                                                        const QList<DeviceUserDraft> &users,
                                                        std::stop_token stop) = 0;
    virtual Answer<QList<DeviceUserOutcome>> deleteUsers(DeviceId device,
                                                         const QStringList &userIds,
                                                         std::stop_token stop) = 0;
    /// Copies id, name, card, role and password; never fingerprints or faces. No ids = all users.
    virtual Answer<QList<DeviceUserOutcome>> copyUsers(DeviceId from, DeviceId to,
                                                       const QStringList &userIds,
                                                       std::stop_token stop) = 0;
    /// Looks for terminals in a subnet such as "192.168.1.0/24" (IPv4, /22 or smaller), 64
    /// addresses at once. InvalidInput for another text.
    virtual Answer<QList<TerminalSighting>> discover(const QString &subnet, quint16 port,
                                                     std::stop_token stop, ScanNews news) = 0;
};

} // namespace rollcall
