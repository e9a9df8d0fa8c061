// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/compose.h"
#include "core/storage/database.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simzkserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/tempdatabase.h"

#include <QTest>

#include <functional>
#include <memory>

namespace rollcall::test {

/// A composed school on a fresh database, with short deadlines and a clock that stands still.
class SchoolFixture
{
public:
    explicit SchoolFixture(Engine engine, const QJsonObject &settings = {})
        : database(engine)
    {
        reopen();
        const Result<School> school =
            composition->createSchool(QStringLiteral("Hill School"), "Asia/Kolkata", settings);
        if (!school)
            qFatal("school: %s", qPrintable(school.error().detail));
    }

    void reopen()
    {
        composition.reset();
        CompositionOptions options;
        options.dataFolder = database.folder();
        options.databaseUrl = database.url();
        options.createIfMissing = true;
        options.author = QStringLiteral("test");
        options.clock = &clock;
        options.sessionLimits = limits;
        options.liveRules = liveRules;
        options.pushRules = pushRules;
        Result<std::unique_ptr<Composition>> opened = Composition::open(options);
        if (!opened)
            qFatal("open: %s", qPrintable(opened.error().detail));
        composition = std::move(*opened);
    }

    DeviceId addAgent(const QString &name, quint16 port, const QString &key = {})
    {
        DeviceDraft draft;
        draft.device.name = name;
        draft.device.host = QStringLiteral("127.0.0.1");
        draft.device.port = port;
        if (!key.isEmpty())
            draft.commKey = key;
        const Result<DeviceSaved> saved = await(composition->devices().save(draft));
        return saved ? saved->device.id : DeviceId{};
    }
    /// A terminal of the ADMS kind that is let in by its serial number.
    DeviceId addPushTerminal(const QString &name, const QString &serial)
    {
        DeviceDraft draft;
        draft.device.name = name;
        draft.device.mode = SyncMode::Push;
        draft.device.driver = QStringLiteral("adms");
        draft.device.serial = serial;
        const Result<DeviceSaved> saved = await(composition->devices().save(draft));
        return saved ? saved->device.id : DeviceId{};
    }
    /// Points a device at another port, as when a terminal comes back.
    bool move(DeviceId id, quint16 port)
    {
        for (const Device &device : await(composition->stores().devices.devices()).valueOr({})) {
            if (device.id != id)
                continue;
            DeviceDraft draft;
            draft.device = device;
            draft.device.port = port;
            return await(composition->devices().save(draft)).isOk();
        }
        return false;
    }
    Device device(DeviceId id)
    {
        for (const Device &each : await(composition->stores().devices.devices()).valueOr({})) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    /// Changes what the office can change of a device.
    bool edit(DeviceId id, const std::function<void(Device &)> &change)
    {
        DeviceDraft draft;
        draft.device = device(id);
        change(draft.device);
        return await(composition->devices().save(draft)).isOk();
    }
    /// The latest first.
    QList<SyncSession> sessions(DeviceId id)
    {
        return await(composition->stores().sessions.recent(id, 1000)).valueOr({});
    }
    /// The keys of the device's raw logs in the store, "user second", sorted.
    QStringList storedKeys(DeviceId id)
    {
        const Result<std::unique_ptr<Database>> open =
            Database::open(database.config(), Access::ReadOnly);
        QStringList keys;
        if (!open)
            return keys;
        Result<Rows> rows = (*open)->query(
            "test.keys",
            QStringLiteral("SELECT user_id, timestamp FROM raw_log WHERE device_id = ?"),
            {id.value});
        while (rows && rows->next())
            keys.append(QStringLiteral("%1 %2").arg(rows->text(0), rows->text(1)));
        keys.sort();
        return keys;
    }
    /// The same of a terminal's own memory.
    static QStringList terminalKeys(const SimDevice &terminal)
    {
        QStringList keys;
        const SimLogSnapshot logs = terminal.memory().logs();
        for (qint64 i = 0; i < logs.size(); ++i) {
            const SimPunch punch = logs.at(i);
            keys.append(QStringLiteral("%1 %2").arg(punch.userId, punch.at.toString()));
        }
        keys.sort();
        keys.removeDuplicates();
        return keys;
    }
    static QStringList userIds(const SimDevice &terminal)
    {
        QStringList ids;
        for (const DeviceUser &user : terminal.userList())
            ids.append(user.userId);
        return ids;
    }
    bool set(const char *key, const QString &value)
    {
        return await(composition->stores().school.saveSetting(QString::fromLatin1(key), value,
                                                              {QStringLiteral("test")}))
            .isOk();
    }
    std::unique_ptr<SimZkThread> terminal(const SimOptions &options)
    {
        const Result<std::shared_ptr<const SimDevice>> device = SimDevice::make(options);
        if (!device)
            qFatal("terminal: %s", qPrintable(device.error().userText));
        Result<std::unique_ptr<SimZkThread>> started = SimZkThread::start(*device, clock);
        return started ? std::move(*started) : nullptr;
    }
    QList<PersonId> addPupils(int count)
    {
        QList<Person> pupils;
        for (int i = 1; i <= count; ++i) {
            Person pupil;
            pupil.number = QStringLiteral("P%1").arg(i, 4, 10, QLatin1Char('0'));
            pupil.fullName = QStringLiteral("Pupil %1").arg(i);
            pupils.append(pupil);
        }
        QList<PersonId> ids;
        if (!await(composition->people().save(pupils)))
            return ids;
        for (const Person &pupil : await(composition->people().people()).valueOr({}))
            ids.append(pupil.id);
        return ids;
    }

    SessionLimits limits{1000, 500, 500, 800, 500, 200, 200, 300};
    LiveRules liveRules{300'000, 50, [](int) { return qint64(50); }};
    PushTerminals::Rules pushRules{10'000, 10, 50};
    FakeClock clock;
    TempDatabase database;
    std::unique_ptr<Composition> composition;
};

} // namespace rollcall::test
