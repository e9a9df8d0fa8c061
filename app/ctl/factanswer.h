// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/command.h"
#include "core/domain/calendar.h"
#include "core/ports/daypreview.h"
#include "core/ports/decision.h"
#include "core/ports/timingcontrol.h"

namespace rollcall::ctl {

/// "--reason R" of the commands that change facts: for the audit trail.
QCommandLineOption reasonOption();
/// "--for all|student|staff".
QCommandLineOption audienceOption();
/// Whom "--for" names; everybody when it is not given. InvalidInput with a sentence.
Result<Audience> audienceOf(const Context &context);
/// "--from DATE" and "--to DATE".
QCommandLineOption fromOption(const QString &help);
QCommandLineOption toOption(const QString &help);
/// The day that an option names; null when it is not given. InvalidInput with a sentence.
Result<QDate> dayOf(const Context &context, const QString &option);
/// The days of --from and --to; null = open.
struct DayRange
{
    QDate from;
    QDate to;
};
Result<DayRange> rangeOf(const Context &context);
/// "1" to "7", or the English name of a weekday or the beginning of it. InvalidInput otherwise.
Result<int> parseWeekday(const QString &text);
/// The number of an entry, as the lists show it. InvalidInput with a sentence.
Result<qint64> parseEntry(const QString &text);
/// Tells what a change of facts came to. @p more: fields beside the counts.
int tellChange(const Context &context, const FactCounts &counts, const QJsonObject &more = {});
/// The same, or what went wrong.
int tellChange(const Context &context, const Result<FactCounts> &counts);
/// Tells what settings came to that were accepted, and what may be a slip in them. @p more: as
/// above.
int tellSaved(const Context &context, const Result<TimingSaved> &saved,
              const QJsonObject &more = {});
/// "--dry-run" of the commands that change settings.
QCommandLineOption dryRunOption();
/// "This would change N days of M people", or what is wrong with the change. Nothing is stored.
int tellPreview(const Context &context, Composition &school, const Result<SettingsAfter> &after);
/// "2026-03-12", or "" for none; in JSON null for none.
QString dayText(QDate day);
QJsonValue dayJson(QDate day);

/// Opens the school and hands it to @p work.
using SchoolWork = int (*)(const Context &, Composition &);
std::function<int(const Context &)> inSchool(SchoolWork work);

} // namespace rollcall::ctl
