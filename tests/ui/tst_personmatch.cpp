// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/uitest.h"
#include "ui/models/personmatch.h"

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

Person person(qint64 id, const char *number, const char *name, const char *group,
              PersonKind kind = PersonKind::Student)
{
    Person person;
    person.id = PersonId{id};
    person.kind = kind;
    person.number = QString::fromUtf8(number);
    person.fullName = QString::fromUtf8(name);
    person.groupName = QString::fromUtf8(group);
    return person;
}

QList<Person> someone()
{
    QList<Person> people = {person(1, "0412", "Aysha Khan", "7"),
                            person(2, "0771", "Bilal Roy", "9"),
                            person(3, "0267", "Aysha Kumari", "5"),
                            person(4, "0301", "Khan Aysha", "5"),
                            person(5, "S01", "Zoë Müller", "Maths", PersonKind::Staff),
                            person(6, "0900", "Gone Away", "5")};
    people[4].card = QStringLiteral("5550123");
    people[4].phone = QStringLiteral("98450 11111");
    people[5].active = false;
    return people;
}

} // namespace

class tst_personmatch : public TestCase
{
    Q_OBJECT

private slots:
    void ranks_data();
    void ranks();
    void takenComeLast();
    void safeFirstChoice_data();
    void safeFirstChoice();
    void keepsToItsLimit();
    void keepsToItsClass();
};

void tst_personmatch::ranks_data()
{
    QTest::addColumn<QString>("userId");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("numbers"); // of the people found, best first
    const QString none;
    QTest::newRow("same number first") << QStringLiteral("0771") << QStringLiteral("BILAL R")
                                       << none << none << QStringLiteral("0771 0412 0267 0301 S01");
    QTest::newRow("a number of somebody else after likely names")
        << QStringLiteral("0771") << QStringLiteral("AYSHA KHAN") << none << none
        << QStringLiteral("0412 0301 0771 0267 S01");
    QTest::newRow("a card of somebody else, too")
        << QStringLiteral("9") << QStringLiteral("AYSHA KHAN") << QStringLiteral("5550123") << none
        << QStringLiteral("0412 0301 S01 0267 0771");
    QTest::newRow("a name that repeats the number says nothing")
        << QStringLiteral("771") << QStringLiteral("0771") << none << none
        << QStringLiteral("0771 0412 0267 0301 S01");
    QTest::newRow("number without its zeros") << QStringLiteral("771") << QStringLiteral("") << none
                                              << none << QStringLiteral("0771 0412 0267 0301 S01");
    QTest::newRow("same name, then similar")
        << QStringLiteral("9") << QStringLiteral("aysha khan") << none << none
        << QStringLiteral("0412 0301 0267 0771 S01");
    QTest::newRow("cut name") << QStringLiteral("9") << QStringLiteral("AYSHA K") << none << none
                              << QStringLiteral("0412 0267 0301 0771 S01");
    QTest::newRow("card") << QStringLiteral("9") << QStringLiteral("") << QStringLiteral("5550123")
                          << none << QStringLiteral("S01 0412 0267 0771 0301");
    QTest::newRow("typed words, any order")
        << QStringLiteral("9") << QStringLiteral("") << none << QStringLiteral("kh ay")
        << QStringLiteral("0412 0301");
    QTest::newRow("typed without accents") << QStringLiteral("9") << QStringLiteral("") << none
                                           << QStringLiteral("muller zoe") << QStringLiteral("S01");
    QTest::newRow("typed number") << QStringLiteral("9") << QStringLiteral("") << none
                                  << QStringLiteral("0301") << QStringLiteral("0301");
    QTest::newRow("typed class") << QStringLiteral("9") << QStringLiteral("") << none
                                 << QStringLiteral("maths") << QStringLiteral("S01");
    QTest::newRow("typed phone") << QStringLiteral("9") << QStringLiteral("") << none
                                 << QStringLiteral("98450") << QStringLiteral("S01");
    QTest::newRow("whole name before its beginning")
        << QStringLiteral("9") << QStringLiteral("") << none << QStringLiteral("khan aysha")
        << QStringLiteral("0301 0412");
    QTest::newRow("nobody") << QStringLiteral("9") << QStringLiteral("") << none
                            << QStringLiteral("xyz") << QStringLiteral("");
    QTest::newRow("inactive people are left out")
        << QStringLiteral("0900") << QStringLiteral("GONE AWAY") << none << QStringLiteral("gone")
        << QStringLiteral("");
}

void tst_personmatch::ranks()
{
    QFETCH(QString, userId);
    QFETCH(QString, name);
    QFETCH(QString, card);
    QFETCH(QString, typed);
    MappingRow user;
    user.userId = userId;
    user.name = name;
    user.card = card;
    QStringList found;
    for (const PersonMatch &match :
         rankPeople(makeSearchable(someone()), user, {typed, {}, 100}, {}))
        found.append(match.person.number);
    QTEST(found.join(u' '), "numbers");
}

void tst_personmatch::takenComeLast()
{
    MappingRow user;
    user.userId = QStringLiteral("0412");
    const auto matches =
        rankPeople(makeSearchable(someone()), user, {QStringLiteral("aysha"), {}, 100},
                   {{PersonId{1}, QStringLiteral("7")}});
    QCOMPARE(matches.size(), 3);
    QCOMPARE(matches.last().person.id, PersonId{1});
    QCOMPARE(matches.last().takenBy, QStringLiteral("7"));
    const auto staff =
        rankPeople(makeSearchable(someone()), user, {QString(), PersonKind::Staff, 100}, {});
    QCOMPARE(staff.size(), 1);
}

void tst_personmatch::safeFirstChoice_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("takenBy");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isSafe");
    const auto add = [](const char *row, MatchReason reason, const char *takenBy, const char *typed,
                        bool isSafe) {
        QTest::newRow(row) << static_cast<int>(reason) << QString::fromLatin1(takenBy)
                           << QString::fromLatin1(typed) << isSafe;
    };
    add("same number and name", MatchReason::SameNumberAndName, "", "", true);
    add("same number", MatchReason::SameNumber, "", "", true);
    add("same name", MatchReason::SameName, "", "", true);
    add("similar name is only a guess", MatchReason::SimilarName, "", "", false);
    add("just the first of the list", MatchReason::Found, "", "", false);
    add("typed", MatchReason::Found, "", "ay", true);
    add("only blanks typed", MatchReason::Found, "", "  ", false);
    add("same number, another name", MatchReason::SameNumberOtherName, "", "", false);
    add("same card, another name", MatchReason::SameCardOtherName, "", "", false);
    add("taken", MatchReason::SameNumber, "301", "ay", false);
}

void tst_personmatch::safeFirstChoice()
{
    QFETCH(int, reason);
    QFETCH(QString, takenBy);
    QFETCH(QString, typed);
    QTEST(isSafeFirstChoice({Person(), static_cast<MatchReason>(reason), takenBy}, typed),
          "isSafe");
}

void tst_personmatch::keepsToItsLimit()
{
    QCOMPARE(rankPeople(makeSearchable(someone()), MappingRow(), {QString(), {}, 2}, {}).size(), 2);
}

void tst_personmatch::keepsToItsClass()
{
    const QList<SearchablePerson> people = makeSearchable(someone());
    QCOMPARE(groupLabels(people), QStringList({QStringLiteral("5"), QStringLiteral("7"),
                                               QStringLiteral("9"), QStringLiteral("Maths")}));
    const auto found = rankPeople(people, MappingRow(),
                                  {QStringLiteral("aysha"), {}, 100, QStringLiteral("5")}, {});
    QCOMPARE(found.size(), 2);
    for (const PersonMatch &match : found)
        QCOMPARE(match.person.groupLabel(), QStringLiteral("5"));
}

ROLLCALL_TEST(tst_personmatch);
#include "tst_personmatch.moc"
