// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/keyedrow.h"
#include "devices/push/adms/operlogreader.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// Users and device log entries of OPERLOG and USERINFO (push-protocols.md, section 2.7).
class tst_admsoperlog : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void users_data();
    void users();
    void nobody_data();
    void nobody();
    void entries_data();
    void entries();
    void userInfoNeedsNoKeyword();
    void mixedRowsAreCounted();
    void valuesAreBounded();
    void namesUnknownRowsByTheirKeywordOnly();
    void neverTakesUpSecrets();
};

namespace {

OperlogReading read(const QByteArray &body, bool isUserInfo = false)
{
    return readOperlog(body, isUserInfo);
}

ReportedUser user(const char *id, std::optional<QString> name = {},
                  std::optional<QString> card = {}, std::optional<int> privilege = {},
                  std::optional<QString> group = {})
{
    return {QString::fromUtf8(id), std::move(name), std::move(card), privilege, false,
            std::move(group)};
}

ReportedUser withUnknownPrivilege(ReportedUser user)
{
    user.privilegeUnknown = true;
    return user;
}

} // namespace

void tst_admsoperlog::fields_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value"); // null: not there
    const auto row = [](const char *name, const QString &text, const char *key,
                        const QString &value = {}) {
        QTest::newRow(name) << text << QString::fromLatin1(key) << value;
    };
    row("tabs", QStringLiteral("PIN=1\tName=A B\tPri=0"), "name", QStringLiteral("A B"));
    row("capitals", QStringLiteral("PIN=1\tNAME=A"), "name", QStringLiteral("A"));
    row("value holds =", QStringLiteral("Name=A=B\tTMP=AAA=="), "tmp", QStringLiteral("AAA=="));
    row("first of two", QStringLiteral("PIN=1\tpin=2"), "pin", QStringLiteral("1"));
    row("empty value", QStringLiteral("PIN=1\tName=\tPri=0"), "name", QStringLiteral(""));
    row("blanks around", QStringLiteral(" PIN = 1 \tName = A "), "name", QStringLiteral("A"));
    row("word in front of the key", QStringLiteral("user uid=1\tpin=2"), "uid",
        QStringLiteral("1"));
    row("padded with blanks", QStringLiteral("PIN=1   Name=A B   Pri=14"), "name",
        QStringLiteral("A B"));
    row("single blanks", QStringLiteral("PIN=1 Name=A Pri=14"), "pri", QStringLiteral("14"));
    row("single blanks, last value", QStringLiteral("PIN=1 Name=A B"), "name",
        QStringLiteral("A B"));
    row("= without a key does not begin a field", QStringLiteral("Name=1 = 2 Pri=0"), "name",
        QStringLiteral("1 = 2"));
    row("with tabs a blank begins no field", QStringLiteral("Name=A Pri=9\tPri=0"), "pri",
        QStringLiteral("0"));
    row("part of another key", QStringLiteral("XPIN=1\tA=2"), "pin");
    row("no pairs", QStringLiteral("hello world"), "hello");
    row("empty", QString(), "pin");
    row("key without a value sign", QStringLiteral("PIN\tName=A"), "pin");
    row("only a sign", QStringLiteral("=1"), "");
}

void tst_admsoperlog::fields()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    QFETCH(QString, value);
    const KeyedRow row(text);
    QCOMPARE(row.has(key), !value.isNull());
    QCOMPARE(row.value(key), value.isNull() ? QString() : value);
}

void tst_admsoperlog::users_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ReportedUser>("wanted");
    const auto row = [](const char *name, const QByteArray &line, const ReportedUser &wanted) {
        QTest::newRow(name) << line << wanted;
    };
    row("all fields",
        "USER PIN=21\tName=Student 21\tPri=14\tPasswd=4321\tCard=133440\tGrp=2\tTZ=0001000000000000"
        "\tVerify=0\tViceCard=9\tStartDatetime=0\tEndDatetime=0",
        user("21", QStringLiteral("Student 21"), QStringLiteral("133440"), 14,
             QStringLiteral("2")));
    row("only what changed", "USER PIN=21\tPri=2", user("21", {}, {}, 2));
    row("number alone", "USER PIN=21", user("21"));
    row("an empty name replaces none", "USER PIN=21\tName=\tPri=0", user("21", {}, {}, 0));
    row("empty card is no card", "USER PIN=21\tCard=", user("21", {}, QString()));
    row("card of zeros is no card", "USER PIN=21\tCard=0000000000", user("21", {}, QString()));
    row("card with leading zeros", "USER PIN=21\tCard=0000133440",
        user("21", {}, QStringLiteral("133440")));
    row("card in brackets", "USER PIN=21\tCard=[15CD5B07]",
        user("21", {}, QStringLiteral("123456789")));
    row("five bytes in brackets", "USER PIN=21\tCard=[15CD5B0700]",
        user("21", {}, QStringLiteral("123456789")));
    row("all bits in brackets", "USER PIN=21\tCard=[FFFFFFFF]",
        user("21", {}, QStringLiteral("4294967295")));
    row("zeros in brackets", "USER PIN=21\tCard=[0000000000]", user("21", {}, QString()));
    row("empty brackets", "USER PIN=21\tCard=[]", user("21", {}, QString()));
    row("64 bits of card", "USER PIN=21\tCard=18446744073709551615",
        user("21", {}, QStringLiteral("18446744073709551615")));
    row("a card that is no number says nothing", "USER PIN=21\tCard=A1B2", user("21"));
    row("a card too long says nothing", "USER PIN=21\tCard=184467440737095516150", user("21"));
    for (const int privilege : {0, 2, 6, 10, 14}) {
        const QByteArray digits = QByteArray::number(privilege);
        row(QByteArray("privilege " + digits).constData(), "USER PIN=21\tPri=" + digits,
            user("21", {}, {}, privilege));
    }
    row("privilege out of range", "USER PIN=21\tPri=99999", withUnknownPrivilege(user("21")));
    row("privilege 1", "USER PIN=21\tPri=1", withUnknownPrivilege(user("21")));
    row("privilege as a word", "USER PIN=21\tPri=admin", withUnknownPrivilege(user("21")));
    row("privilege empty", "USER PIN=21\tPri=", withUnknownPrivilege(user("21")));
    row("other names of the keys", "USER pin=21\tcardno=7\tprivilege=6\tgroup=3",
        user("21", {}, QStringLiteral("7"), 6, QStringLiteral("3")));
    row("any order and case", "user card=12\tPRI=14\tpin=2\tname=A=B",
        user("2", QStringLiteral("A=B"), QStringLiteral("12"), 14));
    row("padded with blanks", "USER PIN=21   Name=A B   Pri=0   Card=7",
        user("21", QStringLiteral("A B"), QStringLiteral("7"), 0));
    row("tab behind the keyword", "USER\tPIN=21\tName=A", user("21", QStringLiteral("A")));
    row("GB2312", "USER PIN=8\tName=\xD5\xC5\xC8\xFD", user("8", QString::fromUtf8("张三")));
    row("UTF-8", "USER PIN=9\tName=\xC3\x9Cnal", user("9", QString::fromUtf8("Ünal")));
    row("Latin-1", "USER PIN=11\tName=Jos\xE9\tGrp=1",
        user("11", QString::fromUtf8("José"), {}, {}, QStringLiteral("1")));
    row("control character in the name", "USER PIN=9\tName=a\x01z",
        user("9", QStringLiteral("a z")));
    row("leading zeros", "USER PIN=007\tName=Bond", user("007", QStringLiteral("Bond")));
}

void tst_admsoperlog::users()
{
    QFETCH(QByteArray, line);
    QFETCH(ReportedUser, wanted);
    const OperlogReading reading = read(line + "\r\n");
    QCOMPARE(reading.lines, 1);
    QCOMPARE(reading.log.size(), 0);
    QCOMPARE(reading.users.size(), 1);
    const ReportedUser found = reading.users.first();
    QCOMPARE(found.userId, wanted.userId);
    QCOMPARE(found.name, wanted.name);
    QCOMPARE(found.card, wanted.card);
    QCOMPARE(found.privilege, wanted.privilege);
    QCOMPARE(found.privilegeUnknown, wanted.privilegeUnknown);
    QCOMPARE(found.group, wanted.group);
}

void tst_admsoperlog::nobody_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char *name, const char *line, bool isKnown = true) {
        QTest::newRow(name) << QByteArray(line) << isKnown;
    };
    row("user without a number", "USER Name=nobody\tPri=0");
    row("user with an empty number", "USER PIN=\tName=nobody");
    row("user 0 is the terminal", "USER PIN=0\tName=nobody");
    row("user of 33 characters", "USER PIN=123456789012345678901234567890123\tName=nobody");
    row("user with a photo", "USER PIN=3\tName=x\tContent=AAEC");
    row("user with a photo, other key", "USER PIN=3\tName=x\tPHOTO=AAEC");
    row("user row alone", "USER");
    row("FP", "FP PIN=1\tFID=3\tSize=16\tValid=1\tTMP=AAECAwQFBgcICQ==");
    row("fp", "fp PIN=1\tFID=3");
    row("FACE", "FACE PIN=306\tFID=0\tSIZE=16\tVALID=1\tTMP=AAEC");
    row("FVEIN", "FVEIN Pin=306\tFID=0\tIndex=0\tTmp=AAEC");
    row("USERPIC", "USERPIC PIN=123\tFileName=123.jpg\tSize=16\tContent=AAEC");
    row("BIOPHOTO", "BIOPHOTO PIN=123\tFileName=123.jpg\tType=2\tContent=AAEC");
    row("BIODATA", "BIODATA Pin=1\tNo=0\tTmp=AAEC");
    row("IDCARD", "IDCARD PIN=1\tIDNum=123456789012345678");
    row("FINGERTMP", "FINGERTMP PIN=1\tTMP=AAEC");
    row("a keyword nobody knows", "WHATEVER PIN=1\tName=x", false);
    row("user without its keyword", "PIN=1\tName=x", false);
    row("a word", "OK", false);
}

void tst_admsoperlog::nobody()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isKnown);
    const OperlogReading reading = read(line);
    QCOMPARE(reading.lines, 1);
    QCOMPARE(reading.users.size(), 0);
    QCOMPARE(reading.log.size(), 0);
    QCOMPARE(reading.unknown.size(), isKnown ? 0 : 1);
}

void tst_admsoperlog::entries_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *line, int code, const char *at,
                        const char *text) {
        QTest::newRow(name) << QByteArray(line) << code << QString::fromLatin1(at)
                            << QString::fromLatin1(text);
    };
    row("all columns", "OPLOG 4\t14\t2015-07-30 10:22:34\t7\t1\t2\t3", 4, "2015-07-30 10:22:34",
        "operator=14\twho=7\tv1=1\tv2=2\tv3=3");
    row("short", "OPLOG 0\t0\t2026-08-31 07:00:00", 0, "2026-08-31 07:00:00",
        "operator=0\twho=\tv1=\tv2=\tv3=");
    row("small letters", "oplog 6\t1\t2026-08-31 09:19:02\t7", 6, "2026-08-31 09:19:02",
        "operator=1\twho=7\tv1=\tv2=\tv3=");
    row("code alone", "OPLOG 1", 1, "", "operator=\twho=\tv1=\tv2=\tv3=");
    row("no time", "OPLOG 4\t14\t\t7", 4, "", "operator=14\twho=7\tv1=\tv2=\tv3=");
    row("30 February", "OPLOG 4\t14\t2026-02-30 10:00:00\t7", 4, "",
        "operator=14\twho=7\tv1=\tv2=\tv3=");
    row("code out of range", "OPLOG 123456789\t1", 99999, "", "operator=1\twho=\tv1=\tv2=\tv3=");
    row("negative code", "OPLOG -5\t1", -1, "", "operator=1\twho=\tv1=\tv2=\tv3=");
    row("more columns than we know", "OPLOG 4\t1\t2026-08-31 09:00:00\t7\t1\t2\t3\t4\t5", 4,
        "2026-08-31 09:00:00", "operator=1\twho=7\tv1=1\tv2=2\tv3=3");
    row("no code: as it came", "OPLOG x\t1\t2026-08-31 09:00:00", -1, "",
        "x\t1\t2026-08-31 09:00:00");
    row("padded with blanks: as it came", "OPLOG 4 14 2015-07-30 10:22:34 0", -1, "",
        "4 14 2015-07-30 10:22:34 0");
    row("keyword alone", "OPLOG", -1, "", "");
    row("percent signs are text", "OPLOG 4\t%1%2\t2026-08-31 09:00:00\t%3", 4,
        "2026-08-31 09:00:00", "operator=%1%2\twho=%3\tv1=\tv2=\tv3=");
}

void tst_admsoperlog::entries()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    QFETCH(QString, at);
    QFETCH(QString, text);
    const OperlogReading reading = read(line);
    QCOMPARE(reading.lines, 1);
    QCOMPARE(reading.users.size(), 0);
    QCOMPARE(reading.log.size(), 1);
    const DeviceLogEntry entry = reading.log.first();
    QCOMPARE(entry.kind, QStringLiteral("oplog"));
    QCOMPARE(entry.code, code);
    QCOMPARE(entry.at.toString(), at);
    QCOMPARE(entry.text, text);
}

void tst_admsoperlog::userInfoNeedsNoKeyword()
{
    const OperlogReading reading = read("PIN=3\tName=Student 3\tPri=0\n"
                                        "USER PIN=4\tName=Student 4\r\n"
                                        "pin=5 Name=Student 5\n"
                                        "PIN=3\tType=9\tContent=AAEC\n"
                                        "FP PIN=6\tTMP=AAEC\n",
                                        true);
    QCOMPARE(reading.lines, 5);
    QCOMPARE(reading.users, (QList<ReportedUser>{user("3", QStringLiteral("Student 3"), {}, 0),
                                                 user("4", QStringLiteral("Student 4")),
                                                 user("5", QStringLiteral("Student 5"))}));
}

void tst_admsoperlog::mixedRowsAreCounted()
{
    const OperlogReading reading = read("\xEF\xBB\xBFOPLOG 30\t0\t2026-07-01 09:00:00\t21\n"
                                        "\n"
                                        "USER PIN=21\tName=Student 21\n"
                                        "FP PIN=21\tFID=5\tTMP=AAEC\n"
                                        " \t \r\n"
                                        "WHATEVER X=1\n"
                                        "OPLOG 6\t0\t2026-07-01 09:00:30\t21");
    QCOMPARE(reading.lines, 5);
    QCOMPARE(reading.users.size(), 1);
    QCOMPARE(reading.log.size(), 2);
    QCOMPARE(reading.unknown, QStringList{QStringLiteral("WHATEVER")});
    QCOMPARE(read("").lines, 0);
}

void tst_admsoperlog::valuesAreBounded()
{
    const OperlogReading reading =
        read("USER PIN=1\tName=" + QByteArray(5000, 'n') + "\tGrp=" + QByteArray(5000, 'g') +
             "\nOPLOG 4\t" + QByteArray(5000, 'o') + "\nOPLOG " + QByteArray(5000, 'p'));
    QCOMPARE(reading.users.first().name->size(), 128);
    QCOMPARE(reading.users.first().group->size(), 16);
    QCOMPARE(reading.log.first().text.size(), 512);
    QCOMPARE(reading.log.last().text.size(), 512);
}

void tst_admsoperlog::namesUnknownRowsByTheirKeywordOnly()
{
    QByteArray body = "Passwd=4321\tPIN=7\n" + QByteArray(100, 'K') + " a=1\nx\x01y b=2\n";
    for (int i = 0; i < 20; ++i)
        body += 'W' + QByteArray::number(i) + " PIN=1\n";
    const QStringList unknown = read(body).unknown;
    QCOMPARE(unknown.size(), 10);
    QCOMPARE(unknown.first(), QStringLiteral("PASSWD"));
    QCOMPARE(unknown.at(1), QString(32, u'K'));
    QCOMPARE(unknown.at(2), QStringLiteral("X Y"));
}

void tst_admsoperlog::neverTakesUpSecrets()
{
    const QByteArray secret("SeCrEt77");
    const OperlogReading reading = read("USER PIN=7\tName=Student 7\tPasswd=" + secret +
                                        "\tCard=\tGrp=1\nFP PIN=7\tTMP=" + secret +
                                        "\nUSERPIC PIN=7\tContent=" + secret + '\n');
    QCOMPARE(reading.lines, 3);
    QCOMPARE(reading.users, QList<ReportedUser>{user("7", QStringLiteral("Student 7"), QString(),
                                                     {}, QStringLiteral("1"))});
    QVERIFY(reading.log.isEmpty());
    QVERIFY(reading.unknown.isEmpty());
}

ROLLCALL_TEST(tst_admsoperlog);
#include "tst_admsoperlog.moc"
