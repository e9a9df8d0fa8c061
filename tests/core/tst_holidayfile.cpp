// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/holidayfile.h"
#include "tests/support/testmain.h"

#include <QStringEncoder>
#include <QTest>

using namespace rollcall;

namespace {

const HolidayFileOptions kOptions{Audience::Everybody, QDate(2025, 1, 1), QDate(2027, 12, 31)};

QByteArray calendar(const QByteArray &events)
{
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n" + events +
           "END:VCALENDAR\r\n";
}

/// An event with these lines, which "|" parts. It begins on line 4 of its calendar.
QByteArray vevent(QByteArray lines)
{
    return "BEGIN:VEVENT\r\nUID:1@test\r\n" + lines.replace("|", "\r\n") + "\r\nEND:VEVENT\r\n";
}

QStringList said(const HolidayFile &file)
{
    QStringList days;
    for (const Holiday &holiday : file.holidays)
        days.append(QStringLiteral("%1 %2 %3")
                        .arg(holiday.day.toString(Qt::ISODate), holiday.name,
                             audienceWord(holiday.appliesTo)));
    return days;
}

} // namespace

class tst_holidayfile : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsCsv();
    void namesWrongCsvLines_data();
    void namesWrongCsvLines();
    void readsEvents_data();
    void readsEvents();
    void namesWrongEvents_data();
    void namesWrongEvents();
    void leavesOutWhatIsNoHoliday();
    void anEventTakesTheDayOfAnother();
    void listsEveryWrongEvent();
    void refusesFiles_data();
    void refusesFiles();
    void readsEncodings_data();
    void readsEncodings();
    void boundsWhatARuleCanMake();
};

void tst_holidayfile::readsCsv()
{
    const Result<HolidayFile> file = readHolidayFile("Name;date;APPLIES_TO;colour\r\n"
                                                     "Holi;2026-03-04;;pink\r\n"
                                                     "\"Exam; staff in\";2026-03-05;Student;\r\n"
                                                     " Inspection ;2026-03-06;staff;\r\n",
                                                     kOptions);
    QVERIFY(file);
    QVERIFY(file->problems.isEmpty());
    QCOMPARE(file->ignoredColumns, QStringList{QStringLiteral("colour")});
    QCOMPARE(said(*file).join(u'|'),
             QStringLiteral("2026-03-04 Holi all|2026-03-05 Exam; staff in student|"
                            "2026-03-06 Inspection staff"));
}

void tst_holidayfile::namesWrongCsvLines_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no date") << QByteArray(",Holi,all")
                             << QStringLiteral("Line 2 has no date of the form YYYY-MM-DD.");
    QTest::newRow("no such date") << QByteArray("2026-02-30,Holi,all")
                                  << QStringLiteral("Line 2 has no date of the form YYYY-MM-DD.");
    QTest::newRow("another form") << QByteArray("04.03.2026,Holi,all")
                                  << QStringLiteral("Line 2 has no date of the form YYYY-MM-DD.");
    QTest::newRow("no name") << QByteArray("2026-03-04,  ,all")
                             << QStringLiteral("Line 2 does not name the day.");
    QTest::newRow("long name") << QByteArray("2026-03-04," + QByteArray(201, 'x'))
                               << QStringLiteral(
                                      "The name on line 2 has more than 200 characters.");
    QTest::newRow("whom") << QByteArray("2026-03-04,Holi,parents")
                          << QStringLiteral("Line 2 does not say for whom the day is off: all, "
                                            "student or staff.");
    QTest::newRow("far away") << QByteArray("1999-03-04,Holi,all")
                              << QStringLiteral(
                                     "The date on line 2 lies outside the years 2000 to 2099.");
}

void tst_holidayfile::namesWrongCsvLines()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, problem);
    const Result<HolidayFile> file =
        readHolidayFile("date,name,applies_to\n" + row + "\n2026-03-05,Good,all\n", kOptions);
    QVERIFY(file);
    QCOMPARE(file->problems, (QList<RowProblem>{{2, problem}}));
    QCOMPARE(file->holidays.size(), 1);
}

void tst_holidayfile::readsEvents_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("days");
    const auto row = [](const char *name, const char *lines, const char *days) {
        QTest::newRow(name) << QByteArray(lines) << QString::fromUtf8(days);
    };
    row("one day", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DTEND;VALUE=DATE:20260305",
        "2026-03-04");
    row("no end", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304", "2026-03-04");
    row("end on the same day", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DTEND;VALUE=DATE:20260304",
        "2026-03-04");
    row("several days", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260227|DTEND;VALUE=DATE:20260302",
        "2026-02-27,2026-02-28,2026-03-01");
    row("length", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DURATION:P2D", "2026-03-04,2026-03-05");
    row("length in weeks", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DURATION:P1W",
        "2026-03-04,2026-03-05,2026-03-06,2026-03-07,2026-03-08,2026-03-09,2026-03-10");
    row("midnight to midnight", "SUMMARY:Holi|DTSTART:20260304T000000|DTEND:20260305T000000",
        "2026-03-04");
    row("folded line and commas", "SUMMARY:Ho\r\n li|DTSTART;VALUE=DATE:20260304", "2026-03-04");
    row("every year", "SUMMARY:Holi|DTSTART;VALUE=DATE:19600304|RRULE:FREQ=YEARLY",
        "2025-03-04,2026-03-04,2027-03-04");
    row("every year until",
        "SUMMARY:Holi|DTSTART;VALUE=DATE:20240304|RRULE:FREQ=YEARLY;UNTIL="
        "20260304",
        "2025-03-04,2026-03-04");
    row("so many times", "SUMMARY:Holi|DTSTART;VALUE=DATE:20250304|RRULE:FREQ=YEARLY;COUNT=2",
        "2025-03-04,2026-03-04");
    row("the last Thursday in November",
        "SUMMARY:Holi|DTSTART;VALUE=DATE:20251127|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH",
        "2025-11-27,2026-11-26,2027-11-25");
    row("29 February", "SUMMARY:Holi|DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY", "");
    row("except",
        "SUMMARY:Holi|DTSTART;VALUE=DATE:20250304|RRULE:FREQ=YEARLY|"
        "EXDATE;VALUE=DATE:20260304",
        "2025-03-04,2027-03-04");
    row("and also", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|RDATE;VALUE=DATE:20260310,20260312",
        "2026-03-04,2026-03-10,2026-03-12");
    row("several days every year",
        "SUMMARY:Holi|DTSTART;VALUE=DATE:20241231|DTEND;VALUE=DATE:20250102|RRULE:FREQ=YEARLY",
        "2025-12-31,2026-01-01,2026-12-31,2027-01-01,2027-12-31,2028-01-01");
}

void tst_holidayfile::readsEvents()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, days);
    const Result<HolidayFile> file = readHolidayFile(calendar(vevent(lines)), kOptions);
    QVERIFY(file);
    QVERIFY2(file->problems.isEmpty(), qPrintable(file->problems.value(0).text));
    QStringList found;
    for (const Holiday &holiday : file->holidays) {
        QCOMPARE(holiday.name, QStringLiteral("Holi"));
        found.append(holiday.day.toString(Qt::ISODate));
    }
    QCOMPARE(found.join(u','), days);
}

void tst_holidayfile::namesWrongEvents_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *lines, const char *problem) {
        QTest::newRow(name) << QByteArray(lines) << QString::fromUtf8(problem);
    };
    row("no date", "SUMMARY:Holi", "The event on line 4 has no date.");
    row("no such date", "SUMMARY:Holi|DTSTART;VALUE=DATE:20261332",
        "The event on line 4 has no date.");
    row("no name", "DTSTART;VALUE=DATE:20260304", "Line 4 does not name the day.");
    row("ends before", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DTEND;VALUE=DATE:20260303",
        "The event on line 4 ends before it begins.");
    row("too long", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DTEND;VALUE=DATE:20280304",
        "The event on line 4 lasts longer than a year.");
    row("endless length", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|DURATION:P99999W",
        "The event on line 4 has no length in days.");
    row("far away", "SUMMARY:Holi|DTSTART;VALUE=DATE:19000304",
        "The date on line 4 lies outside the years 2000 to 2099.");
    row("every second", "SUMMARY:Holi|DTSTART;VALUE=DATE:20260304|RRULE:FREQ=SECONDLY",
        "How the event on line 4 comes again cannot be understood.");
}

void tst_holidayfile::namesWrongEvents()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, problem);
    const Result<HolidayFile> file = readHolidayFile(calendar(vevent(lines)), kOptions);
    QVERIFY(file);
    QCOMPARE(file->problems, (QList<RowProblem>{{4, problem}}));
}

void tst_holidayfile::leavesOutWhatIsNoHoliday()
{
    const QByteArray events =
        vevent("SUMMARY:Meeting|DTSTART:20260304T100000Z|DTEND:20260304T110000Z") +
        vevent("SUMMARY:Fair|DTSTART;VALUE=DATE:20260305|STATUS:CANCELLED") +
        vevent("SUMMARY:Holi|DTSTART;VALUE=DATE:20260306|STATUS:CONFIRMED|CLASS:PUBLIC");
    const Result<HolidayFile> file = readHolidayFile(calendar(events), kOptions);
    QVERIFY(file);
    QVERIFY(file->problems.isEmpty());
    QCOMPARE(said(*file), QStringList{QStringLiteral("2026-03-06 Holi all")});
    QCOMPARE(file->notes.join(u'|'),
             QStringLiteral("\"Meeting\" on line 4 has times of day, so it is no holiday and is "
                            "left out.|\"Fair\" on line 10 was called off and is left out."));
}

void tst_holidayfile::anEventTakesTheDayOfAnother()
{
    // The one that moved stands before the one that comes every year.
    const QByteArray events =
        vevent("SUMMARY:Holi|DTSTART;VALUE=DATE:20260310|RECURRENCE-ID;VALUE=DATE:20260304") +
        vevent("SUMMARY:Holi|DTSTART;VALUE=DATE:20250304|RRULE:FREQ=YEARLY") +
        vevent("SUMMARY:Holi|DTSTART;VALUE=DATE:20270304|RECURRENCE-ID;VALUE=DATE:20270304|"
               "STATUS:CANCELLED");
    const Result<HolidayFile> file = readHolidayFile(calendar(events), kOptions);
    QVERIFY(file);
    QCOMPARE(said(*file).join(u'|'), QStringLiteral("2026-03-10 Holi all|2025-03-04 Holi all"));
}

void tst_holidayfile::listsEveryWrongEvent()
{
    const QByteArray events = vevent("SUMMARY:One") +
                              vevent("SUMMARY:Two|DTSTART;VALUE=DATE:20260304") +
                              vevent("DTSTART;VALUE=DATE:20260305") + vevent("SUMMARY:Four");
    const Result<HolidayFile> file = readHolidayFile(calendar(events), kOptions);
    QVERIFY(file);
    QList<int> lines;
    for (const RowProblem &problem : file->problems)
        lines.append(problem.line);
    QCOMPARE(lines, (QList<int>{4, 13, 17}));
}

void tst_holidayfile::refusesFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("begins");
    const QByteArray good = vevent("SUMMARY:Holi|DTSTART;VALUE=DATE:20260304");
    QTest::newRow("broken off") << calendar(good).chopped(20)
                                << QStringLiteral("The calendar breaks off before its end.");
    QTest::newRow("broken off in an event")
        << QByteArray("BEGIN:VCALENDAR\r\n" + good.chopped(12) + "END:VCALENDAR\r\n")
        << QStringLiteral("The calendar breaks off before its end.");
    QTest::newRow("Windows code page")
        << calendar(vevent("SUMMARY:Fr\xfchling|DTSTART;VALUE=DATE:20260304"))
        << QStringLiteral("The calendar is not written in UTF-8");
    QTest::newRow("NUL") << calendar(vevent(QByteArray("SUMMARY:H\0li", 12)))
                         << QStringLiteral("The calendar is not written in UTF-8");
    QTest::newRow("attachment") << calendar(vevent("ATTACH:" + QByteArray(70000, 'x')))
                                << QStringLiteral("The event on line 4 is longer than 64 KiB.");
    QTest::newRow("too large") << calendar(QByteArray(9 << 20, '\n'))
                               << QStringLiteral("The calendar is larger than 8 MiB.");
    QTest::newRow("too many days")
        << calendar(vevent("SUMMARY:A|DTSTART;VALUE=DATE:20250101|DTEND;VALUE=DATE:20251231|"
                           "RRULE:FREQ=DAILY"))
        << QStringLiteral("The file has more than 10000 holidays.");
    QTest::newRow("no head") << QByteArray("2026-03-04,Holi\n")
                             << QStringLiteral("The file has no column date.");
}

void tst_holidayfile::refusesFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, begins);
    const Result<HolidayFile> file = readHolidayFile(bytes, kOptions);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::InvalidInput);
    QVERIFY2(file.error().userText.startsWith(begins), qPrintable(file.error().userText));
}

void tst_holidayfile::readsEncodings_data()
{
    QTest::addColumn<QStringConverter::Encoding>("encoding");
    QTest::newRow("UTF-8 with a mark") << QStringConverter::Utf8;
    QTest::newRow("UTF-16LE") << QStringConverter::Utf16LE;
    QTest::newRow("UTF-16BE") << QStringConverter::Utf16BE;
}

void tst_holidayfile::readsEncodings()
{
    QFETCH(QStringConverter::Encoding, encoding);
    const QString text = QString::fromUtf8(
        calendar(vevent("SUMMARY:\xe0\xa4\xb9\xe0\xa5\x8b\xe0\xa4\xb2\xe0\xa5\x80|"
                        "DTSTART;VALUE=DATE:20260304")));
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    const QByteArray bytes = encoder(text);
    const Result<HolidayFile> file = readHolidayFile(bytes, kOptions);
    QVERIFY(file);
    QCOMPARE(file->holidays.size(), 1);
    QCOMPARE(file->holidays.first().name, QString::fromUtf8("होली"));
}

/// A daily event of 1601, as one program writes "always", and a rule that no day fits.
void tst_holidayfile::boundsWhatARuleCanMake()
{
    const QByteArray events =
        vevent("SUMMARY:A|DTSTART;VALUE=DATE:16010101|RRULE:FREQ=DAILY") +
        vevent("SUMMARY:B|DTSTART;VALUE=DATE:20260301|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
    const Result<HolidayFile> file = readHolidayFile(calendar(events), kOptions);
    QVERIFY(file);
    QCOMPARE(file->problems.value(0).text,
             QStringLiteral("How the event on line 4 comes again cannot be understood."));
    QVERIFY(file->holidays.size() <= 1);
}

ROLLCALL_TEST(tst_holidayfile);
#include "tst_holidayfile.moc"
