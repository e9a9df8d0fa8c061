// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/textdecoding.h"
#include "tests/support/testmain.h"

#include <QStringEncoder>
#include <QTest>

using namespace rollcall;

/// How the encoding of a text file is told from its bytes.
class tst_textdecoding : public test::TestCase
{
    Q_OBJECT

private slots:
    void tellsEncodings_data();
    void tellsEncodings();
    void refuses_data();
    void refuses();
    void takesTheNamedOne();
};

void tst_textdecoding::tellsEncodings_data()
{
    QTest::addColumn<QByteArray>("mark");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &encoding, const char *text,
                        const QByteArray &mark = {}) {
        QTest::newRow(name) << mark << encoding << QString::fromUtf8(text);
    };
    row("plain", "UTF-8", "number,name\n1,Ana\n");
    row("empty", "UTF-8", "");
    row("UTF-8", "UTF-8", "name\nZoë\nمحمد\nअजय\n");
    row("UTF-8 with mark", "UTF-8", "name\nZoë\n", "\xEF\xBB\xBF");
    row("UTF-16 little", "UTF-16LE", "name\nمحمد\n", "\xFF\xFE");
    row("UTF-16 big", "UTF-16BE", "name\nमोहन\n", "\xFE\xFF");
    row("UTF-16 little without mark", "UTF-16LE", "name\nZoë\n");
    row("UTF-16 big without mark", "UTF-16BE", "name\nमोहन\n");
    row("German", "windows-1252", "Nr;Name\n1;Jürgen Groß\n2;Änne Müller\n");
    row("French", "windows-1252", "Nom;Prénom\nDubois;Hélène\nLefèvre;François\nNoël;Élodie\n");
    row("Spanish", "windows-1252", "Nombre\nPeña, José\nNúñez, Iñaki\nÁlvaro Gutiérrez\n");
    row("curly quotes", "windows-1252", "name,note\nO’Brien,“new” – 7€\n");
    row("Polish", "windows-1250", "Imię;Nazwisko\nŁukasz;Wałęsa\nIga;Świątek\nŻaneta;Źdźbło\n");
    row("Czech", "windows-1250", "Jméno\nTomáš Žižka\nLuboš Ďurďa\nŠárka Ťoupalíková\n");
    row("Arabic", "windows-1256", "الرقم,الاسم\n1,محمد علي\n2,فاطمة الزهراء\n3,أحمد حسن\n");
    row("Urdu names", "windows-1256", "no,name\n1,پرويز احمد\n2,چوہدرے اقبال\n3,گل خان\n");
    row("Russian", "windows-1251", "Номер;Имя\n1;Иванов Пётр\n2;Ольга Щербакова\n3;Юлия\n");
}

void tst_textdecoding::tellsEncodings()
{
    QFETCH(QByteArray, mark);
    QFETCH(QByteArray, encoding);
    QFETCH(QString, text);
    QStringEncoder encoder(encoding.constData());
    const QByteArray bytes = mark + QByteArray(encoder.encode(text));
    QVERIFY(!encoder.hasError());
    const std::optional<DecodedText> decoded = decodeText(bytes);
    QVERIFY(decoded);
    QCOMPARE(decoded->text, text);
    QCOMPARE(decoded->encoding, encoding);
}

void tst_textdecoding::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("encoding");
    QTest::newRow("cut UTF-8") << QByteArray("محمد علي").chopped(1) << QByteArray();
    QTest::newRow("UTF-8 with one wrong byte")
        << QByteArray("Zoë, Chloé, Müller, \xFF") << QByteArray();
    QTest::newRow("half a UTF-16 character") << QByteArray("\xFF\xFE\x41", 3) << QByteArray();
    QTest::newRow("lone surrogate") << QByteArray("\xFF\xFE\x00\xD8\x41\x00", 6) << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1A\n\x8D\x81\x90\x9D\x01\x02\x81\x8F")
                               << QByteArray();
    QTest::newRow("unknown name") << QByteArray("a") << QByteArray("latin-9");
    QTest::newRow("not the named one") << QByteArray("M\xFCller") << QByteArray("UTF-8");
}

void tst_textdecoding::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, encoding);
    QVERIFY(!decodeText(bytes, encoding));
}

void tst_textdecoding::takesTheNamedOne()
{
    // "Erdős" in windows-1250 is "Erdõs" in windows-1252: only a person knows.
    const QByteArray bytes("Erd\xF5s");
    QCOMPARE(decodeText(bytes)->encoding, QByteArray("windows-1252"));
    QCOMPARE(decodeText(bytes, "Windows-1250")->text, QString::fromUtf8("Erdős"));
    for (const QByteArray &page : codePages())
        QVERIFY2(decodeText(bytes, page), page.constData());
}

ROLLCALL_TEST(tst_textdecoding);
#include "tst_textdecoding.moc"
