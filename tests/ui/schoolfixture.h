// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/compose.h"
#include "devices/sim/simzkserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"
#include "ui/uiports.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace rollcall::test {

/// Waits for an answer while the event loop turns, as the window would.
template <typename T>
Result<T> waitForAnswer(const Answer<T> &answer)
{
    if (!waitFor([&answer] { return answer.isFinished(); }))
        return errors::timeout(QStringLiteral("test"), 10000);
    return answer.result();
}

/// "Hill School" on the real services over a SQLite file: 30 pupils numbered 0001 to 0030 of the
/// classes 1-A and 1-B, and a simulated terminal with as many users and 20 days of logs. It is
/// Thursday, 12 March 2026, 18:00.
class SchoolFixture
{
public:
    static constexpr int kPupils = 30;

    /// Null when something could not be made; the reason is in the warning. With another number of
    /// @p pupils, the terminal has as many users.
    static std::unique_ptr<SchoolFixture> make(int pupils = kPupils);

    ui::UiPorts ports();
    Composition &school() { return *m_school; }
    QDate day() const { return {2026, 3, 12}; }
    /// A terminal of the fixture's people; @p pauseMs between two of its packets makes it slow. A
    /// second one needs a @p serial of its own.
    Result<std::unique_ptr<SimZkThread>> startTerminal(int pauseMs = 0,
                                                       const QString &serial = {}) const;
    /// One that asks for a communication key.
    Result<std::unique_ptr<SimZkThread>> startLockedTerminal(quint32 commKey) const;
    /// Adds an agent device through the port.
    DeviceId addDevice(const QString &name, quint16 port, const std::optional<QString> &key = {});
    /// Reads @p device to its end.
    Result<SyncOutcome> sync(DeviceId device);
    /// User n is pupil n.
    bool mapAll(DeviceId device);
    /// Lets the database itself refuse to insert into @p table, as a full disk would, or no longer.
    bool refuseInserts(const QString &table, bool isRefused);
    QString folder() const { return m_folder.path(); }

private:
    explicit SchoolFixture(int pupils)
        : m_pupils(pupils)
    {}
    SimOptions terminalOptions() const;
    Result<std::unique_ptr<SimZkThread>> start(const SimOptions &options) const;
    bool addPeople();

    const int m_pupils;
    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<Composition> m_school;
};

} // namespace rollcall::test
