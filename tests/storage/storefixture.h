// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/storage/storage.h"
#include "tests/support/fakeclock.h"
#include "tests/support/tempdatabase.h"

#include <QTest>

#include <memory>

namespace rollcall::test {

/// A school with one agent device on a fresh database.
class StoreFixture
{
public:
    explicit StoreFixture(Engine engine)
        : database(engine)
    {
        reopen();
        School school;
        school.code = QStringLiteral("1");
        school.name = QStringLiteral("Hill School");
        school.timeZone = "Asia/Kolkata";
        const Result<School> made = await(stores().school.create(school, Timing{{}, {}}));
        Q_ASSERT(made.isOk());
        device = addDevice(QStringLiteral("Main Gate"));
    }

    void reopen()
    {
        storage.reset();
        Result<std::unique_ptr<Storage>> opened = Storage::open(database.config(), clock);
        if (!opened)
            qFatal("open: %s", qPrintable(opened.error().detail));
        storage = std::move(*opened);
    }
    Stores stores() { return storage->stores(); }

    DeviceId addDevice(const QString &name)
    {
        Device added;
        added.name = name;
        added.host = QStringLiteral("127.0.0.1");
        return await(stores().devices.add(added, QStringLiteral("test"))).valueOr({});
    }
    PersonId addPerson(const QString &number)
    {
        Person person;
        person.number = number;
        person.fullName = QStringLiteral("Pupil ") + number;
        if (!await(stores().people.upsert({person}, QStringLiteral("test"))))
            return {};
        for (const Person &known : await(stores().people.people()).valueOr({})) {
            if (known.number == number)
                return known.id;
        }
        return {};
    }
    static RawLog log(const QString &user, const QString &at)
    {
        RawLog raw;
        raw.userId = user;
        raw.at = WallTime::parse(at);
        return raw;
    }
    Result<IngestCounts> store(const QList<RawLog> &logs, const QList<SetAsideLog> &aside = {})
    {
        IngestBatch batch;
        batch.device = device;
        batch.timeZone = "Asia/Kolkata";
        batch.logs = logs;
        batch.setAside = aside;
        return await(stores().logs.store(batch, clock.utcMilliseconds()));
    }

    FakeClock clock;
    TempDatabase database;
    std::unique_ptr<Storage> storage;
    DeviceId device;
};

} // namespace rollcall::test
