// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admsquery.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// Paths, names and serial numbers as terminals spell them (push-protocols.md, sections 2.2 and
/// 2.3).
class tst_admsquery : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void endpoints_data();
    void endpoints();
    void values_data();
    void values();
    void tables_data();
    void tables();
    void serials_data();
    void serials();
    void takesNoMoreThanItMay();
};

void tst_admsquery::endpoints_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isOurs");
    QTest::addColumn<AdmsEndpoint>("endpoint");
    const auto row = [](const char *path, AdmsEndpoint endpoint, bool isOurs = true) {
        QTest::newRow(path) << QByteArray(path) << isOurs << endpoint;
    };
    row("/iclock/cdata", AdmsEndpoint::Cdata);
    row("/iclock/getrequest", AdmsEndpoint::GetRequest);
    row("/iclock/devicecmd", AdmsEndpoint::DeviceCmd);
    row("/iclock/ping", AdmsEndpoint::Ping);
    row("/iclock/fdata", AdmsEndpoint::Fdata);
    row("/iclock/exchange", AdmsEndpoint::Exchange);
    row("/iclock/registry", AdmsEndpoint::Registry);
    row("/iclock/push", AdmsEndpoint::Push);
    row("/iclock/rtdata", AdmsEndpoint::RtData);
    row("/iclock/querydata", AdmsEndpoint::QueryData);
    row("/iclock/cdata/", AdmsEndpoint::Cdata);
    row("/iclock/cdata.aspx", AdmsEndpoint::Cdata);
    row("/iclock/cdata.aspx/", AdmsEndpoint::Cdata);
    row("/iclock/GetRequest.ASPX", AdmsEndpoint::GetRequest);
    row("/ICLOCK/CDATA", AdmsEndpoint::Cdata);
    row("/iclock/file", AdmsEndpoint::Other);
    row("/iclock/whatever", AdmsEndpoint::Other);
    row("/iclock/cdata//", AdmsEndpoint::Other);
    row("/iclock/cdata/cdata", AdmsEndpoint::Other);
    row("/iclock/cdata.php", AdmsEndpoint::Other);
    row("/iclock/.aspx", AdmsEndpoint::Other);
    row("/iclock//cdata", AdmsEndpoint::Other);
    row("/iclock/cdatax", AdmsEndpoint::Other);
    row("/iclock/", AdmsEndpoint::Other, false);
    row("/iclock", AdmsEndpoint::Other, false);
    row("/iclocks/cdata", AdmsEndpoint::Other, false);
    row("//iclock/cdata", AdmsEndpoint::Other, false);
    row("/api/v1/push-log", AdmsEndpoint::Other, false);
    row("", AdmsEndpoint::Other, false);
}

void tst_admsquery::endpoints()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, isOurs);
    QFETCH(AdmsEndpoint, endpoint);
    QCOMPARE(isAdmsPath(path), isOurs);
    QCOMPARE(admsEndpoint(path), endpoint);
}

void tst_admsquery::values_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value"); // null: not there
    const auto row = [](const char *name, const QByteArray &query, const char *wanted,
                        const QString &value = {}) {
        QTest::newRow(name) << query << QString::fromLatin1(wanted) << value;
    };
    row("in the middle", "SN=1&Stamp=9999&table=ATTLOG", "stamp", QStringLiteral("9999"));
    row("name in capitals", "OPTIONS=all", "options", QStringLiteral("all"));
    row("name in small letters", "options=all", "options", QStringLiteral("all"));
    row("name is encoded", "%53%6E=7", "sn", QStringLiteral("7"));
    row("value is encoded", "INFO=Ver%206.60%2C1", "info", QStringLiteral("Ver 6.60,1"));
    row("plus is a plus", "INFO=5+6", "info", QStringLiteral("5+6"));
    row("value holds =", "CMD=a=b", "cmd", QStringLiteral("a=b"));
    row("first of two", "a=1&A=2", "a", QStringLiteral("1"));
    row("empty", "a=&b=1", "a", QStringLiteral(""));
    row("no = is no pair", "a&b=1", "a");
    row("no name", "=1&b=1", "");
    row("absent", "b=1", "a");
    row("part of another name", "xsn=1", "sn");
    row("empty query", "", "sn");
    row("only separators", "&&&", "sn");
    row("a percent sign alone", "a=100%", "a", QStringLiteral("100%"));
    row("UTF-8", "a=%E5%BC%A0", "a", QString::fromUtf8("张"));
    row("line break becomes a blank", "Stamp=1%0AServerVer=9", "stamp",
        QStringLiteral("1 ServerVer=9"));
    row("tab becomes a blank", "a=1%092", "a", QStringLiteral("1 2"));
    row("NUL becomes a blank", "language=8%003", "language", QStringLiteral("8 3"));
}

void tst_admsquery::values()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, name);
    QFETCH(QString, value);
    const AdmsQuery pairs(query);
    QCOMPARE(pairs.has(name), !value.isNull());
    QCOMPARE(pairs.value(name), value.isNull() ? QString() : value);
}

void tst_admsquery::tables_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("table");
    QTest::newRow("plain") << QByteArray("table=ATTLOG") << QStringLiteral("ATTLOG");
    QTest::newRow("name in capitals") << QByteArray("Table=OPERLOG") << QStringLiteral("OPERLOG");
    QTest::newRow("swallows its neighbour")
        << QByteArray("table=ATTLOG%20Stamp=9999") << QStringLiteral("ATTLOG");
    QTest::newRow("a blank in front") << QByteArray("table=%20rtlog%20") << QStringLiteral("rtlog");
    QTest::newRow("a line break behind")
        << QByteArray("table=ATTLOG%0D%0A") << QStringLiteral("ATTLOG");
    QTest::newRow("empty") << QByteArray("table=") << QString();
    QTest::newRow("absent") << QByteArray("SN=1") << QString();
}

void tst_admsquery::tables()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, table);
    QCOMPARE(AdmsQuery(query).table(), table);
}

void tst_admsquery::serials_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("serial"); // empty: none
    const auto row = [](const char *name, const QByteArray &query, const char *serial = "") {
        QTest::newRow(name) << query << QString::fromLatin1(serial);
    };
    row("digits", "SN=0316144680030", "0316144680030");
    row("letters and digits", "sn=CQZ7224460246", "CQZ7224460246");
    row("letters keep their case", "SN=AbC", "AbC");
    row("dash and underline", "SN=A-b_1", "A-b_1");
    row("blanks around", "SN=%20A1%20", "A1");
    row("NULs behind", "SN=A1%00%00", "A1");
    row("one character", "SN=7", "7");
    row("64 characters", "SN=" + QByteArray(64, 'A'), QByteArray(64, 'A').constData());
    row("65 characters", "SN=" + QByteArray(65, 'A'));
    row("blank inside", "SN=A%201");
    row("NUL inside", "SN=A%001");
    row("quote", "SN=A%27%20OR%201=1--");
    row("slash", "SN=../A");
    row("dot", "SN=A.1");
    row("Arabic digits", "SN=%D9%A1%D9%A2");
    row("letter with an accent", "SN=%C3%84");
    row("empty", "SN=");
    row("only blanks", "SN=%20%00");
    row("absent", "table=ATTLOG");
    row("first of two", "SN=A&SN=B", "A");
}

void tst_admsquery::serials()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, serial);
    QCOMPARE(AdmsQuery(query).serial(), serial);
}

void tst_admsquery::takesNoMoreThanItMay()
{
    QByteArray query;
    for (int i = 0; i < 200; ++i)
        query += 'k' + QByteArray::number(i) + "=1&";
    const AdmsQuery pairs(query);
    QVERIFY(pairs.has(u"k63"));
    QVERIFY(!pairs.has(u"k64"));
}

ROLLCALL_TEST(tst_admsquery);
#include "tst_admsquery.moc"
