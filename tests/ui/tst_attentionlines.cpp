// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/models/attentionlines.h"

#include <algorithm>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

class tst_attentionlines : public UiTestCase
{
    Q_OBJECT

private slots:
    void cures_data();
    void cures();
    void saysNothingTwice();
    void ofTheListOfDevices();
    void pressingOnesFirst();
    void nothingOfADeviceThatIsInactive();
};

void tst_attentionlines::cures_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<Cure>("cure");
    QTest::addColumn<QString>("button");
    const QString none;
    const auto row = [](const char *kind) -> QTestData & {
        return QTest::newRow(kind) << QString::fromLatin1(kind);
    };
    row("locked_out") << none << Cure::SyncNow << QStringLiteral("Sync Now");
    row("other_terminal") << none << Cure::EditDevice << QStringLiteral("Edit…");
    row("moved") << none << Cure::UseAddress << QStringLiteral("Use New Address");
    row("unauthorized") << none << Cure::ShowToken << QStringLiteral("Show Token…");
    row("device_inactive") << none << Cure::Activate << QStringLiteral("Activate");
    row("device_not_push") << none << Cure::EditDevice << QStringLiteral("Edit…");
    row("unknown_serial") << QStringLiteral("CK1") << Cure::AddTerminal
                          << QStringLiteral("Add It…");
    QTest::newRow("many unknown serials")
        << QStringLiteral("unknown_serial") << none << Cure::None << none;
    row("set_aside") << none << Cure::None << none;
    row("a kind of tomorrow") << none << Cure::None << none;
}

void tst_attentionlines::cures()
{
    QFETCH(QString, kind);
    QFETCH(QString, serial);
    AttentionItem item;
    item.kind = kind;
    item.text = QStringLiteral("Something is the matter.");
    item.serial = serial;
    item.address = QStringLiteral("192.168.1.9");
    const QList<AttentionLine> lines = attentionLines({item}, {}, 0);
    QCOMPARE(lines.size(), 1);
    QTEST(lines.first().cure, "cure");
    QTEST(lines.first().button, "button");
    QCOMPARE(lines.first().text, item.text);
    QCOMPARE(lines.first().address, item.address);
}

void tst_attentionlines::saysNothingTwice()
{
    QList<AttentionItem> items;
    for (const auto *kind : {"unmapped", "not_reached", "wrong_clock", "no_school_start"}) {
        AttentionItem item;
        item.kind = QString::fromLatin1(kind);
        item.text = item.kind;
        items.append(item);
    }
    const QList<AttentionLine> lines = attentionLines(items, {}, 0);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.first().text, QStringLiteral("no_school_start"));
}

void tst_attentionlines::ofTheListOfDevices()
{
    FakeSchool school;
    school.fill();
    const QList<AttentionLine> lines =
        attentionLines({}, school.devices.rows, school.clock.utcMilliseconds());
    QStringList texts;
    for (const AttentionLine &line : lines)
        texts.append(line.text);
    QCOMPARE(texts, QStringList(
                        {QStringLiteral("“Back Gate” has not answered since 07:05. Its punches are "
                                        "still on it and come with the next sync."),
                         QStringLiteral("57 users of “Main Gate” are not mapped; 1,204 punches "
                                        "wait."),
                         QStringLiteral("“Hostel” runs 14 min behind. Its punches carry the wrong "
                                        "time."),
                         QStringLiteral("4 users of “Hostel” are not mapped."),
                         QStringLiteral("57 users of “Back Gate” are not mapped.")}));
    QCOMPARE(lines.first().cure, Cure::TestConnection);
    QCOMPARE(lines.first().tone, Tone::Bad);
    QCOMPARE(lines.at(2).cure, Cure::SetClock);
    QCOMPARE(lines.at(2).device, kHostel);
}

void tst_attentionlines::pressingOnesFirst()
{
    FakeSchool school;
    school.fill();
    AttentionItem moved;
    moved.kind = QStringLiteral("moved");
    AttentionItem lockedOut;
    lockedOut.kind = QStringLiteral("locked_out");
    const QList<AttentionLine> lines =
        attentionLines({moved, lockedOut}, school.devices.rows, school.clock.utcMilliseconds());
    QCOMPARE(lines.at(0).cure, Cure::SyncNow);
    QCOMPARE(lines.at(1).cure, Cure::TestConnection);
    QVERIFY(std::is_sorted(lines.begin(), lines.end(), [](const auto &a, const auto &b) {
        return a.tone == Tone::Bad && b.tone != Tone::Bad;
    }));
}

void tst_attentionlines::nothingOfADeviceThatIsInactive()
{
    DeviceOverview row;
    row.device.name = QStringLiteral("Main Gate");
    row.device.active = false;
    row.device.clockKnown = true;
    row.device.clockOffsetSeconds = 5000;
    row.lastError = QStringLiteral("Nothing answers.");
    QVERIFY(attentionLines({}, {row}, 0).isEmpty());
    row.device.active = true;
    QCOMPARE(attentionLines({}, {row}, 0).size(), 2);
    row.lastError = errors::cancelled().userText; // the office stopped it itself
    QCOMPARE(attentionLines({}, {row}, 0).size(), 1);
}

ROLLCALL_TEST(tst_attentionlines);
#include "tst_attentionlines.moc"
