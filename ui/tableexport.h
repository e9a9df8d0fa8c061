// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/io/xlsxwriter.h"
#include "ui/filechooser.h"

#include <QByteArray>
#include <QString>

#include <optional>

class QTableView;

namespace rollcall::ui {

/// A column put before those of the table, with the same text in each line, e.g. the date of a day
/// view.
struct ExportColumn
{
    QString head;
    QString text;
};

class ErrorBar;
class NoticeBar;
class TableView;

/// What @p table shows: its rows in their order, its visible columns in theirs, ISO dates and times
/// (ExportRole). Whole numbers stay numbers. GUI thread; what is made of it may be made elsewhere.
XlsxTable contentsOf(const QTableView &table, const std::optional<ExportColumn> &first = {});

/// @p contents as CSV, cells guarded against being run as formulas. The separator follows the
/// locale, as spreadsheets do. @p isContinued: only its rows, which follow on what was written.
QByteArray asCsv(const XlsxTable &contents, bool isContinued = false);

/// The files that a table is written to; the end of the name tells which.
QString exportFilter();
bool isWorkbook(const QString &path);

/// Writes a file whole or not at all, off the calling thread.
Answer<> writeFile(const QString &path, const QByteArray &bytes);

/// Where a page tells how an export went. Both bars are the page's.
struct ExportBars
{
    NoticeBar *notice;
    ErrorBar *errors;
};

/// What to ask for when a table is to be written.
struct ExportRequest
{
    QString title;    ///< of the file dialog
    QString fileName; ///< suggested, without suffix
};

/// Asks where to and as what, writes what @p table shows there as CSV or, when the name ends in
/// ".xlsx", as a workbook, and tells how it went. The bars may be gone by then; @p chooser outlives
/// them.
void exportTable(const QTableView &table, FileChooser &chooser, const ExportRequest &request,
                 const ExportBars &bars, const std::optional<ExportColumn> &first = {});
/// Puts "Export…" into the menu of @p table. @p fileName: suggested, without suffix.
void offerExport(TableView *table, FileChooser &chooser, const QString &fileName,
                 const ExportBars &bars);

} // namespace rollcall::ui
