// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/devicecommand.h"
#include "core/domain/devicereport.h"
#include "core/ports/pushdesk.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

namespace rollcall {

/// Refused requests of one address and cause within an hour.
struct RefusalCount
{
    QString address;
    QString cause;      ///< the code of the answer: "unauthorized", "device_inactive" …
    DeviceId device;    ///< invalid: nobody proved to be one
    QString serial;     ///< which one the visitor claimed to be; empty = none
    qint64 hourUtc = 0; ///< ms, the beginning of the hour
    qint64 count = 0;

    friend bool operator==(const RefusalCount &, const RefusalCount &) = default;
};

/// What is stored of push terminals beside their punches. Threads and errors as in stores.h.
class PushStore
{
public:
    virtual ~PushStore() = default;
    /// Keeps @p report and answers what is remembered. @p registryCode and @p sessionId are kept
    /// when there are none yet; empty = none are wanted.
    virtual Answer<PushMemory> greet(DeviceId device, const DeviceReport &report,
                                     const QString &registryCode, const QString &sessionId) = 0;
    /// Whether takeCommands() would hand out or change anything. A look, no write.
    virtual Answer<bool> hasWork(DeviceId device, const DeviceReport &report) = 0;
    /// As PushDesk::takeCommands().
    virtual Answer<OwedCommands> takeCommands(DeviceId device, int most,
                                              const DeviceReport &report) = 0;
    virtual Answer<PushMemory> memory(DeviceId device) = 0;
    /// The next handshake asks for everything again.
    virtual Answer<> askForEverything(DeviceId device) = 0;
    /// SHA-256 of the text that the terminal must name; empty = none.
    virtual Answer<> setCommKey(DeviceId device, const QByteArray &sha256) = 0;

    /// Puts commands at the end of the queue; answers them with their ids.
    virtual Answer<QList<DeviceCommand>> queueCommands(DeviceId device, const QStringList &texts,
                                                       const QString &author) = 0;
    /// The newest first. What nobody fetched or answered in time counts as over.
    virtual Answer<QList<DeviceCommand>> commands(DeviceId device, int limit) = 0;
    /// Those with ids from @p first to @p last, oldest first; the rest as commands().
    virtual Answer<QList<DeviceCommand>> commandsBetween(DeviceId device, qint64 first,
                                                         qint64 last) = 0;
    /// Takes a command back that was not handed out yet. NotFound: there is none such.
    virtual Answer<> revokeCommand(DeviceId device, qint64 id, const QString &author) = 0;

    virtual Answer<QHash<QString, QString>> facts(DeviceId device) = 0;
    /// Entries that came at @p receivedUtc (ms) or later, the newest first. The terminal's own
    /// clock, which may stand wrong, has no say in it.
    virtual Answer<QList<DeviceLogEntry>> deviceLog(DeviceId device, qint64 receivedUtc,
                                                    int limit) = 0;
    /// Users that the terminal spoke of at @p seenUtc (ms) or later, sorted by id; 0 = all.
    virtual Answer<QList<ReportedUser>> users(DeviceId device, qint64 seenUtc) = 0;

    /// Adds to what is counted already. Of refused serial numbers the newest 50 are kept, of all
    /// rows the newest 20,000.
    virtual Answer<> noteRefusals(const QList<RefusalCount> &refusals) = 0;
    /// Of the hours that began at @p sinceUtc or later, the newest first.
    virtual Answer<QList<RefusalCount>> refusals(qint64 sinceUtc) = 0;
};

} // namespace rollcall
