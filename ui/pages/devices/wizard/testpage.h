// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/teststep.h"
#include "ui/pages/devices/wizard/wizardpage.h"

#include <optional>

namespace rollcall {
struct DeviceDraft;
}

namespace rollcall::ui {

class TestList;

/// Step 3 of an Agent device: the connection test, live.
class TestPage : public WizardPage
{
    Q_OBJECT

public:
    TestPage(const WizardContext &context, QWidget *parent);

    void start(const DeviceDraft &draft);
    void stop();
    /// Nullopt while it runs, and when nothing could be tried.
    std::optional<TestReport> report() const;
    bool hasPassed() const;
    bool isComplete() const override;

private:
    TestList *m_list;
};

} // namespace rollcall::ui
