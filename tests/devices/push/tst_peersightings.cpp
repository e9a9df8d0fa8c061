// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/peersightings.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

class tst_peersightings : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void onlyOneIsKnown();
    void twoOfAnAddressAreNobody();
    void oldOnesDoNotCount();
    void stillRightAfterCleaning();
    void oneSerialAtTwoAddresses();
};

namespace {

constexpr qint64 kNow = 1'795'321'800'000;
const QHostAddress kGate(QStringLiteral("192.168.1.20"));
const QHostAddress kHall(QStringLiteral("192.168.1.21"));
const QString kFirst = QStringLiteral("SN0001");
const QString kSecond = QStringLiteral("SN0002");

} // namespace

void tst_peersightings::onlyOneIsKnown()
{
    PeerSightings sightings;
    QCOMPARE(sightings.onlySerialOf(kGate, kNow), QString());
    sightings.note(kGate, kFirst, kNow);
    sightings.note(kGate, kFirst, kNow + 1);
    sightings.note(kHall, kSecond, kNow);
    QCOMPARE(sightings.onlySerialOf(kGate, kNow + 2), kFirst);
    QCOMPARE(sightings.onlySerialOf(kHall, kNow + 2), kSecond);
}

void tst_peersightings::twoOfAnAddressAreNobody()
{
    PeerSightings sightings;
    sightings.note(kGate, kFirst, kNow);
    sightings.note(kGate, kSecond, kNow);
    QCOMPARE(sightings.onlySerialOf(kGate, kNow), QString());
}

void tst_peersightings::oldOnesDoNotCount()
{
    PeerSightings sightings;
    sightings.note(kGate, kFirst, kNow);
    QCOMPARE(sightings.onlySerialOf(kGate, kNow + PeerSightings::kLately), kFirst);
    QCOMPARE(sightings.onlySerialOf(kGate, kNow + PeerSightings::kLately + 1), QString());
    sightings.note(kGate, kSecond, kNow + PeerSightings::kLately + 1);
    QCOMPARE(sightings.onlySerialOf(kGate, kNow + PeerSightings::kLately + 1), kSecond);
}

void tst_peersightings::stillRightAfterCleaning()
{
    PeerSightings sightings;
    sightings.note(kHall, kSecond, kNow);
    for (int i = 1; i <= 1002; ++i)
        sightings.note(kGate, kFirst, kNow + PeerSightings::kLately + i);
    const qint64 later = kNow + PeerSightings::kLately + 1003;
    QCOMPARE(sightings.onlySerialOf(kGate, later), kFirst);
    QCOMPARE(sightings.onlySerialOf(kHall, later), QString());
}

void tst_peersightings::oneSerialAtTwoAddresses()
{
    PeerSightings sightings;
    QVERIFY(!sightings.note(kGate, kFirst, kNow));
    QVERIFY(!sightings.note(kGate, kFirst, kNow + 1));
    QVERIFY(!sightings.note(kHall, kSecond, kNow + 1));
    QVERIFY(sightings.note(kHall, kFirst, kNow + 2));
    QVERIFY(sightings.note(kGate, kFirst, kNow + 3));
    QVERIFY(!sightings.note(kHall, kFirst, kNow + 4 + PeerSightings::kLately));
}

ROLLCALL_TEST(tst_peersightings);
#include "tst_peersightings.moc"
