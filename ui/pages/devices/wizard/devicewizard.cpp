// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/devicewizard.h"

#include "core/base/ondone.h"
#include "ui/pages/devices/wizard/connectionpage.h"
#include "ui/pages/devices/wizard/detailspage.h"
#include "ui/pages/devices/wizard/pushpage.h"
#include "ui/pages/devices/wizard/testpage.h"
#include "ui/widgets/buttons.h"

#include <QAbstractButton>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

DeviceWizard::DeviceWizard(const WizardContext &context, QWidget *parent)
    : QWizard(parent)
    , m_context(context)
    , m_connection(new ConnectionPage(m_context, this))
    , m_details(new DetailsPage(m_context, this))
    , m_test(new TestPage(m_context, this))
    , m_push(new PushPage(m_context, this))
    , m_done(new DonePage(m_context, this))
{
    setObjectName(QStringLiteral("deviceWizard"));
    setWindowTitle(tr("Add New Device"));
    setWizardStyle(QWizard::ClassicStyle); // the pages have headings of their own
    setOptions(QWizard::NoBackButtonOnStartPage | QWizard::HaveCustomButton1);
    setPage(Connection, m_connection);
    setPage(Details, m_details);
    setPage(Test, m_test);
    setPage(Push, m_push);
    setPage(Done, m_done);
    dressButtons();
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 40);
    connect(this, &QWizard::currentIdChanged, this, [this](int id) {
        button(QWizard::CustomButton1)->setVisible(id == Test);
        button(QWizard::CustomButton1)->setEnabled(m_test->isComplete());
    });
    connect(m_test, &QWizardPage::completeChanged, this, [this] {
        button(QWizard::CustomButton1)->setEnabled(m_test->isComplete());
        if (currentId() == Test && m_test->isComplete())
            button(QWizard::NextButton)->setFocus(); // it was disabled, so Back had got it
    });
    connect(this, &QWizard::customButtonClicked, this,
            [this] { m_test->start(m_details->draft()); });
}

void DeviceWizard::dressButtons()
{
    setButtonText(QWizard::CustomButton1, tr("Test &Again"));
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::NextButton, tr("Ne&xt"));
    setButtonText(QWizard::FinishButton, tr("&Finish"));
    setButtonLayout({QWizard::CustomButton1, QWizard::Stretch, QWizard::BackButton,
                     QWizard::NextButton, QWizard::FinishButton, QWizard::CancelButton});
    const std::initializer_list<std::pair<QWizard::WizardButton, QString>> names = {
        {QWizard::CustomButton1, QStringLiteral("testAgainButton")},
        {QWizard::BackButton, QStringLiteral("wizardBackButton")},
        {QWizard::NextButton, QStringLiteral("wizardNextButton")},
        {QWizard::FinishButton, QStringLiteral("wizardFinishButton")},
        {QWizard::CancelButton, QStringLiteral("wizardCancelButton")}};
    for (const auto &[which, name] : names)
        button(which)->setObjectName(name);
    for (const QWizard::WizardButton which : {QWizard::NextButton, QWizard::FinishButton}) {
        if (auto *primary = qobject_cast<QPushButton *>(button(which)))
            makePrimary(primary);
    }
}

void DeviceWizard::begin(const QString &serial, const QString &address)
{
    m_connection->choose(SyncMode::Push, QStringLiteral("adms"));
    TerminalSighting sender;
    sender.host = address;
    sender.serial = serial;
    m_details->setWay(SyncMode::Push, QStringLiteral("adms"));
    m_details->fillIn(sender);
}

int DeviceWizard::nextId() const
{
    switch (currentId()) {
    case Connection:
        return Details;
    case Details:
        return m_connection->mode() == SyncMode::Push ? Push : Test;
    case Test:
    case Push:
        return Done;
    default:
        return -1;
    }
}

void DeviceWizard::initializePage(int id)
{
    QWizard::initializePage(id);
    if (id == Details) {
        m_details->setWay(m_connection->mode(), m_connection->driver());
        if (const auto found = m_connection->found())
            m_details->fillIn(*found);
    } else if (id == Test) {
        m_test->start(m_details->draft());
    } else if (id == Push) {
        m_push->start(m_details->draft());
    } else if (id == Done) {
        showDone();
    }
}

/// "Back" was clicked. What was typed stays.
void DeviceWizard::cleanupPage(int id)
{
    if (id == Test)
        m_test->stop();
    else if (id == Push)
        m_push->stop();
}

void DeviceWizard::showDone()
{
    const DeviceDraft draft = m_details->draft();
    if (m_connection->mode() == SyncMode::Push) {
        m_done->showPush(draft.device.name, m_push->hasHeard());
        return;
    }
    const std::optional<TestReport> report = m_test->report();
    const bool isClockOff =
        report &&
        std::any_of(report->steps.begin(), report->steps.end(), [](const TestStepReport &step) {
            return step.step == TestStep::Clock && step.state == StepState::Warned;
        });
    m_done->showAgent(draft.device.name, m_test->hasPassed(), isClockOff);
}

void DeviceWizard::accept()
{
    if (m_connection->mode() == SyncMode::Agent) {
        if (!m_isSaving)
            save();
        return;
    }
    m_push->stop();
    emit added(m_push->device(), m_done->nextSteps());
    QWizard::accept();
}

void DeviceWizard::save()
{
    DeviceDraft draft = m_details->draft();
    draft.device.id = m_push->device().id; // it was to be a Push device first
    draft.device.active = m_test->hasPassed();
    if (draft.device.serial.isEmpty() && m_test->hasPassed() && m_test->report()->info)
        draft.device.serial = m_test->report()->info->serial;
    m_isSaving = true;
    button(QWizard::FinishButton)->setEnabled(false);
    onDone(m_context.ports.devices.save(draft), this, [this](const Result<DeviceSaved> &answer) {
        m_isSaving = false;
        button(QWizard::FinishButton)->setEnabled(true);
        if (!answer) {
            m_done->showError(answer.error());
            return;
        }
        emit added(answer->device, m_done->nextSteps());
        QWizard::accept();
    });
}

void DeviceWizard::reject()
{
    if (m_isSaving || m_push->isSaving())
        return; // the answer is a matter of a moment, and Cancel would not stop it
    m_test->stop();
    m_push->stop();
    if (m_push->device().id.isValid())
        emit discarded(m_push->device().id);
    QWizard::reject();
}

} // namespace rollcall::ui
