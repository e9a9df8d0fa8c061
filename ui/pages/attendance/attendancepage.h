// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/statuscodes.h"
#include "core/ports/rows.h"
#include "ui/fetcher.h"

#include <QDate>
#include <QWidget>

class QComboBox;
class QDateEdit;
class QPushButton;

namespace rollcall {
class AttendanceControl;
namespace ui {

class DayModel;
class DaySummary;
class ErrorBar;
class FileChooser;
class NoticeBar;
class SearchBox;
class SegmentBar;
class TableArea;
class TableFilter;
class TableView;

/// "Attendance": one day of everyone.
class AttendancePage : public QWidget
{
    Q_OBJECT

public:
    AttendancePage(AttendanceControl &attendance, FileChooser &chooser, QWidget *parent);

    QDate day() const;
    void setDay(QDate day);

signals:
    /// The empty page leads to "Biometric Devices".
    void devicesRequested();

private:
    enum Filter { Everyone, Students, StaffOnly };

    void nameAll();
    void layOut();
    void connectAll();
    bool accepts(int row) const;
    void fetch();
    void showCodes(const Result<StatusCodes> &codes);
    void showAnswer(const Result<QList<DayRow>> &answer);
    void updateGroups();
    void updateContents();
    void updateDate();
    void exportDay();

    AttendanceControl &m_attendance;
    FileChooser &m_chooser;
    DayModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<DayRow>> m_fetcher;
    Fetcher<StatusCodes> m_codes;
    bool m_isLoaded = false;
    QPushButton *m_previous;
    QDateEdit *m_date;
    QPushButton *m_next;
    QPushButton *m_today;
    SegmentBar *m_which;
    QComboBox *m_group;
    SearchBox *m_search;
    QPushButton *m_export;
    DaySummary *m_summary;
    TableView *m_table;
    TableArea *m_area;
    NoticeBar *m_notice;
    ErrorBar *m_errors;
};

} // namespace ui
} // namespace rollcall
