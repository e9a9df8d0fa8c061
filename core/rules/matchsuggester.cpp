// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/matchsuggester.h"

#include "core/base/textfold.h"
#include "core/rules/namesound.h"

#include <QCoreApplication>
#include <QHash>
#include <QMultiHash>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <tuple>

namespace rollcall {

namespace {

constexpr qsizetype kMostForUser = 3;
/// Two suggestions closer than this are a question for a person.
constexpr int kClearLead = 10;
/// A word that more people share ("Khan") does not find anybody by itself.
constexpr qsizetype kMostSharers = 500;

QString withoutZeros(const QString &number)
{
    qsizetype zeros = 0;
    while (zeros + 1 < number.size() && number.at(zeros) == u'0')
        ++zeros;
    return number.sliced(zeros);
}

/// What a word is found by: its sound, or itself in a script without one.
QString indexOf(const NameKey::Word &word)
{
    return word.sound.size() >= 2 ? word.sound : word.text;
}

struct Candidate
{
    const Person *person = nullptr;
    NameKey name;
    QString number; ///< folded
};

struct User
{
    const DeviceUser *user = nullptr;
    NameKey name;
    QString number; ///< the id, folded
};

MatchCauses nameCauses(const User &user, const Candidate &candidate, int *confidence)
{
    *confidence = 0;
    if (user.name.isEmpty() || candidate.name.isEmpty())
        return {};
    const int similarity = nameSimilarity(user.name, candidate.name);
    if (similarity == 100) {
        *confidence = 80;
        return MatchCause::SameName;
    }
    if (similarity >= 90) {
        *confidence = 70;
        return MatchCause::SoundsAlike;
    }
    if (similarity >= 60) {
        *confidence = 50 + (similarity - 60) / 2;
        return MatchCause::SimilarName;
    }
    return MatchCause::OtherName;
}

MatchSuggestion judge(const User &user, const Candidate &candidate)
{
    MatchSuggestion found{user.user->userId, candidate.person->id, 0, {}, false};
    int name = 0;
    found.causes = nameCauses(user, candidate, &name);
    const bool differs = found.causes.testFlag(MatchCause::OtherName);
    int number = 0;
    if (!candidate.number.isEmpty() && candidate.number == user.number) {
        found.causes |= MatchCause::SameNumber;
        number = 90;
    } else if (!candidate.number.isEmpty() &&
               withoutZeros(candidate.number) == withoutZeros(user.number)) {
        found.causes |= MatchCause::NumberButZeros;
        number = 80;
    }
    int card = 0;
    const QString &cardNumber = user.user->card;
    if (!cardNumber.isEmpty() && cardNumber != u"0" &&
        withoutZeros(candidate.person->card) == withoutZeros(cardNumber)) {
        found.causes |= MatchCause::SameCard;
        card = 95;
    }
    if (differs) {
        number = number > 0 ? 40 : 0;
        card = card > 0 ? 60 : 0;
    }
    const int agreeing = (number > 0 ? 1 : 0) + (card > 0 ? 1 : 0) + (name > 0 ? 1 : 0);
    found.confidence = agreeing > 1 ? 99 : std::max({number, card, name});
    return found;
}

/// Finds the people who share something with a user, so that not everybody is compared with
/// everybody.
class Index
{
public:
    explicit Index(const QList<Person> &people)
    {
        for (const Person &person : people) {
            if (person.active)
                m_candidates.append({&person, nameKey(person.fullName), foldText(person.number)});
        }
        std::sort(m_candidates.begin(), m_candidates.end(),
                  [](const Candidate &a, const Candidate &b) {
                      return a.person->id.value < b.person->id.value;
                  });
        for (qsizetype i = 0; i < m_candidates.size(); ++i) {
            const Candidate &candidate = m_candidates.at(i);
            m_byNumber[withoutZeros(candidate.number)].append(i);
            if (!candidate.person->card.isEmpty())
                m_byCard[withoutZeros(candidate.person->card)].append(i);
            for (const NameKey::Word &word : candidate.name.words)
                m_byWord[indexOf(word)].append(i);
        }
    }

    QList<MatchSuggestion> matches(const User &user) const
    {
        QSet<qsizetype> near;
        const auto add = [&near](const QList<qsizetype> &found) {
            near.unite(QSet<qsizetype>(found.begin(), found.end()));
        };
        add(m_byNumber.value(withoutZeros(user.number)));
        if (!user.user->card.isEmpty())
            add(m_byCard.value(withoutZeros(user.user->card)));
        for (const NameKey::Word &word : user.name.words) {
            const QList<qsizetype> sharers = m_byWord.value(indexOf(word));
            if (sharers.size() <= kMostSharers)
                add(sharers);
        }
        QList<MatchSuggestion> found;
        for (const qsizetype i : std::as_const(near)) {
            const MatchSuggestion suggestion = judge(user, m_candidates.at(i));
            if (suggestion.confidence > 0)
                found.append(suggestion);
        }
        std::sort(found.begin(), found.end(), isBetter);
        return found;
    }

private:
    static bool isBetter(const MatchSuggestion &a, const MatchSuggestion &b)
    {
        return std::make_tuple(-a.confidence, a.person.value) <
               std::make_tuple(-b.confidence, b.person.value);
    }

    QList<Candidate> m_candidates;
    QHash<QString, QList<qsizetype>> m_byNumber;
    QHash<QString, QList<qsizetype>> m_byCard;
    QHash<QString, QList<qsizetype>> m_byWord;
};

/// A name that only repeats the number says nothing.
User userOf(const DeviceUser &user)
{
    User made{&user, {}, foldText(user.userId)};
    if (withoutZeros(foldText(user.name)) != withoutZeros(made.number))
        made.name = nameKey(user.name);
    return made;
}

/// The best confidence of a person, by whom, and the next best of another user.
struct Lead
{
    int best = 0;
    int next = 0;

    void take(int confidence)
    {
        next = qMax(next, qMin(best, confidence));
        best = qMax(best, confidence);
    }
    bool isClear(int confidence) const { return confidence == best && best - next >= kClearLead; }
};

} // namespace

QList<MatchSuggestion> suggestMatches(const QList<DeviceUser> &users, const QList<Person> &people)
{
    const Index index(people);
    QList<User> sorted;
    for (const DeviceUser &user : users)
        sorted.append(userOf(user));
    std::sort(sorted.begin(), sorted.end(), [](const User &a, const User &b) {
        return std::make_tuple(a.user->userId.size(), a.user->userId) <
               std::make_tuple(b.user->userId.size(), b.user->userId);
    });
    QList<QList<MatchSuggestion>> all;
    QHash<PersonId, Lead> persons;
    for (const User &user : std::as_const(sorted)) {
        all.append(index.matches(user));
        for (const MatchSuggestion &suggestion : std::as_const(all.last()))
            persons[suggestion.person].take(suggestion.confidence);
    }
    QList<MatchSuggestion> suggestions;
    for (QList<MatchSuggestion> &ofUser : all) {
        Lead lead;
        for (const MatchSuggestion &suggestion : std::as_const(ofUser))
            lead.take(suggestion.confidence);
        for (qsizetype i = 0; i < qMin(ofUser.size(), kMostForUser); ++i) {
            MatchSuggestion &suggestion = ofUser[i];
            suggestion.isClear = lead.isClear(suggestion.confidence) &&
                                 persons.value(suggestion.person).isClear(suggestion.confidence);
            suggestions.append(suggestion);
        }
    }
    return suggestions;
}

QList<MatchSuggestion> applicableMatches(const QList<MatchSuggestion> &suggestions, int confidence)
{
    QList<MatchSuggestion> applicable;
    std::copy_if(suggestions.begin(), suggestions.end(), std::back_inserter(applicable),
                 [confidence](const MatchSuggestion &suggestion) {
                     return suggestion.isClear && suggestion.confidence >= confidence;
                 });
    return applicable;
}

QString causesText(MatchCauses causes)
{
    constexpr std::pair<MatchCause, const char *> kTexts[] = {
        {MatchCause::SameCard, QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "equal card")},
        {MatchCause::SameNumber, QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "equal number")},
        {MatchCause::NumberButZeros,
         QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "equal number but for zeros in front")},
        {MatchCause::SameName, QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "same name")},
        {MatchCause::SoundsAlike,
         QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "name sounds the same")},
        {MatchCause::SimilarName, QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "similar name")},
        {MatchCause::OtherName, QT_TRANSLATE_NOOP("rollcall::MatchSuggester", "but another name")},
    };
    QStringList texts;
    for (const auto &[cause, text] : kTexts) {
        if (causes.testFlag(cause))
            texts.append(QCoreApplication::translate("rollcall::MatchSuggester", text));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace rollcall
