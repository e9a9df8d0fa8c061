// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/pages/devices/wizard/devicewizard.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

namespace rollcall::test {

/// The wizard over ports that answer when the test says so.
struct Wizard
{
    Wizard()
        : wizard((school.fill(), school.wizardContext()), nullptr)
        , added(&wizard, &ui::DeviceWizard::added)
        , discarded(&wizard, &ui::DeviceWizard::discarded)
    {}
    QString text(const char *label) const { return child<QLabel>(&wizard, label)->text(); }
    void type(const char *field, const QString &text) const
    {
        auto *edit = child<QLineEdit>(&wizard, field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    bool next() const { return click(&wizard, "wizardNextButton"); }
    bool mayGoOn() const { return child(&wizard, "wizardNextButton")->isEnabled(); }
    /// To the page after the details of "Sports Hall".
    bool fillAgent() const
    {
        if (!next())
            return false;
        type("nameField", QStringLiteral("Sports Hall"));
        type("hostField", QStringLiteral("192.168.1.210"));
        return next();
    }
    bool fillPush() const
    {
        if (!click(&wizard, "pushChoice") || !next())
            return false;
        type("nameField", QStringLiteral("Canteen"));
        type("hostField", QStringLiteral("192.168.1.90"));
        return next();
    }

    FakeSchool school;
    ui::DeviceWizard wizard;
    QSignalSpy added;
    QSignalSpy discarded;
};

} // namespace rollcall::test
