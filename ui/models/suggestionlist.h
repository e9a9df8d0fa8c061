// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/matchsuggestion.h"
#include "core/domain/person.h"
#include "ui/fetcher.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace rollcall {
class MappingControl;
class PeopleControl;
} // namespace rollcall

namespace rollcall::ui {

/// A suggestion with the person it names.
struct SuggestedPerson
{
    MatchSuggestion match;
    Person person;
};

/// "Aysha Khan (99 %)".
QString suggestionText(const SuggestedPerson &suggestion);
/// "Aysha Khan (99 %: equal number, same name)".
QString suggestionWithReasons(const SuggestedPerson &suggestion);

/// Whom the users of one device that mean nobody could be, asked for off the thread of the windows.
/// GUI thread; the ports outlive it.
class SuggestionList : public QObject
{
    Q_OBJECT

public:
    SuggestionList(MappingControl &mapping, PeopleControl &people, QObject *parent);

    /// Says whose users are meant; what was known of another device is forgotten at once.
    void open(DeviceId device);
    /// Asks anew.
    void refresh();

    /// Users in the order of their ids, for each the best first.
    const QList<SuggestedPerson> &all() const { return m_list; }
    /// The best one of a user; null when there is none.
    const SuggestedPerson *bestOf(const QString &userId) const;
    bool isLoaded() const { return m_isLoaded; }
    /// Why they could not be read last time, if so.
    const std::optional<Error> &error() const { return m_error; }

signals:
    /// There is a new list, or the reading failed.
    void changed();

private:
    void join();

    DeviceId m_device;
    QList<MatchSuggestion> m_matches;
    QHash<PersonId, Person> m_people;
    QList<SuggestedPerson> m_list;
    QHash<QString, qsizetype> m_best; ///< place in m_list, by user
    std::optional<Error> m_error;
    bool m_isLoaded = false;
    Fetcher<QList<Person>> m_peopleFetcher;
    Fetcher<QList<MatchSuggestion>> m_matchFetcher;
};

} // namespace rollcall::ui
