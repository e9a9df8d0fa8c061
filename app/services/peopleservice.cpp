// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/peopleservice.h"

#include "core/io/peoplefile.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace rollcall {

namespace {

constexpr qsizetype kLongestNumber = 64;
constexpr qsizetype kLongestText = 200;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PeopleService", text);
}

bool isTooLong(const Person &person)
{
    const auto texts = {person.fullName,     person.groupName, person.section,
                        person.roll,         person.gender,    person.card,
                        person.guardianName, person.phone,     person.photoRef};
    return person.number.size() > kLongestNumber ||
           std::any_of(texts.begin(), texts.end(),
                       [](const QString &text) { return text.size() > kLongestText; });
}

Result<> check(const Person &person)
{
    if (person.number.trimmed().isEmpty() || person.fullName.trimmed().isEmpty())
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::PeopleService",
                                  "Everybody needs a number and a name. Nothing was stored.")));
    if (isTooLong(person))
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::PeopleService",
                                  "A number may have %1 characters, any other text %2. Nothing was "
                                  "stored. Shorten it."))
                .arg(kLongestNumber)
                .arg(kLongestText));
    if (person.enrolledFrom.isValid() && person.enrolledTo.isValid() &&
        person.enrolledTo < person.enrolledFrom)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::PeopleService",
                                  "The last day at the school lies before the first one. Nothing "
                                  "was stored. Exchange the two dates.")));
    return ok();
}

Result<> check(const QList<Person> &people)
{
    QSet<QString> seen;
    for (const Person &person : people) {
        if (const Result<> checked = check(person); !checked)
            return checked;
        const QString key = kindWord(person.kind) + u'/' + person.number;
        if (seen.contains(key))
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP(
                        "rollcall::PeopleService",
                        "Number %1 stands twice in this list. Nothing was stored. Give "
                        "each person one line."))
                    .arg(person.number));
        seen.insert(key);
    }
    return ok();
}

} // namespace

Answer<QList<Person>> PeopleService::unmapped()
{
    return m_worker.run<QList<Person>>([this]() -> Result<QList<Person>> {
        const Result<QList<Person>> people = await(m_store.people());
        const Result<QList<UserMapping>> mappings = await(m_mappings.mappings());
        if (!people || !mappings)
            return people ? mappings.error() : people.error();
        QSet<PersonId> mapped;
        for (const UserMapping &mapping : *mappings)
            mapped.insert(mapping.person);
        QList<Person> others;
        std::copy_if(people->begin(), people->end(), std::back_inserter(others),
                     [&mapped](const Person &person) { return !mapped.contains(person.id); });
        return others;
    });
}

Answer<PeopleImportCounts> PeopleService::save(const QList<Person> &people)
{
    return m_worker.run<PeopleImportCounts>(
        [this, people] { return store(people, kAllPersonFields); });
}

Result<PeopleImportCounts> PeopleService::store(const QList<Person> &people, PersonFields fields)
{
    if (const Result<> checked = check(people); !checked)
        return checked.error();
    const Result<PeopleImportCounts> counts = await(m_store.upsert(people, m_author, fields));
    if (!counts)
        return counts;
    emit peopleChanged();
    if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
        return drained.error();
    return counts;
}

Answer<PersonId> PeopleService::add(const Person &person)
{
    return m_worker.run<PersonId>([this, person]() -> Result<PersonId> {
        if (const Result<> checked = check(person); !checked)
            return checked.error();
        const Result<PersonId> added = await(m_store.add(person, m_author));
        if (added)
            emit peopleChanged();
        return added;
    });
}

Answer<qint64> PeopleService::update(const Person &person)
{
    return m_worker.run<qint64>([this, person]() -> Result<qint64> {
        if (const Result<> checked = check(person); !checked)
            return checked.error();
        const Result<qint64> days = await(m_store.update(person, m_author));
        if (!days)
            return days;
        emit peopleChanged();
        if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
            return drained.error();
        return days;
    });
}

Answer<PeoplePreview> PeopleService::previewImport(const QByteArray &file,
                                                   const PeopleFileOptions &options)
{
    return m_worker.run<PeoplePreview>([this, file, options]() -> Result<PeoplePreview> {
        Result<PeopleFile> read = readPeopleFile(file, options);
        if (!read)
            return read.error();
        const Result<QList<Person>> present = await(m_store.people());
        if (!present)
            return present.error();
        return previewOf(std::move(*read), *present);
    });
}

Answer<PeopleImportCounts> PeopleService::import(const PeoplePreview &preview)
{
    return m_worker.run<PeopleImportCounts>([this, preview]() -> Result<PeopleImportCounts> {
        if (preview.file.wrongRows > 0)
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::PeopleService",
                "Some rows of the file are wrong. Nothing was stored. Correct them and choose the "
                "file again.")));
        QList<Person> people;
        people.reserve(preview.rows.size());
        for (const PeopleImportRow &row : preview.rows)
            people.append(row.person);
        return store(people, preview.file.fields);
    });
}

} // namespace rollcall
