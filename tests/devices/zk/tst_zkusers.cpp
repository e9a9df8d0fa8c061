// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkusers.h"
#include "tests/devices/zk/userpeer.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

using namespace rollcall;
using test::draft;
using test::fill;
using test::only;
using test::PeerMemory;
using test::problem;
using test::stored;
using test::TerminalPeer;
using test::userRecord;
using zk::Code;
using zk::Packet;

/// What is written to a terminal, byte for byte, and what is refused before it is sent.
class tst_zkusers : public test::TestCase
{
    Q_OBJECT

private slots:
    void writesNewUsers_data();
    void writesNewUsers();
    void keepsWhatItDoesNotSet_data();
    void keepsWhatItDoesNotSet();
    void writesNothingThatStandsThere();
    void takesTheSmallestFreeUid();
    void saysWhenItIsFull();
    void refusesBeforeItIsSent_data();
    void refusesBeforeItIsSent();
    void takesLettersWhereTheTerminalDoes();
    void triesTheShortFormOnAnEmptyTerminal();
    void writesNamesInTheCodePage();
    void copiesUsersWithTheirPasswords_data();
    void copiesUsersWithTheirPasswords();
};

void tst_zkusers::writesNewUsers_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("72") << 72;
    QTest::newRow("28") << 28;
}

void tst_zkusers::writesNewUsers()
{
    QFETCH(int, size);
    TerminalPeer peer;
    fill(peer, size, {userRecord(size, 1, "11", "One")});
    DeviceUserDraft whole =
        draft(QStringLiteral("12"), QStringLiteral("Two"), QStringLiteral("99"));
    whole.privilege = 14;
    whole.password = "123";
    const auto outcomes = test::write(peer, {whole, draft(QStringLiteral("4000000000").left(9))});
    QVERIFY(outcomes);
    QCOMPARE(outcomes->size(), 2);
    for (const DeviceUserOutcome &outcome : *outcomes) {
        QCOMPARE(problem(outcome), QString());
        QVERIFY(outcome.changed);
    }
    const zk::UserRecord two = zk::readUser(stored(peer, 2), size);
    QCOMPARE(two.userId, QStringLiteral("12"));
    QCOMPARE(two.name, QStringLiteral("Two"));
    QCOMPARE(two.card, 99U);
    QCOMPARE(two.privilege, 14);
    QCOMPARE(two.password, QByteArray("123"));
    QCOMPARE(two.group, 1);
    const zk::UserRecord three = zk::readUser(stored(peer, 3), size);
    QCOMPARE(three.userId, QStringLiteral("400000000"));
    QCOMPARE(three.name, QString());
    QVERIFY(peer.count(Code::RefreshData) >= 1);
}

void tst_zkusers::keepsWhatItDoesNotSet_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QList<int>>("mayChange"); // the fields of name and card
    const auto range = [](QList<int> all, int from, int length) {
        for (int i = 0; i < length; ++i)
            all.append(from + i);
        return all;
    };
    QTest::newRow("72") << 72 << range(range({}, 11, 24), 35, 4);
    QTest::newRow("28") << 28 << range(range({}, 8, 8), 16, 5);
}

void tst_zkusers::keepsWhatItDoesNotSet()
{
    QFETCH(int, size);
    QFETCH(QList<int>, mayChange);
    TerminalPeer peer;
    const QByteArray before = userRecord(size, 7, "77", "Seven", 5, "4321", 6);
    fill(peer, size, {before});
    auto outcomes = test::write(peer, {draft(QStringLiteral("77"), QStringLiteral("Newname"),
                                             QStringLiteral("4294967295"))});
    QVERIFY(outcomes);
    QCOMPARE(problem(outcomes->first()), QString());
    const QByteArray after = stored(peer, 7);
    QCOMPARE(after.size(), size);
    for (int at = 0; at < size; ++at) {
        if (!mayChange.contains(at))
            QVERIFY2(after.at(at) == before.at(at), qPrintable(QString::number(at)));
    }
    const zk::UserRecord user = zk::readUser(after, size);
    QCOMPARE(user.name, QStringLiteral("Newname"));
    QCOMPARE(user.card, 4294967295U);

    // The card alone: not even the bytes behind the name move.
    outcomes = test::write(peer, {draft(QStringLiteral("77"), {}, QString())});
    QVERIFY(outcomes);
    QCOMPARE(problem(outcomes->first()), QString());
    const QByteArray last = stored(peer, 7);
    QCOMPARE(zk::readUser(last, size).card, 0U);
    QCOMPARE(last.first(16), after.first(16));
    QCOMPARE(last.sliced(size == 72 ? 39 : 21), after.sliced(size == 72 ? 39 : 21));
}

void tst_zkusers::writesNothingThatStandsThere()
{
    TerminalPeer peer;
    fill(peer, 72, {userRecord(72, 3, "33", "Three", 8)});
    const QByteArray before = stored(peer, 3);
    const auto outcomes = test::write(
        peer, {draft(QStringLiteral("33"), QStringLiteral("Three"), QStringLiteral("8"))});
    QVERIFY(outcomes);
    QVERIFY(!outcomes->first().changed);
    QCOMPARE(problem(outcomes->first()), QString());
    QCOMPARE(stored(peer, 3), before);
    QCOMPARE(peer.count(Code::WriteUser), 0);
}

void tst_zkusers::takesTheSmallestFreeUid()
{
    TerminalPeer peer;
    fill(peer, 72,
         {userRecord(72, 1, "a1", "A"), userRecord(72, 2, "a2", "B"), userRecord(72, 4, "a4", "C"),
          userRecord(72, 900, "a5", "D")});
    const auto outcomes = test::write(peer, {draft("5", "x"), draft("6", "y")});
    QVERIFY(outcomes);
    QCOMPARE(zk::readUser(stored(peer, 3), 72).userId, QStringLiteral("5"));
    QCOMPARE(zk::readUser(stored(peer, 5), 72).userId, QStringLiteral("6"));
}

void tst_zkusers::saysWhenItIsFull()
{
    TerminalPeer peer;
    fill(peer, 72, {userRecord(72, 1, "11", "A")}, 2);
    const auto outcomes =
        test::write(peer, {draft("5", "x"), draft("6", "y"), draft("11", "changed")});
    QVERIFY(outcomes);
    QVERIFY(outcomes->at(0).changed);
    QVERIFY(outcomes->at(1).error.has_value());
    QCOMPARE(outcomes->at(1).error->code, ErrorCode::DeviceFull);
    QVERIFY(outcomes->at(2).changed); // a user who is there needs no room
    QCOMPARE(peer.count(Code::WriteUser), 2);
}

void tst_zkusers::refusesBeforeItIsSent_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("userId");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("card");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("privilege");
    QTest::addColumn<QByteArray>("codePage");
    const auto row = [](const char *what, int size, const char *userId, const char *name = "",
                        const char *card = "", const char *password = "", int privilege = 0,
                        const char *codePage = "") {
        QTest::newRow(what) << size << QString::fromUtf8(userId) << QString::fromUtf8(name)
                            << QString::fromLatin1(card) << QByteArray(password) << privilege
                            << QByteArray(codePage);
    };
    row("no id", 72, "");
    row("id wider than the terminal's", 72, "1234567890");
    row("letters", 72, "A1");
    row("digits of another script", 72, "\u0661\u0662");
    row("blank in the id", 72, "1 2");
    row("letters, short form", 28, "A1");
    row("leading zero, short form", 28, "007");
    row("0, short form", 28, "0");
    row("card that is no number", 72, "5", "x", "12a");
    row("card with a sign", 72, "5", "x", "+12");
    row("card too large", 72, "5", "x", "4294967296");
    row("password too long", 72, "5", "x", "", "123456789");
    row("password too long, short form", 28, "5", "x", "", "123456");
    row("privilege below", 72, "5", "x", "", "", -1);
    row("privilege above", 72, "5", "x", "", "", 256);
    row("name that the code page has not", 72, "5", "\u0905\u0930", "", "", 0, "windows-1252");
}

void tst_zkusers::refusesBeforeItIsSent()
{
    QFETCH(int, size);
    QFETCH(QString, userId);
    QFETCH(QString, name);
    QFETCH(QString, card);
    QFETCH(QByteArray, password);
    QFETCH(int, privilege);
    QFETCH(QByteArray, codePage);
    TerminalPeer peer;
    fill(peer, size, {userRecord(size, 1, "11", "One")});
    DeviceUserDraft bad = draft(userId, name, card);
    bad.password = password;
    bad.privilege = privilege;
    WireSettings wire;
    wire.codePage = codePage;
    const auto outcomes = test::write(peer, {bad, draft("12", "good")}, wire);
    QVERIFY(outcomes);
    QVERIFY(outcomes->at(0).error.has_value());
    QCOMPARE(outcomes->at(0).error->code, ErrorCode::InvalidInput);
    QVERIFY(!outcomes->at(0).changed);
    QVERIFY(!problem(outcomes->at(0)).isEmpty());
    QCOMPARE(problem(outcomes->at(1)), QString());
    QVERIFY(outcomes->at(1).changed);
    QCOMPARE(peer.count(Code::WriteUser), 1);
}

void tst_zkusers::takesLettersWhereTheTerminalDoes()
{
    TerminalPeer peer;
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    peer.with([](PeerMemory &memory) { memory.options.insert("~IsABCPinEnable", "1"); });
    const auto outcomes =
        test::write(peer, {draft("A-7", "x"), draft("A 7", "y"), draft("A-7", "again")});
    QVERIFY(outcomes);
    QVERIFY(outcomes->at(0).changed);
    QVERIFY(outcomes->at(1).error.has_value());
    QVERIFY(outcomes->at(2).error.has_value()); // the same number twice
    QCOMPARE(zk::readUser(stored(peer, 2), 72).userId, QStringLiteral("A-7"));
    QCOMPARE(zk::readUser(stored(peer, 2), 72).name, QStringLiteral("x"));
}

void tst_zkusers::triesTheShortFormOnAnEmptyTerminal()
{
    for (const int size : {72, 28}) {
        TerminalPeer peer;
        fill(peer, size, {});
        const auto outcomes = test::write(peer, {draft("5", "x"), draft("6", "y")});
        QVERIFY(outcomes);
        for (const DeviceUserOutcome &outcome : *outcomes) {
            QCOMPARE(problem(outcome), QString());
            QVERIFY(outcome.changed);
        }
        QCOMPARE(stored(peer, 1).size(), size);
        QCOMPARE(stored(peer, 2).size(), size);
        QCOMPARE(peer.count(Code::WriteUser), size == 72 ? 2 : 3);
    }
}

void tst_zkusers::writesNamesInTheCodePage()
{
    TerminalPeer peer;
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    WireSettings wire;
    wire.codePage = "windows-1256";
    const QString name = QStringLiteral("\u0645\u062d\u0645\u062f");
    const auto outcomes = test::write(peer, {draft(QStringLiteral("5"), name)}, wire);
    QVERIFY(outcomes);
    QCOMPARE(problem(outcomes->first()), QString());
    QCOMPARE(stored(peer, 2).sliced(11, 5), QByteArray("\xe3\xcd\xe3\xcf\0", 5));

    const SessionControl control;
    const auto session = peer.open(control, wire);
    QVERIFY(session);
    const auto users = session.value()->users();
    QVERIFY(users);
    QCOMPARE(users->last().name, name);

    // A name longer than the field is cut where a character ends: 23 bytes, 11 characters.
    const QString accents(20, QChar(0x00E9));
    const auto cut = test::write(peer, {draft(QStringLiteral("6"), accents)});
    QVERIFY(cut);
    QCOMPARE(problem(cut->first()), QString());
    QCOMPARE(zk::readUser(stored(peer, 3), 72).name, accents.left(11));
}

void tst_zkusers::copiesUsersWithTheirPasswords_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (const int from : {72, 28}) {
        for (const int to : {72, 28})
            QTest::addRow("%d to %d", from, to) << from << to;
    }
}

void tst_zkusers::copiesUsersWithTheirPasswords()
{
    QFETCH(int, from);
    QFETCH(int, to);
    TerminalPeer source;
    fill(source, from,
         {userRecord(from, 9, "101", "Anna", 77, "1234", 14), userRecord(from, 10, "102", "Ben")});
    TerminalPeer target;
    fill(target, to, {userRecord(to, 1, "102", "Other", 3, "9", 0)});
    const SessionControl control;
    const auto session = source.open(control);
    QVERIFY(session);
    const auto drafts = session.value()->userDrafts();
    QVERIFY(drafts);
    QCOMPARE(drafts->size(), 2);
    const auto outcomes = test::write(target, *drafts);
    QVERIFY(outcomes);
    for (const DeviceUserOutcome &outcome : *outcomes)
        QCOMPARE(problem(outcome), QString());
    const zk::UserRecord anna = zk::readUser(stored(target, 2), to);
    QCOMPARE(anna.userId, QStringLiteral("101"));
    QCOMPARE(anna.name, QStringLiteral("Anna"));
    QCOMPARE(anna.card, 77U);
    QCOMPARE(anna.password, QByteArray("1234"));
    QCOMPARE(anna.privilege, 14);
    const zk::UserRecord ben = zk::readUser(stored(target, 1), to);
    QCOMPARE(ben.userId, QStringLiteral("102"));
    QCOMPARE(ben.name, QStringLiteral("Ben"));
    QCOMPARE(ben.card, 0U);
    QCOMPARE(ben.password, QByteArray());
    QCOMPARE(ben.group, to == 72 ? 7 : 5); // the target's own
}

ROLLCALL_TEST(tst_zkusers);
#include "tst_zkusers.moc"
