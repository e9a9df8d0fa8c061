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

class AttentionPanel;
class AttentionWatch;
class DeviceActions;
class DeviceList;
class ErrorBar;
class FileChooser;
class NoticeBar;
class SearchBox;
class SyncWatch;
class TableArea;
class TableFilter;
class TableView;

/// The list of "Biometric Devices" with its tool bar, and what needs attention below.
class DevicesPage : public QWidget
{
    Q_OBJECT

public:
    DevicesPage(const UiPorts &ports, FileChooser &chooser, DeviceList &devices, SyncWatch &watch,
                AttentionWatch &attention, QWidget *parent);

    void setFrameInfo(const FrameInfo &info);
    std::optional<DeviceOverview> selected() const;
    void select(DeviceId device);

signals:
    /// Its Control Panel, or the tab "User Mapping" of it.
    void panelRequested(rollcall::DeviceId device);
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
    void connectButtons();
    void updateButtons();
    void updateSyncButtons(const std::optional<DeviceOverview> &row);
    void updateContents();
    void updateErrorBar();
    void syncOrCancel();
    void showFailure(Topic topic, const QString &headline, const Error &error);

    DeviceList &m_devices;
    SyncWatch &m_watch;
    AttentionWatch &m_attention;
    DeviceActions *m_actions;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_panelButton = nullptr;
    QPushButton *m_mapping = nullptr;
    QPushButton *m_sync = nullptr;
    QPushButton *m_syncAll = nullptr;
    QPushButton *m_active = nullptr;
    QPushButton *m_delete = nullptr;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    TableFilter *m_filter;
    AttentionPanel *m_panel;
    NoticeBar *m_notice;
    ErrorBar *m_errors;
    Topic m_topic = Topic::Row;
    QHash<DeviceId, QString> m_dismissed; ///< error texts the user has closed
    DeviceId m_wanted;                    ///< to be selected as soon as the list has it
};

} // namespace rollcall::ui
