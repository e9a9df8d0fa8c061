// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/mappingservice.h"

#include "core/rules/matchsuggester.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace rollcall {

namespace {

Error lineError(const QString &problem)
{
    return errors::invalidInput(
        QCoreApplication::translate("rollcall::MappingService",
                                    "%1 Nothing was changed. Correct the line and import the file "
                                    "again.")
            .arg(problem));
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
{
    connect(&m_recompute, &RecomputeService::progress, this, &MappingControl::daysBuilding);
}

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

Answer<MappingCounts> MappingService::unmap(const QList<UserMapping> &mappings)
{
    return m_worker.run<MappingCounts>([this, mappings] { return removeAndCompute(mappings); });
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

Answer<MappingCounts> MappingService::applyMatches(DeviceId device,
                                                   const QList<MatchSuggestion> &chosen)
{
    return m_worker.run<MappingCounts>(
        [this, device, chosen] { return applyChosen(device, chosen); });
}

Answer<MappingPreview> MappingService::previewLines(const QList<MappingLine> &lines)
{
    return m_worker.run<MappingPreview>([this, lines] { return preview(lines); });
}

Answer<MappingCounts> MappingService::importLines(const QList<MappingLine> &lines)
{
    return m_worker.run<MappingCounts>([this, lines]() -> Result<MappingCounts> {
        const Result<MappingPreview> previewed = preview(lines);
        if (!previewed)
            return previewed.error();
        for (const MappingImportRow &row : previewed->rows) {
            if (!row.problem.isEmpty())
                return lineError(row.problem);
        }
        return addAndCompute(previewed->mappings(), QStringLiteral("file"));
    });
}

Answer<QList<MappingLine>> MappingService::lines(DeviceId device)
{
    return m_worker.run<QList<MappingLine>>([this, device] { return linesOf(device); });
}

Answer<MappingCounts> MappingService::undo(const MappingChange &change)
{
    return m_worker.run<MappingCounts>([this, change]() -> Result<MappingCounts> {
        const Result<MappingCounts> counts = await(m_mappings.undo(change, m_author));
        return counts ? Result<MappingCounts>(computed(*counts)) : counts;
    });
}

Result<MappingCounts> MappingService::addAndCompute(const QList<UserMapping> &mappings,
                                                    const QString &source)
{
    const Result<MappingCounts> counts = await(m_mappings.add(mappings, source, m_author));
    return counts ? Result<MappingCounts>(computed(*counts)) : counts;
}

Result<MappingCounts> MappingService::removeAndCompute(const QList<UserMapping> &mappings)
{
    const Result<MappingCounts> counts = await(m_mappings.remove(mappings, m_author));
    return counts ? Result<MappingCounts>(computed(*counts)) : counts;
}

/// Whichever comes first: the days are built, or nobody wants to wait for them.
Result<qint64> MappingService::waitForDays()
{
    auto waiting = std::make_shared<QPromise<Result<qint64>>>();
    waiting->start();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = waiting;
    }
    (void)m_recompute.drain().then([waiting](const Result<qint64> &drained) {
        waiting->addResult(drained);
        waiting->finish();
    });
    const Result<qint64> built = await(waiting->future());
    const std::lock_guard lock(m_mutex);
    m_waiting.reset();
    return built;
}

void MappingService::leaveDays()
{
    const std::lock_guard lock(m_mutex);
    if (!m_waiting)
        return;
    m_waiting->addResult(errors::cancelled());
    m_waiting->finish();
}

MappingCounts MappingService::computed(MappingCounts counts)
{
    if (const Result<qint64> built = waitForDays(); !built)
        counts.waiting = built.error();
    QSet<DeviceId> devices;
    for (const QList<UserMapping> &mappings : {counts.change.gone, counts.change.made}) {
        for (const UserMapping &mapping : mappings)
            devices.insert(mapping.device);
    }
    for (const DeviceId device : std::as_const(devices))
        emit mappingChanged(device);
    return counts;
}

Result<MappingCounts> MappingService::applyChosen(DeviceId device,
                                                  const QList<MatchSuggestion> &chosen)
{
    const Result<QList<MappingRow>> rows = await(m_mappings.rows(device));
    if (!rows)
        return rows.error();
    QSet<QString> mapped;
    for (const MappingRow &row : *rows) {
        if (row.mapping)
            mapped.insert(row.userId);
    }
    QSet<QString> users;
    QSet<PersonId> people;
    QList<UserMapping> mappings;
    for (const MatchSuggestion &match : chosen) {
        if (mapped.contains(match.userId))
            return errors::conflict(tr("User %1 was mapped in the meantime. Nothing was changed. "
                                       "Look at the suggestions again.")
                                        .arg(match.userId));
        if (users.contains(match.userId) || people.contains(match.person))
            return errors::invalidInput(
                tr("User %1, or the person suggested for it, is chosen twice. Nothing was changed. "
                   "Choose one suggestion for each.")
                    .arg(match.userId));
        users.insert(match.userId);
        people.insert(match.person);
        mappings.append({device, match.userId, match.person, {}, {}});
    }
    return addAndCompute(mappings, QStringLiteral("suggestion"));
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

Result<MappingFacts> MappingService::facts()
{
    const Result<QList<Device>> devices = await(m_devices.devices());
    if (!devices)
        return devices.error();
    const Result<QList<Person>> people = await(m_people.people());
    if (!people)
        return people.error();
    const Result<QList<UserMapping>> mappings = await(m_mappings.mappings());
    if (!mappings)
        return mappings.error();
    return MappingFacts{*devices, *people, *mappings};
}

Result<MappingPreview> MappingService::preview(const QList<MappingLine> &lines)
{
    const Result<MappingFacts> known = facts();
    return known ? Result<MappingPreview>(previewOf(lines, *known)) : known.error();
}

Result<QList<MappingLine>> MappingService::linesOf(DeviceId device)
{
    const Result<MappingFacts> known = facts();
    if (!known)
        return known.error();
    QHash<DeviceId, QString> names;
    for (const Device &each : known->devices)
        names.insert(each.id, each.name);
    QHash<PersonId, QString> numbers;
    for (const Person &person : known->people)
        numbers.insert(person.id, person.number);
    QList<MappingLine> lines;
    for (const UserMapping &mapping : known->mappings) {
        // What a deleted device had stays in the store.
        if (names.contains(mapping.device) && (!device.isValid() || device == mapping.device))
            lines.append({names.value(mapping.device), mapping.userId,
                          numbers.value(mapping.person), mapping.validFrom, mapping.validTo, 0});
    }
    return lines;
}

} // namespace rollcall
