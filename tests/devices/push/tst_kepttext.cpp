// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/kepttext.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rollcall::push;

/// What is kept of an item of the JSON API, word for word.
class tst_kepttext : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void keepsWhatTheLibraryWrites_data();
    void keepsWhatTheLibraryWrites();
};

void tst_kepttext::keepsWhatTheLibraryWrites_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::newRow("usual") << QByteArray(
        R"({"user_id":"7","timestamp":"2026-03-12 08:05:00","status":0,"verify_type":15})");
    QTest::newRow("other order") << QByteArray(R"({"work_code":"3","verify_type":1,"user_id":7})");
    QTest::newRow("no member") << QByteArray("{}");
    QTest::newRow("largest small number") << QByteArray(R"({"user_id":9999})");
    QTest::newRow("first large number") << QByteArray(R"({"user_id":10000})");
    QTest::newRow("million") << QByteArray(R"({"user_id":1000000})");
    QTest::newRow("with an exponent") << QByteArray(R"({"user_id":1e3,"status":1.0})");
    QTest::newRow("huge") << QByteArray(R"({"user_id":9007199254740991})");
    QTest::newRow("nothing below zero") << QByteArray(R"({"status":-0.0})");
    QTest::newRow("negative") << QByteArray(R"({"status":-1})");
    QTest::newRow("fraction") << QByteArray(R"({"status":0.5})");
    QTest::newRow("null") << QByteArray(R"({"user_id":"7","work_code":null})");
    QTest::newRow("truth") << QByteArray(R"({"work_code":true})");
    QTest::newRow("list") << QByteArray(R"({"work_code":[1,"2"]})");
    QTest::newRow("quote") << QByteArray(R"({"user_id":"a\"b"})");
    QTest::newRow("backslash") << QByteArray(R"({"user_id":"a\\b"})");
    QTest::newRow("slash") << QByteArray(R"({"user_id":"a/b"})");
    QTest::newRow("tabulator") << QByteArray(R"({"user_id":" 7\t"})");
    QTest::newRow("last of ASCII") << QByteArray("{\"user_id\":\"~\x7f\"}");
    QTest::newRow("letters of the world") << QByteArray("{\"user_id\":\"\xD9\xA7\xE0\xA5\xAA\"}");
    QTest::newRow("emoji") << QByteArray(R"({"user_id":"\ud83d\ude00"})");
}

/// The short cut and the library must not differ, or one punch would be told of in two ways.
void tst_kepttext::keepsWhatTheLibraryWrites()
{
    QFETCH(QByteArray, item);
    const QJsonDocument document = QJsonDocument::fromJson(item);
    QVERIFY(document.isObject());
    QCOMPARE(keptText(document.object()),
             QString::fromUtf8(document.toJson(QJsonDocument::Compact)));
}

ROLLCALL_TEST(tst_kepttext);
#include "tst_kepttext.moc"
