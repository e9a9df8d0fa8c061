// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/holidayfile.h"
#include "tests/fuzz/fuzzcheck.h"

#include <cstddef>
#include <cstdint>

using namespace rollcall;
using rollcall::fuzz::isClean;
using rollcall::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const HolidayFileOptions options{Audience::Students, QDate(2025, 1, 1), QDate(2027, 12, 31)};
    // As a whole file, and as what stands in one: most inputs are no whole calendar.
    const QByteArray inside = QByteArray("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
                                  .append(bytes)
                                  .append("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    for (const QByteArray &file : {bytes, inside}) {
        const Result<HolidayFile> read = readHolidayFile(file, options);
        if (!read) {
            require(!read.error().userText.isEmpty());
            continue;
        }
        require(read->holidays.size() <= kMostHolidays);
        for (const Holiday &holiday : read->holidays) {
            require(holiday.day.isValid() && holidayProblem(holiday).isEmpty());
            require(isClean(holiday.name));
        }
        int line = 0;
        for (const RowProblem &problem : read->problems) {
            require(problem.line >= line && !problem.text.isEmpty());
            require(!problem.text.contains(QLatin1String("%1")));
            line = problem.line;
        }
    }
    return 0;
}
