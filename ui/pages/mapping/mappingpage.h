// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/fetcher.h"
#include "ui/uiports.h"

#include <QPointer>
#include <QWidget>

#include <optional>

class QPushButton;

namespace rollcall::ui {

class DeviceList;
class ErrorBar;
class FileChooser;
class MapDialog;
class MappingModel;
class NoticeBar;
class PageHeader;
class SearchBox;
class SegmentBar;
class SyncWatch;
class TableArea;
class TableFilter;
class TableView;

/// "User Mapping" of one device: who its users are.
class MappingPage : public QWidget
{
    Q_OBJECT

public:
    MappingPage(const UiPorts &ports, FileChooser &chooser, DeviceList &devices, SyncWatch &watch,
                QWidget *parent);

    void open(DeviceId device);

signals:
    void backRequested();

private:
    enum Filter { All, NotMapped, Mapped };

    void layOut(QPushButton *back);
    void connectAll();
    void showAnswer(const Result<QList<MappingRow>> &answer);
    void updateHead();
    void updateContents();
    void updateButtons();
    std::optional<MappingRow> selected() const;
    void actOn(const MappingRow &row);
    void openDialog(const QString &userId);
    void map(const UserMapping &mapping, const QString &personName);
    void unmap(const MappingRow &row);
    void emptyAction();

    UiPorts m_ports;
    DeviceList &m_devices;
    SyncWatch &m_watch;
    DeviceId m_device;
    MappingModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<MappingRow>> m_fetcher;
    bool m_isLoaded = false;
    int m_mappedInRow = 0; ///< since the dialog was opened
    qint64 m_daysBuilt = 0;
    PageHeader *m_header;
    SegmentBar *m_which;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    NoticeBar *m_notice;
    ErrorBar *m_errors;
    QPushButton *m_mapButton;
    QPushButton *m_unmapButton;
    QPointer<MapDialog> m_dialog;
};

} // namespace rollcall::ui
