// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
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

/// What @p table shows as CSV: its rows in their order, its visible columns in theirs, ISO dates
/// and times (ExportRole), cells guarded against being run as formulas. The separator follows the
/// locale, as spreadsheets do.
QByteArray tableAsCsv(const QTableView &table, const std::optional<ExportColumn> &first = {});

/// Writes a file whole or not at all, off the calling thread.
Answer<> writeFile(const QString &path, const QByteArray &bytes);

/// Where a page tells how an export went. Both bars are the page's.
struct ExportBars
{
    NoticeBar *notice;
    ErrorBar *errors;
};

/// Asks where to, writes what @p table shows there, and tells how it went. The bars may be gone by
/// then; @p chooser outlives them.
void exportTable(const QTableView &table, FileChooser &chooser, const SaveRequest &request,
                 const ExportBars &bars, const std::optional<ExportColumn> &first = {});
/// Puts "Export…" into the menu of @p table. @p fileName: suggested, without suffix.
void offerExport(TableView *table, FileChooser &chooser, const QString &fileName,
                 const ExportBars &bars);

} // namespace rollcall::ui
