// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/statuscodes.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace rollcall {

/// A status with its marks: "?" a punch is missing, "*" provisional, "m" corrected by the office
/// (reports.md).
struct StatusMark
{
    DayStatus status = DayStatus::Pending;
    QString code; ///< as the school writes it
    bool isIncomplete = false;
    bool isProvisional = false;
    bool isCorrected = false;

    /// The marks of a record. "-" (not yet in) stays alone: it says by itself that it is not final.
    static StatusMark of(const DayRecord &record, const StatusCodes &codes);
    /// The code with its marks, e.g. "P", "L?", "HD*".
    QString text() const;

    friend bool operator==(const StatusMark &, const StatusMark &) = default;
};

/// Minutes, shown as h:mm.
struct Minutes
{
    int value = 0;

    friend bool operator==(Minutes, Minutes) = default;
};

/// Tenths of a percent, shown with one decimal.
struct Percent
{
    int tenths = 0;

    friend bool operator==(Percent, Percent) = default;
};

/// A value with its type, so that a spreadsheet gets real dates, times and numbers and a page can
/// align them. A WallTime is shown as the time of day.
using ReportCell =
    std::variant<std::monostate, QString, qint64, QDate, WallTime, Minutes, Percent, StatusMark>;

/// The cell as plain text, the same in every locale: ISO dates, HH:MM, a point in figures.
QString cellText(const ReportCell &cell);

enum class ColumnKind { Text, Number, Date, Time, Duration, Status };

struct ReportColumn
{
    QString id;    ///< stable word, e.g. "late_by"
    QString title; ///< translated
    ColumnKind kind = ColumnKind::Text;
    /// Printed sheets show it once, in the title of the block; files carry it in each row.
    bool isInBlockTitle = false;
};

/// A total below a block.
struct ReportTotal
{
    QString label; ///< translated
    ReportCell value;
};

/// Rows that stand together, e.g. a class.
struct ReportBlock
{
    QString title;
    QList<QList<ReportCell>> rows; ///< as many cells as the table has columns
    QList<ReportTotal> totals;
};

/// A finished report, before it becomes a page, a sheet or a file. All texts are translated.
struct ReportTable
{
    QString id;
    QString title;
    QDate from;
    QDate to;
    QString scope; ///< period and filter in words
    QList<ReportColumn> columns;
    QList<ReportBlock> blocks;
    QString emptyText; ///< "No records for …", set when there is no row
    QStringList notes; ///< lines below: what is not mapped, what is not decided
    QStringList legend;
    QStringList signatures;

    bool isEmpty() const;
};

/// "Present", "Late", … translated, for legends and remarks.
QString statusTitle(DayStatus status);
/// "P Present", "L Late", … and what the marks mean.
QStringList statusLegend(const StatusCodes &codes);

} // namespace rollcall
