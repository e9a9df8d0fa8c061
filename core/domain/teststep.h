// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/terminal.h"

#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// The steps of a connection test, in the order in which they are taken: one list for the command
/// line and the wizard.
enum class TestStep { Name, Reached, Port, Protocol, Key, Serial, Users, Logs, Clock };

/// The step as one lower-case word, for JSON.
QString testStepWord(TestStep step);
/// What the step asks, translated: "Port open".
QString testStepTitle(TestStep step);
QList<TestStep> allTestSteps();

enum class StepState {
    Passed,
    Warned, ///< passed, but somebody should look: the clock is off
    Failed,
    Skipped, ///< could not be tried because an earlier one failed
};

struct TestStepReport
{
    TestStep step = TestStep::Name;
    StepState state = StepState::Skipped;
    /// What was found, translated: "192.168.1.201", "312 users". Empty for a failure.
    QString finding;
    /// Failed and Warned: what happened, what it means, what to do.
    std::optional<Error> error;
};

/// All steps, each once, in order.
struct TestReport
{
    QList<TestStepReport> steps;
    std::optional<DeviceInfo> info; ///< what the terminal said of itself, if it was asked

    bool passed() const;
};

} // namespace rollcall
