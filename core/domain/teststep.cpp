// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/teststep.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

struct StepText
{
    TestStep step;
    const char *word;
    const char *title;
};

constexpr StepText kSteps[] = {
    {TestStep::Name, "name", QT_TRANSLATE_NOOP("rollcall::TestStep", "Address is understood")},
    {TestStep::Reached, "reached",
     QT_TRANSLATE_NOOP("rollcall::TestStep", "Something answers there")},
    {TestStep::Port, "port", QT_TRANSLATE_NOOP("rollcall::TestStep", "Port is open")},
    {TestStep::Protocol, "protocol",
     QT_TRANSLATE_NOOP("rollcall::TestStep", "Speaks the protocol")},
    {TestStep::Key, "key",
     QT_TRANSLATE_NOOP("rollcall::TestStep", "Communication key is accepted")},
    {TestStep::Serial, "serial",
     QT_TRANSLATE_NOOP("rollcall::TestStep", "Serial number is the expected one")},
    {TestStep::Users, "users", QT_TRANSLATE_NOOP("rollcall::TestStep", "Users can be read")},
    {TestStep::Logs, "logs", QT_TRANSLATE_NOOP("rollcall::TestStep", "Logs can be read")},
    {TestStep::Clock, "clock", QT_TRANSLATE_NOOP("rollcall::TestStep", "Clock is right")},
};

const StepText &textOf(TestStep step)
{
    return *std::find_if(std::begin(kSteps), std::end(kSteps),
                         [step](const StepText &each) { return each.step == step; });
}

} // namespace

QString testStepWord(TestStep step)
{
    return QString::fromLatin1(textOf(step).word);
}

QString testStepTitle(TestStep step)
{
    return QCoreApplication::translate("rollcall::TestStep", textOf(step).title);
}

QList<TestStep> allTestSteps()
{
    QList<TestStep> steps;
    for (const StepText &each : kSteps)
        steps.append(each.step);
    return steps;
}

bool TestReport::passed() const
{
    return !steps.isEmpty() &&
           std::none_of(steps.begin(), steps.end(), [](const TestStepReport &report) {
               return report.state == StepState::Failed || report.state == StepState::Skipped;
           });
}

} // namespace rollcall
