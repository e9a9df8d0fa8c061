// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/devicecontrol.h"
#include "ui/pages/devices/wizard/donepage.h"
#include "ui/pages/devices/wizard/wizardpage.h"

#include <QWizard>

namespace rollcall::ui {

class ConnectionPage;
class DetailsPage;
class PushPage;
class TestPage;

/// "Add New Device" (ui.md). An Agent device is stored at the end, a Push device before it is
/// waited for; Cancel leaves nothing behind.
class DeviceWizard : public QWizard
{
    Q_OBJECT

public:
    enum Page { Connection, Details, Test, Push, Done };

    DeviceWizard(const WizardContext &context, QWidget *parent);

    /// Starts at the details of a terminal that wants to send by itself.
    void begin(const QString &serial, const QString &address);
    int nextId() const override;
    void accept() override;
    void reject() override;

signals:
    /// The device is stored, and what was ticked is to be done with it.
    void added(const rollcall::Device &device, const rollcall::ui::NextSteps &next);
    /// It was stored on the way, and the office gave up.
    void discarded(rollcall::DeviceId device);

protected:
    void initializePage(int id) override;
    void cleanupPage(int id) override;

private:
    void dressButtons();
    void showDone();
    void save();

    const WizardContext m_context;
    ConnectionPage *m_connection;
    DetailsPage *m_details;
    TestPage *m_test;
    PushPage *m_push;
    DonePage *m_done;
    bool m_isSaving = false;
};

} // namespace rollcall::ui
