// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/controlpanel/userplandialog.h"

class QComboBox;

namespace rollcall::ui {

/// "Copy to another device…": which device, and what would happen there to each user. Fingerprints
/// and faces never go along.
class CopyUsersDialog final : public UserPlanDialog
{
    Q_OBJECT

public:
    /// @p users: those of the shown device that are to be copied.
    CopyUsersDialog(const PanelContext &context, const QList<DeviceUser> &users, QWidget *parent);

protected:
    DeviceId target() const override;
    QString actionText(int count) const override;
    QString workText() const override;
    QString failureText() const override;
    Answer<Outcomes> ask(const QList<UserPlan> &chosen, std::stop_token stop) override;
    bool isReady() const override { return m_isCompared; }

private:
    void fillTargets(const PanelContext &context);
    void compare();

    TerminalControl &m_control;
    const DeviceId m_from;
    const QList<DeviceUser> m_users;
    QComboBox *m_to;
    QPushButton *m_again;
    bool m_isCompared = false;
};

} // namespace rollcall::ui
