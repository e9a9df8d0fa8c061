// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/controlpanel/userplandialog.h"

class QLineEdit;

namespace rollcall::ui {

/// "Remove from device…": wants the device's name typed, since nothing brings fingerprints back.
class RemoveUsersDialog final : public UserPlanDialog
{
    Q_OBJECT

public:
    RemoveUsersDialog(const PanelContext &context, const QList<UserPlan> &plans, QWidget *parent);

protected:
    DeviceId target() const override { return m_device; }
    QString actionText(int count) const override;
    QString workText() const override;
    QString failureText() const override;
    Answer<Outcomes> ask(const QList<UserPlan> &chosen, std::stop_token stop) override;
    bool isReady() const override;

private:
    TerminalControl &m_control;
    const DeviceId m_device;
    const QString m_name;
    QLineEdit *m_typed;
};

} // namespace rollcall::ui
