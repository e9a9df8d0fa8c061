// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/chunkscanner.h"
#include "tests/support/testmain.h"

#include <QTest>

using rollcall::push::ChunkScanner;

Q_DECLARE_METATYPE(rollcall::push::ChunkScanner::State)

class tst_chunkscanner : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void scans_data();
    void scans();
    void leavesWhatFollows();
};

namespace {

constexpr qint64 kMaxBody = 100;
constexpr qint64 kMaxRaw = 200;

} // namespace

void tst_chunkscanner::scans_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ChunkScanner::State>("expected");
    QTest::addColumn<int>("decoded");
    const auto row = [](const char *name, const QByteArray &bytes, ChunkScanner::State expected,
                        int decoded = 0) { QTest::newRow(name) << bytes << expected << decoded; };
    using State = ChunkScanner::State;
    row("two chunks", "5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n", State::Done, 15);
    row("nothing", "0\r\n\r\n", State::Done);
    row("zeros", "000\r\n\r\n", State::Done);
    row("small letters", "a\r\n0123456789\r\n0\r\n\r\n", State::Done, 10);
    row("extension", "1;a=b\r\nx\r\n0;last\r\n\r\n", State::Done, 1);
    row("line ends in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", State::Done, 4);
    row("not finished", "5\r\nhel", State::Reading, 5);
    row("no size", "\r\n", State::Malformed);
    row("no number", "x\r\n", State::Malformed);
    row("sign", "-1\r\n", State::Malformed);
    row("prefix", "0x1\r\n", State::Malformed);
    row("blank", "1 \r\nx\r\n", State::Malformed);
    row("nine digits", "000000001\r\nx", State::Malformed);
    row("line feed alone", "1\nx\n0\n\n", State::Malformed);
    row("line feed in the extension", "1;a\nx", State::Malformed);
    row("data longer than said", "1\r\nxy\r\n", State::Malformed, 1);
    row("trailer field", "0\r\nX: y\r\n\r\n", State::Malformed);
    row("largest", "64\r\n" + QByteArray(100, 'x') + "\r\n0\r\n\r\n", State::Done, 100);
    row("too large", "65\r\n", State::TooLarge, 101);
    row("too large in all", "64\r\n" + QByteArray(100, 'x') + "\r\n1\r\n", State::TooLarge, 101);
    row("giant", "FFFFFFFF\r\n", State::TooLarge);
    row("lines without end", QByteArray("1\r\nx\r\n").repeated(40), State::TooLarge, 34);
    row("extension without end", "1;" + QByteArray(300, 'x'), State::TooLarge);
}

void tst_chunkscanner::scans()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ChunkScanner::State, expected);
    QFETCH(int, decoded);
    ChunkScanner whole(kMaxBody, kMaxRaw);
    whole.take(bytes);
    QCOMPARE(whole.state(), expected);
    if (decoded > 0)
        QCOMPARE(whole.decoded(), decoded);
    ChunkScanner split(kMaxBody, kMaxRaw);
    for (const char c : bytes)
        split.take(QByteArrayView(&c, 1));
    QCOMPARE(split.state(), whole.state());
    QCOMPARE(split.decoded(), whole.decoded());
}

void tst_chunkscanner::leavesWhatFollows()
{
    ChunkScanner scanner(kMaxBody, kMaxRaw);
    QCOMPARE(scanner.take("1\r\nx\r\n0\r\n\r\nPOST /"), 11);
    QCOMPARE(scanner.state(), ChunkScanner::State::Done);
    QCOMPARE(scanner.take("more"), 0);
}

ROLLCALL_TEST(tst_chunkscanner);
#include "tst_chunkscanner.moc"
