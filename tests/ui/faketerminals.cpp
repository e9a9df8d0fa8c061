// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/faketerminals.h"

namespace rollcall::test {

namespace {

template <typename T>
Answer<T> notHere()
{
    return readyAnswer(Result<T>(errors::unreachable(QStringLiteral("192.168.1.202"), 4370, {})));
}

} // namespace

Answer<TestReport> FakeTerminals::test(const DeviceDraft &draft, std::stop_token stop,
                                       StepNews news)
{
    tested = draft;
    m_stop = std::move(stop);
    m_stepNews = std::move(news);
    m_test = {};
    m_test.start();
    return m_test.future();
}

void FakeTerminals::step(const TestStepReport &report)
{
    m_stepNews(report);
}

void FakeTerminals::finishTest(TestStep last, const std::optional<Error> &error, StepState clock)
{
    TestReport report;
    for (const TestStep step : allTestSteps()) {
        TestStepReport taken;
        taken.step = step;
        if (step <= last) {
            taken.state = step == TestStep::Clock ? clock : StepState::Passed;
            if (taken.state == StepState::Warned)
                taken.error = errors::conflict(QStringLiteral(
                    "The terminal's clock is 14 minutes behind this PC's. Its punches carry the "
                    "wrong time. Set the terminal's clock, and check this PC's."));
        } else if (error && static_cast<int>(step) == static_cast<int>(last) + 1) {
            taken.state = StepState::Failed;
            taken.error = error;
        }
        report.steps.append(taken);
        m_stepNews(taken);
    }
    m_test.addResult(Result<TestReport>(report));
    m_test.finish();
}

void FakeTerminals::scanned(int done, int total, const TerminalSighting *found)
{
    m_scanNews(done, total, found);
}

void FakeTerminals::finishScan(const QList<TerminalSighting> &found)
{
    m_scan.addResult(Result<QList<TerminalSighting>>(found));
    m_scan.finish();
}

void FakeTerminals::refuseScan(const Error &error)
{
    m_scan.addResult(Result<QList<TerminalSighting>>(error));
    m_scan.finish();
}

Answer<QList<TerminalSighting>> FakeTerminals::discover(const QString &asked, quint16,
                                                        std::stop_token stop, ScanNews news)
{
    subnet = asked;
    m_stop = std::move(stop);
    m_scanNews = std::move(news);
    m_scan = {};
    m_scan.start();
    return m_scan.future();
}

Answer<TerminalProfile> FakeTerminals::profile(DeviceId device)
{
    using Ability = TerminalAbility;
    const TerminalProfile agent{Ability::Read | Ability::Tell | Ability::SetClock |
                                    Ability::WriteUsers | Ability::Restart | Ability::Beep |
                                    Ability::ClearLogs,
                                {}};
    return readyAnswer(Result<TerminalProfile>(profiles.value(device, agent)));
}

Answer<DeviceInfo> FakeTerminals::info(DeviceId, std::stop_token)
{
    return told ? readyAnswer(Result<DeviceInfo>(*told)) : notHere<DeviceInfo>();
}

Answer<QList<DeviceUser>> FakeTerminals::users(DeviceId device, std::stop_token)
{
    return held.contains(device) ? readyAnswer(Result<QList<DeviceUser>>(held.value(device)))
                                 : notHere<QList<DeviceUser>>();
}

Answer<ClockReading> FakeTerminals::setClock(DeviceId device, std::stop_token)
{
    clocksSet.append(device);
    return readyAnswer(Result<ClockReading>(ClockReading{0, true}));
}

Answer<> FakeTerminals::restart(DeviceId, std::stop_token)
{
    return notHere<void>();
}

Answer<> FakeTerminals::beep(DeviceId, std::stop_token)
{
    return notHere<void>();
}

Answer<> FakeTerminals::unlock(DeviceId, int, std::stop_token)
{
    return notHere<void>();
}

Answer<ClearOutcome> FakeTerminals::clearLogs(DeviceId, std::stop_token)
{
    return notHere<ClearOutcome>();
}

Answer<QList<DeviceUserOutcome>> FakeTerminals::writeUsers(DeviceId, const QList<DeviceUserDraft> &,
                                                           std::stop_token)
{
    return notHere<QList<DeviceUserOutcome>>();
}

Answer<QList<DeviceUserOutcome>> FakeTerminals::deleteUsers(DeviceId, const QStringList &,
                                                            std::stop_token)
{
    return notHere<QList<DeviceUserOutcome>>();
}

Answer<QList<DeviceUserOutcome>> FakeTerminals::copyUsers(DeviceId, DeviceId, const QStringList &,
                                                          std::stop_token)
{
    return notHere<QList<DeviceUserOutcome>>();
}

} // namespace rollcall::test
