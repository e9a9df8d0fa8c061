// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/pushstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlPushStore : public PushStore
{
public:
    explicit SqlPushStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<PushMemory> greet(DeviceId device, const DeviceReport &report,
                             const QString &registryCode, const QString &sessionId) override;
    Answer<bool> hasWork(DeviceId device, const DeviceReport &report) override;
    Answer<OwedCommands> takeCommands(DeviceId device, int most,
                                      const DeviceReport &report) override;
    Answer<PushMemory> memory(DeviceId device) override;
    Answer<> askForEverything(DeviceId device) override;
    Answer<> setCommKey(DeviceId device, const QByteArray &sha256) override;
    Answer<QList<DeviceCommand>> queueCommands(DeviceId device, const QStringList &texts,
                                               const QString &author) override;
    Answer<QList<DeviceCommand>> commands(DeviceId device, int limit) override;
    Answer<QList<DeviceCommand>> commandsBetween(DeviceId device, qint64 first,
                                                 qint64 last) override;
    Answer<> revokeCommand(DeviceId device, qint64 id, const QString &author) override;
    Answer<QHash<QString, QString>> facts(DeviceId device) override;
    Answer<QList<DeviceLogEntry>> deviceLog(DeviceId device, qint64 receivedUtc,
                                            int limit) override;
    Answer<QList<ReportedUser>> users(DeviceId device, qint64 seenUtc) override;
    Answer<> noteRefusals(const QList<RefusalCount> &refusals) override;
    Answer<QList<RefusalCount>> refusals(qint64 sinceUtc) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
