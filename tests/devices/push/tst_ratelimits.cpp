// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/ratelimits.h"
#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;
using namespace rollcall::test;

/// push-protocols.md, section 1.7: how often a device, and how often a stranger may ask.
class tst_ratelimits : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void burstThenTheRate();
    void devicesDoNotShare();
    void failuresLockOutForAMinute();
    void oldFailuresAreForgotten();
    void clockSetBackLocksNobodyOut();
    void zeroMeansNoLimit();
    void floodIsForgottenNotKept();
    void listenerSaysWhen();
    void goodTokenPassesALockedAddress();
    void healthHasItsOwn();
};

namespace {

constexpr qint64 kNow = 1'795'321'800'000;
const QHostAddress kPeer(QStringLiteral("192.168.1.20"));

PushLimits limits(int perMinute, int burst, int failures = 10)
{
    PushLimits made;
    made.requestsPerMinute = perMinute;
    made.burst = burst;
    made.failedAuthPerMinute = failures;
    return made;
}

RawResponse ask(const PushFixture &fixture, const QByteArray &request)
{
    RawClient client(fixture.port());
    client.send(request);
    return client.receive();
}

QByteArray withToken(const QByteArray &token)
{
    return kPost + "Authorization: Bearer " + token + "\r\n" + kJson +
           "Content-Length: 11\r\n\r\n{\"logs\":[]}";
}

} // namespace

void tst_ratelimits::burstThenTheRate()
{
    RateLimits rates(limits(60, 3)); // one a second
    for (int i = 0; i < 3; ++i)
        QVERIFY(!rates.admitDevice(DeviceId{1}, kNow));
    QCOMPARE(rates.admitDevice(DeviceId{1}, kNow), std::optional(1));
    QCOMPARE(rates.admitDevice(DeviceId{1}, kNow + 500), std::optional(1));
    QVERIFY(!rates.admitDevice(DeviceId{1}, kNow + 1000));
    QVERIFY(rates.admitDevice(DeviceId{1}, kNow + 1001));
    for (int i = 0; i < 3; ++i) // never more than the burst, however long it was silent
        QVERIFY(!rates.admitDevice(DeviceId{1}, kNow + 3'600'000));
    QVERIFY(rates.admitDevice(DeviceId{1}, kNow + 3'600'000));
}

void tst_ratelimits::devicesDoNotShare()
{
    RateLimits rates(limits(60, 1));
    QVERIFY(!rates.admitDevice(DeviceId{1}, kNow));
    QVERIFY(rates.admitDevice(DeviceId{1}, kNow));
    QVERIFY(!rates.admitDevice(DeviceId{2}, kNow));
}

void tst_ratelimits::failuresLockOutForAMinute()
{
    RateLimits rates(limits(0, 0, 3));
    for (int i = 0; i < 3; ++i)
        QVERIFY(!rates.admitFailure(kPeer, kNow + i));
    QCOMPARE(rates.admitFailure(kPeer, kNow + 3), std::optional(60));
    QCOMPARE(rates.admitFailure(kPeer, kNow + 30'003), std::optional(30));
    QCOMPARE(rates.admitFailure(kPeer, kNow + 60'002), std::optional(1));
    QVERIFY(!rates.admitFailure(kPeer, kNow + 60'003));
    QVERIFY(!rates.admitFailure(QHostAddress(QStringLiteral("192.168.1.21")), kNow + 3));
}

void tst_ratelimits::oldFailuresAreForgotten()
{
    RateLimits rates(limits(0, 0, 1));
    for (int minute = 0; minute < 5; ++minute)
        QVERIFY(!rates.admitFailure(kPeer, kNow + minute * 60'000));
}

void tst_ratelimits::clockSetBackLocksNobodyOut()
{
    RateLimits rates(limits(60, 1, 1));
    QVERIFY(!rates.admitFailure(kPeer, kNow));
    QVERIFY(rates.admitFailure(kPeer, kNow));
    QVERIFY(!rates.admitFailure(kPeer, kNow - 3'600'000));
    QVERIFY(!rates.admitDevice(DeviceId{1}, kNow));
    QVERIFY(rates.admitDevice(DeviceId{1}, kNow - 3'600'000));
    QVERIFY(!rates.admitDevice(DeviceId{1}, kNow - 3'600'000 + 1000));
}

void tst_ratelimits::zeroMeansNoLimit()
{
    PushLimits none = limits(0, 0, 0);
    none.healthPerMinute = 0;
    RateLimits rates(none);
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(!rates.admitDevice(DeviceId{1}, kNow));
        QVERIFY(!rates.admitFailure(kPeer, kNow));
        QVERIFY(!rates.admitHealth(kPeer, kNow));
    }
}

/// A network of strangers costs no memory without end, and the next one is treated as ever.
void tst_ratelimits::floodIsForgottenNotKept()
{
    RateLimits rates(limits(0, 0, 1));
    for (quint32 i = 0; i < 20'000; ++i)
        QVERIFY(!rates.admitFailure(QHostAddress(0x0a000000U + i), kNow));
    QVERIFY(!rates.admitFailure(kPeer, kNow));
    QVERIFY(rates.admitFailure(kPeer, kNow));
}

void tst_ratelimits::listenerSaysWhen()
{
    PushFixture fixture({}, limits(60, 2));
    QCOMPARE(ask(fixture, withToken(PushFixture::kToken)).status, 200);
    QCOMPARE(ask(fixture, withToken(PushFixture::kToken)).status, 200);
    const RawResponse refused = ask(fixture, withToken(PushFixture::kToken));
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.value("Retry-After"), QByteArray("1"));
    fixture.clock.advance(1000);
    QCOMPARE(ask(fixture, withToken(PushFixture::kToken)).status, 200);
}

void tst_ratelimits::goodTokenPassesALockedAddress()
{
    PushFixture fixture({}, limits(600, 100, 2));
    QCOMPARE(ask(fixture, withToken("wrong")).status, 401);
    QCOMPARE(ask(fixture, withToken("wrong")).status, 401);
    const RawResponse locked = ask(fixture, withToken("wrong"));
    QCOMPARE(locked.status, 429);
    QCOMPARE(locked.value("Retry-After"), QByteArray("60"));
    QCOMPARE(ask(fixture, withToken(PushFixture::kToken)).status, 200);
    QCOMPARE(ask(fixture, withToken("wrong")).status, 429);
    fixture.clock.advance(60'000);
    QCOMPARE(ask(fixture, withToken("wrong")).status, 401);
}

void tst_ratelimits::healthHasItsOwn()
{
    PushLimits few;
    few.healthPerMinute = 2;
    PushFixture fixture({}, few);
    const QByteArray health = "GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    QCOMPARE(ask(fixture, health).status, 200);
    QCOMPARE(ask(fixture, health).status, 200);
    QCOMPARE(ask(fixture, health).status, 429);
    QCOMPARE(ask(fixture, withToken(PushFixture::kToken)).status, 200);
}

ROLLCALL_TEST(tst_ratelimits);
#include "tst_ratelimits.moc"
