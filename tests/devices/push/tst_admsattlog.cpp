// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/attlogreader.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// Punches of an ATTLOG upload, rule by rule (push-protocols.md, section 2.6).
class tst_admsattlog : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void punches_data();
    void punches();
    void noPunches_data();
    void noPunches();
    void ignored_data();
    void ignored();
    void columns_data();
    void columns();
    void instants_data();
    void instants();
    void countsEveryLine();
    void keepsTheLineAsItCame();
    void keepsOtherEncodings();
    void cutsWhatIsSetAside();
    void futureLimitIsASetting();
    void readsABigBody();
};

namespace {

constexpr qint64 kNow = rollcall::test::FakeClock::kDefault; // 2026-11-22 10:00:00 in Asia/Kolkata

AdmsPunches read(const QByteArray &body, const QByteArray &zoneName = "Asia/Kolkata",
                 const PushLimits &limits = {})
{
    ZoneClock zone(zoneName);
    return readAttlog(body, zone, kNow, limits);
}

/// A row of which the reading is told as text: "user time state verify workcode".
void row(const char *name, const QByteArray &line, const char *reading)
{
    QTest::newRow(name) << line << QString::fromLatin1(reading);
}

QString toText(const RawLog &log)
{
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(log.userId, log.at.toString())
        .arg(log.state)
        .arg(log.verify)
        .arg(log.workCode);
}

} // namespace

void tst_admsattlog::punches_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reading");
    // rule 2: keys
    row("keys", "PIN=42\tTime=2026-10-04 08:15:00\tStatus=1\tVerify=15\tWorkCode=3",
        "42 2026-10-04 08:15:00 1 15 3");
    row("keys in any case and order",
        "workcode=3\tVERIFIED=4\tdatetime=2026-10-04 08:15:00\tpin=42\tSTATUS=0",
        "42 2026-10-04 08:15:00 0 4 3");
    row("keys between runs of blanks", "PIN=42  Time=2026-10-04 08:15:00   VerifyMode=2",
        "42 2026-10-04 08:15:00 255 2 ");
    row("keys between tabs and runs", "PIN=42\tTime=2026-10-04 08:15:00  Status=0  Verify=1",
        "42 2026-10-04 08:15:00 0 1 ");
    row("keys between single blanks", "PIN=42 Time=2026-10-04T08:15:00 Status=0",
        "42 2026-10-04 08:15:00 0 -1 ");
    row("key behind a word", "ATTLOG PIN=42\tTime=2026-10-04 08:15:00",
        "42 2026-10-04 08:15:00 255 -1 ");
    row("key that ends like pin", "SPIN=9\tPIN=42\tTime=2026-10-04 08:15:00",
        "42 2026-10-04 08:15:00 255 -1 ");
    row("keyed, 14 digits", "PIN=42\tTime=20261004081500", "42 2026-10-04 08:15:00 255 -1 ");
    // rule 3: tabs
    row("two columns", "9\t2026-10-04 08:15:00", "9 2026-10-04 08:15:00 255 -1 ");
    row("all columns", "9\t2026-10-04 08:15:00\t1\t15\t7\t0\t0\t1\t36.5\t97.7",
        "9 2026-10-04 08:15:00 1 15 7");
    row("T in the time", "9\t2026-10-04T08:15:00\t1", "9 2026-10-04 08:15:00 1 -1 ");
    row("blanks around columns", "  9 \t 2026-10-04 08:15:00 \t 1 ", "9 2026-10-04 08:15:00 1 -1 ");
    row("internal number first", "7\t1001\t2026-10-04 08:15:00\t0\t1",
        "1001 2026-10-04 08:15:00 0 1 ");
    row("two numbers first", "7\t8\t1001\t2026-10-04 08:15:00\t0",
        "1001 2026-10-04 08:15:00 0 -1 ");
    row("keyword first", "ATTLOG\t1001\t2026-10-04 08:15:00\t0\t0\t1",
        "1001 2026-10-04 08:15:00 0 0 1");
    row("keyword in small letters", "attlog\t1001\t2026-10-04 08:15:00",
        "1001 2026-10-04 08:15:00 255 -1 ");
    row("keyword is a user's number", "1001\t2026-10-04 08:15:00\tATTLOG",
        "1001 2026-10-04 08:15:00 255 -1 ");
    row("14 digits", "9\t20261004081500\t1\t1", "9 2026-10-04 08:15:00 1 1 ");
    row("Unix seconds", "789\t1704096000\t0\t1", "789 2024-01-01 13:30:00 0 1 ");
    row("a later time wins over 14 digits", "9\t20261004081500\t2026-10-05 09:00:00",
        "20261004081500 2026-10-05 09:00:00 255 -1 ");
    row("first of two times", "9\t2026-10-04 08:15:00\t2026-10-04 08:16:00",
        "9 2026-10-04 08:15:00 255 -1 ");
    row("leading zeros", "007\t2026-10-04 08:15:00", "007 2026-10-04 08:15:00 255 -1 ");
    row("blank in the number", "A 7\t2026-10-04 08:15:00", "A 7 2026-10-04 08:15:00 255 -1 ");
    // rule 4: blanks
    row("blanks", "1 2026-10-04 08:15:00 0 1 5", "1 2026-10-04 08:15:00 0 1 5");
    row("many blanks", "   1    2026-10-04 08:15:00     0", "1 2026-10-04 08:15:00 0 -1 ");
    row("blanks and T", "1 2026-10-04T08:15:00 0 1", "1 2026-10-04 08:15:00 0 1 ");
    row("blank only before the time", "1 2026-10-04 08:15:00\t0\t1\t0",
        "1 2026-10-04 08:15:00 0 1 0");
    row("tab inside the time", "1\t2026-10-04\t08:15:00\t0\t1", "1 2026-10-04 08:15:00 0 1 ");
    row("NULs", QByteArray("1\t2026-10-04 08:15:00\0\t0", 24), "1 2026-10-04 08:15:00 0 -1 ");
}

void tst_admsattlog::punches()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reading);
    const AdmsPunches punches = read(line);
    QCOMPARE(punches.lines, 1);
    QCOMPARE(punches.logs.size(), 1);
    QCOMPARE(toText(punches.logs.first()), reading);
}

void tst_admsattlog::noPunches_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const char *unreadable = "unreadable_line";
    row("words", "hello world", unreadable);
    row("one word", "%%%%", unreadable);
    row("no time", "9\t\t0", unreadable);
    row("no number", "\t2026-10-04 08:15:00\t0", unreadable);
    row("number of blanks", "  \t2026-10-04 08:15:00\t0", unreadable);
    row("33 characters of number", QByteArray(33, '1') + "\t2026-10-04 08:15:00", unreadable);
    row("control character in the number", "1\x01\t2026-10-04 08:15:00", unreadable);
    row("keys without a time", "PIN=42\tStatus=0", unreadable);
    row("keys without a number", "PIN=\tTime=2026-10-04 08:15:00", unreadable);
    row("key after another character", "XPIN=42\tTime=2026-10-04 08:15:00", unreadable);
    row("13 digits", "9\t2026100408150", unreadable);
    row("8 digits", "9\t20261004", unreadable);
    row("14 digits in column 3", "7\t9\t20261004081500", unreadable);
    row("slashes", "9\t2026/10/04 08:15:00", unreadable);
    row("minutes only", "9\t2026-10-04 08:15", unreadable);
    row("a fraction", "9\t2026-10-04 08:15:00.5", unreadable);
    row("Arabic digits", "9\t٢٠٢٦-10-04 08:15:00", unreadable);
    row("30 February", "9\t2026-02-30 09:00:00", "invalid_date");
    row("hour 24", "9\t2026-02-20 24:00:00", "invalid_date");
    row("second 60", "9\t2026-02-20 23:59:60", "invalid_date");
    row("14 digits, month 13", "9\t20261304081500", "invalid_date");
    row("year 0", "9\t0000-00-00 00:00:00", "invalid_date");
    row("year 2009", "9\t2009-12-31 23:59:59", "implausible_timestamp");
    row("dead battery", "9\t2000-01-01 00:01:07", "implausible_timestamp");
    row("year 2100", "9\t2100-01-01 00:00:00", "implausible_timestamp");
    row("nine digits of Unix seconds", "9\t999999999", "implausible_timestamp");
    row("24 hours and a second ahead", "9\t2026-11-23 10:00:01", "future_timestamp");
    row("a year ahead", "9\t2027-11-22 09:00:00", "future_timestamp");
    row("Unix seconds ahead", "9\t1900000000", "future_timestamp");
}

void tst_admsattlog::noPunches()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const AdmsPunches punches = read(line + "\r\n");
    QCOMPARE(punches.lines, 1);
    QCOMPARE(punches.logs.size(), 0);
    QCOMPARE(punches.ignored, 0);
    QCOMPARE(punches.setAside.size(), 1);
    QCOMPARE(punches.setAside.first().reason, reason);
    QCOMPARE(punches.setAside.first().rawText, QString::fromUtf8(line));
}

void tst_admsattlog::ignored_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isIgnored"); // else it is a punch
    const auto line = [](const char *name, const char *text, bool isIgnored) {
        QTest::newRow(name) << QByteArray(text) << isIgnored;
    };
    line("the terminal itself", "0\t2026-10-04 08:15:00\t0\t1", true);
    line("the terminal itself, keyed", "PIN=0\tTime=2026-10-04 08:15:00", true);
    line("two zeros are a user", "00\t2026-10-04 08:15:00\t0\t1", false);
    line("identity check", "5\t2026-10-04 08:15:00\t0\t1\t0\t0\t0\t123456789012345678\t1", true);
    line("15 characters of identity", "5\t2026-10-04 08:15:00\t0\t1\t0\t0\t0\t123456789012345\t1",
         true);
    line("14 characters", "5\t2026-10-04 08:15:00\t0\t1\t0\t0\t0\t12345678901234\t1", false);
    line("identity with type 0", "5\t2026-10-04 08:15:00\t0\t1\t0\t0\t0\t123456789012345678\t0",
         false);
    line("eight columns", "5\t2026-10-04 08:15:00\t0\t1\t0\t0\t123456789012345678\t1", false);
    line("ten columns", "5\t2026-10-04 08:15:00\t0\t1\t0\t0\t0\t0\t123456789012345678\t1", false);
    line("mask and temperature", "5\t2026-10-04 08:15:00\t0\t15\t0\t0\t0\t1\t36.5\t97.7", false);
    line("empty columns 8 and 9", "5\t2026-10-04 08:15:00\t0\t4\t0\t\t\t\t", false);
}

void tst_admsattlog::ignored()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isIgnored);
    const AdmsPunches punches = read(line);
    QCOMPARE(punches.lines, 1);
    QCOMPARE(punches.ignored, isIgnored ? 1 : 0);
    QCOMPARE(punches.logs.size(), isIgnored ? 0 : 1);
    QCOMPARE(punches.setAside.size(), 0);
}

void tst_admsattlog::columns_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reading");
    const auto behind = [](const char *name, const QByteArray &more, const char *reading) {
        row(name, "5\t2026-10-04 08:15:00" + more,
            QByteArray("5 2026-10-04 08:15:00 ").append(reading).constData());
    };
    for (int state = 0; state <= 5; ++state) {
        const QByteArray digit = QByteArray::number(state);
        behind(QByteArray("state " + digit).constData(), '\t' + digit,
               QByteArray(digit + " -1 ").constData());
    }
    behind("state 255", "\t255", "255 -1 ");
    behind("state 6 is none we know", "\t6", "255 -1 ");
    behind("state 77", "\t77\t1", "255 1 ");
    behind("state -1", "\t-1", "255 -1 ");
    behind("state as a word", "\tin\tx", "255 -1 ");
    behind("state empty", "\t\t1", "255 1 ");
    behind("state 01", "\t01", "1 -1 ");
    behind("verify empty", "\t0\t", "0 -1 ");
    behind("verify 200", "\t0\t200", "0 200 ");
    behind("verify 65535", "\t0\t65535", "0 65535 ");
    behind("verify 65536", "\t0\t65536", "0 -1 ");
    behind("verify negative", "\t0\t-4", "0 -1 ");
    behind("work code as text", "\t0\t1\tLab 3", "0 1 Lab 3");
    behind("16 characters of work code", "\t0\t1\t1234567890123456", "0 1 1234567890123456");
    behind("17 characters are cut", "\t0\t1\t12345678901234567", "0 1 1234567890123456");
    behind("work code with a control character", "\t0\t1\ta\x01z", "0 1 a z");
    behind("trailing tabs", "\t0\t1\t\t\t\t\t\t\t\t\t", "0 1 ");
}

void tst_admsattlog::columns()
{
    punches();
}

void tst_admsattlog::instants_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("wall");
    QTest::addColumn<qint64>("instant"); // ms; 0 = none, the zone says it later
    const QByteArray york("America/New_York");
    QTest::newRow("wall clock") << york << QByteArray("5\t2026-11-01 01:30:00")
                                << QStringLiteral("2026-11-01 01:30:00") << qint64(0);
    QTest::newRow("first of a repeated hour")
        << york << QByteArray("5\t1793511000") << QStringLiteral("2026-11-01 01:30:00")
        << qint64(1'793'511'000'000);
    QTest::newRow("second of a repeated hour")
        << york << QByteArray("5\t1793514600") << QStringLiteral("2026-11-01 01:30:00")
        << qint64(1'793'514'600'000);
    QTest::newRow("keyed") << QByteArray("Asia/Kolkata") << QByteArray("PIN=5\tTime=1793511000")
                           << QStringLiteral("2026-11-01 11:00:00") << qint64(1'793'511'000'000);
}

void tst_admsattlog::instants()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, line);
    QFETCH(QString, wall);
    QFETCH(qint64, instant);
    const AdmsPunches punches = read(line, zone);
    QCOMPARE(punches.logs.size(), 1);
    QCOMPARE(punches.logs.first().at.toString(), wall);
    QCOMPARE(punches.logs.first().instantUtc, instant);
}

void tst_admsattlog::countsEveryLine()
{
    const AdmsPunches punches = read("\xEF\xBB\xBF"
                                     "1\t2026-10-04 08:15:00\t0\n"
                                     "garbage\n"
                                     "\n"
                                     " \t \n"
                                     "0\t2026-10-04 08:15:00\t0\n"
                                     "1\t2026-10-04 08:15:00\t1\n"
                                     "2\t1999-10-04 08:15:00\t1");
    QCOMPARE(punches.lines, 5);
    QCOMPARE(punches.logs.size(), 2); // which of two is new, the store says
    QCOMPARE(punches.ignored, 1);
    QCOMPARE(punches.setAside.size(), 2);
    QCOMPARE(read("").lines, 0);
}

void tst_admsattlog::keepsTheLineAsItCame()
{
    const AdmsPunches punches = read("  5 \t2026-10-04 08:15:00\t77\t\t\t\r\n");
    QCOMPARE(punches.logs.size(), 1);
    QCOMPARE(punches.logs.first().rawText, QStringLiteral("  5 \t2026-10-04 08:15:00\t77\t\t\t"));
}

void tst_admsattlog::keepsOtherEncodings()
{
    // A name that is no UTF-8 spoils neither its own punch nor the next.
    const AdmsPunches punches = read("5\t2026-10-04 08:15:00\t0\t1\t\xD5\xC5\n"
                                     "\xE5\xBC\xA0\t2026-10-04 08:15:00\t0\t1\t\xE5\xBC\xA0\n");
    QCOMPARE(punches.logs.size(), 2);
    QCOMPARE(punches.logs.first().workCode, QString::fromUtf8("张"));
    QCOMPARE(punches.logs.last().workCode, QString::fromUtf8("张"));
    QCOMPARE(punches.logs.last().userId, QString::fromUtf8("张"));
}

void tst_admsattlog::cutsWhatIsSetAside()
{
    const AdmsPunches punches = read(QByteArray(100'000, 'x'));
    QCOMPARE(punches.setAside.size(), 1);
    const QString kept = punches.setAside.first().rawText;
    QVERIFY(kept.size() < 900);
    QVERIFY(kept.startsWith(QString(700, u'x')));
    QVERIFY(kept.contains(QStringLiteral("100000 bytes")));
}

void tst_admsattlog::futureLimitIsASetting()
{
    const QByteArray inAnHour("5\t2026-11-22 11:00:00");
    const QByteArray inADay("5\t2026-11-23 10:00:00");
    QCOMPARE(read(inAnHour).logs.size(), 1);
    QCOMPARE(read(inADay).logs.size(), 1);
    PushLimits limits;
    limits.maxFutureSeconds = 3599;
    QCOMPARE(read(inAnHour, "Asia/Kolkata", limits).setAside.size(), 1);
    // The terminal's own day counts: in Auckland it is already half past five in the evening.
    QCOMPARE(read("5\t2026-11-22 17:30:00", "Pacific/Auckland", limits).logs.size(), 1);
    QCOMPARE(read("5\t2026-11-22 18:30:00", "Pacific/Auckland", limits).setAside.size(), 1);
}

void tst_admsattlog::readsABigBody()
{
    QByteArray body;
    for (int i = 0; i < 50'000; ++i)
        body += QByteArray::number(i % 900 + 1) + "\t2026-10-04 08:15:00\t255\t15\t0\t0\t0\n";
    const AdmsPunches punches = read(body);
    QCOMPARE(punches.lines, 50'000);
    QCOMPARE(punches.logs.size(), 50'000);
}

ROLLCALL_TEST(tst_admsattlog);
#include "tst_admsattlog.moc"
