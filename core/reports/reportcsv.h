// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/csv.h"
#include "core/reports/reporttable.h"

#include <QByteArray>

namespace rollcall {

/// The rows of a report as CSV: one header line, every column, no totals, no merged cells, ISO
/// dates (reports.md, Formats). A report without a row gets one line that says so in its first
/// field, so that nobody takes an empty file for a failed one; its other fields are empty.
QByteArray toCsv(const ReportTable &table, const CsvStyle &style = {});

} // namespace rollcall
