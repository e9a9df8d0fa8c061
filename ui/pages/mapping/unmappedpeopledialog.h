// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "ui/fetcher.h"

#include <QDialog>

class QLabel;

namespace rollcall {
class PeopleControl;
namespace ui {

class ErrorBar;
class FileChooser;
class PersonModel;
class SearchBox;
class TableArea;
class TableFilter;
class TableView;

/// Students and staff who are no user of any device: nothing they do can be seen, so they are to be
/// enrolled, or mapped.
class UnmappedPeopleDialog : public QDialog
{
    Q_OBJECT

public:
    UnmappedPeopleDialog(PeopleControl &people, FileChooser &chooser, QWidget *parent);

private:
    void layOut(FileChooser &chooser);
    void showAnswer(const Result<QList<Person>> &answer);
    void updateContents();

    PersonModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<Person>> m_fetcher;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    QLabel *m_count;
    ErrorBar *m_errors;
};

} // namespace ui
} // namespace rollcall
