// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/appsettings.h"
#include "core/domain/statuscodes.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

using namespace rollcall;

class tst_appsettings : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void everySettingIsWhole();
    void typed_data();
    void typed();
    void whatIsNoValueHasTheDefault();
    void asJson();
    void codesOfStatuses();
};

void tst_appsettings::everySettingIsWhole()
{
    QSet<QString> names;
    for (const AppSetting &setting : appSettings()) {
        const QString name = setting.text();
        const QString family = name.section(u'.', 0, 0);
        QVERIFY2(QStringList({QStringLiteral("push"), QStringLiteral("sync"),
                              QStringLiteral("codes"), QStringLiteral("reports")})
                     .contains(family),
                 qPrintable(name));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
        QVERIFY2(setting.meaningText().endsWith(u'.'), qPrintable(name));
        QCOMPARE(findAppSetting(name), &setting);
        // What is listed can be typed in again.
        const Result<QString> again = appSettingFromText(setting, setting.defaultText());
        QVERIFY2(again.isOk(), qPrintable(name));
        QCOMPARE(*again, setting.defaultText());
    }
    QVERIFY(!findAppSetting(u"push.Port"));
    QVERIFY(!findAppSetting(u"school_start"));
    QVERIFY(!findAppSetting(u""));
}

void tst_appsettings::typed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("stored"); // null: refused
    const auto row = [](const char *name, const char *key, const char *text, const char *stored) {
        QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(text)
                            << (stored ? QString::fromLatin1(stored) : QString());
    };
    row("port", "push.port", "8090", "8090");
    row("port with blanks and zeros", "push.port", " 00443 ", "443");
    row("least port", "push.port", "1", "1");
    row("most port", "push.port", "65535", "65535");
    row("port 0", "push.port", "0", nullptr);
    row("port too high", "push.port", "65536", nullptr);
    row("negative", "push.port", "-1", nullptr);
    row("fraction", "push.port", "80.5", nullptr);
    row("word", "push.port", "http", nullptr);
    row("nothing", "push.port", "", nullptr);
    row("beyond 64 bits", "push.max_body_bytes", "99999999999999999999", nullptr);
    row("no limit", "push.requests_per_minute", "0", "0");
    row("back to the default", "push.requests_per_minute", "default", "600");
    row("interval too short", "sync.interval_seconds", "59", nullptr);
    row("on", "push.adms", "ON", "on");
    row("yes", "sync.live", "yes", "on");
    row("no", "sync.live", "0", "off");
    row("neither", "sync.live", "maybe", nullptr);
    row("IPv4", "push.address", "192.168.1.10", "192.168.1.10");
    row("every IPv4", "push.address", "0.0.0.0", "0.0.0.0");
    row("every IPv6", "push.address", "::", "::");
    row("IPv6", "push.address", "fe80::1", "fe80::1");
    row("too large a part", "push.address", "192.168.1.999", nullptr);
    row("three parts", "push.address", "192.168.1", nullptr);
    row("an empty part", "push.address", "192..1.1", nullptr);
    row("a long part", "push.address", "192.168.1.0001", nullptr);
    row("a name", "push.address", "localhost", nullptr);
    row("with a port", "push.address", "127.0.0.1:8090", nullptr);
    row("bad IPv6", "push.address", "fe80::1::2", nullptr);
    row("brackets", "push.address", "[::1]", nullptr);
    row("no address", "push.address", "none", nullptr);
    row("whole path", "push.tls_key", "/etc/rollcall/../rollcall/key.pem", "/etc/rollcall/key.pem");
    row("no path", "push.tls_key", "none", "");
    row("empty path", "push.tls_key", "", "");
    row("from the data folder", "push.tls_key", "tls/./key.pem", "tls/key.pem");
    row("code", "codes.present", " X ", "X");
    row("code of three", "codes.half_day", "1/2", "1/2");
    row("code of four", "codes.half_day", "half", nullptr);
    row("no code", "codes.half_day", "", nullptr);
    row("code with a blank", "codes.half_day", "H D", nullptr);
    row("code like a missing punch", "codes.absent", "A?", nullptr);
    row("code like a provisional one", "codes.absent", "*", nullptr);
    row("code like a corrected one", "codes.absent", "am", nullptr);
    row("code as it was", "codes.absent", "default", "A");
    row("control character", "push.tls_key", "/etc/key\n.pem", nullptr);
}

void tst_appsettings::typed()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    QFETCH(QString, stored);
    const AppSetting *setting = findAppSetting(key);
    QVERIFY(setting);
    const Result<QString> value = appSettingFromText(*setting, text);
    QCOMPARE(value.isOk(), !stored.isNull());
    if (value) {
        QCOMPARE(*value, stored);
        return;
    }
    QCOMPARE(value.error().code, ErrorCode::InvalidInput);
    QVERIFY2(value.error().userText.contains(key), qPrintable(value.error().userText));
    QVERIFY2(value.error().userText.contains(QStringLiteral("Nothing was changed.")),
             qPrintable(value.error().userText));
}

void tst_appsettings::whatIsNoValueHasTheDefault()
{
    const AppSettings settings({{QStringLiteral("push.port"), QStringLiteral("many")},
                                {QStringLiteral("push.burst"), QStringLiteral("7")},
                                {QStringLiteral("sync.live"), QStringLiteral("false")},
                                {QStringLiteral("push.colour"), QStringLiteral("blue")}});
    QCOMPARE(settings.number(u"push.port"), 8090);
    QCOMPARE(settings.number(u"push.burst"), 7);
    QVERIFY(!settings.isOn(u"sync.live"));
    QVERIFY(settings.isOn(u"push.adms"));
    QCOMPARE(settings.text(u"push.address"), QStringLiteral("127.0.0.1"));
}

void tst_appsettings::asJson()
{
    QCOMPARE(appSettingJson(*findAppSetting(u"push.port"), QStringLiteral("8090")),
             QJsonValue(8090));
    QCOMPARE(appSettingJson(*findAppSetting(u"push.adms"), QStringLiteral("off")),
             QJsonValue(false));
    QCOMPARE(appSettingJson(*findAppSetting(u"push.address"), QStringLiteral("::")),
             QJsonValue(QStringLiteral("::")));
    QVERIFY(appSettingJson(*findAppSetting(u"push.tls_key"), QString()).isNull());
}

void tst_appsettings::codesOfStatuses()
{
    const StatusCodes usual;
    for (const DayStatus status :
         {DayStatus::Present, DayStatus::Late, DayStatus::HalfDay, DayStatus::Absent,
          DayStatus::Leave, DayStatus::Holiday, DayStatus::WeekOff, DayStatus::Pending})
        QCOMPARE(usual.code(status), statusCode(status));
    const QString present = QStringLiteral("codes.present");
    const StatusCodes own({{present, QStringLiteral("/")},
                           {QStringLiteral("codes.leave"), QStringLiteral("no code")}});
    QCOMPARE(own.code(DayStatus::Present), QStringLiteral("/"));
    QCOMPARE(own.code(DayStatus::Leave), QStringLiteral("V"));
    QVERIFY(own.checkFree(present, QStringLiteral("P")));
    QVERIFY(own.checkFree(present, QStringLiteral("/")));
    for (const char *taken : {"L", "hd", "-"})
        QCOMPARE(own.checkFree(present, QString::fromLatin1(taken)).error().code,
                 ErrorCode::InvalidInput);
}

ROLLCALL_TEST(tst_appsettings);
#include "tst_appsettings.moc"
