// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/textfold.h"
#include "core/rules/matchsuggester.h"
#include "core/rules/namesound.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace rollcall;

/// Whom the users of a terminal probably mean.
class tst_matchsuggester : public test::TestCase
{
    Q_OBJECT

private slots:
    void soundsAlike_data();
    void soundsAlike();
    void unknownLettersHaveNoSound();
    void similarity_data();
    void similarity();
    void suggests_data();
    void suggests();
    void findsTheRightOne();
    void twoForOneAreNotApplied_data();
    void twoForOneAreNotApplied();
    void anyOrderGivesTheSame();
};

namespace {

Person person(int id, const char *number, const char *name, const char *card = "")
{
    Person made;
    made.id = PersonId{id};
    made.number = QString::fromUtf8(number);
    made.fullName = QString::fromUtf8(name);
    made.card = QString::fromUtf8(card);
    return made;
}

DeviceUser user(const char *id, const char *name, const char *card = "")
{
    return {QString::fromUtf8(id), QString::fromUtf8(name), QString::fromUtf8(card), 0, 0};
}

} // namespace

void tst_matchsuggester::soundsAlike_data()
{
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *names) {
        QTest::newRow(names) << QString::fromUtf8(names).split(u' ');
    };
    row("Muhammad Mohammed Mohamad Mohd Md محمد मोहम्मद মোহাম্মদ");
    row("Priya Priyaa Preeya प्रिया");
    row("Aisha Ayesha Aysha عائشة عائشہ आयशा");
    row("Fatima Fathima Faatimah فاطمة فاطمہ फ़ातिमा");
    row("Hussain Hussein Husain حسين حسین हुसैन");
    row("Yusuf Yousef Yousuf يوسف یوسف");
    row("Omar Umar عمر उमर");
    row("Khan خان खान খান");
    row("Sharma शर्मा");
    row("Chaudhary Chowdhury चौधरी");
    row("Ali Alee علي علی अली");
    row("Rehman Rahman الرحمن رحمان रहमान");
    row("Sara Sarah سارة");
    row("Krishna कृष्ण");
    row("Waleed Walid وليد");
    row("Muhammad Mhd Muhd Mohamd محـمد");
    row("Parvez Pervaiz پرویز");
    row("Butt بٹ");
    row("Dar ڈار");
    row("Guria گڑیا");
    row("Zhala ژالہ");
    row("Rana رانا راناں");
    row("Rane رانے");
    row("Sanjay Sanjai संजय");
    row("Cecil Sesil");
    row("Lucia Lusia");
    row("Lucy Lusi");
    row("Nicky Niki");
    row("Carol Karol");
    row("Qasim Kasim قاسم");
    row("Rex Rek");
    row("Ayhan Aihan");
    row("Mehhdi Mehdi مهدي");
    row("Alif الف");
}

void tst_matchsuggester::soundsAlike()
{
    QFETCH(QStringList, names);
    const QString sound = soundOf(foldText(names.first()));
    QVERIFY(sound.size() >= 2);
    for (const QString &name : names)
        QVERIFY2(soundOf(foldText(name)) == sound,
                 qPrintable(name + u": " + soundOf(foldText(name)) + u" not " + sound));
}

/// Better none than a wrong one: such names are compared by their letters alone.
void tst_matchsuggester::unknownLettersHaveNoSound()
{
    for (const char *name : {"R2D2", "王小明", "สมชาย", "Мария"})
        QCOMPARE(soundOf(foldText(QString::fromUtf8(name))), QString());
}

void tst_matchsuggester::similarity_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    const auto row = [](const char *a, const char *b, int least, int most) {
        QTest::addRow("%s / %s", a, b)
            << QString::fromUtf8(a) << QString::fromUtf8(b) << least << most;
    };
    row("Aysha Khan", "KHAN, Aysha", 100, 100);
    row("Zoë Müller", "Zoe Mueller", 85, 99);
    row("Muhammad Ali", "محمد علي", 90, 99);
    row("Mohd. Ali Khan", "Muhammad Ali Khan", 90, 99);
    row("Abdul Rehman", "عبد الرحمن", 80, 99);
    row("Aysha K", "Aysha Khan", 75, 89);
    row("Christoph", "Christopher", 80, 89);
    row("Aysha Khan", "Aysha Maryam Khan", 85, 95);
    row("Aysha", "Aysha Khan", 60, 60);
    row("Maria Fernandes", "Maria Fernandez", 85, 95);
    row("Chaudhri", "چودھری", 90, 99); // the letter that only says "with an h"
    row("Mehdi", "مہدی", 90, 99);
    row("Mr. Ibrahim bin Ali", "Ibrahim Ali", 100, 100);
    row("One Two Three Four Five Six Seven Eight Nine", "Five Six Seven Eight Nine", 45, 90);
    row("Aysha Khan", "Ben Cole", 0, 39);
    row("Aysha Khan", "Omar Khan", 0, 59);
    row("", "Ana", 0, 0);
    row("Мария Иванова", "Иванова Мария", 100, 100);
}

void tst_matchsuggester::similarity()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(int, least);
    QFETCH(int, most);
    const int found = nameSimilarity(nameKey(a), nameKey(b));
    QVERIFY2(found >= least && found <= most, qPrintable(QString::number(found)));
    QCOMPARE(nameSimilarity(nameKey(b), nameKey(a)), found);
}

void tst_matchsuggester::suggests_data()
{
    QTest::addColumn<DeviceUser>("one");
    QTest::addColumn<int>("confidence"); ///< 0 = no suggestion
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const DeviceUser &one, int confidence,
                        const char *reason) {
        QTest::newRow(name) << one << confidence << QString::fromLatin1(reason);
    };
    row("number", user("0412", ""), 90, "equal number");
    row("number, the name repeats it", user("0412", "412"), 90, "equal number");
    row("number but for zeros", user("412", ""), 80, "equal number but for zeros in front");
    row("number and name", user("0412", "KHAN AYSHA"), 99, "equal number, same name");
    row("number and sound", user("412", "Ayesha Khan"), 99,
        "equal number but for zeros in front, name sounds the same");
    row("number with another name", user("0412", "Ben Cole"), 40, "equal number, but another name");
    row("card", user("5", "", "7701"), 95, "equal card");
    row("card with zeros", user("5", "", "0007701"), 95, "equal card");
    row("card and name", user("5", "Aysha", "7701"), 99, "equal card, similar name");
    row("card with another name", user("5", "Ben Cole", "7701"), 60,
        "equal card, but another name");
    row("name", user("5", "Aysha Khan"), 80, "same name");
    row("name in Arabic", user("5", "عائشة خان"), 70, "name sounds the same");
    row("similar", user("5", "Aysha K"), 60, "similar name");
    row("nothing", user("5", "Ben Cole"), 0, "");
    row("nothing at all", user("5", ""), 0, "");
    row("card 0 is none", user("5", "", "0"), 0, "");
}

void tst_matchsuggester::suggests()
{
    QFETCH(DeviceUser, one);
    QFETCH(int, confidence);
    QFETCH(QString, reason);
    const QList<MatchSuggestion> found =
        suggestMatches({one}, {person(1, "0412", "Aysha Khan", "7701"), person(2, "9", "Xu Li")});
    QCOMPARE(found.size(), confidence > 0 ? 1 : 0);
    if (confidence == 0)
        return;
    QCOMPARE(found.first().person, PersonId{1});
    QCOMPARE(found.first().confidence, confidence);
    QCOMPARE(causesText(found.first().causes), reason);
    QVERIFY(found.first().isClear);
    QCOMPARE(applicableMatches(found, confidence).size(), 1);
    QVERIFY(applicableMatches(found, confidence + 1).isEmpty());
}

void tst_matchsuggester::findsTheRightOne()
{
    const QList<Person> people{person(1, "1", "Aysha Khan"), person(2, "2", "Ayesha Khan"),
                               person(3, "3", "Omar Khan"), person(4, "4", "Priya Sharma")};
    // The number speaks for one, the name for another.
    const QList<MatchSuggestion> found = suggestMatches({user("3", "Aysha Khan")}, people);
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.at(0).person, PersonId{1});
    QCOMPARE(found.at(1).person, PersonId{2});
    QVERIFY(applicableMatches(found, 1).size() == 1);
    Person gone = people.at(3);
    gone.active = false;
    QVERIFY(suggestMatches({user("4", "Priyaa Sharma")}, {gone}).isEmpty());
}

void tst_matchsuggester::twoForOneAreNotApplied_data()
{
    QTest::addColumn<QList<DeviceUser>>("users");
    QTest::addColumn<QList<Person>>("people");
    QTest::newRow("two people of one name")
        << QList<DeviceUser>{user("5", "Aysha Khan")}
        << QList<Person>{person(1, "1", "Aysha Khan"), person(2, "2", "Aysha Khan")};
    QTest::newRow("two users of one name")
        << QList<DeviceUser>{user("5", "Aysha Khan"), user("6", "Aysha Khan")}
        << QList<Person>{person(1, "1", "Aysha Khan")};
    QTest::newRow("a pupil and a teacher of one number")
        << QList<DeviceUser>{user("7", "")}
        << QList<Person>{person(1, "7", "Aysha Khan"), person(2, "7", "Ben Cole")};
    QTest::newRow("card of one, number of another")
        << QList<DeviceUser>{user("7", "", "55")}
        << QList<Person>{person(1, "7", "Aysha Khan"), person(2, "8", "Ben Cole", "55")};
    QTest::newRow("007 and 7") << QList<DeviceUser>{user("007", ""), user("07", "")}
                               << QList<Person>{person(1, "7", "Aysha Khan")};
}

void tst_matchsuggester::twoForOneAreNotApplied()
{
    QFETCH(QList<DeviceUser>, users);
    QFETCH(QList<Person>, people);
    const QList<MatchSuggestion> found = suggestMatches(users, people);
    QCOMPARE(found.size(), 2);
    QVERIFY(applicableMatches(found, 1).isEmpty());
}

void tst_matchsuggester::anyOrderGivesTheSame()
{
    QRandomGenerator random(20261126);
    const QStringList given{QStringLiteral("Aysha"), QStringLiteral("Ayesha"),
                            QStringLiteral("Omar"),  QStringLiteral("Priya"),
                            QStringLiteral("Mohd"),  QStringLiteral("Muhammad")};
    const QStringList family{QStringLiteral("Khan"), QStringLiteral("Ali"),
                             QStringLiteral("Sharma"), QString()};
    const auto name = [&] {
        return QString(given.at(random.bounded(int(given.size()))) + u' ' +
                       family.at(random.bounded(int(family.size()))));
    };
    for (int round = 0; round < test::repeats(100); ++round) {
        QList<DeviceUser> users;
        QList<Person> people;
        for (int i = 1; i <= 30; ++i) {
            users.append({QString::number(random.bounded(60)), name(),
                          QString::number(random.bounded(40)), 0, 0});
            people.append(person(i, QByteArray::number(random.bounded(60)).constData(),
                                 name().toUtf8().constData(),
                                 QByteArray::number(random.bounded(40)).constData()));
        }
        std::sort(users.begin(), users.end(),
                  [](const DeviceUser &a, const DeviceUser &b) { return a.userId < b.userId; });
        users.erase(std::unique(users.begin(), users.end(),
                                [](const DeviceUser &a, const DeviceUser &b) {
                                    return a.userId == b.userId;
                                }),
                    users.end());
        const QList<MatchSuggestion> found = suggestMatches(users, people);
        std::shuffle(users.begin(), users.end(), random);
        std::shuffle(people.begin(), people.end(), random);
        QCOMPARE(suggestMatches(users, people), found);
        QSet<QString> usedUsers;
        QSet<PersonId> usedPeople;
        for (const MatchSuggestion &match : applicableMatches(found, 1)) {
            QVERIFY(!usedUsers.contains(match.userId) && !usedPeople.contains(match.person));
            usedUsers.insert(match.userId);
            usedPeople.insert(match.person);
        }
    }
}

ROLLCALL_TEST(tst_matchsuggester);
#include "tst_matchsuggester.moc"
