// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/devicereportrows.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// Which upload cursor of a terminal is the newer one (push-protocols.md, section 2.15).
class tst_uploadstamps : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void knowsNewerStamps_data();
    void knowsNewerStamps();
};

void tst_uploadstamps::knowsNewerStamps_data()
{
    QTest::addColumn<QString>("stamp");
    QTest::addColumn<QString>("known");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *what, const char *stamp, const char *known, bool expected) {
        QTest::newRow(what) << QString::fromLatin1(stamp) << QString::fromLatin1(known) << expected;
    };
    row("first of all", "82983982", "", true);
    row("greater", "82983983", "82983982", true);
    row("greater by a digit", "100", "99", true);
    row("the same", "82983982", "82983982", false);
    row("smaller", "82983981", "82983982", false);
    row("smaller by a digit", "98", "100", false);
    row("leading zeros count nothing", "0098", "100", false);
    row("greater than one with leading zeros", "101", "000100", true);
    row("beyond 64 bits", "18446744073709551617", "18446744073709551616", true);
    row("nothing", "", "5", false);
    row("zero", "0", "", false);
    row("zeros", "000", "", false);
    row("None", "None", "", false);
    row("none", "none", "5", false);
    row("placeholder", "9999", "", false);
    row("longer placeholder", "9999999999", "5", false);
    row("word", "a1", "", true);
    row("another word", "a1", "b2", true);
    row("the same word", "a1", "a1", false);
    row("word after a number", "a1", "5", true);
    row("number after a word", "5", "a1", true);
    row("a line of its own", "5\nRealtime=0", "", false);
    row("with a blank", "5 6", "", false);
    row("not in ASCII", "\xe9", "", false);
    row("too long", "123456789012345678901234567890123", "", false);
}

void tst_uploadstamps::knowsNewerStamps()
{
    QFETCH(QString, stamp);
    QFETCH(QString, known);
    QFETCH(bool, expected);
    QCOMPARE(isNewerStamp(stamp, known), expected);
}

ROLLCALL_TEST(tst_uploadstamps);
#include "tst_uploadstamps.moc"
