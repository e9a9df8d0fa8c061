// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/terminal.h"
#include "core/ports/rows.h"
#include "ui/fetcher.h"

#include <QObject>

#include <optional>

namespace rollcall {
class TerminalControl;
}

namespace rollcall::ui {

class DeviceList;

/// The device that the Control Panel shows, kept up to date. GUI thread.
class PanelDevice : public QObject
{
    Q_OBJECT

public:
    PanelDevice(TerminalControl &terminals, DeviceList &devices, QObject *parent);

    void choose(DeviceId device);
    DeviceId id() const { return m_id; }
    /// Nullopt: the list is not there yet, or the device was deleted.
    std::optional<DeviceOverview> row() const;
    QString name() const;
    bool isAgent() const;
    bool can(TerminalAbility ability) const { return m_profile.abilities.testFlag(ability); }
    bool isProfileKnown() const { return m_isProfileKnown; }
    /// What the terminal told of itself, lately or some time.
    const DeviceInfo &told() const { return m_profile.told; }
    /// It told @p info just now.
    void learn(DeviceId device, const DeviceInfo &info);

signals:
    /// Another device is shown.
    void switched();
    /// Something of it has changed.
    void changed();
    void failed(const QString &headline, const rollcall::Error &error);

private:
    void showProfile(const Result<TerminalProfile> &answer);

    DeviceList &m_devices;
    DeviceId m_id;
    TerminalProfile m_profile;
    bool m_isProfileKnown = false;
    Fetcher<TerminalProfile> m_fetcher;
};

} // namespace rollcall::ui
