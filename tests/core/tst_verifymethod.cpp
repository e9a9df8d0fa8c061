// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/verifymethod.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_verifymethod : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void provesWhatItSays_data();
    void provesWhatItSays();
};

void tst_verifymethod::provesWhatItSays_data()
{
    using enum VerifyMethod;
    QTest::addColumn<int>("code");
    QTest::addColumn<VerifyMethods>("methods");
    QTest::newRow("not stated") << -1 << VerifyMethods();
    QTest::newRow("automatic") << 0 << VerifyMethods();
    QTest::newRow("fingerprint") << 1 << VerifyMethods(Fingerprint);
    QTest::newRow("PIN here, card there") << 2 << VerifyMethods();
    QTest::newRow("password") << 3 << VerifyMethods();
    QTest::newRow("card") << 4 << VerifyMethods(Card);
    QTest::newRow("finger or card") << 6 << VerifyMethods();
    QTest::newRow("finger with a PIN") << 8 << VerifyMethods(Fingerprint);
    QTest::newRow("card and finger") << 10 << VerifyMethods(Card | Fingerprint);
    QTest::newRow("card and password") << 11 << VerifyMethods(Card);
    QTest::newRow("finger with a PIN or a card") << 14 << VerifyMethods(Fingerprint);
    QTest::newRow("face") << 15 << VerifyMethods(Face);
    QTest::newRow("face, finger and card") << 19 << VerifyMethods(Face | Fingerprint | Card);
    QTest::newRow("vein") << 21 << VerifyMethods(FingerVein);
    QTest::newRow("vein, card and password") << 24 << VerifyMethods(FingerVein | Card);
    QTest::newRow("palm") << 25 << VerifyMethods(Palm);
    QTest::newRow("the last known") << 29 << VerifyMethods(Palm | Fingerprint | Face);
    QTest::newRow("the first unknown") << 30 << VerifyMethods();
    QTest::newRow("seen without explanation") << 101 << VerifyMethods();
    QTest::newRow("other") << 200 << VerifyMethods();
}

void tst_verifymethod::provesWhatItSays()
{
    QFETCH(int, code);
    QTEST(provenBy(code), "methods");
}

ROLLCALL_TEST(tst_verifymethod);
#include "tst_verifymethod.moc"
