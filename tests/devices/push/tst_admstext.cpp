// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admstext.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// Text, lines and numbers of terminals (push-protocols.md, sections 2.6 and 2.14).
class tst_admstext : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void encodes_data();
    void encodes();
    void lines_data();
    void lines();
    void numbers_data();
    void numbers();
    void userIds_data();
    void userIds();
    void cuts_data();
    void cuts();
    void keepsToOneLine();
};

namespace {

const QByteArray kFace("\xF0\x9F\x98\x80"); // beyond the first plane, two UTF-16 units

} // namespace

void tst_admstext::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const char *utf8) {
        QTest::newRow(name) << bytes << QString::fromUtf8(utf8);
    };
    row("ASCII", "USER PIN=1", "USER PIN=1");
    row("empty", "", "");
    row("UTF-8", "\xE5\xBC\xA0\xE4\xB8\x89", "张三");
    row("beyond the first plane", kFace, kFace.constData());
    row("GB2312", "\xD5\xC5\xC8\xFD", "张三");
    row("GB18030, four bytes", "\xD5\xC5\x81\x30\x81\x30", "张\xC2\x80");
    row("Latin-1 at the end", "Jos\xE9", "José");
    row("Latin-1 before a tab", "Jos\xE9\tPri=0", "José\tPri=0");
    row("UTF-8 cut short", "Jos\xC3", "JosÃ");
    row("NULs are dropped", QByteArray("a\0b\0", 4), "ab");
    row("NULs in GB2312", QByteArray("\xD5\xC5\0\xC8\xFD", 5), "张三");
    row("0xFF is Latin-1", "\xFF\xFF", "ÿÿ");
}

void tst_admstext::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(admsText(bytes), text);
}

void tst_admstext::encodes_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not said") << QString() << QByteArray("\xE5\xBC\xA0");
    QTest::newRow("English") << QStringLiteral("69") << QByteArray("\xE5\xBC\xA0");
    QTest::newRow("simplified Chinese") << QStringLiteral("83") << QByteArray("\xD5\xC5");
    QTest::newRow("traditional Chinese") << QStringLiteral("84") << QByteArray("\xE5\xBC\xA0");
}

void tst_admstext::encodes()
{
    QFETCH(QString, language);
    QFETCH(QByteArray, bytes);
    QCOMPARE(admsBytes(QString::fromUtf8("Name=张\t7"), language), "Name=" + bytes + "\t7");
}

void tst_admstext::lines_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<QByteArray>>("lines");
    const auto row = [](const char *name, const QByteArray &body, const QList<QByteArray> &wanted) {
        QTest::newRow(name) << body << wanted;
    };
    row("empty", "", {});
    row("one without an end", "a", {"a"});
    row("line feeds", "a\nb\n", {"a", "b"});
    row("with carriage returns", "a\r\nb\r\n", {"a", "b"});
    row("a carriage return inside", "a\rb\n", {"a\rb"});
    row("blank ones are left out", "\n\r\n  \n\t\t\na\n\n\v\f\n", {"a"});
    row("NULs alone are blank", QByteArray("a\n\0\0\n\0", 6), {"a"});
    row("blanks around are kept", "  a \n", {"  a "});
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a\nb",
        {"a", "b"});
    row("byte order mark alone", "\xEF\xBB\xBF", {});
    row("half a byte order mark", "\xEF\xBB\n", {"\xEF\xBB"});
}

void tst_admstext::lines()
{
    QFETCH(QByteArray, body);
    QFETCH(QList<QByteArray>, lines);
    QList<QByteArray> found;
    AdmsLines reader(body);
    while (const std::optional<QByteArrayView> line = reader.next())
        found.append(line->toByteArray());
    QCOMPARE(found, lines);
    QCOMPARE(countAdmsLines(body), lines.size());
}

void tst_admstext::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<qint64>("number");
    const auto row = [](const char *text, std::optional<qint64> number = std::nullopt) {
        QTest::newRow(text) << QString::fromUtf8(text) << number.has_value() << number.value_or(0);
    };
    row("0", 0);
    row("255", 255);
    row("007", 7);
    row("-1002", -1002);
    row(" 12 ", 12);
    row("999999999999999", 999'999'999'999'999);
    row("1000000000000000");
    row("");
    row(" ");
    row("-");
    row("--1");
    row("+1");
    row("1.5");
    row("0x10");
    row("1 2");
    row("12a");
    row("١");
}

void tst_admstext::numbers()
{
    QFETCH(QString, text);
    QFETCH(bool, isNumber);
    QFETCH(qint64, number);
    const std::optional<qint64> found = admsNumber(text);
    QCOMPARE(found.has_value(), isNumber);
    QCOMPARE(found.value_or(0), number);
}

void tst_admstext::userIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isUserId");
    QTest::newRow("number") << QStringLiteral("1452") << true;
    QTest::newRow("leading zeros") << QStringLiteral("007") << true;
    QTest::newRow("letters") << QStringLiteral("N001") << true;
    QTest::newRow("32 characters") << QString(32, u'1') << true;
    QTest::newRow("33 characters") << QString(33, u'1') << false;
    QTest::newRow("32 characters beyond the first plane")
        << QString::fromUtf8(kFace.repeated(32)) << true;
    QTest::newRow("33 of them") << QString::fromUtf8(kFace.repeated(33)) << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("control character") << QStringLiteral("1\x01") << false;
    QTest::newRow("delete character") << QStringLiteral("1\x7f") << false;
}

void tst_admstext::userIds()
{
    QFETCH(QString, text);
    QFETCH(bool, isUserId);
    QCOMPARE(isAdmsUserId(text), isUserId);
}

void tst_admstext::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("cut");
    const QString face = QString::fromUtf8(kFace);
    QTest::newRow("short enough") << QStringLiteral("abc") << 3 << QStringLiteral("abc");
    QTest::newRow("longer") << QStringLiteral("abcd") << 3 << QStringLiteral("abc");
    QTest::newRow("pair fits") << QString(u'a' + face + u'b') << 3 << QString(u'a' + face);
    QTest::newRow("pair at the cut") << QString(u"ab" + face) << 3 << QStringLiteral("ab");
    QTest::newRow("nothing fits") << face << 1 << QString();
    QTest::newRow("nothing wanted") << face << 0 << QString();
    QTest::newRow("empty") << QString() << 3 << QString();
}

void tst_admstext::cuts()
{
    QFETCH(QString, text);
    QFETCH(int, most);
    QFETCH(QString, cut);
    QCOMPARE(admsCut(text, most), cut);
}

void tst_admstext::keepsToOneLine()
{
    QCOMPARE(admsOneLine(QStringLiteral("a\nb\rc\td\x7f"
                                        "e\u0085f")),
             QStringLiteral("a b c\td e f"));
}

ROLLCALL_TEST(tst_admstext);
#include "tst_admstext.moc"
