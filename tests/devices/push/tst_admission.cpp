// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/admission.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>
#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

class tst_admission : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void challengeSaysWhetherATokenWasSent_data();
    void challengeSaysWhetherATokenWasSent();
    void tokenOnItsWayOutEndsInTime();
    void twoRowsOfOneTokenAreNobody();
    void newTableReplacesTheOld();
    void admitsBySerial_data();
    void admitsBySerial();
    void tokensAndSerialsDoNotMix();
    void addresses_data();
    void addresses();
    void comparesDigests();
};

namespace {

constexpr qint64 kNow = 1'000'000;

PushCredential credential(qint64 id, const QByteArray &token)
{
    PushCredential made;
    made.device = DeviceId{id};
    made.school = SchoolId{1};
    made.tokenSha256 = QCryptographicHash::hash(token, QCryptographicHash::Sha256);
    made.timeZone = "Asia/Kolkata";
    return made;
}

Admission smallTable()
{
    PushCredential inactive = credential(2, "inactive");
    inactive.active = false;
    inactive.mode = SyncMode::Agent; // the first failing step is the one that is told
    PushCredential agent = credential(3, "agent");
    agent.mode = SyncMode::Agent;
    agent.addressAllow = {QStringLiteral("192.0.2.10")};
    PushCredential elsewhere = credential(4, "elsewhere");
    elsewhere.addressAllow = {QStringLiteral("192.0.2.10")};
    Admission admission;
    admission.setCredentials(
        {credential(1, "good"), inactive, agent, elsewhere, credential(5, QByteArray(512, 'x')),
         credential(6, QByteArray(513, 'y')), credential(7, "a b"), credential(8, "-._~+/=")});
    return admission;
}

} // namespace

void tst_admission::decides_data()
{
    QTest::addColumn<QList<QByteArray>>("authorization");
    QTest::addColumn<int>("device");
    QTest::addColumn<QString>("refusal");
    const auto row = [](const char *name, const QList<QByteArray> &fields, int device,
                        const char *refusal) {
        QTest::newRow(name) << fields << device << QString::fromLatin1(refusal);
    };
    row("good", {"Bearer good"}, 1, "");
    row("scheme in capitals", {"BEARER good"}, 1, "");
    row("two blanks", {"Bearer  good"}, 1, "");
    row("every kind of character", {"Bearer -._~+/="}, 8, "");
    row("longest", {"Bearer " + QByteArray(512, 'x')}, 5, "");
    row("too long", {"Bearer " + QByteArray(513, 'y')}, 0, "unauthorized");
    row("none", {}, 0, "unauthorized");
    row("empty", {""}, 0, "unauthorized");
    row("scheme only", {"Bearer"}, 0, "unauthorized");
    row("scheme and a blank", {"Bearer "}, 0, "unauthorized");
    row("no blank between", {"Bearergood"}, 0, "unauthorized");
    row("other scheme", {"Basic good"}, 0, "unauthorized");
    row("beginning of a token", {"Bearer goo"}, 0, "unauthorized");
    row("more than a token", {"Bearer goodx"}, 0, "unauthorized");
    row("other case", {"Bearer GOOD"}, 0, "unauthorized");
    row("blank inside, though a row has it", {"Bearer a b"}, 0, "unauthorized");
    row("list", {"Bearer good, Bearer good"}, 0, "unauthorized");
    row("two fields, both good", {"Bearer good", "Bearer good"}, 0, "unauthorized");
    row("unknown", {"Bearer nobody"}, 0, "unauthorized");
    row("inactive comes before the rest", {"Bearer inactive"}, 2, "device_inactive");
    row("agent comes before the address", {"Bearer agent"}, 3, "device_not_push");
    row("address", {"Bearer elsewhere"}, 4, "address_not_allowed");
}

void tst_admission::decides()
{
    QFETCH(QList<QByteArray>, authorization);
    QFETCH(int, device);
    QFETCH(QString, refusal);
    const Admission::Decision decision =
        smallTable().admit(authorization, QHostAddress(QHostAddress::LocalHost), kNow);
    QCOMPARE(decision.device ? decision.device->device.value : 0, device);
    QCOMPARE(decision.refusal ? problemWord(decision.refusal->code) : QString(), refusal);
}

void tst_admission::challengeSaysWhetherATokenWasSent_data()
{
    QTest::addColumn<QList<QByteArray>>("authorization");
    QTest::addColumn<bool>("invalidToken");
    QTest::newRow("no header") << QList<QByteArray>{} << false;
    QTest::newRow("other scheme") << QList<QByteArray>{"Basic dXNlcjpwYXNz"} << false;
    QTest::newRow("no token") << QList<QByteArray>{"Bearer "} << false;
    QTest::newRow("unknown token") << QList<QByteArray>{"Bearer nobody"} << true;
    QTest::newRow("malformed token") << QList<QByteArray>{"Bearer \"x\""} << true;
}

void tst_admission::challengeSaysWhetherATokenWasSent()
{
    QFETCH(QList<QByteArray>, authorization);
    QFETCH(bool, invalidToken);
    const Admission::Decision decision =
        smallTable().admit(authorization, QHostAddress(QHostAddress::LocalHost), kNow);
    QVERIFY(decision.refusal);
    const PushAnswer answer = problemAnswer(*decision.refusal, "id");
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.fields.first().first, QByteArray("WWW-Authenticate"));
    QVERIFY(answer.fields.first().second.startsWith("Bearer realm=\"rollcall-push\""));
    QCOMPARE(answer.fields.first().second.contains("error=\"invalid_token\""), invalidToken);
    // The body is the same for all.
    QCOMPARE(answer.body, problemAnswer(unauthorized(false), "id").body);
}

void tst_admission::tokenOnItsWayOutEndsInTime()
{
    PushCredential old = credential(1, "old");
    old.expiresUtc = kNow;
    Admission admission;
    admission.setCredentials({old, credential(1, "new")});
    const QHostAddress peer(QHostAddress::LocalHost);
    QVERIFY(!admission.admit({"Bearer old"}, peer, kNow - 1).refusal);
    QVERIFY(!admission.admit({"Bearer new"}, peer, kNow - 1).refusal);
    const Admission::Decision after = admission.admit({"Bearer old"}, peer, kNow);
    QCOMPARE(after.refusal->code, ProblemCode::Unauthorized);
    QVERIFY(!after.device);
}

void tst_admission::twoRowsOfOneTokenAreNobody()
{
    Admission admission;
    admission.setCredentials({credential(1, "same"), credential(2, "same")});
    QCOMPARE(
        admission.admit({"Bearer same"}, QHostAddress(QHostAddress::LocalHost), kNow).refusal->code,
        ProblemCode::Unauthorized);
}

void tst_admission::newTableReplacesTheOld()
{
    Admission admission = smallTable();
    admission.setCredentials({credential(9, "other")});
    const QHostAddress peer(QHostAddress::LocalHost);
    QVERIFY(admission.admit({"Bearer good"}, peer, kNow).refusal);
    QCOMPARE(admission.admit({"Bearer other"}, peer, kNow).device->device, DeviceId{9});
}

void tst_admission::admitsBySerial_data()
{
    QTest::addColumn<QString>("serial");
    QTest::addColumn<int>("device");
    QTest::addColumn<QString>("refusal");
    const auto row = [](const char *name, const char *serial, int device, const char *refusal) {
        QTest::newRow(name) << QString::fromLatin1(serial) << device
                            << QString::fromLatin1(refusal);
    };
    row("known", "SN0001", 1, "");
    row("other case is another terminal", "sn0001", 0, "unknown_serial");
    row("unknown", "SN0009", 0, "unknown_serial");
    row("inactive", "SN0002", 2, "device_inactive");
    row("read by us", "SN0003", 3, "device_not_push");
    row("from elsewhere", "SN0004", 4, "address_not_allowed");
    row("the one that pushes is meant", "SN0005", 6, "");
    row("none", "", 0, "unknown_serial");
}

void tst_admission::admitsBySerial()
{
    QFETCH(QString, serial);
    QFETCH(int, device);
    QFETCH(QString, refusal);
    const auto bySerial = [](qint64 id, const char *name) {
        PushCredential made = credential(id, {});
        made.tokenSha256.clear();
        made.serial = QString::fromLatin1(name);
        return made;
    };
    QList<PushCredential> table{bySerial(1, "SN0001"), bySerial(2, "SN0002"), bySerial(3, "SN0003"),
                                bySerial(4, "SN0004"), bySerial(5, "SN0005"), bySerial(6, "SN0005"),
                                bySerial(7, "SN0005")};
    table[1].active = false;
    table[2].mode = SyncMode::Agent;
    table[3].addressAllow = {QStringLiteral("192.0.2.10")};
    table[4].mode = SyncMode::Agent;
    table[6].mode = SyncMode::Agent;
    Admission admission;
    admission.setCredentials(table);
    const Admission::Decision decision =
        admission.admitSerial(serial, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(decision.device ? decision.device->device.value : 0, device);
    QCOMPARE(decision.refusal ? problemWord(decision.refusal->code) : QString(), refusal);
}

/// A terminal with a token is not let in by the number on its label, which anybody can read.
void tst_admission::tokensAndSerialsDoNotMix()
{
    const Admission admission = smallTable();
    const QHostAddress here(QHostAddress::LocalHost);
    QVERIFY(!admission.admitSerial({}, here).device);
    Admission serials;
    PushCredential named;
    named.device = DeviceId{1};
    named.serial = QStringLiteral("SN0001");
    serials.setCredentials({named});
    QVERIFY(!serials.admit({"Bearer SN0001"}, here, kNow).device);
}

void tst_admission::addresses_data()
{
    QTest::addColumn<QStringList>("allowed");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const QStringList &allowed, const QString &peer,
                        bool expected) { QTest::newRow(name) << allowed << peer << expected; };
    row("no list", {}, QStringLiteral("203.0.113.9"), true);
    row("the one", {QStringLiteral("192.0.2.10")}, QStringLiteral("192.0.2.10"), true);
    row("another", {QStringLiteral("192.0.2.10")}, QStringLiteral("192.0.2.100"), false);
    row("mapped to IPv6", {QStringLiteral("192.0.2.10")}, QStringLiteral("::ffff:192.0.2.10"),
        true);
    row("subnet", {QStringLiteral("192.0.2.0/24")}, QStringLiteral("192.0.2.77"), true);
    row("outside of the subnet", {QStringLiteral("192.0.2.0/24")}, QStringLiteral("192.0.3.77"),
        false);
    row("second entry", {QStringLiteral("10.0.0.1"), QStringLiteral("fd00::/8")},
        QStringLiteral("fd12::1"), true);
    row("entry that is no address", {QStringLiteral("gate")}, QStringLiteral("192.0.2.10"), false);
    row("empty entry", {QString()}, QStringLiteral("192.0.2.10"), false);
    row("subnet that is none", {QStringLiteral("x/24")}, QStringLiteral("192.0.2.10"), false);
}

void tst_admission::addresses()
{
    QFETCH(QStringList, allowed);
    QFETCH(QString, peer);
    QFETCH(bool, expected);
    QCOMPARE(isAddressAllowed(allowed, QHostAddress(peer)), expected);
}

void tst_admission::comparesDigests()
{
    const QByteArray digest = QCryptographicHash::hash("x", QCryptographicHash::Sha256);
    QVERIFY(equalDigests(digest, digest));
    QVERIFY(!equalDigests(digest, digest.left(31)));
    QVERIFY(!equalDigests(digest, QByteArray()));
    for (qsizetype i = 0; i < digest.size(); ++i) {
        QByteArray other = digest;
        other[i] = static_cast<char>(other.at(i) ^ 0x01);
        QVERIFY(!equalDigests(digest, other));
    }
}

ROLLCALL_TEST(tst_admission);
#include "tst_admission.moc"
