// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"

#include "core/rules/matchsuggester.h"

#include <algorithm>
#include <utility>

namespace rollcall::test {

namespace {

template <typename T>
Answer<T> answerOr(const std::optional<Error> &failure, T value)
{
    return readyAnswer(failure ? Result<T>(*failure) : Result<T>(std::move(value)));
}

Answer<> done(const std::optional<Error> &failure)
{
    return readyAnswer(failure ? Result<>(*failure) : ok());
}

} // namespace

Answer<QList<DeviceOverview>> FakeDevices::overview()
{
    return answerOr(failure, rows);
}

DeviceOverview *FakeDevices::find(DeviceId device)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [device](const DeviceOverview &row) {
        return row.device.id == device;
    });
    return found == rows.end() ? nullptr : &*found;
}

Answer<DeviceSaved> FakeDevices::save(const DeviceDraft &draft)
{
    if (failure)
        return answerOr(failure, DeviceSaved());
    saved.append(draft);
    DeviceSaved result{draft.device, {}};
    if (DeviceOverview *known = find(draft.device.id)) {
        known->device = draft.device;
    } else {
        result.device.id = DeviceId{static_cast<qint64>(rows.size()) + 1};
        DeviceOverview row;
        row.device = result.device;
        rows.append(row);
        if (draft.device.mode == SyncMode::Push) {
            result.token = QStringLiteral("rc_3f9c1a7be2d84456a0b1c2d3e4f50617");
            tokens.insert(result.device.id, result.token);
        }
    }
    emit devicesChanged();
    return answerOr<DeviceSaved>({}, result);
}

Answer<> FakeDevices::setActive(DeviceId device, bool active)
{
    if (DeviceOverview *row = find(device); row && !failure)
        row->device.active = active;
    emit devicesChanged();
    return done(failure);
}

Answer<> FakeDevices::revokeTokens(DeviceId device)
{
    if (failure)
        return readyAnswer(Result<>(*failure));
    tokens.remove(device);
    return readyAnswer(ok());
}

Answer<> FakeDevices::useFoundAddress(DeviceId device)
{
    if (DeviceOverview *row = find(device); row && !failure)
        row->notices.clear();
    emit devicesChanged();
    return done(failure);
}

Answer<> FakeDevices::remove(DeviceId device)
{
    rows.removeIf([device](const DeviceOverview &row) { return row.device.id == device; });
    emit devicesChanged();
    return done(failure);
}

Answer<QString> FakeDevices::token(DeviceId device)
{
    if (!tokens.contains(device))
        return readyAnswer(Result<QString>(errors::notFound(QStringLiteral(
            "The token of this device is not kept on this PC. Make a new one with Regenerate."))));
    return answerOr(failure, tokens.value(device));
}

Answer<QString> FakeDevices::newToken(DeviceId device, bool stopOldNow)
{
    stoppedOldToken = stopOldNow;
    tokens.insert(device, QStringLiteral("rc_new"));
    return answerOr(failure, tokens.value(device));
}

Answer<SyncOutcome> FakeSync::sync(DeviceId device)
{
    QPromise<Result<SyncOutcome>> promise;
    promise.start();
    const Answer<SyncOutcome> answer = promise.future();
    m_promises.insert_or_assign(device, std::move(promise));
    m_running.insert(device);
    emit syncStarted(device);
    return answer;
}

std::optional<PlannedVisit> FakeSync::nextVisit(DeviceId device) const
{
    const auto found = visits.constFind(device);
    return found == visits.constEnd() ? std::nullopt : std::optional(*found);
}

Answer<QList<SyncSession>> FakeSync::history(DeviceId device, int limit)
{
    return answerOr(failure, sessions.value(device).mid(0, limit));
}

void FakeSync::cancel(DeviceId device)
{
    cancelled.insert(device);
}

void FakeSync::progress(DeviceId device, qint64 done, qint64 total)
{
    emit syncProgress(device, done, total);
}

void FakeSync::finish(const SyncOutcome &outcome)
{
    m_running.remove(outcome.device);
    const auto found = m_promises.find(outcome.device);
    if (found != m_promises.end()) {
        found->second.addResult(Result<SyncOutcome>(outcome));
        found->second.finish();
        m_promises.erase(found);
    }
    emit syncFinished(outcome);
}

Answer<QList<MappingRow>> FakeMapping::rows(DeviceId device)
{
    return answerOr<QList<MappingRow>>(failure, users.value(device));
}

QList<UserMapping> FakeMapping::present() const
{
    QList<UserMapping> list;
    for (const QList<MappingRow> &rows : users) {
        for (const MappingRow &row : rows) {
            if (row.mapping)
                list.append(*row.mapping);
        }
    }
    return list;
}

Answer<MappingCounts> FakeMapping::exchange(const QList<UserMapping> &gone,
                                            const QList<UserMapping> &made)
{
    if (failure)
        return answerOr(failure, MappingCounts());
    MappingCounts counts;
    const auto put = [this, &counts](const UserMapping &mapping, bool isMade) {
        const auto person =
            std::find_if(m_people.begin(), m_people.end(),
                         [&mapping](const Person &p) { return p.id == mapping.person; });
        for (MappingRow &row : users[mapping.device]) {
            if (row.userId != mapping.userId || person == m_people.end())
                continue;
            row.mapping = isMade ? std::optional(mapping) : std::nullopt;
            row.personNumber = isMade ? person->number : QString();
            row.personName = isMade ? person->fullName : QString();
            row.personGroup = isMade ? person->groupLabel() : QString();
            row.personKind = person->kind;
            counts.days += (row.punches + 1) / 2;
            ++counts.added;
        }
    };
    for (const UserMapping &mapping : gone) {
        put(mapping, false);
        counts.change.drop(mapping);
    }
    for (const UserMapping &mapping : made) {
        put(mapping, true);
        counts.change.make(mapping);
    }
    for (const UserMapping &mapping : gone + made)
        emit mappingChanged(mapping.device);
    return answerOr<MappingCounts>({}, counts);
}

Answer<MappingCounts> FakeMapping::mapAll(const QList<UserMapping> &mappings)
{
    if (failure)
        return answerOr(failure, MappingCounts());
    mapped += mappings;
    QList<UserMapping> replaced;
    for (const UserMapping &known : present()) {
        for (const UserMapping &mapping : mappings) {
            if (known.device == mapping.device && known.userId == mapping.userId)
                replaced.append(known);
        }
    }
    const Answer<MappingCounts> answer = exchange(replaced, mappings);
    if (!isSlow || !answer.result())
        return answer;
    Waiting waiting{std::make_shared<QPromise<Result<MappingCounts>>>(), *answer.result()};
    waiting.promise->start();
    m_waiting.append(waiting);
    return waiting.promise->future();
}

void FakeMapping::leaveDays()
{
    for (Waiting &waiting : m_waiting) {
        waiting.counts.waiting = errors::cancelled();
        waiting.promise->addResult(Result<MappingCounts>(waiting.counts));
        waiting.promise->finish();
    }
    m_waiting.clear();
}

Answer<MappingCounts> FakeMapping::map(const UserMapping &mapping)
{
    return mapAll({mapping});
}

Answer<MappingCounts> FakeMapping::unmap(const QList<UserMapping> &mappings)
{
    return exchange(mappings, {});
}

Answer<MappingCounts> FakeMapping::unmapUser(DeviceId device, const QString &userId)
{
    QList<UserMapping> ofUser = present();
    ofUser.removeIf([device, &userId](const UserMapping &mapping) {
        return mapping.device != device || mapping.userId != userId;
    });
    return exchange(ofUser, {});
}

Answer<MappingCounts> FakeMapping::move(DeviceId device, const QString &userId, PersonId person,
                                        QDate from)
{
    return map({device, userId, person, from, {}});
}

Answer<QList<MatchSuggestion>> FakeMapping::suggestions(DeviceId device)
{
    QList<DeviceUser> open;
    QList<Person> free = m_people;
    for (const MappingRow &row : users.value(device)) {
        if (!row.mapping)
            open.append({row.userId, row.name, row.card, 0, 0});
        else
            free.removeIf(
                [&row](const Person &person) { return person.id == row.mapping->person; });
    }
    return answerOr<QList<MatchSuggestion>>(failure, suggestMatches(open, free));
}

Answer<MappingCounts> FakeMapping::applySuggestions(DeviceId, int)
{
    return answerOr<MappingCounts>(failure, {});
}

Answer<MappingCounts> FakeMapping::applyMatches(DeviceId device,
                                                const QList<MatchSuggestion> &chosen)
{
    QList<UserMapping> mappings;
    for (const MatchSuggestion &match : chosen)
        mappings.append({device, match.userId, match.person, {}, {}});
    return mapAll(mappings);
}

Answer<MappingPreview> FakeMapping::previewLines(const QList<MappingLine> &lines)
{
    QList<Device> devices;
    for (const DeviceOverview &row : m_devices.rows)
        devices.append(row.device);
    return answerOr(failure, previewOf(lines, {devices, m_people, present()}));
}

Answer<MappingCounts> FakeMapping::importLines(const QList<MappingLine> &lines)
{
    return mapAll(previewLines(lines).result().valueOr({}).mappings());
}

Answer<QList<MappingLine>> FakeMapping::lines(DeviceId)
{
    return answerOr<QList<MappingLine>>(failure, {});
}

Answer<MappingCounts> FakeMapping::undo(const MappingChange &change)
{
    return exchange(change.made, change.gone);
}

Answer<PeopleImportCounts> FakePeople::save(const QList<Person> &people)
{
    list = people;
    emit peopleChanged();
    return answerOr<PeopleImportCounts>({}, {});
}

Answer<PersonId> FakePeople::add(const Person &person)
{
    if (failure)
        return answerOr(failure, PersonId());
    list.append(person);
    list.last().id = PersonId{list.size()};
    emit peopleChanged();
    return answerOr<PersonId>({}, list.last().id);
}

Answer<qint64> FakePeople::update(const Person &person)
{
    for (Person &each : list) {
        if (each.id == person.id)
            each = person;
    }
    emit peopleChanged();
    return answerOr<qint64>({}, 0);
}

Answer<PeoplePreview> FakePeople::previewImport(const QByteArray &, const PeopleFileOptions &)
{
    return answerOr<PeoplePreview>({}, {});
}

Answer<PeopleImportCounts> FakePeople::import(const PeoplePreview &preview)
{
    return answerOr<PeopleImportCounts>({}, preview.counts);
}

Answer<QList<DayRow>> FakeAttendance::days(QDate from, QDate)
{
    return answerOr(failure, rows.value(from));
}

Answer<StatusCodes> FakeAttendance::codes()
{
    return answerOr(failure, StatusCodes(settings));
}

Answer<DayResult> FakeAttendance::explain(PersonId person, QDate day)
{
    DayResult result;
    result.person = person;
    result.day = day;
    return answerOr(failure, result);
}

void FakeChooser::chooseSaveFile(QWidget *, const ui::SaveRequest &request,
                                 std::function<void(const QString &)> chosen)
{
    asked = request;
    if (!path.isEmpty())
        chosen(path);
}

void FakeChooser::chooseOpenFile(QWidget *, const ui::OpenRequest &,
                                 std::function<void(const QString &)> chosen)
{
    if (!openPath.isEmpty())
        chosen(openPath);
}

} // namespace rollcall::test
