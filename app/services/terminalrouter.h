// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/eitherstop.h"
#include "app/services/pushterminals.h"
#include "app/services/worker.h"
#include "core/ports/commandcontrol.h"
#include "core/ports/terminalcontrol.h"

#include <functional>

namespace rollcall {

/// The one door to terminals of either mode: those that are read are asked over the network, those
/// that push find what is asked of them when they ask for work.
class TerminalRouter : public TerminalControl, public CommandControl
{
    Q_OBJECT

public:
    /// Everything outlives the router.
    TerminalRouter(TerminalControl &agents, DeviceStore &devices, PushStore &store,
                   const QString &author, PushTerminals::Rules rules = {},
                   QObject *parent = nullptr);
    /// Stops what waits for push terminals, and waits for that.
    ~TerminalRouter() override;

    Answer<TestReport> test(const DeviceDraft &draft, std::stop_token stop, StepNews news) override;
    Answer<TerminalProfile> profile(DeviceId device) override;
    Answer<DeviceInfo> info(DeviceId device, std::stop_token stop) override;
    Answer<QList<DeviceUser>> users(DeviceId device, std::stop_token stop) override;
    Answer<ClockReading> setClock(DeviceId device, std::stop_token stop) override;
    Answer<> restart(DeviceId device, std::stop_token stop) override;
    Answer<> beep(DeviceId device, std::stop_token stop) override;
    Answer<> unlock(DeviceId device, int seconds, std::stop_token stop) override;
    Answer<ClearOutcome> clearLogs(DeviceId device, std::stop_token stop) override;
    Answer<QList<DeviceUserOutcome>> writeUsers(DeviceId device,
                                                const QList<DeviceUserDraft> &users,
                                                std::stop_token stop) override;
    Answer<QList<DeviceUserOutcome>> deleteUsers(DeviceId device, const QStringList &userIds,
                                                 std::stop_token stop) override;
    Answer<QList<DeviceUserOutcome>> copyUsers(DeviceId from, DeviceId to,
                                               const QStringList &userIds,
                                               std::stop_token stop) override;
    Answer<QList<TerminalSighting>> discover(const QString &subnet, quint16 port,
                                             std::stop_token stop, ScanNews news) override;

    Answer<QList<DeviceCommand>> commands(DeviceId device, int limit) override;
    Answer<> revoke(DeviceId device, qint64 command) override;
    Answer<QList<DeviceCommand>> readAgain(DeviceId device, QDate from, QDate to) override;
    Answer<QList<DeviceCommand>> readEverythingAgain(DeviceId device) override;

private:
    using Outcomes = QList<DeviceUserOutcome>;

    static constexpr int kAtOnce = 8;

    template <typename T>
    Answer<T> route(DeviceId device, std::stop_token stop,
                    std::function<Answer<T>(const std::stop_token &)> ofAgent,
                    std::function<Result<T>(const Device &, const std::stop_token &)> ofPush);
    Result<Device> find(DeviceId device) const;
    Result<Device> findPush(DeviceId device) const;
    Result<Outcomes> copyNow(DeviceId from, DeviceId to, const QStringList &userIds,
                             const std::stop_token &stop);

    TerminalControl &m_agents;
    DeviceStore &m_devices;
    PushStore &m_store;
    const QString m_author;
    const PushTerminals m_push;
    std::stop_source m_ending;
    Worker m_worker{kAtOnce};
};

} // namespace rollcall
