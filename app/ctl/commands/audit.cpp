// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/factanswer.h"
#include "core/domain/zoneclock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <limits>

namespace rollcall::ctl {

namespace {

constexpr int kRowsAtOnce = 500;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QString instant(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(Qt::ISODate);
}

/// "was -> is", as far as there is either.
QString changeText(const AuditRow &row)
{
    if (row.before.isEmpty() || row.after.isEmpty())
        return row.before.isEmpty() ? row.after : QString(row.before + QStringLiteral(" -> "));
    return QString(row.before + QStringLiteral(" -> ") + row.after);
}

void print(const Context &context, const AuditRow &row)
{
    const QString text = changeText(row).replace(u'\n', QStringLiteral("; "));
    const QString reason =
        row.reason.isEmpty() ? QString() : QString(QStringLiteral(" (") + row.reason + u')');
    context.out.line(QStringLiteral("%1  %2  %3  %4  %5%6")
                         .arg(instant(row.atUtc), row.author.leftJustified(10),
                              row.what.leftJustified(24), row.subject.leftJustified(10), text,
                              reason));
}

QJsonObject toJson(const AuditRow &row)
{
    return {{QStringLiteral("id"), row.id},           {QStringLiteral("at"), instant(row.atUtc)},
            {QStringLiteral("author"), row.author},   {QStringLiteral("what"), row.what},
            {QStringLiteral("subject"), row.subject}, {QStringLiteral("before"), row.before},
            {QStringLiteral("after"), row.after},     {QStringLiteral("reason"), row.reason}};
}

/// The days are those of the school's zone.
int audit(const Context &context, Composition &school)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    ZoneClock zone(school.school()->timeZone);
    const qint64 from = range->from.isValid() ? zone.toUtc(WallTime::startOf(range->from)) : 0;
    const qint64 to = range->to.isValid() ? zone.toUtc(WallTime::startOf(range->to.addDays(1)))
                                          : std::numeric_limits<qint64>::max();
    QJsonArray array;
    qint64 after = 0;
    for (;;) {
        const Result<QList<AuditRow>> rows =
            await(school.stores().audit.entries(from, to, after, kRowsAtOnce));
        if (!rows)
            return context.out.fail(rows.error());
        for (const AuditRow &row : *rows) {
            if (context.out.isJson())
                array.append(toJson(row));
            else
                print(context, row);
        }
        if (rows->size() < kRowsAtOnce || context.stop.stop_requested())
            break;
        after = rows->last().id;
    }
    context.out.json(QJsonDocument(array));
    return kDone;
}

} // namespace

std::vector<Command> auditCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("audit")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Tells who changed what, when and why.")),
         {},
         0,
         0,
         {fromOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only from this day on."))),
          toOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only up to this day.")))},
         inSchool(audit)});
    return commands;
}

} // namespace rollcall::ctl
