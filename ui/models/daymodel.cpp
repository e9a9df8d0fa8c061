// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/daymodel.h"

#include "core/base/textfold.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QLocale>

#include <array>
#include <utility>

namespace rollcall::ui {

namespace {

QString clockText(WallTime wall, QDate day)
{
    if (!wall.isValid())
        return QStringLiteral("–");
    const QLocale locale;
    const QString time = locale.toString(wall.time(), QLocale::ShortFormat);
    if (wall.date() == day)
        return time;
    // A night shift ends on another date.
    return DayModel::tr("%1 (%2)", "time and its date")
        .arg(time, locale.toString(wall.date(), QLocale::ShortFormat));
}

bool isNumber(int column)
{
    return column == DayModel::Hours || column == DayModel::Late;
}

} // namespace

QString statusText(DayStatus status)
{
    switch (status) {
    case DayStatus::Present:
        return DayModel::tr("Present");
    case DayStatus::Late:
        return DayModel::tr("Late");
    case DayStatus::HalfDay:
        return DayModel::tr("Half Day");
    case DayStatus::Absent:
        return DayModel::tr("Absent");
    case DayStatus::Leave:
        return DayModel::tr("On leave");
    case DayStatus::Holiday:
        return DayModel::tr("Holiday");
    case DayStatus::WeekOff:
        return DayModel::tr("Weekly off");
    case DayStatus::Pending:
        break;
    }
    return DayModel::tr("Not yet in");
}

QString statusLetters(const DayRecord &record, const StatusCodes &codes)
{
    const QString &code = codes.code(record.status);
    const bool isIncomplete = record.flags.testAnyFlags(DayFlag::MissingIn | DayFlag::MissingOut);
    return isIncomplete ? QString(code + u'?') : code;
}

QString hoursText(int minutes)
{
    return QStringLiteral("%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString noteText(const DayRecord &record)
{
    const std::array<std::pair<DayFlag, QString>, 9> words = {{
        {DayFlag::Manual, DayModel::tr("Corrected by the office")},
        {DayFlag::ChangeWaiting, DayModel::tr("Locked, a change waits")},
        {DayFlag::MissingIn, DayModel::tr("No In punch")},
        {DayFlag::MissingOut, DayModel::tr("No Out punch")},
        {DayFlag::AwaitingSync, DayModel::tr("Waiting for a device to be read")},
        {DayFlag::WorkedOnOffDay, DayModel::tr("Came on a day off")},
        {DayFlag::PunchedOnLeave, DayModel::tr("Punched while on leave")},
        {DayFlag::HalfLeave, DayModel::tr("Half a day of leave")},
        {DayFlag::IgnoredPunches, DayModel::tr("Some punches do not count")},
    }};
    QStringList notes;
    for (const auto &[flag, text] : words) {
        if (record.flags.testFlag(flag))
            notes.append(text);
    }
    return notes.join(DayModel::tr(", ", "between two notes"));
}

QString DayModel::text(const DayRow &row, int column) const
{
    const DayRecord &record = row.record;
    switch (column) {
    case Number:
        return row.number;
    case Name:
        return row.name;
    case Group:
        return row.group;
    case In:
        return clockText(record.in, record.day);
    case Out:
        return clockText(record.out, record.day);
    case Hours:
        return record.workedMinutes ? hoursText(*record.workedMinutes) : QStringLiteral("–");
    case Status:
        return statusLetters(record, m_codes);
    case Late:
        return record.lateMinutes > 0 ? tr("%1 min").arg(QLocale().toString(record.lateMinutes))
                                      : QString();
    case Device:
        return row.inDevice;
    case Note:
        return noteText(record);
    default:
        return {};
    }
}

QString DayModel::exportText(const DayRow &row, int column) const
{
    const DayRecord &record = row.record;
    switch (column) {
    case In:
        return record.in.toString();
    case Out:
        return record.out.toString();
    case Hours:
        return record.workedMinutes ? hoursText(*record.workedMinutes) : QString();
    case Late:
        return record.lateMinutes > 0 ? QString::number(record.lateMinutes) : QString();
    default:
        return text(row, column);
    }
}

QVariant DayModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DayRow &row = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ExportRole:
        return exportText(row, column);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return column == Status ? statusText(row.record.status) : text(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SortRole:
        switch (column) {
        case In:
            return row.record.in.isValid() ? row.record.in.seconds() : 0;
        case Out:
            return row.record.out.isValid() ? row.record.out.seconds() : 0;
        case Hours:
            return row.record.workedMinutes.value_or(-1);
        case Status:
            return static_cast<int>(row.record.status);
        case Late:
            return row.record.lateMinutes;
        default:
            return text(row, column);
        }
    case ToneRole: {
        const bool isBlank = (column == In && !row.record.in.isValid()) ||
                             (column == Out && !row.record.out.isValid()) ||
                             (column == Hours && !row.record.workedMinutes);
        return static_cast<int>(isBlank || column == Note || column == Device ? Tone::Quiet
                                                                              : Tone::Normal);
    }
    case StatusRole:
        return static_cast<int>(row.record.status);
    case FilterRole:
        return foldText(QString(row.number + u' ' + row.name + u' ' + row.group + u' ' +
                                row.inDevice + u' ' + statusText(row.record.status) + u' ' +
                                text(row, Note)));
    default:
        return {};
    }
}

void DayModel::setCodes(const StatusCodes &codes)
{
    if (m_codes == codes)
        return;
    m_codes = codes;
    if (rowCount() > 0)
        emit dataChanged(index(0, Status), index(rowCount() - 1, Status));
}

QVariant DayModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Status)
        return tr("%1 present, %2 late, %3 half day, %4 absent, %5 leave, %6 holiday, "
                  "%7 weekly off, %8 not yet in; ? beside a code: a punch is missing")
            .arg(m_codes.code(DayStatus::Present), m_codes.code(DayStatus::Late),
                 m_codes.code(DayStatus::HalfDay), m_codes.code(DayStatus::Absent),
                 m_codes.code(DayStatus::Leave), m_codes.code(DayStatus::Holiday),
                 m_codes.code(DayStatus::WeekOff), m_codes.code(DayStatus::Pending));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.", "admission or staff number");
    case Name:
        return tr("Name");
    case Group:
        return tr("Class", "or department");
    case In:
        return tr("In");
    case Out:
        return tr("Out");
    case Hours:
        return tr("Hours");
    case Status:
        return tr("Status");
    case Late:
        return tr("Late by");
    case Device:
        return tr("Device");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace rollcall::ui
