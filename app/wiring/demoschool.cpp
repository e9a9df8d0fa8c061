// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/demoschool.h"

#include "core/io/mappingfile.h"
#include "core/io/peoplefile.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simschool.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QStandardPaths>
#include <QTimeZone>

namespace rollcall {

namespace {

constexpr int kUsers = 120;
constexpr int kLogs = 6000;
constexpr int kDays = 28;
constexpr int kLeftUnmapped = 14;

QString gateName()
{
    return QStringLiteral("Main Gate");
}

Result<std::unique_ptr<SimZkThread>> startTerminal(const Composition &composition)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(composition.clock().utcMilliseconds(),
                                                       QTimeZone::systemTimeZone())
                            .date();
    SimOptions options;
    options.users = kUsers;
    options.logs = kLogs;
    options.from = today.addDays(-kDays);
    options.to = today;
    options.serial = QStringLiteral("DEMO000001");
    const Result<std::shared_ptr<const SimDevice>> device = SimDevice::make(options);
    if (!device)
        return device.error();
    return SimZkThread::start(*device, composition.clock());
}

/// The terminal has another port each time; the device of the demo follows it.
Result<DeviceId> saveDevice(Composition &composition, quint16 port)
{
    const Result<QList<Device>> devices = await(composition.stores().devices.devices());
    if (!devices)
        return devices.error();
    DeviceDraft draft;
    draft.device.name = gateName();
    for (const Device &device : *devices) {
        if (device.name == gateName())
            draft.device = device;
    }
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.port = port;
    const Result<DeviceSaved> saved = await(composition.devices().save(draft));
    if (!saved)
        return saved.error();
    return saved->device.id;
}

} // namespace

QString DemoSchool::folder(const QString &chosen)
{
    if (!chosen.isEmpty())
        return chosen;
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .filePath(QStringLiteral("Rollcall Demo"));
}

Result<> DemoSchool::fill(Composition &composition, quint16 port)
{
    const bool isNew = !composition.school();
    if (isNew) {
        const Result<School> school = composition.createSchool(
            QCoreApplication::translate("rollcall::DemoSchool", "Demo School"),
            QTimeZone::systemTimeZoneId(),
            {{QStringLiteral("school_start"), QStringLiteral("08:00")},
             {QStringLiteral("grace_minutes"), 10}});
        if (!school)
            return school.error();
    }
    const Result<DeviceId> device = saveDevice(composition, port);
    if (!device || !isNew)
        return device ? ok() : Result<>(device.error());

    const Result<PeopleFile> people = readPeopleFile(simPeopleCsv(kUsers).toUtf8());
    if (!people)
        return people.error();
    if (const Result<PeopleImportCounts> saved = await(composition.people().save(people->people));
        !saved)
        return saved.error();
    Result<MappingFile> mapping = readMappingFile(simMappingCsv(gateName(), kUsers).toUtf8());
    if (!mapping)
        return mapping.error();
    // Some stay unmapped, so that there is something to try.
    mapping->lines.resize(kUsers - kLeftUnmapped);
    if (const Result<MappingCounts> mapped =
            await(composition.mapping().importLines(mapping->lines));
        !mapped)
        return mapped.error();
    const Result<SyncOutcome> outcome = await(composition.sync().sync(*device));
    if (!outcome)
        return outcome.error();
    return outcome->error ? Result<>(*outcome->error) : ok();
}

Result<std::unique_ptr<DemoSchool>> DemoSchool::open(Composition &composition)
{
    std::unique_ptr<DemoSchool> demo(new DemoSchool);
    Result<std::unique_ptr<SimZkThread>> terminal = startTerminal(composition);
    if (!terminal)
        return terminal.error();
    demo->m_terminal = std::move(*terminal);
    if (const Result<> filled = fill(composition, demo->m_terminal->port()); !filled)
        return filled.error();
    return demo;
}

} // namespace rollcall
