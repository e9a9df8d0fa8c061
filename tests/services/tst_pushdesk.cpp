// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/pushdeskservice.h"
#include "tests/services/pushschool.h"
#include "tests/support/testmain.h"

#include <QRegularExpression>

using namespace rollcall;
using namespace rollcall::test;

/// What the listener gets from the house between two uploads of a terminal.
class tst_pushdesk : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void idlePollWritesNothing();
    void makesItsCodesOnce();
};

void tst_pushdesk::idlePollWritesNothing()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    PushDeskService desk(fixture.composition->stores().push);
    DeviceReport health;
    health.facts = {{QStringLiteral("users"), QStringLiteral("12")},
                    {QStringLiteral("firmware"), QStringLiteral("Ver 8")}};
    QVERIFY(await(desk.takeCommands(id, 5, health)));
    const auto database = Database::open(fixture.database.config(), Access::ReadOnly);
    QVERIFY(database);
    // SQLite's own count of what others have committed.
    const auto commits = [&database] {
        return (*database)
            ->number("test.commits", QStringLiteral("PRAGMA data_version"))
            .valueOr(-1);
    };
    const qint64 before = commits();
    QVERIFY(before >= 0);
    for (int poll = 0; poll < 100; ++poll) {
        const Result<OwedCommands> owed = await(desk.takeCommands(id, 5, health));
        QVERIFY(owed);
        QVERIFY(owed->commands.isEmpty());
    }
    QCOMPARE(commits(), before);
    health.facts.insert(QStringLiteral("users"), QStringLiteral("13"));
    QVERIFY(await(desk.takeCommands(id, 5, health)));
    QVERIFY(commits() != before);
    QCOMPARE(await(fixture.composition->stores().push.facts(id)).valueOr({}), health.facts);
}

void tst_pushdesk::makesItsCodesOnce()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    const DeviceId other = fixture.addPushTerminal(QStringLiteral("Hall"), QStringLiteral("SN2"));
    PushDeskService desk(fixture.composition->stores().push);
    const auto greet = [&desk](DeviceId device, bool registers) {
        return await(desk.greet(device, {}, registers)).valueOr({});
    };
    QCOMPARE(greet(id, false).registryCode, QString());
    const PushMemory first = greet(id, true);
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z0-9_-]{32}$"));
    QVERIFY(shape.match(first.registryCode).hasMatch());
    QVERIFY(shape.match(first.sessionId).hasMatch());
    QVERIFY(first.registryCode != first.sessionId);
    QCOMPARE(greet(id, true), first);
    QCOMPARE(greet(id, false), first);
    QVERIFY(greet(other, true).registryCode != first.registryCode);
}

ROLLCALL_TEST(tst_pushdesk);
#include "tst_pushdesk.moc"
