// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkusers.h"
#include "tests/devices/zk/userpeer.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

using namespace rollcall;
using test::draft;
using test::fill;
using test::only;
using test::PeerMemory;
using test::problem;
using test::stored;
using test::TerminalPeer;
using test::userRecord;
using zk::Code;
using zk::Packet;

/// Users written to and deleted from terminals that refuse, forget, fall silent or go away.
class tst_zkuserfaults : public test::TestCase
{
    Q_OBJECT

private slots:
    void reportsRefusalsOfTheTerminal_data();
    void reportsRefusalsOfTheTerminal();
    void writesOnceMoreWhatIsMissing();
    void saysWhenItIsNotKept();
    void neverSendsAWriteTwiceOnSilence_data();
    void neverSendsAWriteTwiceOnSilence();
    void reportsEachUserWhenTheLineBreaks();
    void deletesUsers();
    void saysWhenADeletedUserIsStillThere();
    void enablesInEveryPath_data();
    void enablesInEveryPath();
    void tellsWhenPeopleAreLockedOut();
};

void tst_zkuserfaults::reportsRefusalsOfTheTerminal_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorCode>("error");
    QTest::newRow("refused") << 2001 << ErrorCode::Conflict;
    QTest::newRow("unknown command") << 65535 << ErrorCode::Unsupported;
    QTest::newRow("error in the data") << 65531 << ErrorCode::Conflict;
}

void tst_zkuserfaults::reportsRefusalsOfTheTerminal()
{
    QFETCH(int, code);
    QFETCH(ErrorCode, error);
    for (const bool isEmpty : {false, true}) {
        TerminalPeer peer([code](PeerMemory &, const Packet &request) {
            return request.code == Code::WriteUser ? only(static_cast<Code>(code)) : std::nullopt;
        });
        fill(peer, 72, isEmpty ? QList<QByteArray>() : QList{userRecord(72, 1, "11", "One")});
        const auto outcomes = test::write(peer, {draft("5", "x")});
        QVERIFY(outcomes);
        QVERIFY(outcomes->first().error.has_value());
        QCOMPARE(outcomes->first().error->code, error);
        QVERIFY(!outcomes->first().changed);
    }
}

void tst_zkuserfaults::writesOnceMoreWhatIsMissing()
{
    int writes = 0;
    TerminalPeer peer(
        [&writes](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code == Code::WriteUser && ++writes == 1)
                return only(Code::AckOk); // and forgets it
            return std::nullopt;
        });
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    const auto outcomes = test::write(peer, {draft("5", "x"), draft("6", "y")});
    QVERIFY(outcomes);
    for (const DeviceUserOutcome &outcome : *outcomes) {
        QCOMPARE(problem(outcome), QString());
        QVERIFY(outcome.changed);
    }
    QCOMPARE(peer.count(Code::WriteUser), 3);
    QSet<QString> userIds;
    for (const quint16 uid : {2, 3})
        userIds.insert(zk::readUser(stored(peer, uid), 72).userId);
    QCOMPARE(userIds, QSet<QString>({QStringLiteral("5"), QStringLiteral("6")}));
}

void tst_zkuserfaults::saysWhenItIsNotKept()
{
    TerminalPeer peer([](PeerMemory &, const Packet &request) {
        return request.code == Code::WriteUser ? only(Code::AckOk) : std::nullopt;
    });
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    const auto outcomes = test::write(peer, {draft("5", "x"), draft("11", "Changed")});
    QVERIFY(outcomes);
    for (const DeviceUserOutcome &outcome : *outcomes) {
        QVERIFY(outcome.error.has_value());
        QCOMPARE(outcome.error->code, ErrorCode::Conflict);
        QVERIFY(!outcome.changed);
    }
    QCOMPARE(peer.count(Code::WriteUser), 4); // each once more
}

void tst_zkuserfaults::neverSendsAWriteTwiceOnSilence_data()
{
    QTest::addColumn<bool>("isStored");
    QTest::newRow("stored all the same") << true;
    QTest::newRow("not stored") << false;
}

void tst_zkuserfaults::neverSendsAWriteTwiceOnSilence()
{
    QFETCH(bool, isStored);
    TerminalPeer peer(
        [isStored](PeerMemory &memory, const Packet &request) -> std::optional<QList<Packet>> {
            if (request.code != Code::WriteUser)
                return std::nullopt;
            if (isStored)
                memory.users.insert(zk::u16At(request.data, 0), request.data);
            return QList<Packet>();
        });
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    const auto outcomes = test::write(peer, {draft("5", "x"), draft("6", "y")});
    QVERIFY(outcomes);
    QCOMPARE(outcomes->at(0).changed, isStored);
    QCOMPARE(outcomes->at(0).error.has_value(), !isStored);
    QVERIFY(outcomes->at(1).error.has_value()); // was never sent
    QCOMPARE(outcomes->at(1).error->code, ErrorCode::Timeout);
    QCOMPARE(peer.count(Code::WriteUser), 1);
    peer.with([](PeerMemory &memory) { QVERIFY(memory.isEnabled); });
}

void tst_zkuserfaults::reportsEachUserWhenTheLineBreaks()
{
    TerminalPeer *self = nullptr;
    TerminalPeer peer([&self](PeerMemory &, const Packet &request) -> std::optional<QList<Packet>> {
        if (request.code != Code::WriteUser || zk::readUser(request.data, 72).userId != u"6")
            return std::nullopt;
        self->hangUp();
        return QList<Packet>();
    });
    self = &peer;
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    const auto outcomes = test::write(peer, {draft("5", "x"), draft("6", "y"), draft("7", "z")});
    QVERIFY(outcomes);
    for (const DeviceUserOutcome &outcome : *outcomes) {
        QVERIFY(outcome.error.has_value()); // nothing of it could be looked at
        QCOMPARE(outcome.error->code, ErrorCode::Unreachable);
        QVERIFY(!outcome.changed);
    }
    // Asked again, what is there already is found there.
    const auto again = test::write(peer, {draft("5", "x")});
    QVERIFY(again);
    QCOMPARE(problem(again->first()), QString());
    QVERIFY(!again->first().changed);
}

void tst_zkuserfaults::deletesUsers()
{
    TerminalPeer peer;
    QList<QByteArray> records{userRecord(72, 5, "12", "Two"), userRecord(72, 6, "12", "Two again"),
                              userRecord(72, 9, "", "No number")};
    QList<quint16> others;
    for (quint16 uid = 20; uid < 40; ++uid) {
        records.append(userRecord(72, uid, QByteArray::number(uid), "Other"));
        others.append(uid);
    }
    fill(peer, 72, records);
    const SessionControl control;
    const auto session = peer.open(control);
    QVERIFY(session);
    const auto outcomes = session.value()->deleteUsers(
        {QStringLiteral("12"), QStringLiteral("nobody"), QStringLiteral("9")});
    QVERIFY(outcomes);
    QCOMPARE(outcomes->size(), 3);
    QVERIFY(outcomes->at(0).changed);
    QVERIFY(!outcomes->at(1).changed);
    QVERIFY(outcomes->at(2).changed);
    for (const DeviceUserOutcome &outcome : *outcomes)
        QCOMPARE(problem(outcome), QString());
    peer.with([&others](PeerMemory &memory) {
        QCOMPARE(memory.users.keys(), others);
        QVERIFY(memory.isEnabled);
    });
    QCOMPARE(peer.count(Code::RefreshData), 1);
    QCOMPARE(peer.count(Code::DisableDevice), 1);
}

void tst_zkuserfaults::saysWhenADeletedUserIsStillThere()
{
    for (const Code answer : {Code::AckOk, Code::AckError, Code::AckUnknown}) {
        TerminalPeer peer([answer](PeerMemory &, const Packet &request) {
            return request.code == Code::DeleteUser ? only(answer) : std::nullopt;
        });
        fill(peer, 72, {userRecord(72, 1, "11", "One")});
        const SessionControl control;
        const auto session = peer.open(control);
        QVERIFY(session);
        const auto outcomes = session.value()->deleteUsers({QStringLiteral("11")});
        QVERIFY(outcomes);
        QVERIFY(!outcomes->first().changed);
        QVERIFY(outcomes->first().error.has_value());
        QCOMPARE(outcomes->first().error->code,
                 answer == Code::AckUnknown ? ErrorCode::Unsupported : ErrorCode::Conflict);
        QCOMPARE(peer.count(Code::DeleteUser), 1);
    }
}

void tst_zkuserfaults::enablesInEveryPath_data()
{
    QTest::addColumn<int>("refused"); // a command that is answered with an error
    QTest::newRow("none") << 0;
    QTest::newRow("buffered read") << 1503;
    QTest::newRow("write") << 8;
    QTest::newRow("delete") << 18;
    QTest::newRow("refresh") << 1013;
    QTest::newRow("disable") << 1003;
    QTest::newRow("counters") << 50;
}

void tst_zkuserfaults::enablesInEveryPath()
{
    QFETCH(int, refused);
    TerminalPeer peer([refused](PeerMemory &, const Packet &request) {
        return static_cast<int>(request.code) == refused ? only(Code::AckError) : std::nullopt;
    });
    fill(peer, 72, {userRecord(72, 1, "11", "One")});
    {
        const SessionControl control;
        const auto session = peer.open(control);
        QVERIFY(session);
        const auto written = session.value()->writeUsers({draft("11", "New"), draft("5", "x")});
        QCOMPARE(written.isOk(), refused != 1503);
        peer.with([](PeerMemory &memory) { QVERIFY(memory.isEnabled); });
        const auto deleted = session.value()->deleteUsers({QStringLiteral("11")});
        QCOMPARE(deleted.isOk(), refused != 1503);
        peer.with([](PeerMemory &memory) { QVERIFY(memory.isEnabled); });
    }
    QTRY_COMPARE(peer.count(Code::Exit), 1);
}

void tst_zkuserfaults::tellsWhenPeopleAreLockedOut()
{
    for (const bool canBeNoted : {true, false}) {
        TerminalPeer peer;
        fill(peer, 72, {userRecord(72, 1, "11", "One")});
        QList<bool> told;
        SessionControl control;
        control.onDisabled = [&](bool isDisabled) {
            told.append(isDisabled);
            return canBeNoted ? ok() : Result<>(errors::storageFailure(QStringLiteral("test")));
        };
        const auto session = peer.open(control);
        QVERIFY(session);
        const auto written = session.value()->writeUsers({draft("5", "x")});
        QCOMPARE(written.isOk(), canBeNoted);
        if (!canBeNoted)
            QCOMPARE(written.error().code, ErrorCode::StorageFailure);
        QCOMPARE(told, canBeNoted ? (QList<bool>{true, false}) : QList<bool>{true});
        QCOMPARE(peer.count(Code::DisableDevice), canBeNoted ? 1 : 0);
        QCOMPARE(peer.count(Code::WriteUser), canBeNoted ? 1 : 0);
    }
}

ROLLCALL_TEST(tst_zkuserfaults);
#include "tst_zkuserfaults.moc"
