// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <QSet>

#include <thread>

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

/// The queue of commands to push terminals (push-protocols.md, section 2.8).
class tst_commandqueue : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void handsOutTheOldestFirst_data() { TempDatabase::addEngineRows(); }
    void handsOutTheOldestFirst();
    void handsOutAgain_data() { TempDatabase::addEngineRows(); }
    void handsOutAgain();
    void expires_data() { TempDatabase::addEngineRows(); }
    void expires();
    void knowsWhetherThereIsWork_data();
    void knowsWhetherThereIsWork();
    void takesBackOnlyWhatWaits_data() { TempDatabase::addEngineRows(); }
    void takesBackOnlyWhatWaits();
    void twoProgramsQueueAtOnce_data() { TempDatabase::addEngineRows(); }
    void twoProgramsQueueAtOnce();
};

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kDay = 24LL * 3600 * kSecond;
const QString kOffice = QStringLiteral("office");

QStringList texts(int count)
{
    QStringList all;
    for (int i = 1; i <= count; ++i)
        all.append(QStringLiteral("DATA QUERY USERINFO PIN=%1").arg(i));
    return all;
}

/// The same commands as they are handed out.
QStringList handedOut(StoreFixture &fixture, int most = 5)
{
    const Result<OwedCommands> owed =
        await(fixture.stores().push.takeCommands(fixture.device, most, {}));
    QStringList handed;
    for (const DeviceCommand &command : owed ? owed->commands : QList<DeviceCommand>())
        handed.append(command.text);
    return handed;
}

QList<DeviceCommand> queue(StoreFixture &fixture, const QStringList &commands)
{
    return await(fixture.stores().push.queueCommands(fixture.device, commands, kOffice))
        .valueOr({});
}

DeviceCommand newest(StoreFixture &fixture)
{
    return await(fixture.stores().push.commands(fixture.device, 1))->value(0);
}

} // namespace

void tst_commandqueue::handsOutTheOldestFirst()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const QStringList all = texts(7);
    const QList<DeviceCommand> queued = queue(fixture, all);
    QCOMPARE(queued.size(), 7);
    QSet<QString> ids;
    for (qsizetype i = 0; i < queued.size(); ++i) {
        const DeviceCommand &command = queued.at(i);
        QCOMPARE(command.text, all.at(i));
        QCOMPARE(command.state, CommandState::Queued);
        QCOMPARE(command.author, kOffice);
        QCOMPARE(command.createdUtc, fixture.clock.utcMilliseconds());
        QCOMPARE(command.value, std::nullopt);
        QVERIFY(!command.wireId.isEmpty() && command.wireId.size() <= 16);
        ids.insert(command.wireId);
    }
    QCOMPARE(ids.size(), 7);
    QCOMPARE(handedOut(fixture), all.mid(0, 5));
    QCOMPARE(handedOut(fixture), all.mid(5));
    QCOMPARE(handedOut(fixture), QStringList());
    const Result<QList<DeviceCommand>> listed =
        await(fixture.stores().push.commands(fixture.device, 2));
    QVERIFY(listed);
    QCOMPARE(listed->size(), 2);
    QCOMPARE(listed->first().text, all.last()); // the newest first
    const Result<QList<DeviceCommand>> between = await(
        fixture.stores().push.commandsBetween(fixture.device, queued.at(2).id, queued.at(4).id));
    QVERIFY(between);
    QCOMPARE(between->size(), 3);
    QCOMPARE(between->first().text, all.at(2));
    QCOMPARE(between->first().state, CommandState::Sent);
    // Another device is owed nothing of it.
    fixture.device = fixture.addDevice(QStringLiteral("Back Gate"));
    QCOMPARE(handedOut(fixture), QStringList());
}

void tst_commandqueue::handsOutAgain()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const QStringList one = texts(1);
    const QString wireId = queue(fixture, one).value(0).wireId;
    for (int tries = 1; tries <= 3; ++tries) {
        QCOMPARE(handedOut(fixture), one);
        const DeviceCommand sent = newest(fixture);
        QCOMPARE(sent.state, CommandState::Sent);
        QCOMPARE(sent.tries, tries);
        QCOMPARE(sent.sentUtc, fixture.clock.utcMilliseconds());
        QCOMPARE(sent.wireId, wireId); // by it a late answer to the first is known
        fixture.clock.advance(180 * kSecond);
        QCOMPARE(handedOut(fixture), QStringList());
        QCOMPARE(newest(fixture).state, CommandState::Sent);
        fixture.clock.advance(1);
    }
    QCOMPARE(newest(fixture).state, CommandState::Failed); // also before the terminal asks again
    QCOMPARE(handedOut(fixture), QStringList());
    const DeviceCommand failed = newest(fixture);
    QCOMPARE(failed.state, CommandState::Failed);
    QCOMPARE(failed.value, std::nullopt);
    QCOMPARE(failed.tries, 3);
}

void tst_commandqueue::expires()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    queue(fixture, texts(1));
    fixture.clock.advance(7 * kDay);
    QCOMPARE(newest(fixture).state, CommandState::Queued);
    QVERIFY(await(fixture.stores().push.hasWork(fixture.device, {})).valueOr(false));
    fixture.clock.advance(1);
    // A terminal that is gone for good never asks; the office sees it all the same.
    QCOMPARE(newest(fixture).state, CommandState::Expired);
    QCOMPARE(handedOut(fixture), QStringList());
    fixture.clock.set(fixture.clock.utcMilliseconds() - kDay); // it stays so
    QCOMPARE(newest(fixture).state, CommandState::Expired);
    QCOMPARE(handedOut(fixture), QStringList());
}

void tst_commandqueue::knowsWhetherThereIsWork_data()
{
    QTest::addColumn<DeviceReport>("report");
    QTest::addColumn<bool>("isCommandQueued");
    QTest::addColumn<qint64>("sentFor"); // ms; -1 = it was not handed out
    QTest::addColumn<bool>("expected");
    DeviceReport known;
    known.facts = {{QStringLiteral("users"), QStringLiteral("12")}};
    DeviceReport otherValue = known;
    otherValue.facts.insert(QStringLiteral("users"), QStringLiteral("13"));
    DeviceReport oneMore = known;
    oneMore.facts.insert(QStringLiteral("firmware"), QStringLiteral("Ver 8"));
    DeviceReport family = known;
    family.family = PushFamily::Access;
    DeviceReport sameFamily = known;
    sameFamily.family = PushFamily::Attendance;
    DeviceReport language = known;
    language.language = QStringLiteral("83");
    DeviceReport result = known;
    result.results = {{QStringLiteral("1"), 0, QStringLiteral("CHECK"), {}}};
    QTest::newRow("nothing at all") << DeviceReport() << false << qint64(-1) << false;
    QTest::newRow("known facts") << known << false << qint64(-1) << false;
    QTest::newRow("known dialect") << sameFamily << false << qint64(-1) << false;
    QTest::newRow("another value") << otherValue << false << qint64(-1) << true;
    QTest::newRow("one fact more") << oneMore << false << qint64(-1) << true;
    QTest::newRow("another dialect") << family << false << qint64(-1) << true;
    QTest::newRow("its language") << language << false << qint64(-1) << true;
    QTest::newRow("an answer") << result << false << qint64(-1) << true;
    QTest::newRow("a command waits") << known << true << qint64(-1) << true;
    QTest::newRow("it was handed out") << known << true << qint64(180'000) << false;
    QTest::newRow("it was not answered") << known << true << qint64(180'001) << true;
}

void tst_commandqueue::knowsWhetherThereIsWork()
{
    QFETCH(DeviceReport, report);
    QFETCH(bool, isCommandQueued);
    QFETCH(qint64, sentFor);
    QFETCH(bool, expected);
    StoreFixture fixture(Engine::Sqlite);
    DeviceReport known;
    known.facts = {{QStringLiteral("users"), QStringLiteral("12")}};
    QVERIFY(await(fixture.stores().push.takeCommands(fixture.device, 5, known)));
    if (isCommandQueued)
        queue(fixture, texts(1));
    if (sentFor >= 0) {
        QCOMPARE(handedOut(fixture), texts(1));
        fixture.clock.advance(sentFor);
    }
    const Result<bool> hasWork = await(fixture.stores().push.hasWork(fixture.device, report));
    QVERIFY(hasWork);
    QCOMPARE(*hasWork, expected);
    // Once it is done, only a command that waits is left to do.
    QVERIFY(await(fixture.stores().push.takeCommands(fixture.device, 5, report)));
    report.results.clear();
    QCOMPARE(await(fixture.stores().push.hasWork(fixture.device, report)).valueOr(true), false);
}

void tst_commandqueue::takesBackOnlyWhatWaits()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    PushStore &push = fixture.stores().push;
    const QList<DeviceCommand> queued = queue(fixture, texts(2));
    const DeviceId other = fixture.addDevice(QStringLiteral("Back Gate"));
    QCOMPARE(handedOut(fixture, 1), texts(1));
    const Result<> tooLate = await(push.revokeCommand(fixture.device, queued.at(0).id, kOffice));
    QVERIFY(!tooLate);
    QCOMPARE(tooLate.error().code, ErrorCode::NotFound);
    QCOMPARE(await(push.revokeCommand(other, queued.at(1).id, kOffice)).error().code,
             ErrorCode::NotFound);
    QVERIFY(await(push.revokeCommand(fixture.device, queued.at(1).id, kOffice)));
    QCOMPARE(await(push.revokeCommand(fixture.device, queued.at(1).id, kOffice)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(newest(fixture).state, CommandState::Revoked);
    QCOMPARE(handedOut(fixture), QStringList());
    const Result<std::unique_ptr<Database>> database =
        Database::open(fixture.database.config(), Access::ReadOnly);
    QVERIFY(database);
    const Result<qint64> noted = (*database)->number(
        "trail", QStringLiteral("SELECT COUNT(*) FROM audit_entry WHERE what = 'command.revoke' "
                                "AND author = 'office'"));
    QVERIFY(noted);
    QCOMPARE(*noted, 1);
}

void tst_commandqueue::twoProgramsQueueAtOnce()
{
    constexpr int kEach = 60;
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const Result<std::unique_ptr<Storage>> second =
        Storage::open(fixture.database.config(), fixture.clock);
    QVERIFY(second);
    const auto queueFrom = [&fixture](PushStore &push, const QString &author,
                                      QList<DeviceCommand> &made) {
        for (int i = 0; i < kEach; ++i)
            made += await(push.queueCommands(fixture.device, {author + QString::number(i), author},
                                             author))
                        .valueOr({});
    };
    QList<DeviceCommand> ofFirst;
    QList<DeviceCommand> ofSecond;
    std::thread other(
        [&] { queueFrom((*second)->stores().push, QStringLiteral("second"), ofSecond); });
    queueFrom(fixture.stores().push, QStringLiteral("first"), ofFirst);
    other.join();
    const QList<DeviceCommand> made = ofFirst + ofSecond;
    QCOMPARE(made.size(), 4 * kEach);
    QHash<qint64, DeviceCommand> stored;
    QSet<QString> wireIds;
    for (const DeviceCommand &command :
         await(fixture.stores().push.commands(fixture.device, 8 * kEach)).valueOr({})) {
        stored.insert(command.id, command);
        wireIds.insert(command.wireId);
    }
    QCOMPARE(stored.size(), made.size());
    QCOMPARE(wireIds.size(), made.size());
    for (const DeviceCommand &command : made)
        QCOMPARE(stored.value(command.id), command); // each was told the number of its own
}

ROLLCALL_TEST(tst_commandqueue);
#include "tst_commandqueue.moc"
