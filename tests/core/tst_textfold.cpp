// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/textfold.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_textfold : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void folds_data();
    void folds();
    void matches_data();
    void matches();
};

void tst_textfold::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::newRow("accents and case")
        << QString::fromUtf8("Zoë  MÜLLER-Ö") << QStringLiteral("zoe muller o");
    QTest::newRow("arabic digits") << QString::fromUtf8("٠٤١٢") << QStringLiteral("0412");
    const auto row = [](const char *name, const char *text, const char *key) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(key);
    };
    row("urdu digits", "۰۴۱۲", "0412");
    row("hindi digits", "०४१२", "0412");
    row("bengali digits", "০৪১২", "0412");
    row("full-width", "ＡＢ１２", "ab12");
    row("arabic presentation forms", "ﻣﺤﻤﺪ ﻋﻼء", "محمد علاء");
    row("arabic vowel points", "مُحَمَّد", "محمد");
    row("arabic tatweel", "محـــمد", "محمد");
    row("arabic alef with hamza", "أحمد إبراهيم آدم", "احمد ابراهيم ادم");
    row("urdu shapes as arabic ones", "علی کریم ہاشم فاطمۃ", "علي كريم هاشم فاطمه");
    row("arabic final letters", "فاطمة موسى", "فاطمه موسي");
    row("invisible joiners", "می\u200Cخواهم", "ميخواهم");
    row("hindi vowel signs stay", "राम रम", "राम रम");
    row("hindi nukta", "ज़ैनब", "जैनब");
    row("bengali", "আমিনা", "আমিনা");
    row("letters without a decomposition", "Straße Łukasz Ægir Øre Đorđe ŒUVRE ıŞık",
        "strasse lukasz aegir ore dorde oeuvre isik");
    QTest::newRow("leading marks") << QString::fromUtf8("  'Ana") << QStringLiteral("ana");
    QTest::newRow("greek final sigma") << QString::fromUtf8("ΝΙΚΟΣ") << QString::fromUtf8("νικοσ");
    QTest::newRow("empty") << QString() << QString();
}

void tst_textfold::folds()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    QCOMPARE(foldText(text), key);
}

void tst_textfold::matches_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("expected");
    QTest::newRow("any order") << QStringLiteral("khan ay") << true;
    QTest::newRow("part of a word's middle") << QStringLiteral("han") << false;
    QTest::newRow("number") << QStringLiteral("0412") << true;
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("one word missing") << QStringLiteral("aysha zoe") << false;
}

void tst_textfold::matches()
{
    QFETCH(QString, query);
    QFETCH(bool, expected);
    QCOMPARE(foldedMatch(foldText(u"Aysha Khan 0412 7-B"), foldText(query)), expected);
}

ROLLCALL_TEST(tst_textfold);
#include "tst_textfold.moc"
