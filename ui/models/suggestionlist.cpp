// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/suggestionlist.h"

#include "core/ports/mappingcontrol.h"
#include "core/ports/peoplecontrol.h"
#include "core/rules/matchsuggester.h"

#include <QLocale>

namespace rollcall::ui {

QString suggestionText(const SuggestedPerson &suggestion)
{
    return SuggestionList::tr("%1 (%2 %)", "name, confidence in percent")
        .arg(suggestion.person.fullName, QLocale().toString(suggestion.match.confidence));
}

QString suggestionWithReasons(const SuggestedPerson &suggestion)
{
    return SuggestionList::tr("%1 (%2 %: %3)", "name, confidence in percent, reasons")
        .arg(suggestion.person.fullName, QLocale().toString(suggestion.match.confidence),
             causesText(suggestion.match.causes));
}

SuggestionList::SuggestionList(MappingControl &mapping, PeopleControl &people, QObject *parent)
    : QObject(parent)
    , m_peopleFetcher(
          this, [&people] { return people.people(); },
          [this](const Result<QList<Person>> &answer) {
              m_error = answer ? std::nullopt : std::optional(answer.error());
              m_people.clear();
              for (const Person &person : answer.valueOr({}))
                  m_people.insert(person.id, person);
              m_matchFetcher.restart();
          })
    , m_matchFetcher(
          this, [this, &mapping] { return mapping.suggestions(m_device); },
          [this](const Result<QList<MatchSuggestion>> &answer) {
              if (!answer)
                  m_error = answer.error();
              m_matches = answer.valueOr({});
              join();
          })
{
    connect(&people, &PeopleControl::peopleChanged, this, &SuggestionList::refresh);
}

void SuggestionList::open(DeviceId device)
{
    if (device != m_device) {
        m_device = device;
        m_isLoaded = false;
        m_matches.clear();
        m_list.clear();
        m_best.clear();
    }
}

void SuggestionList::refresh()
{
    if (m_device.isValid())
        m_peopleFetcher.restart();
}

const SuggestedPerson *SuggestionList::bestOf(const QString &userId) const
{
    const auto found = m_best.constFind(userId);
    return found == m_best.constEnd() ? nullptr : &m_list.at(*found);
}

void SuggestionList::join()
{
    m_list.clear();
    m_best.clear();
    for (const MatchSuggestion &match : std::as_const(m_matches)) {
        const auto person = m_people.constFind(match.person);
        if (person == m_people.constEnd())
            continue; // added since; the next list has both
        if (!m_best.contains(match.userId))
            m_best.insert(match.userId, m_list.size());
        m_list.append({match, *person});
    }
    m_isLoaded = true;
    emit changed();
}

} // namespace rollcall::ui
