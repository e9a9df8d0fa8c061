// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/ports/rows.h"
#include "ui/uiports.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QPushButton;

namespace rollcall::ui {

class DeviceList;
class ErrorBar;
class SearchBox;
class SyncWatch;
class TableArea;
class TableFilter;
class TableView;

/// The list of "Biometric Devices" with its tool bar.
class DevicesPage : public QWidget
{
    Q_OBJECT

public:
    DevicesPage(const UiPorts &ports, DeviceList &devices, SyncWatch &watch, QWidget *parent);

    void setPushUrl(const QString &url) { m_pushUrl = url; }
    std::optional<DeviceOverview> selected() const;
    void select(DeviceId device);

signals:
    void mappingRequested(rollcall::DeviceId device);

private:
    /// What the error bar speaks of.
    enum class Topic {
        Row,     ///< the selected device's last sync
        Command, ///< something just asked for
        List,    ///< the reading of the list
    };

    void makeButtons();
    void layOut();
    void connectAll();
    void updateButtons();
    void updateContents();
    void updateErrorBar();
    void openDialog(const std::optional<Device> &device);
    void syncOrCancel();
    void switchActive();
    void showFailure(Topic topic, const QString &headline, const Error &error);

    UiPorts m_ports;
    DeviceList &m_devices;
    SyncWatch &m_watch;
    QString m_pushUrl;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_mapping = nullptr;
    QPushButton *m_sync = nullptr;
    QPushButton *m_active = nullptr;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    TableFilter *m_filter;
    ErrorBar *m_errors;
    Topic m_topic = Topic::Row;
    QHash<DeviceId, QString> m_dismissed; ///< error texts the user has closed
    DeviceId m_wanted;                    ///< to be selected as soon as the list has it
};

} // namespace rollcall::ui
