// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/mappingservice.h"

#include "core/rules/matchsuggester.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace rollcall {

namespace {

Error lineError(int line, const QString &what)
{
    return errors::invalidInput(
        QCoreApplication::translate("rollcall::MappingService",
                                    "Line %1: %2 Nothing was changed. Correct the "
                                    "line and import the file again.")
            .arg(line)
            .arg(what));
}

Result<> checkMapping(const UserMapping &mapping)
{
    if (mapping.validFrom.isValid() && mapping.validTo.isValid() &&
        mapping.validTo < mapping.validFrom)
        return errors::invalidInput(QCoreApplication::translate(
            "rollcall::MappingService",
            "The last day of a mapping lies before its first day. Nothing was "
            "changed. Exchange the two dates."));
    return ok();
}

} // namespace

MappingService::MappingService(MappingStore &mappings, DeviceStore &devices, PersonStore &people,
                               RecomputeService &recompute, QString author, QObject *parent)
    : MappingControl(parent)
    , m_mappings(mappings)
    , m_devices(devices)
    , m_people(people)
    , m_recompute(recompute)
    , m_author(std::move(author))
{}

Answer<QList<MappingRow>> MappingService::rows(DeviceId device)
{
    return m_mappings.rows(device);
}

Answer<MappingCounts> MappingService::map(const UserMapping &mapping)
{
    return m_worker.run<MappingCounts>([this, mapping]() -> Result<MappingCounts> {
        if (const Result<> checked = checkMapping(mapping); !checked)
            return checked.error();
        return addAndCompute({mapping}, QStringLiteral("office"));
    });
}

Answer<MappingCounts> MappingService::unmap(const UserMapping &mapping)
{
    return m_worker.run<MappingCounts>(
        [this, mapping]() -> Result<MappingCounts> { return removeAndCompute({mapping}); });
}

Answer<MappingCounts> MappingService::unmapUser(DeviceId device, const QString &userId)
{
    return m_worker.run<MappingCounts>([this, device, userId]() -> Result<MappingCounts> {
        const Result<QList<UserMapping>> mappings = mappingsOf(device, userId);
        return mappings ? removeAndCompute(*mappings) : mappings.error();
    });
}

Answer<MappingCounts> MappingService::move(DeviceId device, const QString &userId, PersonId person,
                                           QDate from)
{
    return m_worker.run<MappingCounts>([=, this]() -> Result<MappingCounts> {
        if (const Result<QList<UserMapping>> present = mappingsOf(device, userId); !present)
            return present.error();
        return addAndCompute({{device, userId, person, from, {}}}, QStringLiteral("office"));
    });
}

Answer<QList<MatchSuggestion>> MappingService::suggestions(DeviceId device)
{
    return m_worker.run<QList<MatchSuggestion>>([this, device] { return suggest(device); });
}

Answer<MappingCounts> MappingService::applySuggestions(DeviceId device, int confidence)
{
    return m_worker.run<MappingCounts>([this, device, confidence]() -> Result<MappingCounts> {
        const Result<QList<MatchSuggestion>> suggestions = suggest(device);
        if (!suggestions)
            return suggestions.error();
        QList<UserMapping> mappings;
        for (const MatchSuggestion &match : applicableMatches(*suggestions, confidence))
            mappings.append({device, match.userId, match.person, {}, {}});
        return addAndCompute(mappings, QStringLiteral("suggestion"));
    });
}

Answer<MappingCounts> MappingService::importLines(const QList<MappingLine> &lines)
{
    return m_worker.run<MappingCounts>([this, lines]() -> Result<MappingCounts> {
        const Result<QList<UserMapping>> mappings = resolve(lines);
        if (!mappings)
            return mappings.error();
        return addAndCompute(*mappings, QStringLiteral("file"));
    });
}

Result<MappingCounts> MappingService::addAndCompute(const QList<UserMapping> &mappings,
                                                    const QString &source)
{
    const Result<MappingCounts> counts = await(m_mappings.add(mappings, source, m_author));
    if (!counts)
        return counts;
    if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
        return drained.error();
    QSet<DeviceId> devices;
    for (const UserMapping &mapping : mappings)
        devices.insert(mapping.device);
    for (const DeviceId device : std::as_const(devices))
        emit mappingChanged(device);
    return counts;
}

Result<MappingCounts> MappingService::removeAndCompute(const QList<UserMapping> &mappings)
{
    const Result<MappingCounts> counts = await(m_mappings.remove(mappings, m_author));
    if (!counts)
        return counts;
    if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
        return drained.error();
    emit mappingChanged(mappings.first().device);
    return counts;
}

Result<QList<UserMapping>> MappingService::mappingsOf(DeviceId device, const QString &userId)
{
    const Result<QList<UserMapping>> all = await(m_mappings.mappings());
    if (!all)
        return all;
    QList<UserMapping> mappings;
    std::copy_if(all->begin(), all->end(), std::back_inserter(mappings),
                 [&](const UserMapping &mapping) {
                     return mapping.device == device && mapping.userId == userId;
                 });
    if (mappings.isEmpty())
        return errors::notFound(
            tr("User \"%1\" of this device is not mapped. Nothing was changed.").arg(userId));
    return mappings;
}

Result<QList<MatchSuggestion>> MappingService::suggest(DeviceId device)
{
    const Result<QList<MappingRow>> rows = await(m_mappings.rows(device));
    if (!rows)
        return rows.error();
    const Result<QList<Person>> people = await(m_people.people());
    if (!people)
        return people.error();
    QList<DeviceUser> users;
    QSet<PersonId> taken;
    for (const MappingRow &row : *rows) {
        if (!row.mapping)
            users.append({row.userId, row.name, row.card, 0, 0});
        else if (row.mapping->validTo.isNull())
            taken.insert(row.mapping->person);
    }
    QList<Person> free;
    std::copy_if(people->begin(), people->end(), std::back_inserter(free),
                 [&taken](const Person &person) { return !taken.contains(person.id); });
    return suggestMatches(users, free);
}

Result<QList<UserMapping>> MappingService::resolve(const QList<MappingLine> &lines)
{
    const Result<QList<Device>> devices = await(m_devices.devices());
    if (!devices)
        return devices.error();
    const Result<QList<Person>> people = await(m_people.people());
    if (!people)
        return people.error();
    QHash<QString, DeviceId> deviceByName;
    for (const Device &device : *devices) {
        deviceByName.insert(QString::number(device.id.value), device.id);
        deviceByName.insert(device.name, device.id);
    }
    QMultiHash<QString, PersonId> personByNumber;
    for (const Person &person : *people)
        personByNumber.insert(person.number, person.id);

    QList<UserMapping> mappings;
    for (const MappingLine &line : lines) {
        const DeviceId device = deviceByName.value(line.device);
        if (!device.isValid())
            return lineError(line.line, tr("there is no device \"%1\".").arg(line.device));
        if (line.userId.isEmpty())
            return lineError(line.line, tr("the user id is missing."));
        const QList<PersonId> found = personByNumber.values(line.person);
        if (found.isEmpty())
            return lineError(line.line, tr("nobody has the number \"%1\".").arg(line.person));
        if (found.size() > 1)
            return lineError(line.line,
                             tr("a student and a member of staff both have the number \"%1\".")
                                 .arg(line.person));
        const UserMapping mapping{device, line.userId, found.first(), line.from, line.to};
        if (const Result<> checked = checkMapping(mapping); !checked)
            return lineError(line.line, tr("the last day lies before the first."));
        mappings.append(mapping);
    }
    return mappings;
}

} // namespace rollcall
