// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/optionsreader.h"
#include "devices/push/adms/resultreader.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// What terminals answer to commands, and what they tell of themselves (push-protocols.md, sections
/// 2.5, 2.8 and 2.10).
class tst_admsresults : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void results_data();
    void results();
    void ofTheQuery_data();
    void ofTheQuery();
    void resultsAreBounded();
    void options_data();
    void options();
    void optionsAreBounded();
    void pollInfo_data();
    void pollInfo();
    void errorlog();
    void errorlogIsBounded();
};

namespace {

using Results = QList<CommandResult>;
using Facts = QHash<QString, QString>;

CommandResult result(const char *id, qint64 value, const char *verb, const char *info = "")
{
    return {QString::fromLatin1(id), value, QString::fromLatin1(verb), QString::fromLatin1(info)};
}

void compare(const Results &found, const Results &wanted)
{
    QCOMPARE(found.size(), wanted.size());
    for (qsizetype i = 0; i < found.size(); ++i) {
        QCOMPARE(found.at(i).wireId, wanted.at(i).wireId);
        QCOMPARE(found.at(i).value, wanted.at(i).value);
        QCOMPARE(found.at(i).verb, wanted.at(i).verb);
        QCOMPARE(found.at(i).info, wanted.at(i).info);
    }
}

Facts facts(std::initializer_list<std::pair<const char *, const char *>> pairs)
{
    Facts all;
    for (const auto &[name, value] : pairs)
        all.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    return all;
}

} // namespace

void tst_admsresults::results_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Results>("wanted");
    const auto row = [](const char *name, const QByteArray &body, const Results &wanted) {
        QTest::newRow(name) << body << wanted;
    };
    row("one", "ID=19&Return=0&CMD=CHECK", {result("19", 0, "CHECK")});
    row("several", "ID=19&Return=0&CMD=DATA\r\nID=20&Return=-10&CMD=DATA\r\n",
        {result("19", 0, "DATA"), result("20", -10, "DATA")});
    row("several on one line", "ID=1&Return=0&CMD=LOG&ID=2&Return=-1002&CMD=USER ADD",
        {result("1", 0, "LOG"), result("2", -1002, "USER ADD")});
    row("letters and digits", "ID=info8487&Return=0&CMD=DATA", {result("info8487", 0, "DATA")});
    row("names in any case", "id=11&RETURN=0&cmd=LOG", {result("11", 0, "LOG")});
    row("blanks around", " ID = 10 & Return = 0 & CMD = USER DEL ", {result("10", 0, "USER DEL")});
    row("other order", "CMD=LOG&ID=4&Return=0", {result("4", 0, "")});
    row("line ends instead of &", "ID=32\nSN=A1\nReturn=0\nCMD=Shell\nFILENAME=o.txt\nContent=a b",
        {result("32", 0, "Shell", "FILENAME=o.txt\nContent=a b")});
    row("INFO with lines", "ID=5&Return=0&CMD=INFO\n~DeviceName=X\nMAC=00:17\n",
        {result("5", 0, "INFO", "~DeviceName=X\nMAC=00:17")});
    row("a value among the names", "ID=24&Return=0&CMD=VERIFY SUM&AttLogSum=104",
        {result("24", 0, "VERIFY SUM", "AttLogSum=104")});
    row("a word is information", "ID=24&Return=0&CMD=LOG\nhello",
        {result("24", 0, "LOG", "hello")});
    row("serial number of a sub-unit is none", "ID=17&Return=0&CMD=DATA UPDATE&SN=9",
        {result("17", 0, "DATA UPDATE")});
    row("a count", "ID=18&Return=340&CMD=DATA COUNT", {result("18", 340, "DATA COUNT")});
    row("empty information stays", "ID=5&Return=0&CMD=INFO&IP=", {result("5", 0, "INFO", "IP=")});
    row("without Return", "ID=12&CMD=LOG", {});
    row("Return is no number", "ID=12&Return=ok&CMD=LOG", {});
    row("Return is empty", "ID=12&Return=&CMD=LOG", {});
    row("without an ID", "Return=0&CMD=LOG", {});
    row("ID is empty", "ID=&Return=0&CMD=LOG", {});
    row("ID of 16 characters", "ID=1234567890123456&Return=0", {result("1234567890123456", 0, "")});
    row("ID of 17 characters", "ID=12345678901234567&Return=0", {});
    row("ID with a quote", "ID=1'&Return=0", {});
    row("ID of Arabic digits", "ID=١&Return=0", {});
    row("one bad among good", "ID=1&Return=0\nID=2\nID=3&Return=0",
        {result("1", 0, ""), result("3", 0, "")});
    row("what stands before an ID belongs to none", "X=1&Return=7\nID=1&Return=0&CMD=LOG",
        {result("1", 0, "LOG")});
    row("byte order mark and NULs", QByteArray("\xEF\xBB\xBFID=1\0&Return=0\0", 18),
        {result("1", 0, "")});
    row("control character in the verb", "ID=1&Return=0&CMD=LO\x01G", {result("1", 0, "LO G")});
    row("only separators", "&&\n\r\n&", {});
    row("empty", "", {});
}

void tst_admsresults::results()
{
    QFETCH(QByteArray, body);
    QFETCH(Results, wanted);
    compare(readResults(body), wanted);
}

void tst_admsresults::ofTheQuery_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<Results>("wanted");
    QTest::newRow("all") << QByteArray("SN=A&ID=15&Return=0&CMD=LOG")
                         << Results{result("15", 0, "LOG")};
    QTest::newRow("encoded") << QByteArray("id=15&return=-1&cmd=VERIFY%20SUM")
                             << Results{result("15", -1, "VERIFY SUM")};
    QTest::newRow("other order") << QByteArray("CMD=LOG&Return=0&ID=15")
                                 << Results{result("15", 0, "LOG")};
    QTest::newRow("without Return") << QByteArray("SN=A&ID=15&CMD=LOG") << Results{};
    QTest::newRow("serial number only") << QByteArray("SN=A") << Results{};
}

void tst_admsresults::ofTheQuery()
{
    QFETCH(QByteArray, query);
    QFETCH(Results, wanted);
    compare(readResults(AdmsQuery(query)), wanted);
}

void tst_admsresults::resultsAreBounded()
{
    QByteArray many;
    for (int i = 0; i < 500; ++i)
        many += "ID=" + QByteArray::number(i) + "&Return=0\n";
    QCOMPARE(readResults(many).size(), 100);
    QByteArray body = "ID=1&Return=0&CMD=" + QByteArray(1000, 'v') + '\n';
    body += QByteArray("Name=value\n").repeated(50'000);
    const Results wordy = readResults(body);
    QCOMPARE(wordy.size(), 1);
    QCOMPARE(wordy.first().verb.size(), 64);
    QVERIFY(wordy.first().info.size() <= 16LL * 1024);
}

void tst_admsresults::options_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Facts>("wanted");
    const auto row = [](const char *name, const QByteArray &body, const Facts &wanted) {
        QTest::newRow(name) << body << wanted;
    };
    const Facts two = facts({{"SerialNumber", "A1"}, {"UserCount", "12"}});
    row("commas", "~SerialNumber=A1,UserCount=12", two);
    row("line feeds", "~SerialNumber=A1\nUserCount=12\n", two);
    row("with carriage returns", "~SerialNumber=A1\r\nUserCount=12\r\n", two);
    row("&", "~SerialNumber=A1&UserCount=12", two);
    row("blanks around", " ~SerialNumber = A1 , UserCount = 12 ", two);
    row("byte order mark", "\xEF\xBB\xBF~SerialNumber=A1,UserCount=12", two);
    row("value holds = and blanks", "FirmVer=Ver 8.0=x", facts({{"FirmVer", "Ver 8.0=x"}}));
    row("empty value", "IP=", facts({{"IP", ""}}));
    row("last of two", "A=1,A=2", facts({{"A", "2"}}));
    row("underline in the key", "MAC_1=2", facts({{"MAC_1", "2"}}));
    row("odd keys are left out", "a b=1,c/d=2,=3,~=4,e\x01=5,~~f=6,g=7", facts({{"g", "7"}}));
    row("no pairs", "hello,world", {});
    row("GB2312", "Name=\xD5\xC5", facts({{"Name", "张"}}));
    row("control characters are blanks", "A=1\t2\x01", facts({{"A", "1\t2 "}}));
    row("empty", "", {});
}

void tst_admsresults::options()
{
    QFETCH(QByteArray, body);
    QFETCH(Facts, wanted);
    QCOMPARE(readOptions(body), wanted);
}

void tst_admsresults::optionsAreBounded()
{
    QByteArray many;
    for (int i = 0; i < 1000; ++i)
        many += 'k' + QByteArray::number(i) + "=1,";
    QCOMPARE(readOptions(many).size(), 200);
    const QByteArray longValue = "A=" + QByteArray(5000, 'v');
    QCOMPARE(readOptions(longValue).value(QStringLiteral("A")).size(), 256);
    for (const auto &[size, found] : {std::pair(64, 1), std::pair(65, 0)}) {
        const QByteArray pair = QByteArray(size, 'k') + "=1";
        QCOMPARE(readOptions(pair).size(), found);
    }
}

void tst_admsresults::pollInfo_data()
{
    QTest::addColumn<QString>("info");
    QTest::addColumn<Facts>("wanted");
    const auto row = [](const char *name, const QString &info, const Facts &wanted) {
        QTest::newRow(name) << info << wanted;
    };
    row("all places", QStringLiteral("Ver 8.0.4,178,79,80,192.168.1.100,10,7,12,77,111"),
        facts({{"firmware", "Ver 8.0.4"},
               {"users", "178"},
               {"fingerprints", "79"},
               {"records", "80"},
               {"ip", "192.168.1.100"},
               {"faces", "77"},
               {"flags", "111"}}));
    row("short", QStringLiteral("Ver 6.60,3"), facts({{"firmware", "Ver 6.60"}, {"users", "3"}}));
    row("begins with a comma", QStringLiteral(",1,2,3"),
        facts({{"users", "1"}, {"fingerprints", "2"}, {"records", "3"}}));
    row("blanks around", QStringLiteral(" V , 1 "), facts({{"firmware", "V"}, {"users", "1"}}));
    row("a word where a number belongs", QStringLiteral("V,many,2"),
        facts({{"firmware", "V"}, {"fingerprints", "2"}}));
    row("more places than we know", QStringLiteral("V,1,2,3,ip,5,6,7,8,9,10,11"),
        facts({{"firmware", "V"},
               {"users", "1"},
               {"fingerprints", "2"},
               {"records", "3"},
               {"ip", "ip"},
               {"faces", "8"},
               {"flags", "9"}}));
    row("no comma", QStringLiteral("hello"), {});
    row("only commas", QStringLiteral(",,,,,,,,,,,,"), {});
    row("a firmware of 257 characters", QString(257, u'v') + u",1", facts({{"users", "1"}}));
    row("empty", QString(), {});
}

void tst_admsresults::pollInfo()
{
    QFETCH(QString, info);
    QFETCH(Facts, wanted);
    QCOMPARE(readPollInfo(info), wanted);
}

void tst_admsresults::errorlog()
{
    const QList<DeviceLogEntry> log =
        readErrorlog("ERRORLOG ErrCode=D01E0001\tErrMsg=\tDataOrigin=cmd\tCmdId=12\r\n\n"
                     "ERRORLOG ErrCode=2\x01\n");
    QCOMPARE(log.size(), 2);
    QCOMPARE(log.first().kind, QStringLiteral("errorlog"));
    QCOMPARE(log.first().code, -1);
    QVERIFY(!log.first().at.isValid());
    QCOMPARE(log.first().text,
             QStringLiteral("ERRORLOG ErrCode=D01E0001\tErrMsg=\tDataOrigin=cmd\tCmdId=12"));
    QCOMPARE(log.last().text, QStringLiteral("ERRORLOG ErrCode=2 "));
}

void tst_admsresults::errorlogIsBounded()
{
    const QByteArray body = QByteArray(2000, 'e') + '\n' + QByteArray("x\n").repeated(5000);
    const QList<DeviceLogEntry> log = readErrorlog(body);
    QCOMPARE(log.size(), 1000);
    QCOMPARE(log.first().text.size(), 512);
}

ROLLCALL_TEST(tst_admsresults);
#include "tst_admsresults.moc"
