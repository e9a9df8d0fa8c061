// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/reporttable.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::Report", text);
}

struct Text
{
    QString operator()(std::monostate) const { return {}; }
    QString operator()(const QString &text) const { return text; }
    QString operator()(qint64 number) const { return QString::number(number); }
    QString operator()(QDate date) const { return date.toString(Qt::ISODate); }
    QString operator()(WallTime wall) const
    {
        return wall.isValid() ? wall.time().toString(QStringLiteral("HH:mm")) : QString();
    }
    QString operator()(Minutes minutes) const
    {
        return QStringLiteral("%1:%2")
            .arg(minutes.value / 60)
            .arg(minutes.value % 60, 2, 10, QLatin1Char('0'));
    }
    QString operator()(Percent percent) const
    {
        return QStringLiteral("%1.%2").arg(percent.tenths / 10).arg(percent.tenths % 10);
    }
    QString operator()(const StatusMark &mark) const { return mark.text(); }
};

} // namespace

StatusMark StatusMark::of(const DayRecord &record, const StatusCodes &codes)
{
    StatusMark mark;
    mark.status = record.status;
    mark.code = codes.code(record.status);
    mark.isIncomplete = record.flags & (DayFlag::MissingIn | DayFlag::MissingOut);
    mark.isProvisional = record.provisional && record.status != DayStatus::Pending;
    mark.isCorrected = record.flags.testFlag(DayFlag::Manual);
    return mark;
}

QString StatusMark::text() const
{
    QString text = code;
    if (isIncomplete)
        text += u'?';
    if (isProvisional)
        text += u'*';
    if (isCorrected)
        text += u'm';
    return text;
}

QString cellText(const ReportCell &cell)
{
    return std::visit(Text{}, cell);
}

bool ReportTable::isEmpty() const
{
    return std::all_of(blocks.begin(), blocks.end(),
                       [](const ReportBlock &block) { return block.rows.isEmpty(); });
}

QString statusTitle(DayStatus status)
{
    switch (status) {
    case DayStatus::Present:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Present"));
    case DayStatus::Late:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Late"));
    case DayStatus::HalfDay:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Half day"));
    case DayStatus::Absent:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Absent"));
    case DayStatus::Leave:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Leave"));
    case DayStatus::Holiday:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Holiday"));
    case DayStatus::WeekOff:
        return say(QT_TRANSLATE_NOOP("rollcall::Report", "Weekly off"));
    case DayStatus::Pending:
        break;
    }
    return say(QT_TRANSLATE_NOOP("rollcall::Report", "Not yet in"));
}

QStringList statusLegend(const StatusCodes &codes)
{
    QStringList legend;
    for (const DayStatus status :
         {DayStatus::Present, DayStatus::Late, DayStatus::HalfDay, DayStatus::Absent,
          DayStatus::Leave, DayStatus::Holiday, DayStatus::WeekOff, DayStatus::Pending})
        legend.append(codes.code(status) + u' ' + statusTitle(status));
    legend.append(say(QT_TRANSLATE_NOOP("rollcall::Report", "? A punch is missing")));
    legend.append(say(QT_TRANSLATE_NOOP("rollcall::Report", "* Provisional")));
    legend.append(say(QT_TRANSLATE_NOOP("rollcall::Report", "m Corrected by the office")));
    return legend;
}

} // namespace rollcall
