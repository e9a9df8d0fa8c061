// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"

#include <QByteArray>
#include <QString>

class QTableView;

namespace rollcall::ui {

/// A column put before those of the table, with the same text in each line, e.g. the date of a day
/// view.
struct ExportColumn
{
    QString head;
    QString text;
};

/// What @p table shows as CSV: its rows in their order, its visible columns in theirs, ISO dates
/// and times (ExportRole), cells guarded against being run as formulas. The separator follows the
/// locale, as spreadsheets do.
QByteArray tableAsCsv(const QTableView &table, const ExportColumn &first);

/// Writes a file whole or not at all, off the calling thread.
Answer<> writeFile(const QString &path, const QByteArray &bytes);

} // namespace rollcall::ui
