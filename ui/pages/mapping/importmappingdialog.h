// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/mappingfile.h"
#include "core/ports/rows.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace rollcall {
class MappingControl;
namespace ui {

class ErrorBar;
class IconLabel;
class MappingImportModel;
class SearchBox;
class TableFilter;
class TableView;

/// Shows what a mapping file would do, line by line, and imports it when somebody says so; a file
/// with a wrong line is not imported at all.
class ImportMappingDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p fileName: without its folder. @p file: the lines as they stand in it.
    ImportMappingDialog(MappingControl &mapping, const QString &fileName, const MappingFile &file,
                        QWidget *parent);

signals:
    void imported(const rollcall::MappingCounts &counts);

private:
    void layOut(const QString &fileName);
    void ask();
    void showPreview(const MappingPreview &preview);
    void import();

    MappingControl &m_mapping;
    const MappingFile m_file;
    bool m_isReady = false; ///< previewed, with something to do and nothing wrong
    MappingImportModel *m_model;
    TableFilter *m_filter;
    SearchBox *m_search;
    TableView *m_table;
    QLabel *m_counts;
    IconLabel *m_mark;
    QLabel *m_verdict;
    ErrorBar *m_errors;
    QPushButton *m_import;
};

} // namespace ui
} // namespace rollcall
