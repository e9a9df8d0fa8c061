// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/csv.h"
#include "core/io/mappingfile.h"
#include "core/io/peoplefile.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall;

namespace {

/// Small, so that the limits are met often.
constexpr CsvLimits kLimits{1 << 16, 200, 20, 500};
/// A cell may grow by one guard when it is written again.
constexpr CsvLimits kWider{1 << 20, 200, 20, 502};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What was read and is written again reads the same, lines apart.
void checkRoundTrip(const CsvTable &table)
{
    CsvWriter writer({table.separator, true});
    writer.addTexts(table.head);
    for (const CsvRow &row : table.rows) {
        require(row.fields.size() == table.head.size());
        writer.addTexts(row.fields);
    }
    const Result<CsvTable> again = parseCsv(writer.take(), kWider);
    require(again.isOk() && again->head == table.head && again->rows.size() == table.rows.size());
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        require(again->rows.at(i).fields == table.rows.at(i).fields);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const Result<CsvTable> table = parseCsv(bytes, kLimits); table)
        checkRoundTrip(table.value());
    // A second head line in front lets the column readers see rows, too.
    const Result<PeopleFile> people = readPeopleFile("number,name,kind,from,to\n" + bytes);
    const Result<MappingFile> mappings = readMappingFile("device,user_id,person,from,to\n" + bytes);
    require(people.isOk() == mappings.isOk());
    if (people)
        require(people->people.size() == people->lines.size());
    return 0;
}
