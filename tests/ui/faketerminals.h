// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/attentioncontrol.h"
#include "core/ports/terminalcontrol.h"

#include <QHash>
#include <QPromise>

#include <optional>

namespace rollcall::test {

/// Terminals that answer when the test says so.
class FakeTerminals final : public TerminalControl
{
public:
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

    /// A step of the running test was taken.
    void step(const TestStepReport &report);
    /// Every step up to @p last passed; the next one, if any, failed with @p error. The clock ends
    /// as @p clock says.
    void finishTest(TestStep last, const std::optional<Error> &error,
                    StepState clock = StepState::Passed);
    void scanned(int done, int total, const TerminalSighting *found);
    void finishScan(const QList<TerminalSighting> &found);
    void refuseScan(const Error &error);
    bool isStopped() const { return m_stop.stop_requested(); }

    /// Of devices that are none of these: what an agent device's terminal can do.
    QHash<DeviceId, TerminalProfile> profiles;
    std::optional<DeviceInfo> told;          ///< answered by info()
    QHash<DeviceId, QList<DeviceUser>> held; ///< what the terminals hold; users() of others fails
    std::optional<DeviceDraft> tested;
    QString subnet;
    QList<DeviceId> clocksSet;

private:
    std::stop_token m_stop;
    StepNews m_stepNews;
    ScanNews m_scanNews;
    QPromise<Result<TestReport>> m_test;
    QPromise<Result<QList<TerminalSighting>>> m_scan;
};

class FakeAttention final : public AttentionControl
{
public:
    Answer<QList<AttentionItem>> items() override
    {
        return readyAnswer(Result<QList<AttentionItem>>(list));
    }

    QList<AttentionItem> list;
};

} // namespace rollcall::test
