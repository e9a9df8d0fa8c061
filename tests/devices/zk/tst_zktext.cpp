// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/wiresettings.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zkusers.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// Names in the code pages of terminals (zk-protocol.md, section 9.4).
class tst_zktext : public test::TestCase
{
    Q_OBJECT

private slots:
    void readsAndWritesEveryCodePage_data();
    void readsAndWritesEveryCodePage();
    void hasARowForEveryCodePage();
    void dropsACharacterCutOffByTheField_data();
    void dropsACharacterCutOffByTheField();
    void prefersUtf8OverTheCodePage();
    void fallsBackWithoutLosingAByte();
    void cutsAtWholeCharacters_data();
    void cutsAtWholeCharacters();
    void refusesWhatTheCodePageLacks_data();
    void refusesWhatTheCodePageLacks();
    void readsNamesOfUserRecords();
    void keepsUserIdsWhole_data();
    void keepsUserIdsWhole();
};

namespace {

struct Page
{
    const char *codePage;
    const char *hex;
    const char *utf8;
};

// Written out by hand from the code pages' tables.
constexpr Page kPages[] = {
    {"UTF-8", "5a6fc3ab20e4b8ade59bbd", "Zoë 中国"},
    {"GBK", "d5c520cec4bdf0", "张 文金"},
    {"windows-1250", "4c75ebefe8", "Luëďč"},
    {"windows-1251", "cdeff0e0f1", "Нпрас"},
    {"windows-1252", "4d75f16f7a208a80", "Muñoz Š€"},
    {"windows-1256", "e3cde3cf", "محمد"},
    {"ISO-8859-1", "4d75d16f7a", "MuÑoz"},
    {"TIS-620", "cac1aad2c2", "สมชาย"},
};

QByteArray field(const QByteArray &bytes, qsizetype size)
{
    return bytes + QByteArray(size - bytes.size(), '\0');
}

} // namespace

void tst_zktext::readsAndWritesEveryCodePage_data()
{
    QTest::addColumn<QByteArray>("codePage");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    for (const Page &page : kPages) {
        QTest::newRow(page.codePage) << QByteArray(page.codePage) << QByteArray::fromHex(page.hex)
                                     << QString::fromUtf8(page.utf8);
    }
}

void tst_zktext::readsAndWritesEveryCodePage()
{
    QFETCH(QByteArray, codePage);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(zk::decodeText(field(bytes, 24), codePage), text);
    QCOMPARE(zk::encodeText(text, 23, codePage), std::optional(bytes));
}

void tst_zktext::hasARowForEveryCodePage()
{
    QList<QByteArray> tested;
    for (const Page &page : kPages)
        tested.append(page.codePage);
    QCOMPARE(tested, knownCodePages());
}

void tst_zktext::dropsACharacterCutOffByTheField_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("codePage");
    QTest::addColumn<QString>("text");
    const QByteArray utf8 = QByteArrayLiteral("UTF-8");
    const QByteArray gbk = QByteArrayLiteral("GBK");
    QTest::newRow("UTF-8, 1 of 2")
        << QByteArray("Zoooooo\xc3") << utf8 << QStringLiteral("Zoooooo");
    QTest::newRow("UTF-8, 2 of 3")
        << QByteArray("Zooooo\xe4\xb8") << gbk << QStringLiteral("Zooooo");
    QTest::newRow("UTF-8, 3 of 4, before a NUL")
        << QByteArray("Zooo\xf0\x9f\x98\0", 8) << gbk << QStringLiteral("Zooo");
    QTest::newRow("GBK, 1 of 2") << QByteArray("\xd5\xc5\xce\xc4\xbd\xf0\xd5\xd5") << gbk
                                 << QString::fromUtf8("张文金照");
    QTest::newRow("GBK, 1 of 2, odd")
        << QByteArray("Z\xd5\xc5\xce\xc4\xbd\xf0\xd5") << gbk << QString::fromUtf8("Z张文金");
    // Half a character in the middle of a field means that the code page is another one.
    QTest::newRow("GBK, not at the end")
        << QByteArray("Z\xd5\xc5\xd5\0\0\0\0", 8) << gbk << QStringLiteral("ZÕÅÕ");
}

void tst_zktext::dropsACharacterCutOffByTheField()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, codePage);
    QFETCH(QString, text);
    QCOMPARE(zk::decodeText(field, codePage), text);
}

void tst_zktext::prefersUtf8OverTheCodePage()
{
    QCOMPARE(zk::decodeText(field("Zo\xc3\xab", 24), "windows-1251"), QStringLiteral("Zoë"));
}

void tst_zktext::fallsBackWithoutLosingAByte()
{
    QByteArray bytes;
    for (int byte = 1; byte < 256; ++byte)
        bytes.append(static_cast<char>(byte));
    bytes.append('\x81'); // half a character in GBK
    for (const char *codePage : {"", "GBK", "none-such"})
        QCOMPARE(zk::decodeText(field(bytes, 300), codePage).toLatin1(), bytes);
}

void tst_zktext::cutsAtWholeCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("codePage");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const char *text, int size, const char *codePage,
                        const QByteArray &bytes) {
        QTest::newRow(name) << QString::fromUtf8(text) << size << QByteArray(codePage) << bytes;
    };
    row("fits", "Zoë", 4, "", "Zo\xc3\xab");
    row("no room for two bytes", "Zoë", 3, "", "Zo");
    row("one byte in a code page", "Zoë", 3, "windows-1252", "Zo\xeb");
    row("four bytes or none", "a😀", 4, "", "a");
    row("GBK", "张文金", 5, "GBK", "\xd5\xc5\xce\xc4");
    row("a vowel sign stays with its letter", "नि", 5, "", "");
    row("a vowel sign that fits", "नि", 6, "", "\xe0\xa4\xa8\xe0\xa4\xbf");
    row("an accent of its own", "ae\xcc\x81", 3, "", "a");
    row("nothing", "", 8, "GBK", "");
    row("no room", "abc", 0, "", "");
}

void tst_zktext::cutsAtWholeCharacters()
{
    QFETCH(QString, text);
    QFETCH(int, size);
    QFETCH(QByteArray, codePage);
    QFETCH(QByteArray, bytes);
    QCOMPARE(zk::encodeText(text, size, codePage), std::optional(bytes));
    QCOMPARE(zk::encodeText(text + QChar(u'\0') + text, size, codePage), std::optional(bytes));
}

void tst_zktext::refusesWhatTheCodePageLacks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("codePage");
    for (const char *codePage :
         {"windows-1250", "windows-1251", "windows-1252", "windows-1256", "ISO-8859-1", "TIS-620"})
        QTest::newRow(codePage) << QString::fromUtf8("张") << QByteArray(codePage);
    QTest::newRow("GBK") << QString::fromUtf8("محمد") << QByteArray("GBK");
    QTest::newRow("half a surrogate pair") << QString(QChar(0xD83D)) << QByteArray();
    QTest::newRow("unknown code page") << QStringLiteral("Ned") << QByteArray("none-such");
}

void tst_zktext::refusesWhatTheCodePageLacks()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, codePage);
    QCOMPARE(zk::encodeText(text, 24, codePage), std::nullopt);
}

void tst_zktext::readsNamesOfUserRecords()
{
    QByteArray record(zk::kUserSizeLong, '\0');
    record[0] = 7;
    record.replace(11, 4, QByteArray::fromHex("e3cde3cf"));
    record.replace(48, 2, "17");
    QCOMPARE(zk::readUsers(record, zk::kUserSizeLong, "windows-1256").first().name,
             QString::fromUtf8("محمد"));
    QCOMPARE(zk::readUsers(record, zk::kUserSizeLong).first().name, QStringLiteral("ãÍãÏ"));
}

void tst_zktext::keepsUserIdsWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("userId");
    QTest::newRow("digits") << QByteArray("0007") << QStringLiteral("0007");
    QTest::newRow("blanks around") << QByteArray("  7 ") << QStringLiteral("7");
    QTest::newRow("none") << QByteArray("  ") << QString();
    // Half a UTF-8 character with room behind it is a letter of another code page.
    QTest::newRow("a letter at the end") << QByteArray("12\xd1") << QStringLiteral("12Ñ");
    QTest::newRow("nothing else") << QByteArray("\xe0\xb3") << QStringLiteral("à³");
    QTest::newRow("cut by the field") << QByteArray(23, '5') + '\xc3' << QString(23, u'5');
    QTest::newRow("garbage behind") << QByteArray("12\0\xc3\xa9", 5) << QStringLiteral("12");
}

void tst_zktext::keepsUserIdsWhole()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, userId);
    const std::optional<QString> read = zk::decodeUserId(field(bytes, 24));
    QVERIFY(read.has_value());
    QCOMPARE(*read, userId);
    QCOMPARE(zk::isPrintableId(field(bytes, 24)), !userId.isEmpty());
}

ROLLCALL_TEST(tst_zktext);
#include "tst_zktext.moc"
