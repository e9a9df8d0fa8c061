// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/typedtext.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_typedtext : public test::TestCase
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void numbers_data();
    void numbers();
    void addresses_data();
    void addresses();
};

void tst_typedtext::texts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant");
    QTest::newRow("blanks") << QStringLiteral("  Main \t Gate ") << QStringLiteral("Main Gate");
    QTest::newRow("a line break that was pasted")
        << QStringLiteral("Main\r\nGate") << QStringLiteral("Main Gate");
    QTest::newRow("a control character")
        << QStringLiteral("Main\u0007Gate") << QStringLiteral("MainGate");
    QTest::newRow("emoji stay") << QStringLiteral("Gate 🚪") << QStringLiteral("Gate 🚪");
    QTest::newRow("only blanks") << QStringLiteral(" \u00a0 ") << QString();
}

void tst_typedtext::texts()
{
    QFETCH(QString, typed);
    QTEST(tidyText(typed), "meant");
}

void tst_typedtext::numbers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant");
    QTest::newRow("plain") << QStringLiteral("4370") << QStringLiteral("4370");
    QTest::newRow("blanks") << QStringLiteral(" 43 70 ") << QStringLiteral("4370");
    QTest::newRow("full width") << QStringLiteral("４３７０") << QStringLiteral("4370");
    QTest::newRow("Arabic") << QStringLiteral("٤٣٧٠") << QStringLiteral("4370");
    QTest::newRow("Persian") << QStringLiteral("۴۳۷۰") << QStringLiteral("4370");
    QTest::newRow("Devanagari") << QStringLiteral("४३७०") << QStringLiteral("4370");
    QTest::newRow("marks of direction")
        << QStringLiteral("\u200e4370\u200f") << QStringLiteral("4370");
    QTest::newRow("letters stay") << QStringLiteral("43a") << QStringLiteral("43a");
    QTest::newRow("a minus stays") << QStringLiteral("-1") << QStringLiteral("-1");
}

void tst_typedtext::numbers()
{
    QFETCH(QString, typed);
    QTEST(tidyNumber(typed), "meant");
}

void tst_typedtext::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("port");
    const QString ip = QStringLiteral("192.168.1.201");
    const QString none;
    QTest::newRow("plain") << ip << ip << none;
    QTest::newRow("blanks around and inside") << QStringLiteral(" 192.168. 1.201 ") << ip << none;
    QTest::newRow("copied from a browser") << QStringLiteral("http://192.168.1.201/") << ip << none;
    QTest::newRow("with a path") << QStringLiteral("https://192.168.1.201/csl/login") << ip << none;
    QTest::newRow("with a port") << QStringLiteral("192.168.1.201:4371") << ip
                                 << QStringLiteral("4371");
    QTest::newRow("all of it") << QStringLiteral("HTTP://192.168.1.201:80/a:b") << ip
                               << QStringLiteral("80");
    QTest::newRow("full width") << QStringLiteral("１９２．１６８．１．２０１") << ip << none;
    QTest::newRow("Chinese full stops") << QStringLiteral("192。168。1。201") << ip << none;
    QTest::newRow("Arabic digits") << QStringLiteral("١٩٢٫١٦٨٫١٫٢٠١") << ip << none;
    QTest::newRow("a host name") << QStringLiteral("gate.school.lan")
                                 << QStringLiteral("gate.school.lan") << none;
    QTest::newRow("IPv6") << QStringLiteral("fe80::1") << QStringLiteral("fe80::1") << none;
    QTest::newRow("IPv6 with a port")
        << QStringLiteral("[fe80::1]:4370") << QStringLiteral("fe80::1") << QStringLiteral("4370");
    QTest::newRow("an emoji stays to be refused")
        << QStringLiteral("192.168.1.🚪") << QStringLiteral("192.168.1.🚪") << none;
    QTest::newRow("nothing") << none << none << none;
    QTest::newRow("only a scheme") << QStringLiteral("http://") << none << none;
}

void tst_typedtext::addresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, host);
    QFETCH(QString, port);
    QCOMPARE(tidyAddress(typed), (TypedAddress{host, port}));
}

ROLLCALL_TEST(tst_typedtext);
#include "tst_typedtext.moc"
