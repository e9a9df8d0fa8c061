// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/rawclient.h"
#include "tests/devices/zk/rawterminal.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::little;
using test::littleAt;
using test::RawTerminal;

/// Users that clients write into a simulated terminal and delete there.
class tst_simusers : public test::TestCase
{
    Q_OBJECT

private slots:
    void keepsEveryFieldOfAUser_data();
    void keepsEveryFieldOfAUser();
    void refusesUsers_data();
    void refusesUsers();
    void overwritesAndDeletes();
    void refusesWhenItIsFull();
    void storesLostUsersAtARestart();
};

namespace {

constexpr int kAckOk = 2000;
constexpr int kAckError = 2001;

SimOptions school(int users, qint64 logs)
{
    SimOptions options;
    options.users = users;
    options.logs = logs;
    return options;
}

/// The last user of a block.
QByteArray lastRecord(const QByteArray &block, int size)
{
    return block.last(size);
}

} // namespace

void tst_simusers::keepsEveryFieldOfAUser_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("72") << 72 << test::writtenUser72(9, "EMP-0042", "Ned \xC3\x91");
    QTest::newRow("72, name not UTF-8") << 72 << test::writtenUser72(9, "7", "\xE3\xCD\xE3\xCF");
    QTest::newRow("28") << 28 << test::writtenUser28(9, 4711, "Ana Lu");
    QTest::newRow("28, full name") << 28 << test::writtenUser28(9, 4711, "Anna-Lu8");
}

void tst_simusers::keepsEveryFieldOfAUser()
{
    QFETCH(int, size);
    QFETCH(QByteArray, record);
    SimOptions options = school(3, 0);
    options.userSize = size;
    const RawTerminal terminal(options);
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const QByteArray before = client.users();
    QCOMPARE(client.ask(8, record).code, kAckOk);
    QCOMPARE(client.ask(1013).code, kAckOk);
    const QByteArray after = client.users();
    QCOMPARE(littleAt(after, 0, 4), quint32(4 * size));
    QCOMPARE(lastRecord(after, size).toHex(), record.toHex());
    QCOMPARE(after.sliced(4, 3 * size), before.sliced(4)); // the others are as they were
    QCOMPARE(terminal.device().users(), 4);
    QCOMPARE(terminal.device().user(9).card, QStringLiteral("222"));
    QCOMPARE(terminal.memory().user(9)->password, size == 72 ? QByteArray("4321") : "54321");
    QCOMPARE(terminal.device().userList().last().uid, 9);
}

void tst_simusers::refusesUsers_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("record");
    const QByteArray good = test::writtenUser72(9, "9", "Nine");
    QTest::newRow("a byte short") << 72 << good.chopped(1);
    QTest::newRow("a byte long") << 72 << QByteArray(good + '\0');
    QTest::newRow("28 bytes where 72 are right") << 72 << test::writtenUser28(9, 9, "Nine");
    QTest::newRow("72 bytes where 28 are right") << 28 << good;
    QTest::newRow("nothing") << 72 << QByteArray();
    QTest::newRow("uid 0") << 72 << test::writtenUser72(0, "9", "Nine");
    QTest::newRow("uid above the capacity") << 72 << test::writtenUser72(51, "9", "Nine");
    QTest::newRow("user id too wide") << 72 << test::writtenUser72(9, "1234567890", "Nine");
    QTest::newRow("number too wide") << 28 << test::writtenUser28(9, 1'234'567'890, "Nine");
    QTest::newRow("no user id") << 72 << test::writtenUser72(9, "", "Nine");
    QTest::newRow("user id of another") << 72 << test::writtenUser72(9, "2", "Nine");
}

void tst_simusers::refusesUsers()
{
    QFETCH(int, size);
    QFETCH(QByteArray, record);
    SimOptions options = school(3, 0);
    options.userSize = size;
    options.userCapacity = 50;
    const RawTerminal terminal(options);
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const QByteArray before = client.users();
    QCOMPARE(client.ask(8, record).code, kAckError);
    QCOMPARE(client.users(), before);
    // The widest that is right, so that the row fails for its own reason only.
    const QByteArray right = size == 72 ? test::writtenUser72(50, "123456789", "Nine")
                                        : test::writtenUser28(50, 123'456'789, "Nine");
    QCOMPARE(client.ask(8, right).code, kAckOk);
}

void tst_simusers::overwritesAndDeletes()
{
    const RawTerminal terminal(school(3, 4));
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(8, test::writtenUser72(2, "22", "Two")).code, kAckOk);
    QCOMPARE(terminal.device().users(), 3);
    QCOMPARE(terminal.device().user(2).userId, QStringLiteral("22"));
    QCOMPARE(client.ask(18, little(2, 2)).code, kAckOk);
    QCOMPARE(client.ask(18, little(2, 2)).code, kAckError);
    QCOMPARE(client.ask(18, little(2, 1)).code, kAckError);
    QCOMPARE(terminal.device().users(), 2);
    QVERIFY(!terminal.memory().user(2));
    QCOMPARE(terminal.device().user(2), DeviceUser());
    QCOMPARE(littleAt(client.users(), 0, 4), quint32(2 * 72));
    QCOMPARE(terminal.device().logs(), 4); // what somebody did stays
}

void tst_simusers::refusesWhenItIsFull()
{
    SimOptions options = school(3, 0);
    options.userCapacity = 4;
    const RawTerminal terminal(options);
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(18, little(1, 2)).code, kAckOk);
    QCOMPARE(client.ask(8, test::writtenUser72(4, "40", "Four")).code, kAckOk);
    QCOMPARE(client.ask(8, test::writtenUser72(1, "10", "One")).code, kAckOk);
    // All four places are taken, and each of them can still be written.
    QCOMPARE(client.ask(8, test::writtenUser72(5, "50", "Five")).code, kAckError);
    QCOMPARE(client.ask(8, test::writtenUser72(4, "41", "Four")).code, kAckOk);
    QCOMPARE(terminal.device().users(), 4);
}

void tst_simusers::storesLostUsersAtARestart()
{
    const RawTerminal terminal(
        {QStringLiteral("fault=write-lost"), QStringLiteral("restart-time=1")});
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(8, test::writtenUser72(9, "9", "Nine")).code, kAckOk);
    QCOMPARE(client.ask(1013).code, kAckOk);
    QCOMPARE(terminal.device().users(), 3);
    QCOMPARE(client.ask(1004).code, kAckOk);
    QTRY_COMPARE(terminal.device().users(), 4);
    QCOMPARE(terminal.device().user(9).name, QStringLiteral("Nine"));
}

ROLLCALL_TEST(tst_simusers);
#include "tst_simusers.moc"
