// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/fetcher.h"
#include "ui/pages/mapping/mappingempty.h"
#include "ui/uiports.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace rollcall::ui {

class DeviceList;
class ErrorBar;
class FileChooser;
class MappingActions;
class MappingModel;
class NoticeBar;
class SearchBox;
class SegmentBar;
class SuggestionList;
class SyncWatch;
class TableArea;
class TableFilter;
class TableView;

/// "User Mapping" of one device: who its users are. A tab of its Control Panel.
class MappingView : public QWidget
{
    Q_OBJECT

public:
    MappingView(const UiPorts &ports, FileChooser &chooser, DeviceList &devices, SyncWatch &watch,
                QWidget *parent);

    void open(DeviceId device);

protected:
    void showEvent(QShowEvent *event) override
    {
        QWidget::showEvent(event);
        readIfSeen();
    }

private:
    enum Filter { All, NotMapped, Mapped, Suggested };

    void nameAll();
    void layOut();
    QHBoxLayout *deedsLine();
    void setUpTable();
    void connectAll();
    void connectDeeds();
    void readIfSeen();
    void showAnswer(const Result<QList<MappingRow>> &answer);
    void showSuggestions();
    void updateHead();
    void updateContents();
    void updateButtons();
    MappingEmpty whyEmpty() const;
    bool accepts(int row) const;
    QList<MappingRow> selected() const;
    void actOn(const MappingRow &row);
    void openDialog();
    void openDialogAt(const QString &userId);
    void openSuggestions();
    void emptyAction();

    UiPorts m_ports;
    DeviceList &m_devices;
    SyncWatch &m_watch;
    DeviceId m_device;
    MappingModel *m_model;
    TableFilter *m_filter;
    SuggestionList *m_suggestions;
    MappingActions *m_actions;
    Fetcher<QList<MappingRow>> m_fetcher;
    bool m_isStale = false; ///< to be read when it is shown
    bool m_isLoaded = false;
    bool m_hasFailed = false; ///< the last reading
    QLabel *m_count;
    SegmentBar *m_which;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    NoticeBar *m_notice;
    ErrorBar *m_errors;
    QPushButton *m_people;
    QPushButton *m_suggest;
    QPushButton *m_import;
    QPushButton *m_export;
    QPushButton *m_unmap;
    QPushButton *m_map;
};

} // namespace rollcall::ui
