// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/device.h"
#include "ui/uiports.h"

#include <QList>
#include <QWizardPage>

class QLabel;
class QVBoxLayout;

namespace rollcall::ui {

/// What every page of the wizard may ask for.
struct WizardContext
{
    UiPorts ports;
    QList<Device> known; ///< the devices there are
    QString pushUrl;     ///< where Push devices send to; empty while nothing listens
    QStringList subnets; ///< of this PC
};

/// A page of "Add New Device": title, which step it is, and what it is about.
class WizardPage : public QWizardPage
{
    Q_OBJECT

public:
    static constexpr int kSteps = 4;

    WizardPage(int step, const QString &heading, QWidget *parent);

    /// Beside the step: "Main Gate, 192.168.1.201:4370".
    void setSubject(const QString &subject);
    QVBoxLayout *body() const { return m_body; }

private:
    const int m_step;
    QLabel *m_subtitle;
    QVBoxLayout *m_body;
};

} // namespace rollcall::ui
