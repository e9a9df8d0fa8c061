// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/terminaldoor.h"
#include "core/ports/terminalcontrol.h"

#include <stop_token>

namespace rollcall {

/// The connection test: one finding for each step, and what to do for the one that fails; what
/// could not be tried after it is skipped. Changes nothing and stores nothing. Blocks; thread:
/// any, one run each.
class ConnectionTest
{
public:
    /// @p device may have no id yet. @p news may be empty.
    ConnectionTest(const TerminalDoor &door, Device device, Endpoint endpoint, std::stop_token stop,
                   TerminalControl::StepNews news);
    TestReport run();

private:
    void pass(TestStep step, const QString &finding = {});
    void report(TestStep step, StepState state, const QString &finding, std::optional<Error> error);
    void skipRest();
    void passed(OpenStage stage, const QString &finding);

    /// Each answers whether the next step can be tried.
    bool open();
    bool serial();
    bool users();
    bool logs();
    void clock();
    Result<> expectSerial(const QString &told) const;

    const TerminalDoor &m_door;
    const Device m_device;
    const Endpoint m_endpoint;
    const std::stop_token m_stop;
    const TerminalControl::StepNews m_news;
    OpenTerminal m_terminal;
    TestReport m_report;
};

} // namespace rollcall
