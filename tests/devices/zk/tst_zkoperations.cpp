// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfixture.h"
#include "tests/devices/zk/userpeer.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::draft;
using test::fault;
using test::SimFixture;

/// Everything that a terminal can be asked beside reading, against the simulator: it was written
/// from the description of the wire by itself, so the two sides do not share a misunderstanding.
class tst_zkoperations : public test::TestCase
{
    Q_OBJECT

private slots:
    void writesAndDeletesUsers_data();
    void writesAndDeletesUsers();
    void writesInSpiteOf_data();
    void writesInSpiteOf();
    void saysWhenAUserIsRefused();
    void saysWhenTheTerminalIsFull();
    void copiesAllUsers_data();
    void copiesAllUsers();
    void setsTheClock_data();
    void setsTheClock();
    void restartsAndComesBack_data();
    void restartsAndComesBack();
    void beepsAndUnlocks();
    void clears_data();
    void clears();
    void doesNotClearAPunchThatCameMeanwhile();
};

namespace {

SimOptions school(int users, qint64 logs, const QStringList &faults = {})
{
    SimOptions options;
    options.users = users;
    options.logs = logs;
    options.seed = 11;
    for (const QString &each : faults)
        options.faults.append(fault(each));
    return options;
}

void overBoth()
{
    QTest::addColumn<bool>("udp");
    QTest::newRow("tcp") << false;
    QTest::newRow("udp") << true;
}

void speakUdp(SimOptions &options, bool udp)
{
    options.udp = udp;
}

void use(SimFixture &sim, bool udp)
{
    sim.wire.transport = udp ? WireTransport::Udp : WireTransport::Tcp;
}

std::optional<DeviceUser> userOf(const SimFixture &sim, const QString &userId)
{
    for (const DeviceUser &user : sim.device().userList()) {
        if (user.userId == userId)
            return user;
    }
    return std::nullopt;
}

QString problems(const Result<QList<DeviceUserOutcome>> &outcomes)
{
    if (!outcomes)
        return outcomes.error().userText + outcomes.error().detail;
    QString all;
    for (const DeviceUserOutcome &outcome : *outcomes)
        all += outcome.error ? outcome.error->userText + outcome.error->detail : QString();
    return all;
}

} // namespace

void tst_zkoperations::writesAndDeletesUsers_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("udp");
    for (const int size : {72, 28}) {
        for (const bool udp : {false, true})
            QTest::addRow("%d bytes, %s", size, udp ? "udp" : "tcp") << size << udp;
    }
}

void tst_zkoperations::writesAndDeletesUsers()
{
    QFETCH(int, size);
    QFETCH(bool, udp);
    SimOptions options = school(40, 0);
    options.userSize = size;
    speakUdp(options, udp);
    SimFixture sim(options);
    use(sim, udp);
    const auto session = sim.open();
    QVERIFY(session);
    const DeviceUser before = *userOf(sim, QStringLiteral("3"));
    const auto written = session.value()->writeUsers(
        {draft(QStringLiteral("3"), QStringLiteral("Changed")),
         draft(QStringLiteral("777"), QStringLiteral("New"), QStringLiteral("4242"))});
    QCOMPARE(problems(written), QString());
    DeviceUser expected = before;
    expected.name = QStringLiteral("Changed");
    QCOMPARE(*userOf(sim, QStringLiteral("3")), expected);
    const std::optional<DeviceUser> added = userOf(sim, QStringLiteral("777"));
    QVERIFY(added.has_value());
    QCOMPARE(added->name, QStringLiteral("New"));
    QCOMPARE(added->card, QStringLiteral("4242"));
    QCOMPARE(added->uid, 41);

    const auto deleted = session.value()->deleteUsers({QStringLiteral("777"), QStringLiteral("5")});
    QCOMPARE(problems(deleted), QString());
    QVERIFY(!userOf(sim, QStringLiteral("777")) && !userOf(sim, QStringLiteral("5")));
    QCOMPARE(sim.device().users(), 39);
    QVERIFY(sim.tally().isEnabled);
    QCOMPARE(sim.tally().disables.load(), 2);
}

void tst_zkoperations::writesInSpiteOf_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *each : {"write-lost", "late-packets", "events", "bad-checksum=1", "split=1",
                             "no-count", "zero-count", "plain-only", "refuse-1503=1"})
        QTest::newRow(each) << QString::fromLatin1(each);
}

void tst_zkoperations::writesInSpiteOf()
{
    QFETCH(QString, fault);
    SimFixture sim(school(20, 0, {fault}));
    const auto session = sim.open();
    QVERIFY(session);
    QList<DeviceUserDraft> drafts;
    for (int number = 15; number < 30; ++number)
        drafts.append(draft(QString::number(number), QStringLiteral("N%1").arg(number)));
    const auto written = session.value()->writeUsers(drafts);
    QCOMPARE(problems(written), QString());
    QCOMPARE(sim.device().users(), 29);
    for (int number = 15; number < 30; ++number)
        QCOMPARE(userOf(sim, QString::number(number))->name, QStringLiteral("N%1").arg(number));
    QVERIFY(sim.tally().isEnabled);
}

void tst_zkoperations::saysWhenAUserIsRefused()
{
    SimFixture sim(school(20, 0, {QStringLiteral("write-refused")}));
    const auto session = sim.open();
    QVERIFY(session);
    const auto written = session.value()->writeUsers({draft("77", "x")});
    QVERIFY(written);
    QVERIFY(written->first().error.has_value());
    QCOMPARE(written->first().error->code, ErrorCode::Conflict);
    QVERIFY(sim.tally().isEnabled);
}

void tst_zkoperations::saysWhenTheTerminalIsFull()
{
    SimOptions options = school(5, 0);
    options.userCapacity = 6;
    SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    const auto written = session.value()->writeUsers({draft("70", "x"), draft("71", "y")});
    QVERIFY(written);
    QVERIFY(written->first().changed);
    QVERIFY(written->last().error.has_value());
    QCOMPARE(written->last().error->code, ErrorCode::DeviceFull);
    QCOMPARE(sim.device().users(), 6);
}

void tst_zkoperations::copiesAllUsers_data()
{
    QTest::addColumn<QString>("codePage");
    for (const char *page : {"utf-8", "windows-1256", "gbk"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void tst_zkoperations::copiesAllUsers()
{
    QFETCH(QString, codePage);
    SimOptions from = school(200, 0);
    QVERIFY(setSimOption(from, u"code-page", codePage));
    SimFixture source(from);
    source.wire.codePage = codePageFromText(codePage);
    SimFixture target(school(0, 0));
    const auto reading = source.open();
    QVERIFY(reading);
    const auto drafts = reading.value()->userDrafts();
    QVERIFY(drafts);
    const auto writing = target.open();
    QVERIFY(writing);
    QCOMPARE(problems(writing.value()->writeUsers(*drafts)), QString());
    const auto copied = writing.value()->users();
    QVERIFY(copied);
    QCOMPARE(copied->size(), 200);
    for (const DeviceUser &user : *copied) {
        const DeviceUser original = *userOf(source, user.userId);
        QCOMPARE(user.name, original.name);
        QCOMPARE(user.card, original.card);
        QCOMPARE(user.privilege, original.privilege);
    }
}

void tst_zkoperations::setsTheClock_data()
{
    overBoth();
}

void tst_zkoperations::setsTheClock()
{
    QFETCH(bool, udp);
    SimOptions options = school(1, 1);
    options.clockOffsetSeconds = -7200;
    speakUdp(options, udp);
    SimFixture sim(options);
    use(sim, udp);
    const auto session = sim.open();
    QVERIFY(session);
    const WallTime wall = WallTime::parse(u"2026-06-27 17:30:00");
    const Result<WallTime> before = session.value()->clock();
    QVERIFY(before);
    QVERIFY(before->secondsTo(wall) > 3600);
    const Result<> set = session.value()->setClock(wall);
    QVERIFY2(set, set ? "" : qPrintable(set.error().userText));
    const Result<WallTime> after = session.value()->clock();
    QVERIFY(after);
    QVERIFY(qAbs(after->secondsTo(wall)) <= 2);
}

void tst_zkoperations::restartsAndComesBack_data()
{
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<bool>("udp");
    QTest::newRow("says yes") << QStringList() << false;
    QTest::newRow("says nothing") << QStringList{QStringLiteral("no-restart-reply")} << false;
    QTest::newRow("over udp") << QStringList{QStringLiteral("no-restart-reply")} << true;
}

void tst_zkoperations::restartsAndComesBack()
{
    QFETCH(QStringList, faults);
    QFETCH(bool, udp);
    SimOptions options = school(5, 5, faults);
    options.restartMs = 200;
    speakUdp(options, udp);
    SimFixture sim(options);
    use(sim, udp);
    sim.control.limits = test::shortLimits();
    {
        const auto session = sim.open();
        QVERIFY(session);
        const Result<> restarted = session.value()->restart();
        QVERIFY2(restarted, restarted ? "" : qPrintable(restarted.error().userText));
    }
    QTRY_COMPARE(sim.tally().restarts.load(), 1);
    QTRY_VERIFY(sim.open().isOk());
    QVERIFY(sim.tally().isEnabled);
}

void tst_zkoperations::beepsAndUnlocks()
{
    SimFixture sim(school(1, 1));
    sim.wire.unlockFactor = 10;
    const auto session = sim.open();
    QVERIFY(session);
    QVERIFY(session.value()->beep());
    QCOMPARE(sim.tally().beeps.load(), 1);
    QVERIFY(session.value()->unlock(5));
    QCOMPARE(sim.tally().unlockFor.load(), 50);
}

void tst_zkoperations::clears_data()
{
    QTest::addColumn<QString>("recordSize");
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<bool>("udp");
    for (const char *size : {"8a", "8b", "16", "40", "49"})
        QTest::newRow(size) << QString::fromLatin1(size) << QStringList() << false;
    QTest::newRow("udp") << QStringLiteral("40") << QStringList() << true;
    const auto row = [](const char *fault) {
        QTest::newRow(fault) << QStringLiteral("40") << QStringList{QString::fromLatin1(fault)}
                             << false;
    };
    row("zero-count");
    row("no-count");
    row("count-plus=7");
    row("trailing-bytes=4");
    row("duplicate-records");
    row("invalid-dates=9");
    row("plain-only");
    row("late-ack");
    row("prepare-direct");
}

void tst_zkoperations::clears()
{
    QFETCH(QString, recordSize);
    QFETCH(QStringList, faults);
    QFETCH(bool, udp);
    SimOptions options = school(30, 3000, faults);
    QVERIFY(setSimOption(options, u"record-size", recordSize));
    options.maxPacket = 1008;
    speakUdp(options, udp);
    SimFixture sim(options);
    use(sim, udp);
    const auto session = sim.open();
    QVERIFY(session);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    QVERIFY(read && read->complete);
    const Result<qint64> left = session.value()->clearLogs({read->delivered});
    QVERIFY2(left, left ? "" : qPrintable(left.error().userText + left.error().detail));
    QCOMPARE(*left, 0);
    QCOMPARE(sim.device().logs(), 0);
    QCOMPARE(sim.tally().clears.load(), 1);
    QVERIFY(sim.tally().isEnabled);
}

void tst_zkoperations::doesNotClearAPunchThatCameMeanwhile()
{
    for (const QStringList &faults : {QStringList(), QStringList{QStringLiteral("zero-count")}}) {
        SimFixture sim(school(30, 3000, faults));
        const auto session = sim.open();
        QVERIFY(session);
        test::CollectingSink sink;
        const Result<LogReadSummary> read = session.value()->logs(sink);
        QVERIFY(read && read->complete);
        sim.punch(QStringLiteral("7"));
        QTRY_COMPARE(sim.device().logs(), 3001);
        const Result<qint64> left = session.value()->clearLogs({read->delivered});
        QVERIFY(!left);
        QCOMPARE(left.error().code, ErrorCode::Conflict);
        QCOMPARE(sim.device().logs(), 3001);
        QCOMPARE(sim.tally().clears.load(), 0);
        QVERIFY(sim.tally().isEnabled);
        // Read again, it may go.
        QVERIFY(session.value()->logs(sink));
        QVERIFY(session.value()->clearLogs({3001}));
        QCOMPARE(sim.device().logs(), 0);
    }
}

ROLLCALL_TEST(tst_zkoperations);
#include "tst_zkoperations.moc"
