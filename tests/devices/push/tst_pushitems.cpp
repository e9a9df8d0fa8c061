// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// Every row of the table of push-protocols.md, section 1.3, over a real socket and down to the row
/// in the database. What the reader does in detail is tst_pushlogparser's.
class tst_pushitems : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void storedItem_data();
    void storedItem();
    void refusedItem_data();
    void refusedItem();
    void envelope_data();
    void envelope();

private:
    /// Sends the bytes and checks that every item of the batch is accounted for.
    QJsonObject push(PushFixture &fixture, const QByteArray &body);
};

namespace {

/// An item whose members are good but for those in @p members.
QByteArray item(const char *members)
{
    QJsonObject good{{QStringLiteral("user_id"), QStringLiteral("1")},
                     {QStringLiteral("timestamp"), QStringLiteral("2026-03-12 08:05:00")},
                     {QStringLiteral("status"), 0}};
    const QJsonObject given = QJsonDocument::fromJson(members).object();
    for (auto member = given.constBegin(); member != given.constEnd(); ++member) {
        if (*member == QStringLiteral("<left out>"))
            good.remove(member.key());
        else
            good.insert(member.key(), *member);
    }
    return QJsonDocument(good).toJson(QJsonDocument::Compact);
}

QByteArray batch(const QByteArray &items)
{
    return "{\"logs\":[" + items + "]}";
}

const char *const kUser32 = "abcdefghijklmnopqrstuvwxyz012345";

} // namespace

QJsonObject tst_pushitems::push(PushFixture &fixture, const QByteArray &body)
{
    RawClient client(fixture.port());
    client.send(pushRequest(body));
    const RawResponse response = client.receive();
    if (response.status != 200)
        qFatal("%d %s", response.status, response.body.constData());
    const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
    if (answer.value(u"received").toInt() != answer.value(u"accepted").toInt() +
                                                 answer.value(u"duplicates").toInt() +
                                                 answer.value(u"rejected").toInt())
        qFatal("counts: %s", response.body.constData());
    return answer;
}

void tst_pushitems::storedItem_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("stored"); // user, wall clock, state, verify, work code
    const auto row = [](const char *name, const char *members, const QString &stored) {
        QTest::newRow(name) << QByteArray(members) << stored;
    };
    const auto user = [](const char *id) {
        return QStringLiteral("%1|2026-03-12 08:05:00|0|-1|").arg(QLatin1String(id));
    };
    const auto at = [](const char *time) {
        return QStringLiteral("1|%1|0|-1|").arg(QLatin1String(time));
    };
    const auto state = [](int value) {
        return QStringLiteral("1|2026-03-12 08:05:00|%1|-1|").arg(value);
    };
    row("user_id: text", R"({"user_id":"EMP-9"})", user("EMP-9"));
    row("user_id: leading zeros", R"({"user_id":"007"})", user("007"));
    row("user_id: trimmed", R"({"user_id":"  7 "})", user("7"));
    row("user_id: 32 characters", R"({"user_id":"abcdefghijklmnopqrstuvwxyz012345"})",
        user(kUser32));
    row("user_id: number", R"({"user_id":7})", user("7"));
    row("user_id: zero", R"({"user_id":0})", user("0"));
    row("user_id: largest number", R"({"user_id":9007199254740991})", user("9007199254740991"));
    row("timestamp: with T", R"({"timestamp":"2026-03-12T08:05:00"})", at("2026-03-12 08:05:00"));
    row("timestamp: fraction", R"({"timestamp":"2026-03-12 08:05:00.999"})",
        at("2026-03-12 08:05:00"));
    row("timestamp: Z", R"({"timestamp":"2026-03-12T02:35:00Z"})", at("2026-03-12 08:05:00"));
    row("timestamp: +HH:MM", R"({"timestamp":"2026-03-12 08:05:00+05:30"})",
        at("2026-03-12 08:05:00"));
    row("timestamp: -HHMM", R"({"timestamp":"2026-03-11T21:35:00-0500"})",
        at("2026-03-12 08:05:00"));
    row("timestamp: first year", R"({"timestamp":"2010-01-01 00:00:00"})",
        at("2010-01-01 00:00:00"));
    row("timestamp: five minutes ahead", R"({"timestamp":"2026-11-22 10:05:00"})",
        at("2026-11-22 10:05:00"));
    row("timestamp: a day ahead", R"({"timestamp":"2026-11-23 10:00:00"})",
        at("2026-11-23 10:00:00"));
    for (const int value : {0, 1, 2, 3, 4, 5, 255}) {
        QTest::addRow("status: %d", value)
            << QByteArray("{\"status\":" + QByteArray::number(value) + "}") << state(value);
    }
    row("status: digits as text", R"({"status":"1"})", state(1));
    row("status: null", R"({"status":null})", state(255));
    row("status: absent", R"({"status":"<left out>"})", state(255));
    row("verify_type: 0", R"({"verify_type":0})", QStringLiteral("1|2026-03-12 08:05:00|0|0|"));
    row("verify_type: 255", R"({"verify_type":255})",
        QStringLiteral("1|2026-03-12 08:05:00|0|255|"));
    row("work_code: 16 characters", R"({"work_code":"abcdefghijklmnop"})",
        QStringLiteral("1|2026-03-12 08:05:00|0|-1|abcdefghijklmnop"));
    row("unknown member", R"({"mask":true})", state(0));
}

void tst_pushitems::storedItem()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, stored);
    PushFixture fixture;
    const QJsonObject answer = push(fixture, batch(item(members.constData())));
    QCOMPARE(answer.value(u"accepted").toInt(), 1);
    QVERIFY(answer.value(u"errors").toArray().isEmpty());
    const QList<StoredPunch> punches = fixture.punches();
    QCOMPARE(punches.size(), 1);
    const StoredPunch &punch = punches.first();
    QCOMPARE(QStringLiteral("%1|%2|%3|%4|%5")
                 .arg(punch.userId, punch.timestamp)
                 .arg(punch.state)
                 .arg(punch.verify)
                 .arg(punch.workCode),
             stored);
}

void tst_pushitems::refusedItem_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *members, const char *reason) {
        QTest::newRow(name) << item(members) << QString::fromLatin1(reason);
    };
    row("user_id: absent", R"({"user_id":"<left out>"})", "missing_user_id");
    row("user_id: null", R"({"user_id":null})", "missing_user_id");
    row("user_id: empty", R"({"user_id":""})", "invalid_user_id");
    row("user_id: blanks", R"({"user_id":"  "})", "invalid_user_id");
    row("user_id: 33 characters", R"({"user_id":"abcdefghijklmnopqrstuvwxyz0123456"})",
        "invalid_user_id");
    row("user_id: control character", R"({"user_id":"a\u0007b"})", "invalid_user_id");
    row("user_id: negative", R"({"user_id":-1})", "invalid_user_id");
    row("user_id: fraction", R"({"user_id":1.5})", "invalid_user_id");
    row("user_id: beyond 2^53-1", R"({"user_id":9007199254740992})", "invalid_user_id");
    row("user_id: true", R"({"user_id":true})", "invalid_user_id");
    row("user_id: array", R"({"user_id":["1"]})", "invalid_user_id");
    row("timestamp: absent", R"({"timestamp":"<left out>"})", "missing_timestamp");
    row("timestamp: null", R"({"timestamp":null})", "missing_timestamp");
    row("timestamp: empty", R"({"timestamp":""})", "invalid_timestamp");
    row("timestamp: epoch number", R"({"timestamp":1773288300})", "invalid_timestamp");
    row("timestamp: no seconds", R"({"timestamp":"2026-03-12 08:05"})", "invalid_timestamp");
    row("timestamp: slashes", R"({"timestamp":"2026/03/12 08:05:00"})", "invalid_timestamp");
    row("timestamp: 12 hours", R"({"timestamp":"2026-03-12 08:05:00 PM"})", "invalid_timestamp");
    row("timestamp: compact", R"({"timestamp":"20260312080500"})", "invalid_timestamp");
    row("timestamp: hour 24", R"({"timestamp":"2026-03-12 24:00:00"})", "invalid_timestamp");
    row("timestamp: second 60", R"({"timestamp":"2026-03-12 23:59:60"})", "invalid_timestamp");
    row("timestamp: no such day", R"({"timestamp":"2026-02-29 08:05:00"})", "invalid_timestamp");
    row("timestamp: not trimmed", R"({"timestamp":" 2026-03-12 08:05:00"})", "invalid_timestamp");
    row("timestamp: 2009", R"({"timestamp":"2009-12-31 23:59:59"})", "implausible_timestamp");
    row("timestamp: 2100", R"({"timestamp":"2100-01-01 00:00:00"})", "future_timestamp");
    row("timestamp: dead clock", R"({"timestamp":"1970-01-01 00:00:00"})", "implausible_timestamp");
    row("timestamp: more than a day ahead", R"({"timestamp":"2026-11-23 10:00:01"})",
        "future_timestamp");
    for (const char *status : {"6", "-1", "254", "256", "1.5", "\"in\"", "\"\"", "true", "[]"}) {
        QTest::addRow("status: %s", status)
            << item(QByteArray("{\"status\":" + QByteArray(status) + "}").constData())
            << QStringLiteral("invalid_status");
    }
    for (const char *verify : {"256", "-1", "1.5", "\"1\"", "true"}) {
        QTest::addRow("verify_type: %s", verify)
            << item(QByteArray("{\"verify_type\":" + QByteArray(verify) + "}").constData())
            << QStringLiteral("invalid_verify_type");
    }
    row("work_code: 17 characters", R"({"work_code":"abcdefghijklmnopq"})", "invalid_work_code");
    row("work_code: number", R"({"work_code":7})", "invalid_work_code");
    for (const char *other : {"null", "7", "\"1\"", "[]", "true"})
        QTest::addRow("item: %s", other) << QByteArray(other) << QStringLiteral("invalid_item");
    // Only the first failing rule is reported, in the table's order.
    row("all of it wrong", R"({"user_id":"","timestamp":"","status":9,"verify_type":999})",
        "invalid_user_id");
    row("all but the user", R"({"timestamp":"","status":9,"verify_type":999})",
        "invalid_timestamp");
    row("status and what follows", R"({"status":9,"verify_type":999,"work_code":1})",
        "invalid_status");
}

void tst_pushitems::refusedItem()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    PushFixture fixture;
    // Its neighbour is stored all the same.
    const QByteArray good = item(R"({"timestamp":"2026-03-12 09:00:00"})");
    const QJsonObject answer = push(fixture, batch(bytes + "," + good));
    QCOMPARE(answer.value(u"accepted").toInt(), 1);
    QCOMPARE(answer.value(u"rejected").toInt(), 1);
    const QJsonArray errors = answer.value(u"errors").toArray();
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().toObject().value(u"index").toInt(-1), 0);
    QCOMPARE(errors.first().toObject().value(u"reason").toString(), reason);
    QVERIFY(!errors.first().toObject().value(u"detail").toString().isEmpty());
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushitems::envelope_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("stored");
    const QByteArray good = item("{}");
    QTest::newRow("empty array") << batch({}) << 0;
    QTest::newRow("unknown members")
        << QByteArray(R"({"x":[1],"logs":[)" + good + R"(],"y":{}})") << 1;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf" + batch(good)) << 1;
    QByteArray most;
    for (int i = 0; i < 1000; ++i)
        most +=
            "{\"user_id\":" + QByteArray::number(i) + ",\"timestamp\":\"2026-03-12 08:05:00\"},";
    QTest::newRow("1000 items") << batch(most.chopped(1)) << 1000;
    QTest::newRow("the same twice") << batch(good + "," + good) << 1;
}

void tst_pushitems::envelope()
{
    QFETCH(QByteArray, body);
    QFETCH(int, stored);
    PushFixture fixture;
    const QJsonObject answer = push(fixture, body);
    QCOMPARE(answer.value(u"accepted").toInt(-1), stored);
    QCOMPARE(fixture.punches().size(), stored);
    // The same again changes nothing.
    QCOMPARE(push(fixture, body).value(u"accepted").toInt(-1), 0);
    QCOMPARE(fixture.punches().size(), stored);
}

ROLLCALL_TEST(tst_pushitems);
#include "tst_pushitems.moc"
