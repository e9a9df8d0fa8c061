// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/fetcher.h"
#include "ui/pages/controlpanel/userplandialog.h"

class QCheckBox;
class QComboBox;

namespace rollcall::ui {

class SegmentBar;

/// "Send people to device…": who, and what would happen to each on the terminal. Whoever was sent
/// can be mapped at once.
class SendPeopleDialog final : public UserPlanDialog
{
    Q_OBJECT

public:
    /// @p there: the users of the shown device, as just read; @p mapping: whom they mean.
    SendPeopleDialog(const PanelContext &context, const QList<DeviceUser> &there,
                     const QList<MappingRow> &mapping, QWidget *parent);

protected:
    DeviceId target() const override { return m_device; }
    QString actionText(int count) const override;
    QString workText() const override;
    QString failureText() const override;
    Answer<Outcomes> ask(const QList<UserPlan> &chosen, std::stop_token stop) override;
    void finished(const QList<UserPlan> &done) override;

private:
    enum Kind { Everyone, Students, StaffOnly };

    void addControls();
    void showPeople(const Result<QList<Person>> &people);
    bool isShown(const UserPlan &plan) const;
    void map(const UserPlan &plan);

    const UiPorts &m_ports;
    const DeviceId m_device;
    const QString m_name;
    const QList<DeviceUser> m_there;
    const QList<MappingRow> m_mapping;
    QHash<PersonId, PersonKind> m_kinds;
    QSet<PersonId> m_mapped; ///< by this dialog
    SegmentBar *m_kind;
    QComboBox *m_group;
    QCheckBox *m_maps;
    Fetcher<QList<Person>> m_fetcher;
};

} // namespace rollcall::ui
