// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <array>
#include <vector>

namespace rollcall::bench {

// A year of a school, filled and rebuilt with SQLite's own C interface: what the product is
// compared with. The files have the schema, indexes and pragmas of the product.

inline constexpr int kPunchesPerDay = 4;
inline constexpr int kDevices = 4;

struct YearSize
{
    int people = 0;
    int days = 0;
};

/// Fills a school that has its tables with devices 1…, people 1… (each mapped as user 1000 + id on
/// one device) and their punches, in order of time. False on an error.
bool fillYear(const QString &file, YearSize size);
/// One more user of device 1, mapped by nobody, with a year of punches.
bool addUnmappedUser(const QString &file, int days, const QString &user);

/// What a rebuild stored, as bytes.
struct RawRecord
{
    qint64 person = 0;
    std::array<char, 11> day{};
    std::array<char, 12> status{};
    std::array<char, 20> in{};
    std::array<char, 20> out{};
    std::array<qint64, 7> numbers{}; ///< log numbers, minutes, flags, provisional
};
struct RawOutcome
{
    qint64 log = 0;
    size_t record = 0; ///< its person and day
    std::array<char, 20> outcome{};
};
struct RawResults
{
    std::vector<RawRecord> records; ///< in order of their key
    std::vector<RawOutcome> outcomes;
};
/// Reads all records and outcomes of @p file, in order of person and day.
RawResults readResults(const QString &file);

/// Seconds; -1 on an error.
struct RawRebuild
{
    double read = -1;     ///< every row of raw_log, once, in the order of the table
    double records = -1;  ///< writing the records, commits included
    double outcomes = -1; ///< writing the outcomes, commits included
};
/// Reads all logs of @p file, which has no results yet, and writes @p results there.
RawRebuild rawRebuild(const QString &file, const RawResults &results);
/// Empties the tables of results.
bool dropResults(const QString &file);

} // namespace rollcall::bench
