// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"
#include "ui/jobstate.h"
#include "ui/pages/controlpanel/panelcontext.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;

namespace rollcall::ui {

class JobBar;
class LogExport;
class LogListModel;
class LogPages;
class SearchBox;
class SegmentBar;
class TableArea;
class TableView;

/// "Logs" of the Control Panel: the punches of this device, however many.
class LogsTab : public QWidget
{
    Q_OBJECT

public:
    LogsTab(const PanelContext &context, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum Which { All, NotMapped };

    void layOut();
    void connectAll();
    void connectExport();
    void clearFilters();
    LogFilter wanted() const;
    void load();
    /// New punches may be there: shown at once where the newest stand, later elsewhere.
    void noteNews();
    void showCount();
    void exportLogs();
    void finishExport(const Result<qint64> &rows);

    const PanelContext m_context;
    LogPages *m_pages;
    LogListModel *m_model;
    LogExport *m_export;
    SegmentBar *m_which;
    QComboBox *m_period;
    QLabel *m_count;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    JobBar *m_job;
    JobState m_exportState;
    QString m_exportPath;
    QTimer m_typed; ///< while somebody types nothing is asked
    bool m_isStale = true;
    bool m_isLoaded = false;
};

} // namespace rollcall::ui
