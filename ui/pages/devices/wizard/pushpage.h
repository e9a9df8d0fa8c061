// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/devicecontrol.h"
#include "ui/fetcher.h"
#include "ui/pages/devices/wizard/wizardpage.h"

#include <QTimer>

class QFrame;
class QLabel;

namespace rollcall::ui {

class CopyField;
class ErrorBar;
class IconLabel;
class TokenPanel;

/// Step 3 of a Push device: what to enter there, and the wait for its first push. The device is
/// stored and Active from here on, or its first push would be refused.
class PushPage : public WizardPage
{
    Q_OBJECT

public:
    PushPage(const WizardContext &context, QWidget *parent);

    /// Stores @p draft, the second time over the first.
    void start(DeviceDraft draft);
    /// No longer looks whether something came.
    void stop();
    /// What was stored; its id is invalid while nothing is.
    const Device &device() const { return m_device; }
    bool hasHeard() const { return m_hasHeard; }
    bool isSaving() const { return m_isSaving; }
    bool isComplete() const override;

private:
    QWidget *makeJsonFields();
    QWidget *makeAdmsFields();
    QWidget *makeWaiting();
    void showSaved(const DeviceSaved &saved);
    void showCurl();
    void showWaiting();
    void look(const Result<QList<DeviceOverview>> &answer);

    const WizardContext &m_context;
    Device m_device;
    Fetcher<QList<DeviceOverview>> m_fetcher;
    QTimer m_look;
    ErrorBar *m_errors;
    QWidget *m_fields;
    QWidget *m_json = nullptr;
    QWidget *m_adms = nullptr;
    CopyField *m_url = nullptr;
    TokenPanel *m_token = nullptr;
    CopyField *m_host = nullptr;
    CopyField *m_port = nullptr;
    CopyField *m_curl = nullptr;
    QLabel *m_howTo = nullptr;
    QFrame *m_waiting = nullptr;
    IconLabel *m_mark = nullptr;
    QLabel *m_said = nullptr;
    bool m_isSaving = false;
    bool m_hasHeard = false;
};

} // namespace rollcall::ui
