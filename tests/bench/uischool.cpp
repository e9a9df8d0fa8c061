// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/uischool.h"

#include "app/wiring/compose.h"
#include "core/storage/database.h"
#include "tests/bench/rawyear.h"

#include <QDir>

#include <algorithm>
#include <array>

namespace rollcall::bench {

namespace {

constexpr int kMostUsers = 1000;
constexpr int kLongestYear = 365;

/// After the year of fillYear(): every day is over.
class LaterClock : public Clock
{
public:
    qint64 utcMilliseconds() const override { return 1806500000000; }
};

const Clock &laterClock()
{
    static const LaterClock clock;
    return clock;
}

std::unique_ptr<Composition> open(const QString &folder, bool create)
{
    CompositionOptions options;
    options.dataFolder = folder;
    options.createIfMissing = create;
    options.clock = &laterClock();
    Result<std::unique_ptr<Composition>> opened = Composition::open(options);
    return opened ? std::move(*opened) : nullptr;
}

bool makeSchool(const QString &folder)
{
    const auto school = open(folder, true);
    const QJsonObject settings{{QStringLiteral("school_start"), QStringLiteral("08:00")}};
    return school && school->createSchool(QStringLiteral("Bench"), "Asia/Kolkata", settings).isOk();
}

/// Nothing is to be read while the start is measured.
bool deactivateDevices(Composition &school)
{
    for (const Device &device : await(school.stores().devices.devices()).valueOr({})) {
        if (!await(school.devices().setActive(device.id, false)))
            return false;
    }
    return true;
}

/// One device holds all logs. Each user punches at one device only, so that none collide.
bool moveToFirstDevice(const QString &file)
{
    StorageConfig config;
    config.sqliteFile = file;
    const Result<std::unique_ptr<Database>> database = Database::open(config, Access::ReadWrite);
    if (!database)
        return false;
    const QStringList tables{QStringLiteral("raw_log"), QStringLiteral("user_mapping"),
                             QStringLiteral("device_user")};
    return std::all_of(tables.cbegin(), tables.cend(), [&database](const QString &table) {
        return (*database)
            ->direct("bench.move", QStringLiteral("UPDATE %1 SET device_id = 1").arg(table))
            .isOk();
    });
}

} // namespace

bool makeLoggedSchool(const QString &folder, int logs)
{
    const QString file = QDir(folder).filePath(QStringLiteral("rollcall.db"));
    const int users = std::min(kMostUsers, logs / kPunchesPerDay);
    const int unmapped = users / 20;
    const int days = users > 0 ? std::min(logs / kPunchesPerDay / users, kLongestYear) : 0;
    if (!makeSchool(folder) || !fillYear(file, {users - unmapped, days}))
        return false;
    for (int user = 0; user < unmapped; ++user) {
        if (!addUnmappedUser(file, days, QString::number(9000 + user)))
            return false;
    }
    if (!moveToFirstDevice(file))
        return false;
    const auto school = open(folder, false);
    if (!school || !deactivateDevices(*school))
        return false;
    return await(school->attendance().rebuild(QDate(2025, 1, 1), QDate(2027, 12, 31))).isOk();
}

bool addStudents(const QString &folder, int count)
{
    constexpr std::array given = {"Aysha", "Omar", "Priya", "Muhammad",
                                  "Zoë",   "अजय",  "فاطمة", "Li"};
    constexpr std::array family = {"Khan",  "Sharma", "Ali", "Müller",
                                   "Brown", "Das",    "حسن", "Okoro"};
    QList<Person> people;
    people.reserve(count);
    for (int i = 0; i < count; ++i) {
        const auto number = static_cast<size_t>(i);
        Person person;
        person.number = QString::number(100000 + i);
        person.fullName =
            QStringLiteral("%1 %2 %3")
                .arg(QString::fromUtf8(given.at(number % given.size())),
                     QString::number(i, 36).toUpper(),
                     QString::fromUtf8(family.at(number / given.size() % family.size())));
        person.groupName = QString::number(1 + i % 12);
        person.section = QStringLiteral("ABCD").mid(i / 12 % 4, 1);
        person.phone = QStringLiteral("98450 %1").arg(10000 + i);
        person.guardianName = QStringLiteral("Guardian %1").arg(i);
        people.append(person);
    }
    if (!makeSchool(folder))
        return false;
    const auto school = open(folder, false);
    return school && await(school->people().save(people)).isOk();
}

} // namespace rollcall::bench
