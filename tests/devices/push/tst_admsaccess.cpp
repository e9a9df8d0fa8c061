// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/rtlogreader.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// Doors and tables of the access dialect (push-protocols.md, section 2.12).
class tst_admsaccess : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void passEvents_data();
    void passEvents();
    void punches_data();
    void punches();
    void logged_data();
    void logged();
    void setAside_data();
    void setAside();
    void mixedLinesAreCounted();
    void transactions();
    void transactionTimes_data();
    void transactionTimes();
    void userTable();
    void otherTables_data();
    void otherTables();
};

namespace {

constexpr qint64 kNow = rollcall::test::FakeClock::kDefault; // 2026-11-22 10:00:00 in Asia/Kolkata

AccessReading readLog(const QByteArray &body)
{
    ZoneClock zone("Asia/Kolkata");
    return readRtlog(body, zone, kNow, {});
}

AccessReading readTable(const char *name, const QByteArray &body)
{
    ZoneClock zone("Asia/Kolkata");
    return readTableData(QString::fromLatin1(name), body, zone, kNow, {});
}

QString toText(const RawLog &log)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(log.userId, log.at.toString())
        .arg(log.state)
        .arg(log.verify);
}

} // namespace

void tst_admsaccess::passEvents_data()
{
    QTest::addColumn<qint64>("event");
    QTest::addColumn<bool>("isPass");
    const std::pair<qint64, bool> rows[] = {
        {-1, false},  {0, true},     {19, true},    {20, false},   {99, false},   {100, false},
        {199, false}, {200, true},   {253, true},   {254, false},  {3999, false}, {4000, true},
        {4999, true}, {5000, false}, {5999, false}, {6000, false}, {6999, false},
    };
    for (const auto &[event, isPass] : rows)
        QTest::addRow("%lld", static_cast<long long>(event)) << event << isPass;
}

void tst_admsaccess::passEvents()
{
    QFETCH(qint64, event);
    QFETCH(bool, isPass);
    QCOMPARE(isPassEvent(event), isPass);
}

void tst_admsaccess::punches_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reading");
    const auto row = [](const char *name, const QByteArray &fields, const char *reading) {
        const QByteArray line = "time=2026-07-01 08:00:05\tpin=101\t" + fields;
        const QString all =
            QStringLiteral("101 2026-07-01 08:00:05 ") + QString::fromLatin1(reading);
        QTest::newRow(name) << line << all;
    };
    row("in", "event=0\tinoutstatus=0\tverifytype=1", "0 1");
    row("out", "event=3\tinoutstatus=1\tverifytype=4\r", "1 4");
    row("no direction", "event=0\tinoutstatus=2\tverifytype=1", "255 1");
    row("direction missing", "event=0\tverifytype=1", "255 1");
    row("verify missing", "event=0\tinoutstatus=0", "0 -1");
    row("verify of 16 digits is a bit string",
        "event=0\tinoutstatus=0\tverifytype=0000000000000010", "0 -1");
    row("15 digits are no bit string", "event=0\tinoutstatus=0\tverifytype=000000000000010",
        "0 10");
    row("event 200", "event=200\tinoutstatus=0\tverifytype=15", "0 15");
    row("event 4002", "event=4002\tinoutstatus=0\tverifytype=15", "0 15");
    row("keys in capitals", "EVENT=0\tINOUTSTATUS=1\tVERIFYTYPE=15", "1 15");
    row("further columns",
        "event=0\tinoutstatus=0\tverifytype=15\tindex=9\tmaskflag=1\ttemperature=36.4", "0 15");
    row("a second time is not the first", "event=0\ttime=2026-07-02 09:00:00", "255 -1");
}

void tst_admsaccess::punches()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reading);
    const AccessReading found = readLog(line);
    QCOMPARE(found.punches.lines, 1);
    QCOMPARE(found.punches.ignored, 0);
    QCOMPARE(found.log.size(), 0);
    QCOMPARE(found.punches.logs.size(), 1);
    QCOMPARE(toText(found.punches.logs.first()), reading);
}

void tst_admsaccess::logged_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *line, int code, const char *text) {
        QTest::newRow(name) << QByteArray(line) << code << QString::fromLatin1(text);
    };
    row("pin 0", "time=2026-07-01 08:00:05\tpin=0\teventaddr=1\tevent=0\tindex=21", 0,
        "pin=0\tdoor=1\tindex=21");
    row("no pin", "time=2026-07-01 08:00:05\teventaddr=2\tevent=8\tindex=3", 8,
        "pin=\tdoor=2\tindex=3");
    row("refusal of a known pin", "time=2026-07-01 08:00:05\tpin=102\teventaddr=1\tevent=22", 22,
        "pin=102\tdoor=1\tindex=");
    row("alarm", "time=2026-07-01 08:00:05\tpin=102\tevent=102\tindex=4", 102,
        "pin=102\tdoor=\tindex=4");
    row("event out of range", "time=2026-07-01 08:00:05\tpin=102\tevent=1234567", 99999,
        "pin=102\tdoor=\tindex=");
    row("no event: as it came", "time=2026-07-01 08:00:05\tpin=107\tindex=30", -1,
        "time=2026-07-01 08:00:05\tpin=107\tindex=30");
    row("odd event: as it came", "time=2026-07-01 08:00:05\tpin=107\tevent=in", -1,
        "time=2026-07-01 08:00:05\tpin=107\tevent=in");
    row("pin of 33 characters",
        "time=2026-07-01 08:00:05\tpin=123456789012345678901234567890123\tevent=0", 0,
        "pin=123456789012345678901234567890123\tdoor=\tindex=");
    row("percent signs are text", "time=2026-07-01 08:00:05\tpin=%2\teventaddr=%3\tevent=22", 22,
        "pin=%2\tdoor=%3\tindex=");
}

void tst_admsaccess::logged()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    QFETCH(QString, text);
    const AccessReading found = readLog(line);
    QCOMPARE(found.punches.lines, 1);
    QCOMPARE(found.punches.ignored, 1);
    QCOMPARE(found.punches.logs.size(), 0);
    QCOMPARE(found.log.size(), 1);
    const DeviceLogEntry entry = found.log.first();
    QCOMPARE(entry.kind, QStringLiteral("rtlog"));
    QCOMPARE(entry.code, code);
    QCOMPARE(entry.at.toString(), QStringLiteral("2026-07-01 08:00:05"));
    QCOMPARE(entry.text, text);
}

void tst_admsaccess::setAside_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no time") << QByteArray("pin=7\tevent=0\tindex=1")
                             << QStringLiteral("unreadable_line");
    QTest::newRow("odd time") << QByteArray("time=yesterday\tpin=7\tevent=0")
                              << QStringLiteral("unreadable_line");
    QTest::newRow("30 February") << QByteArray("time=2026-02-30 08:00:00\tpin=7\tevent=0")
                                 << QStringLiteral("invalid_date");
    QTest::newRow("year 2000") << QByteArray("time=2000-01-01 08:00:00\tpin=7\tevent=0")
                               << QStringLiteral("implausible_timestamp");
    QTest::newRow("far ahead") << QByteArray("time=2027-01-01 08:00:00\tpin=7\tevent=0")
                               << QStringLiteral("future_timestamp");
}

void tst_admsaccess::setAside()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const AccessReading found = readLog(line);
    QCOMPARE(found.punches.logs.size(), 0);
    QCOMPARE(found.punches.ignored, 0);
    QCOMPARE(found.log.size(), 0);
    QCOMPARE(found.punches.setAside.size(), 1);
    QCOMPARE(found.punches.setAside.first().reason, reason);
    QCOMPARE(found.punches.setAside.first().rawText, QString::fromLatin1(line));
}

void tst_admsaccess::mixedLinesAreCounted()
{
    const AccessReading found = readLog("time=2026-07-01 08:00:05\tpin=1\tevent=0\r\n"
                                        "\r\n"
                                        "time=2026-07-01 08:00:06\tpin=2\tevent=29\r\n"
                                        "pin=3\tevent=0\n"
                                        "cardno=133440&eventaddr=1&time=2026-07-01");
    QCOMPARE(found.punches.lines, 4);
    QCOMPARE(found.punches.logs.size(), 1);
    QCOMPARE(found.punches.logs.first().rawText,
             QStringLiteral("time=2026-07-01 08:00:05\tpin=1\tevent=0"));
    QCOMPARE(found.punches.setAside.size(), 1);
    QCOMPARE(found.punches.ignored, 2);
    QCOMPARE(found.log.size(), 2);
}

void tst_admsaccess::transactions()
{
    const AccessReading found =
        readTable("transaction", "transaction cardno=0\tpin=101\tverified=1\tdoorid=1\teventtype=0"
                                 "\tinoutstate=1\ttime_second=851846405\tindex=1\n"
                                 "transaction cardno=0\tpin=0\tverified=200\tdoorid=2\teventtype=27"
                                 "\tinoutstate=2\ttime_second=851846406\tindex=2\n");
    QCOMPARE(found.punches.lines, 2);
    QCOMPARE(found.punches.logs.size(), 1);
    QCOMPARE(toText(found.punches.logs.first()), QStringLiteral("101 2026-07-02 08:00:05 1 1"));
    QCOMPARE(found.log.size(), 1);
    QCOMPARE(found.log.first().code, 27);
    QCOMPARE(found.log.first().at.toString(), QStringLiteral("2026-07-02 08:00:06"));
    QCOMPARE(found.log.first().text, QStringLiteral("pin=0\tdoor=2\tindex=2"));
}

void tst_admsaccess::transactionTimes_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QString>("reason"); // empty: a punch
    QTest::newRow("fits") << QByteArray("851846405") << QString();
    QTest::newRow("none") << QByteArray("") << QStringLiteral("unreadable_line");
    QTest::newRow("no number") << QByteArray("2026-07-02 08:00:05")
                               << QStringLiteral("unreadable_line");
    QTest::newRow("negative") << QByteArray("-1") << QStringLiteral("invalid_date");
    QTest::newRow("too large") << QByteArray("99999999999") << QStringLiteral("invalid_date");
    // 30 February: the number has room for it, the calendar has not.
    QTest::newRow("no such day") << QByteArray::number((26LL * 372 + 31 + 29) * 86400)
                                 << QStringLiteral("invalid_date");
    QTest::newRow("year 2000") << QByteArray("0") << QStringLiteral("implausible_timestamp");
}

void tst_admsaccess::transactionTimes()
{
    QFETCH(QByteArray, time);
    QFETCH(QString, reason);
    const AccessReading found =
        readTable("transaction", "transaction pin=1\teventtype=0\ttime_second=" + time);
    QCOMPARE(found.punches.logs.size(), reason.isEmpty() ? 1 : 0);
    QCOMPARE(found.punches.setAside.size(), reason.isEmpty() ? 0 : 1);
    if (!reason.isEmpty())
        QCOMPARE(found.punches.setAside.first().reason, reason);
}

void tst_admsaccess::userTable()
{
    const QByteArray secret("SeCrEt77");
    const AccessReading found =
        readTable("USER", "user uid=6\tcardno=133440\tpin=5\tpassword=" + secret +
                              "\tgroup=1\tstarttime=0\tendtime=0\tname=Student 5\tprivilege=0"
                              "\tdisable=0\tverify=0\r\n"
                              "user uid=7\tcardno=\tpin=6\tname=\tprivilege=14\r\n"
                              "user uid=8\tpin=\tname=nobody\n"
                              "uid=9\tpin=9\n");
    QCOMPARE(found.punches.lines, 4);
    QCOMPARE(found.punches.logs.size(), 0);
    QCOMPARE(found.users.size(), 3);
    QCOMPARE(found.users.first(),
             (ReportedUser{QStringLiteral("5"), QStringLiteral("Student 5"),
                           QStringLiteral("133440"), 0, false, QStringLiteral("1")}));
    QCOMPARE(found.users.at(1),
             (ReportedUser{QStringLiteral("6"), std::nullopt, QString(), 14, false, std::nullopt}));
    QCOMPARE(found.users.at(2).userId, QStringLiteral("9"));
}

void tst_admsaccess::otherTables_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("entries");
    for (const char *table : {"biodata", "biophoto", "userpic", "templatev10", "identitycard",
                              "ATTPHOTO", "users", "nobodyknows", ""})
        QTest::addRow("%s.", table) << QString::fromLatin1(table) << 0;
    QTest::newRow("errorlog") << QStringLiteral("errorlog") << 2;
    QTest::newRow("ErrorLog") << QStringLiteral("ErrorLog") << 2;
}

void tst_admsaccess::otherTables()
{
    QFETCH(QString, table);
    QFETCH(int, entries);
    const QByteArray name = table.toLatin1();
    const AccessReading found =
        readTable(name.constData(), name + " pin=1\tname=x\tevent=0\r\n\n" + name + " pin=2\n");
    QCOMPARE(found.punches.lines, 2);
    QCOMPARE(found.punches.logs.size(), 0);
    QCOMPARE(found.punches.setAside.size(), 0);
    QCOMPARE(found.users.size(), 0);
    QCOMPARE(found.log.size(), entries);
}

ROLLCALL_TEST(tst_admsaccess);
#include "tst_admsaccess.moc"
