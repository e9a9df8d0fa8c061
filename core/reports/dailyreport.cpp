// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/dailyreport.h"

#include "core/reports/naturalorder.h"
#include "core/rules/counting.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::DailyReport", text);
}

bool isSameBlock(const DayRow &left, const DayRow &right)
{
    return left.kind == right.kind && left.group == right.group;
}

/// Students before staff, classes in natural order, within a class by roll, then number.
bool comesBefore(const DayRow &left, const DayRow &right)
{
    if (left.kind != right.kind)
        return left.kind < right.kind;
    if (const int order = compareNaturally(left.group, right.group); order != 0)
        return order < 0;
    if (const int order = compareNaturally(left.roll, right.roll); order != 0)
        return order < 0;
    if (const int order = compareNaturally(left.number, right.number); order != 0)
        return order < 0;
    return left.record.person < right.record.person;
}

QList<ReportColumn> columns()
{
    return {
        {QStringLiteral("class"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Class")),
         ColumnKind::Text, true},
        {QStringLiteral("roll"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Roll")),
         ColumnKind::Text, false},
        {QStringLiteral("number"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Number")),
         ColumnKind::Text, false},
        {QStringLiteral("name"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Name")),
         ColumnKind::Text, false},
        {QStringLiteral("kind"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Kind")),
         ColumnKind::Text, true},
        {QStringLiteral("status"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Status")),
         ColumnKind::Status, false},
        {QStringLiteral("in"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "In")),
         ColumnKind::Time, false},
        {QStringLiteral("out"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Out")),
         ColumnKind::Time, false},
        {QStringLiteral("late_by"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Late by")),
         ColumnKind::Duration, false},
        {QStringLiteral("remarks"), say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Remarks")),
         ColumnKind::Text, false},
    };
}

QString correctionRemark(const DayRecord &record)
{
    if (!record.autoStatus)
        return say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Punch entered by the office"));
    return say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Corrected by the office (computed: %1)"))
        .arg(statusTitle(*record.autoStatus));
}

/// What the status and the times do not say by themselves; each remark stands alone.
QString remarks(const DayRecord &record)
{
    struct FlagRemark
    {
        DayFlag flag;
        const char *text;
    };
    constexpr FlagRemark kRemarks[] = {
        {DayFlag::MissingIn, QT_TRANSLATE_NOOP("rollcall::DailyReport", "IN is missing")},
        {DayFlag::MissingOut, QT_TRANSLATE_NOOP("rollcall::DailyReport", "OUT is missing")},
        {DayFlag::IgnoredPunches,
         QT_TRANSLATE_NOOP("rollcall::DailyReport", "Punches were ignored")},
        {DayFlag::WorkedOnOffDay, QT_TRANSLATE_NOOP("rollcall::DailyReport", "Came on an off day")},
        {DayFlag::PunchedOnLeave,
         QT_TRANSLATE_NOOP("rollcall::DailyReport", "Came on a day of leave")},
        {DayFlag::HalfLeave, QT_TRANSLATE_NOOP("rollcall::DailyReport", "Half-day leave")},
        {DayFlag::AwaitingSync,
         QT_TRANSLATE_NOOP("rollcall::DailyReport", "A device was not read yet")},
        {DayFlag::ChangeWaiting,
         QT_TRANSLATE_NOOP("rollcall::DailyReport", "Locked; a change is waiting")},
    };
    QStringList texts;
    for (const FlagRemark &remark : kRemarks) {
        if (record.flags.testFlag(remark.flag))
            texts.append(say(remark.text));
    }
    if (record.earlyMinutes > 0)
        texts.append(say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Left %1 early"))
                         .arg(cellText(Minutes{record.earlyMinutes})));
    if (record.out.isValid() && record.out.date() != record.day)
        texts.append(say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "OUT on %1"))
                         .arg(record.out.date().toString(Qt::ISODate)));
    if (record.flags.testFlag(DayFlag::Manual))
        texts.append(correctionRemark(record));
    return texts.join(QStringLiteral("; "));
}

ReportCell timeCell(WallTime wall)
{
    return wall.isValid() ? ReportCell(wall) : ReportCell();
}

QList<ReportCell> cells(const DayRow &row, const StatusCodes &codes)
{
    const DayRecord &record = row.record;
    const bool isLate = record.lateMinutes > 0;
    return {row.group,
            row.roll,
            row.number,
            row.name,
            kindWord(row.kind),
            StatusMark::of(record, codes),
            timeCell(record.in),
            timeCell(record.out),
            isLate ? ReportCell(Minutes{record.lateMinutes}) : ReportCell(),
            remarks(record)};
}

QList<ReportTotal> totalsOf(const DayTotals &totals, bool leaveIsWorkingDay)
{
    const std::optional<int> percent = totals.percentTenths(leaveIsWorkingDay);
    QList<ReportTotal> lines = {
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Strength")), qint64{totals.strength()}},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Present, with the late ones")),
         qint64{totals.present} + totals.late},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Late")), qint64{totals.late}},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Half day")), qint64{totals.halfDay}},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Absent")), qint64{totals.absent}},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Leave")), qint64{totals.leave}},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Not decided")), qint64{totals.notDecided}},
        {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Attendance %")),
         percent ? ReportCell(Percent{*percent}) : ReportCell()},
    };
    if (totals.off > 0)
        lines.append(
            {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Off day")), qint64{totals.off}});
    return lines;
}

QString blockTitle(const DayRow &row)
{
    if (row.group.isEmpty()) {
        return row.kind == PersonKind::Staff
                   ? say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Staff without department"))
                   : say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Students without class"));
    }
    return row.kind == PersonKind::Staff
               ? say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Staff, %1")).arg(row.group)
               : say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Class %1")).arg(row.group);
}

QList<ReportBlock> blocksOf(const QList<DayRow> &rows, const ReportContext &context)
{
    QList<ReportBlock> blocks;
    for (auto first = rows.begin(); first != rows.end();) {
        const auto end = std::find_if(first, rows.end(),
                                      [&](const DayRow &row) { return !isSameBlock(*first, row); });
        ReportBlock block{blockTitle(*first), {}, {}};
        DayTotals totals;
        for (; first != end; ++first) {
            block.rows.append(cells(*first, context.codes));
            totals.add(first->record.status, first->leaveCounting);
        }
        block.totals = totalsOf(totals, context.leaveIsWorkingDay);
        blocks.append(block);
    }
    return blocks;
}

QStringList notesOf(const ReportContext &context)
{
    if (context.unmapped.users == 0)
        return {};
    return {say(QT_TRANSLATE_NOOP(
                    "rollcall::DailyReport",
                    "Device users that are not mapped in this period: %1, with punches: %2."))
                .arg(context.unmapped.users)
                .arg(context.unmapped.punches)};
}

} // namespace

QString DailyReport::id() const
{
    return QStringLiteral("daily");
}

QString DailyReport::title() const
{
    return say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Daily attendance register"));
}

Result<ReportTable> DailyReport::build(const ReportContext &context) const
{
    if (!context.from.isValid() || context.from != context.to) {
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::DailyReport", "The daily attendance register is made for one day. No report "
                                     "was made. Name one date.")));
    }
    QList<DayRow> rows = context.filteredRows();
    std::sort(rows.begin(), rows.end(), comesBefore);
    ReportTable table;
    table.id = id();
    table.title = title();
    table.from = context.from;
    table.to = context.to;
    table.scope = context.scope();
    table.columns = columns();
    table.blocks = blocksOf(rows, context);
    table.notes = notesOf(context);
    table.legend = statusLegend(context.codes);
    table.signatures = {say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "Class teacher"))};
    if (table.isEmpty())
        table.emptyText =
            say(QT_TRANSLATE_NOOP("rollcall::DailyReport", "No records for %1.")).arg(table.scope);
    return table;
}

} // namespace rollcall
