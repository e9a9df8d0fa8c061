// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/attackclient.h"
#include "tests/devices/push/tlsfixture.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// Bytes that are no request, or one that was damaged on its way.
class tst_pushnoise : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void randomBytes_data();
    void randomBytes();
    void damagedRequests();
};

void tst_pushnoise::randomBytes_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("plain") << false;
    QTest::newRow("encrypted port") << true;
}

void tst_pushnoise::randomBytes()
{
    QFETCH(bool, isTls);
    PushFixture fixture({}, underAttack());
    const quint16 port = isTls ? listenEncrypted(fixture) : fixture.port();
    QRandomGenerator random(20261126);
    HealthyClient healthy(fixture);
    const int count = repeats(300);
    for (int i = 0; i < count; ++i) {
        QByteArray bytes(1 + random.bounded(2000), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        RawClient client(port);
        client.send(bytes);
        client.socket().flush();
        if (i % 10 == 0)
            QVERIFY(client.isClosedByServer(kAllOverMs));
    }
    QVERIFY(healthy.push());
    QCOMPARE(fixture.punches().size(), 1);
}

void tst_pushnoise::damagedRequests()
{
    // A good request of which some bytes are changed, left out, doubled or moved to the next one.
    PushFixture fixture({}, underAttack());
    QRandomGenerator random(4);
    const QByteArray good = pushRequest(onePunch("08:05:00"));
    const int count = repeats(1000);
    for (int i = 0; i < count; ++i) {
        QByteArray bytes = good;
        for (int change = random.bounded(1, 4); change > 0; --change) {
            const int at = random.bounded(static_cast<int>(bytes.size()));
            const int length = random.bounded(1, 20);
            switch (random.bounded(4)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, length);
                break;
            case 2:
                bytes.insert(at, bytes.mid(at, length));
                break;
            default:
                bytes.insert(at, random.bounded(2) == 0 ? "\r\n" : "\n");
                break;
            }
        }
        RawClient client(fixture.port());
        client.send(bytes + good);
        client.socket().flush();
        if (i % 20 == 0)
            QVERIFY(client.isClosedByServer(kAllOverMs));
    }
    HealthyClient healthy(fixture);
    QVERIFY(healthy.push());
    const QList<StoredPunch> punches = fixture.punches();
    for (const StoredPunch &punch : punches)
        QVERIFY(!punch.userId.isEmpty() && punch.source == u"push");
}

ROLLCALL_TEST(tst_pushnoise);
#include "tst_pushnoise.moc"
