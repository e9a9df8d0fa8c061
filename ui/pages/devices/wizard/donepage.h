// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/devices/wizard/wizardpage.h"

class QCheckBox;
class QLabel;

namespace rollcall {
struct Error;
}

namespace rollcall::ui {

class ErrorBar;
class IconLabel;

/// What is to happen next with a device that was added.
struct NextSteps
{
    bool setClock = false;
    bool syncNow = false;
    bool mapUsers = false;

    friend bool operator==(const NextSteps &, const NextSteps &) = default;
};

/// Step 4: what was made, and what to do with it next.
class DonePage : public WizardPage
{
    Q_OBJECT

public:
    DonePage(const WizardContext &context, QWidget *parent);

    /// @p hasPassed: an Agent device is read from now on; else it is added, but Inactive.
    /// @p isClockOff: its clock may be set first.
    void showAgent(const QString &name, bool hasPassed, bool isClockOff);
    void showPush(const QString &name, bool hasHeard);
    NextSteps nextSteps() const;
    void showError(const Error &error);

private:
    void show(const QString &headline, const QString &text, bool isGood);

    IconLabel *m_mark;
    QLabel *m_headline;
    QLabel *m_text;
    QCheckBox *m_clock;
    QCheckBox *m_sync;
    QCheckBox *m_map;
    ErrorBar *m_errors;
};

} // namespace rollcall::ui
