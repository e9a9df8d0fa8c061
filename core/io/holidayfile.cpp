// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/holidayfile.h"

#include "core/io/icsfile.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::HolidayFile", text);
}

/// Empty: for everybody, unless the options say otherwise.
std::optional<Audience> audienceOf(const QString &text, Audience otherwise)
{
    return text.isEmpty() ? otherwise : audienceFromWord(text.toLower());
}

Result<HolidayFile> readCsv(const QByteArray &bytes, Audience appliesTo)
{
    const Result<CsvTable> table = parseCsv(bytes);
    if (!table)
        return table.error();
    const QString date = QStringLiteral("date");
    const QString name = QStringLiteral("name");
    const QString audience = QStringLiteral("applies_to");
    const Result<CsvColumns> columns =
        CsvColumns::find(table->head, {date, name, audience}, {date, name});
    if (!columns)
        return columns.error();
    if (table->rows.size() > kMostHolidays)
        return tooManyHolidays();
    HolidayFile file;
    file.ignoredColumns = columns->ignored();
    for (const CsvRow &row : table->rows) {
        Holiday holiday;
        const bool hasDate = readFileDate(columns->field(row, date), &holiday.day);
        holiday.name = columns->field(row, name).simplified();
        const std::optional<Audience> who = audienceOf(columns->field(row, audience), appliesTo);
        QString problem;
        if (!hasDate || holiday.day.isNull())
            problem = say(QT_TRANSLATE_NOOP("rollcall::HolidayFile",
                                            "Line %1 has no date of the form YYYY-MM-DD."));
        else if (!who)
            problem = say(QT_TRANSLATE_NOOP(
                "rollcall::HolidayFile",
                "Line %1 does not say for whom the day is off: all, student or staff."));
        else
            problem = holidayProblem(holiday);
        holiday.appliesTo = who.value_or(appliesTo);
        if (problem.isEmpty())
            file.holidays.append(holiday);
        else
            file.problems.append({row.line, problem.arg(row.line)});
    }
    return file;
}

} // namespace

QString holidayProblem(const Holiday &holiday)
{
    constexpr int kFirstYear = 2000;
    constexpr int kLastYear = 2099;
    constexpr qsizetype kMostName = 200;
    if (holiday.name.trimmed().isEmpty())
        return say(QT_TRANSLATE_NOOP("rollcall::HolidayFile", "Line %1 does not name the day."));
    if (holiday.name.size() > kMostName)
        return say(QT_TRANSLATE_NOOP("rollcall::HolidayFile",
                                     "The name on line %1 has more than 200 characters."));
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (std::any_of(holiday.name.begin(), holiday.name.end(), isControl))
        return say(QT_TRANSLATE_NOOP("rollcall::HolidayFile",
                                     "The name on line %1 has characters that no text has."));
    if (holiday.day.year() < kFirstYear || holiday.day.year() > kLastYear)
        return say(QT_TRANSLATE_NOOP("rollcall::HolidayFile",
                                     "The date on line %1 lies outside the years 2000 to 2099."));
    return {};
}

Error tooManyHolidays()
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::HolidayFile",
                              "The file has more than %1 holidays. Nothing was taken from it. "
                              "Take the years that you need into a file of their own."))
            .arg(kMostHolidays));
}

Result<HolidayFile> readHolidayFile(const QByteArray &bytes, const HolidayFileOptions &options)
{
    return isCalendarFile(bytes) ? readCalendarFile(bytes, options)
                                 : readCsv(bytes, options.appliesTo);
}

} // namespace rollcall
