// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/testpage.h"

#include "core/ports/devicecontrol.h"
#include "ui/pages/devices/testlist.h"

#include <QBoxLayout>

namespace rollcall::ui {

TestPage::TestPage(const WizardContext &context, QWidget *parent)
    : WizardPage(3, tr("Test the connection"), parent)
    , m_list(new TestList(context.ports.terminals, this))
{
    setObjectName(QStringLiteral("testPage"));
    body()->addWidget(m_list, 1);
    connect(m_list, &TestList::finished, this, &QWizardPage::completeChanged);
}

void TestPage::start(const DeviceDraft &draft)
{
    setSubject(tr("%1, %2:%3", "name, address and port of a device")
                   .arg(draft.device.name, draft.device.host)
                   .arg(draft.device.port));
    m_list->start(draft);
    emit completeChanged();
}

void TestPage::stop()
{
    m_list->stop();
}

std::optional<TestReport> TestPage::report() const
{
    return m_list->report();
}

bool TestPage::hasPassed() const
{
    return report() && report()->passed();
}

bool TestPage::isComplete() const
{
    return !m_list->isRunning();
}

} // namespace rollcall::ui
