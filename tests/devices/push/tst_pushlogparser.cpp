// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/jsonbody.h"
#include "devices/push/jsonapi/pushlogparser.h"
#include "devices/push/jsonapi/timestamp.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace rollcall;
using namespace rollcall::push;

class tst_pushlogparser : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void timestamps_data();
    void timestamps();
    void instants_data();
    void instants();
    void userIds_data();
    void userIds();
    void items_data();
    void items();
    void envelopes_data();
    void envelopes();
    void future_data();
    void future();
    void keepsKnownMembersOnly();
    void echoesLittleOfTheInput();
    void isoTextNamesTheOffset();
};

namespace {

constexpr qint64 kNow = rollcall::test::FakeClock::kDefault; // 2026-11-22 10:00:00 in Asia/Kolkata

using Reading = std::variant<PushLogReading, Problem>;

Reading read(const QByteArray &body, const QByteArray &zoneName = "Asia/Kolkata")
{
    ZoneClock zone(zoneName);
    return readPushLog(body, zone, kNow, {});
}

QByteArray batchOf(const QByteArray &item)
{
    return R"({"logs":[)" + item + "]}";
}

void itemRow(const char *name, const QByteArray &item, const char *reason, const QString &user = {},
             int state = 255)
{
    QTest::newRow(name) << item << QString::fromLatin1(reason) << user << state;
}

QByteArray withUser(const QByteArray &value)
{
    return R"({"user_id":)" + value + R"(,"timestamp":"2026-03-12 08:05:00"})";
}

QByteArray withMembers(const QByteArray &members)
{
    return R"({"user_id":"1","timestamp":"2026-03-12 08:05:00",)" + members + "}";
}

} // namespace

void tst_pushlogparser::timestamps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wall"); // empty: refused
    QTest::addColumn<int>("offset");   // -1: none
    const auto row = [](const char *text, const char *wall = "", int offset = -1) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(wall) << offset;
    };
    row("2026-03-12 08:05:00", "2026-03-12 08:05:00");
    row("2026-03-12T08:05:00", "2026-03-12 08:05:00");
    row("2026-03-12 08:05:00.1", "2026-03-12 08:05:00");
    row("2026-03-12 08:05:00.999999999", "2026-03-12 08:05:00");
    row("2026-03-12T08:05:00Z", "2026-03-12 08:05:00", 0);
    row("2026-03-12 08:05:00.5Z", "2026-03-12 08:05:00", 0);
    row("2026-03-12T08:05:00+05:30", "2026-03-12 08:05:00", 19800);
    row("2026-03-12T08:05:00-0530", "2026-03-12 08:05:00", -19800);
    row("2026-03-12T08:05:00+00:00", "2026-03-12 08:05:00", 0);
    row("2026-03-12T08:05:00-23:59", "2026-03-12 08:05:00", -86340);
    row("2024-02-29 23:59:59", "2024-02-29 23:59:59");
    row("");
    row("2026-03-12");
    row("2026-03-12 08:05");
    row("2026-03-12 08:05:00 ");
    row(" 2026-03-12 08:05:00");
    row("2026-03-12  08:05:00");
    row("2026-03-12t08:05:00");
    row("2026-03-12T08:05:00z");
    row("2026-03-12 08:05:00.");
    row("2026-03-12 08:05:00.1234567890");
    row("2026-03-12 08:05:00,5");
    row("2026-03-12 08:05:00 Z");
    row("2026-03-12 08:05:00+5:30");
    row("2026-03-12 08:05:00+05");
    row("2026-03-12 08:05:00+24:00");
    row("2026-03-12 08:05:00+05:60");
    row("2026-03-12 08:05:00+05:30x");
    row("2026-03-12 08:05:00+0A30");
    row("2026-03-12 08:05:00ZZ");
    row("2026-02-29 08:05:00");
    row("2026-03-12 24:00:00");
    row("2026-03-12 23:59:60");
    row("2026-3-12 08:05:00");
    row("20260312080500");
    row("1773288300");
    row("٢٠٢٦-03-12 08:05:00");
}

void tst_pushlogparser::timestamps()
{
    QFETCH(QString, text);
    QFETCH(QString, wall);
    QFETCH(int, offset);
    const std::optional<Timestamp> read = readTimestamp(text);
    QCOMPARE(read.has_value(), !wall.isEmpty());
    if (!read)
        return;
    QCOMPARE(read->wall.toString(), wall);
    QCOMPARE(read->offsetSeconds.value_or(-1), offset);
}

void tst_pushlogparser::instants_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wall");
    QTest::addColumn<QString>("instant");
    const auto row = [](const char *name, const char *zone, const char *text, const char *wall,
                        const char *instant) {
        QTest::newRow(name) << QByteArray(zone) << QString::fromLatin1(text)
                            << QString::fromLatin1(wall) << QString::fromLatin1(instant);
    };
    const char *york = "America/New_York";
    row("wall clock", "Asia/Kolkata", "2026-03-12 08:05:00", "2026-03-12 08:05:00",
        "2026-03-12T02:35:00Z");
    row("skipped hour", york, "2026-03-08 02:30:00", "2026-03-08 02:30:00", "2026-03-08T07:30:00Z");
    row("before it", york, "2026-03-08 01:59:59", "2026-03-08 01:59:59", "2026-03-08T06:59:59Z");
    row("after it", york, "2026-03-08 03:00:00", "2026-03-08 03:00:00", "2026-03-08T07:00:00Z");
    row("repeated hour", york, "2026-11-01 01:30:00", "2026-11-01 01:30:00",
        "2026-11-01T05:30:00Z");
    row("after the repeated hour", york, "2026-11-01 02:00:00", "2026-11-01 02:00:00",
        "2026-11-01T07:00:00Z");
    row("instant in the repeated hour, first", york, "2026-11-01T05:30:00Z", "2026-11-01 01:30:00",
        "2026-11-01T05:30:00Z");
    row("instant in the repeated hour, second", york, "2026-11-01T06:30:00Z", "2026-11-01 01:30:00",
        "2026-11-01T06:30:00Z");
    row("other side of midnight", york, "2026-07-01T03:00:00+00:00", "2026-06-30 23:00:00",
        "2026-07-01T03:00:00Z");
}

void tst_pushlogparser::instants()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, text);
    QFETCH(QString, wall);
    QFETCH(QString, instant);
    ZoneClock clock(zone);
    QVERIFY(clock.isValid());
    const DeviceMoment moment = momentOf(*readTimestamp(text), clock);
    QCOMPARE(moment.wall.toString(), wall);
    QCOMPARE(moment.utc, QDateTime::fromString(instant, Qt::ISODate).toMSecsSinceEpoch());
}

void tst_pushlogparser::userIds_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QString>("reason"); // empty: taken
    QTest::addColumn<QString>("userId");
    QTest::addColumn<int>("state");
    itemRow("zeros are kept", withUser(R"("007")"), "", QStringLiteral("007"));
    itemRow("number", withUser("21"), "", QStringLiteral("21"));
    itemRow("zero", withUser("0"), "", QStringLiteral("0"));
    itemRow("largest number", withUser("9007199254740991"), "", QStringLiteral("9007199254740991"));
    itemRow("one more", withUser("9007199254740992"), "invalid_user_id");
    itemRow("rounds down to it", withUser("9007199254740993"), "invalid_user_id");
    itemRow("giant", withUser("1e300"), "invalid_user_id");
    itemRow("fraction", withUser("1.5"), "invalid_user_id");
    itemRow("negative", withUser("-1"), "invalid_user_id");
    itemRow("boolean", withUser("true"), "invalid_user_id");
    itemRow("object", withUser("{}"), "invalid_user_id");
    itemRow("null", withUser("null"), "missing_user_id");
    itemRow("absent", R"({"timestamp":"2026-03-12 08:05:00"})", "missing_user_id");
    itemRow("blanks", withUser(R"("  ")"), "invalid_user_id");
    itemRow("trimmed", withUser(R"("\t7 ")"), "", QStringLiteral("7"));
    itemRow("blank inside", withUser(R"("7 8")"), "", QStringLiteral("7 8"));
    itemRow("control character inside", withUser(R"("7\u00008")"), "invalid_user_id");
    itemRow("delete character inside", withUser(R"("7\u007f8")"), "invalid_user_id");
    itemRow("half a pair", withUser(R"("\ud83d")"), "invalid_user_id");
    itemRow("32 characters beyond the first plane",
            withUser('"' + QByteArray("\xF0\x9F\x98\x80").repeated(32) + '"'), "",
            QString::fromUtf8(QByteArray("\xF0\x9F\x98\x80").repeated(32)));
    itemRow("33 characters", withUser('"' + QByteArray(33, 'a') + '"'), "invalid_user_id");
}

void tst_pushlogparser::items_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QString>("reason"); // empty: taken
    QTest::addColumn<QString>("userId");
    QTest::addColumn<int>("state");
    itemRow("status absent", withMembers(R"("x":1)"), "", QStringLiteral("1"));
    itemRow("status null", withMembers(R"("status":null)"), "", QStringLiteral("1"));
    itemRow("status 5", withMembers(R"("status":5)"), "", QStringLiteral("1"), 5);
    itemRow("status 5.0", withMembers(R"("status":5.0)"), "", QStringLiteral("1"), 5);
    itemRow("status text", withMembers(R"("status":"05")"), "", QStringLiteral("1"), 5);
    itemRow("status 255 as text", withMembers(R"("status":"255")"), "", QStringLiteral("1"), 255);
    itemRow("status 6", withMembers(R"("status":6)"), "invalid_status");
    itemRow("status with a blank", withMembers(R"("status":" 1")"), "invalid_status");
    itemRow("status long digits", withMembers(R"("status":"0000000000000000001")"),
            "invalid_status");
    itemRow("status boolean", withMembers(R"("status":false)"), "invalid_status");
    itemRow("verify null", withMembers(R"("verify_type":null)"), "", QStringLiteral("1"));
    itemRow("verify 255", withMembers(R"("verify_type":255)"), "", QStringLiteral("1"));
    itemRow("verify -1", withMembers(R"("verify_type":-1)"), "invalid_verify_type");
    itemRow("verify text", withMembers(R"("verify_type":"1")"), "invalid_verify_type");
    itemRow("work code", withMembers(R"("work_code":"1234567890123456")"), "", QStringLiteral("1"));
    itemRow("work code too long", withMembers(R"("work_code":"12345678901234567")"),
            "invalid_work_code");
    itemRow("work code number", withMembers(R"("work_code":5)"), "invalid_work_code");
    itemRow("work code with NUL", withMembers(R"("work_code":"\u0000")"), "invalid_work_code");
    itemRow("time before status", R"({"user_id":"1","timestamp":"never","status":99})",
            "invalid_timestamp");
    itemRow("time absent", R"({"user_id":"1","status":99})", "missing_timestamp");
    itemRow("time a number", R"({"user_id":"1","timestamp":5})", "invalid_timestamp");
    itemRow("year 2009", R"({"user_id":"1","timestamp":"2009-12-31 23:59:59"})",
            "implausible_timestamp");
    itemRow("year 2009 at UTC, 2010 here", R"({"user_id":"1","timestamp":"2009-12-31T20:00:00Z"})",
            "", QStringLiteral("1"));
    itemRow("not an object", "[]", "invalid_item");
}

void tst_pushlogparser::userIds()
{
    items();
}

void tst_pushlogparser::items()
{
    QFETCH(QByteArray, item);
    QFETCH(QString, reason);
    QFETCH(QString, userId);
    QFETCH(int, state);
    const Reading result = read(batchOf(item));
    const PushLogReading *reading = std::get_if<PushLogReading>(&result);
    QVERIFY(reading);
    QCOMPARE(reading->received, 1);
    QCOMPARE(reading->logs.size() + reading->errors.size(), 1);
    if (!reason.isEmpty()) {
        QCOMPARE(reading->errors.size(), 1);
        QCOMPARE(reading->errors.first().reason, reason);
        QVERIFY(!reading->errors.first().detail.isEmpty());
        return;
    }
    QCOMPARE(reading->logs.size(), 1);
    QCOMPARE(reading->logs.first().userId, userId);
    QCOMPARE(reading->logs.first().state, state);
}

void tst_pushlogparser::envelopes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("problem"); // empty: taken
    const auto row = [](const char *name, const QByteArray &body, const char *problem) {
        QTest::newRow(name) << body << QString::fromLatin1(problem);
    };
    const auto nested = [](int depth) -> QByteArray {
        return R"({"logs":[],"x":)" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + "}";
    };
    row("empty array", R"({"logs":[]})", "");
    row("byte order mark", "\xEF\xBB\xBF{\"logs\":[]}", "");
    row("blank around", " \r\n{\"logs\":[]}\n\t ", "");
    row("last of two members", R"({"logs":5,"logs":[]})", "");
    row("nested 16 deep", nested(16), "");
    row("nested 17 deep", nested(17), "malformed_json");
    row("brackets in text do not nest", R"({"logs":[],"x":")" + QByteArray(100, '[') + R"("})", "");
    row("escaped quote", R"({"logs":[],"x":"\"[[[[[[[[[[[[[[[[[[[["})", "");
    row("nested without end", QByteArray(1'000'000, '['), "malformed_json");
    row("empty", "", "malformed_json");
    row("byte order mark alone", "\xEF\xBB\xBF", "malformed_json");
    row("cut", R"({"logs":[{"user_id")", "malformed_json");
    row("trailing bytes", R"({"logs":[]}x)", "malformed_json");
    row("trailing NUL", QByteArray("{\"logs\":[]}\0", 12), "malformed_json");
    row("Latin-1", "{\"logs\":[],\"x\":\"\xE9\"}", "malformed_json");
    row("overlong UTF-8", "{\"logs\":[],\"x\":\"\xC0\xAF\"}", "malformed_json");
    row("UTF-16", QByteArray("{\0\"\0l\0", 6), "malformed_json");
    row("comment", R"({"logs":[]/**/})", "malformed_json");
    row("array", "[]", "validation_failed");
    row("no logs", "{}", "validation_failed");
    row("logs in capitals", R"({"Logs":[]})", "validation_failed");
    row("logs an object", R"({"logs":{}})", "validation_failed");
    row("1000 items", batchOf(QByteArray("1,").repeated(999) + '1'), "");
    row("1001 items", batchOf(QByteArray("1,").repeated(1000) + '1'), "too_many_logs");
}

void tst_pushlogparser::envelopes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, problem);
    const Reading result = read(body);
    const Problem *found = std::get_if<Problem>(&result);
    QCOMPARE(found ? problemWord(found->code) : QString(), problem);
}

void tst_pushlogparser::future_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word"); // empty: silent
    QTest::newRow("300 s") << QStringLiteral("2026-11-22 10:05:00") << QString();
    QTest::newRow("301 s") << QStringLiteral("2026-11-22 10:05:01") << QStringLiteral("clock_skew");
    QTest::newRow("24 h") << QStringLiteral("2026-11-23 10:00:00") << QStringLiteral("clock_skew");
    QTest::newRow("24 h and a second")
        << QStringLiteral("2026-11-23 10:00:01") << QStringLiteral("future_timestamp");
    QTest::newRow("as an instant")
        << QStringLiteral("2026-11-22T04:36:00Z") << QStringLiteral("clock_skew");
    QTest::newRow("far beyond") << QStringLiteral("2105-01-01 00:00:00")
                                << QStringLiteral("future_timestamp");
    QTest::newRow("years ago") << QStringLiteral("2010-01-01 00:00:00") << QString();
}

void tst_pushlogparser::future()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const Reading result =
        read(batchOf(R"({"user_id":"1","timestamp":")" + text.toLatin1() + R"("})"));
    const PushLogReading &reading = std::get<PushLogReading>(result);
    if (word == u"future_timestamp") {
        QCOMPARE(reading.errors.value(0).reason, word);
        QVERIFY(reading.logs.isEmpty() && reading.warnings.isEmpty());
        return;
    }
    QCOMPARE(reading.logs.size(), 1);
    QCOMPARE(reading.warnings.value(0).reason, word);
}

void tst_pushlogparser::keepsKnownMembersOnly()
{
    const Reading result =
        read(batchOf(R"({"user_id":" 7 ","timestamp":"2026-03-12T02:35:00Z","name":"A. Pupil"})"));
    const PushLogReading &reading = std::get<PushLogReading>(result);
    QCOMPARE(reading.logs.first().rawText,
             QStringLiteral(R"({"timestamp":"2026-03-12T02:35:00Z","user_id":" 7 "})"));
    // However long the item, what is kept of it stays short.
    const Reading padded = read(batchOf(R"({"user_id":")" + QByteArray(100'000, ' ') +
                                        R"(7","timestamp":"2026-03-12 08:05:00"})"));
    QCOMPARE(std::get<PushLogReading>(padded).logs.first().rawText,
             QStringLiteral("2026-03-12 08:05:00"));
}

void tst_pushlogparser::echoesLittleOfTheInput()
{
    const QByteArray flood(10'000, 'Q');
    const Reading result = read(batchOf(
        R"({"user_id":")" + flood + R"("},{"user_id":"1","timestamp":")" + flood +
        R"("},{"user_id":"1","timestamp":"2026-03-12 08:05:00","status":")" + flood + R"("})"));
    const PushLogReading &reading = std::get<PushLogReading>(result);
    QCOMPARE(reading.errors.size(), 3);
    for (const ItemNote &note : reading.errors)
        QVERIFY(!note.detail.contains(u"QQ"));
}

void tst_pushlogparser::isoTextNamesTheOffset()
{
    ZoneClock kolkata("Asia/Kolkata");
    QCOMPARE(isoText(kNow, kolkata), QStringLiteral("2026-11-22T10:00:00+05:30"));
    ZoneClock york("America/New_York");
    QCOMPARE(isoText(kNow, york), QStringLiteral("2026-11-21T23:30:00-05:00"));
}

ROLLCALL_TEST(tst_pushlogparser);
#include "tst_pushlogparser.moc"
