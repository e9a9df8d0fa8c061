// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/fetcher.h"
#include "ui/models/devicemodel.h"

#include <QObject>

#include <optional>

namespace rollcall {
class DeviceControl;
}

namespace rollcall::ui {

/// The devices as the windows know them, kept up to date: one list for the page and the status bar.
/// GUI thread.
class DeviceList : public QObject
{
    Q_OBJECT

public:
    DeviceList(DeviceControl &control, const SyncWatch &watch, const Clock &clock, QObject *parent);

    DeviceModel *model() { return &m_model; }
    std::optional<DeviceOverview> find(DeviceId device) const;
    bool isLoaded() const { return m_isLoaded; }
    /// Why the list could not be read last time, if so.
    const std::optional<Error> &error() const { return m_error; }
    void refresh();

signals:
    /// A new list is there, or the reading failed.
    void refreshed();

private:
    DeviceModel m_model;
    Fetcher<QList<DeviceOverview>> m_fetcher;
    std::optional<Error> m_error;
    bool m_isLoaded = false;
};

} // namespace rollcall::ui
