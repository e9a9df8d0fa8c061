// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "ui/fetcher.h"

#include <QWidget>

namespace rollcall {
class PeopleControl;
namespace ui {

class ErrorBar;
class FileChooser;
class NoticeBar;
class PageHeader;
class PersonModel;
class SearchBox;
class SegmentBar;
class TableArea;
class TableFilter;
class TableView;

/// Students and staff in one table with a switch.
class PeoplePage : public QWidget
{
    Q_OBJECT

public:
    /// @p chooser outlives it.
    PeoplePage(PeopleControl &people, FileChooser &chooser, QWidget *parent);

private:
    enum Filter { Everyone, Students, StaffOnly };

    void layOut();
    void showAnswer(const Result<QList<Person>> &answer);
    void updateContents();

    PersonModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<Person>> m_fetcher;
    bool m_isLoaded = false;
    PageHeader *m_header;
    SegmentBar *m_which;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    ErrorBar *m_errors;
    NoticeBar *m_notice;
};

} // namespace ui
} // namespace rollcall
