// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/personmatch.h"

#include "core/base/textfold.h"
#include "core/rules/namesound.h"
#include "ui/models/personmodel.h"

#include <QCollator>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace rollcall::ui {

namespace {

/// "007" and "7" are two users of a terminal, but a good guess for the same pupil.
QString withoutZeros(const QString &number)
{
    qsizetype zeros = 0;
    while (zeros + 1 < number.size() && number.at(zeros) == u'0')
        ++zeros;
    return number.mid(zeros);
}

/// A name that only repeats the number says nothing; names in two scripts may sound alike.
bool isOtherName(const QString &name, const QString &foldedName, const QString &userNumber,
                 const QString &personName)
{
    constexpr int kAlike = 60; // as in core/rules/matchsuggester
    const NameKey key = nameKey(name);
    return !key.isEmpty() && withoutZeros(foldedName) != userNumber &&
           nameSimilarity(key, nameKey(personName)) < kAlike;
}

MatchReason reasonFor(const SearchablePerson &candidate, const MappingRow &user,
                      const QString &userName, const QString &userNumber)
{
    const bool isNumber =
        !candidate.foldedNumber.isEmpty() && withoutZeros(candidate.foldedNumber) == userNumber;
    const bool isCard = !user.card.isEmpty() && candidate.person.card == user.card;
    if (isNumber || isCard) {
        if (!isOtherName(user.name, userName, userNumber, candidate.person.fullName))
            return isNumber && candidate.foldedName == userName ? MatchReason::SameNumberAndName
                   : isNumber                                   ? MatchReason::SameNumber
                                                                : MatchReason::SameCard;
        return isCard ? MatchReason::SameCardOtherName : MatchReason::SameNumberOtherName;
    }
    if (userName.isEmpty())
        return MatchReason::Found;
    if (candidate.foldedName == userName)
        return MatchReason::SameName;
    return foldedMatch(candidate.foldedName, userName) ? MatchReason::SimilarName
                                                       : MatchReason::Found;
}

/// How well a person fits what was typed; smaller is better.
int typedRank(const SearchablePerson &candidate, const QString &typed)
{
    if (typed.isEmpty())
        return 0;
    if (candidate.foldedNumber == typed)
        return 0;
    if (candidate.foldedName == typed)
        return 1;
    return candidate.foldedName.startsWith(typed) ? 2 : 3;
}

struct Ranked
{
    const SearchablePerson *candidate;
    MatchReason reason;
    QString takenBy;
    int typedRank;
};

} // namespace

QList<SearchablePerson> makeSearchable(const QList<Person> &people)
{
    QList<SearchablePerson> list;
    list.reserve(people.size());
    for (const Person &person : people) {
        if (person.active)
            list.append({person, personSearchKey(person), foldText(person.fullName),
                         foldText(person.number)});
    }
    return list;
}

QStringList groupLabels(const QList<SearchablePerson> &people)
{
    QSet<QString> labels;
    for (const SearchablePerson &each : people)
        labels.insert(each.person.groupLabel());
    labels.remove(QString());
    QStringList sorted(labels.cbegin(), labels.cend());
    QCollator collator;
    collator.setNumericMode(true);
    std::sort(sorted.begin(), sorted.end(), collator);
    return sorted;
}

QList<PersonMatch> rankPeople(const QList<SearchablePerson> &people, const MappingRow &user,
                              const MatchQuery &query, const QHash<PersonId, QString> &taken)
{
    const QString typed = foldText(query.text);
    const QString userName = foldText(user.name);
    const QString userNumber = withoutZeros(foldText(user.userId));
    QList<Ranked> found;
    for (const SearchablePerson &candidate : people) {
        if ((query.kind && candidate.person.kind != *query.kind) ||
            (!query.group.isEmpty() && candidate.person.groupLabel() != query.group) ||
            !foldedMatch(candidate.key, typed))
            continue;
        found.append({&candidate, reasonFor(candidate, user, userName, userNumber),
                      taken.value(candidate.person.id), typedRank(candidate, typed)});
    }
    const auto order = [](const Ranked &r) {
        return std::make_tuple(!r.takenBy.isEmpty(), r.typedRank, r.reason);
    };
    std::stable_sort(found.begin(), found.end(), [&order](const Ranked &a, const Ranked &b) {
        if (order(a) != order(b))
            return order(a) < order(b);
        return a.candidate->foldedName < b.candidate->foldedName;
    });
    QList<PersonMatch> matches;
    for (qsizetype i = 0; i < qMin<qsizetype>(found.size(), query.limit); ++i)
        matches.append({found.at(i).candidate->person, found.at(i).reason, found.at(i).takenBy});
    return matches;
}

bool isSafeFirstChoice(const PersonMatch &match, const QString &typed)
{
    if (!match.takenBy.isEmpty())
        return false;
    return !foldText(typed).isEmpty() || match.reason <= MatchReason::SameName;
}

} // namespace rollcall::ui
