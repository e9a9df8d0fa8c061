// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/attlogfile.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <random>

using namespace rollcall;

class tst_attlogfile : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsPunches_data();
    void readsPunches();
    void setsAside_data();
    void setsAside();
    void counts_data();
    void counts();
    void keepsTheLineAsItStands();
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void boundsLines_data();
    void boundsLines();
    void keepsLongLinesApart();
    void readsTheSameHoweverItIsCut();
    void holdsOneBatchAtATime();
};

namespace {

struct Reading
{
    AttLogBatch batch;
    AttLogCounts counts;
    Result<> verdict;
};

Reading read(const QByteArray &bytes, const QByteArray &codePage = {}, qsizetype piece = 0)
{
    AttLogReader reader(codePage);
    if (piece == 0)
        piece = qMax(qsizetype{1}, bytes.size());
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        reader.feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
    reader.finish();
    return {reader.take(), reader.counts(), reader.verdict()};
}

/// "user|time|state|verify|work code", with "-" for what was not stated.
QString flat(const RawLog &log)
{
    return QStringLiteral("%1|%2|%3|%4|%5")
        .arg(log.userId, log.at.toString(),
             log.state == kStateNotStated ? QStringLiteral("-") : QString::number(log.state),
             log.verify < 0 ? QStringLiteral("-") : QString::number(log.verify),
             log.workCode.isEmpty() ? QStringLiteral("-") : log.workCode);
}

const QByteArray kGood = "7\t2026-03-02 07:41:10\t1\t0\t1\t0\n";

} // namespace

void tst_attlogfile::readsPunches_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &line, const char *expected) {
        QTest::newRow(name) << line << QString::fromLatin1(expected);
    };
    row("six fields", "7\t2026-03-02 07:41:10\t1\t0\t15\t3", "7|2026-03-02 07:41:10|0|15|3");
    row("seven fields", "7\t2026-03-02 07:41:10\t1\t1\t4\t0\t9", "7|2026-03-02 07:41:10|1|4|-");
    row("five fields", "7\t2026-03-02 07:41:10\t15\t1\t3", "7|2026-03-02 07:41:10|1|15|3");
    row("four fields", "7\t2026-03-02 07:41:10\t4\t5", "7|2026-03-02 07:41:10|5|4|-");
    row("three fields", "7\t2026-03-02 07:41:10\t1", "7|2026-03-02 07:41:10|-|1|-");
    row("two fields", "7\t2026-03-02 07:41:10", "7|2026-03-02 07:41:10|-|-|-");
    row("id padded with blanks", "      007\t2026-03-02 07:41:10\t1\t0\t1\t0",
        "007|2026-03-02 07:41:10|0|1|-");
    row("id with letters", "AB-12\t2026-03-02 07:41:10", "AB-12|2026-03-02 07:41:10|-|-|-");
    row("id with a blank inside", "AB 12\t2026-03-02 07:41:10", "AB 12|2026-03-02 07:41:10|-|-|-");
    row("id of 32 characters", QByteArray(32, '9') + "\t2026-03-02 07:41:10",
        "99999999999999999999999999999999|2026-03-02 07:41:10|-|-|-");
    row("runs of blanks", "   7   2026-03-02 07:41:10   1  0  15  3",
        "7|2026-03-02 07:41:10|0|15|3");
    row("blanks, then tabs", " 7  2026-03-02 07:41:10\t1\t0\t15\t3",
        "7|2026-03-02 07:41:10|0|15|3");
    row("padded with a tab", "\t7\t2026-03-02 07:41:10\t1", "7|2026-03-02 07:41:10|-|1|-");
    row("date and time in two fields", "7\t2026-03-02\t07:41:10\t15\t1",
        "7|2026-03-02 07:41:10|1|15|-");
    row("slashes", "7\t2026/03/02 07:41:10\t1\t0\t1\t0", "7|2026-03-02 07:41:10|0|1|-");
    row("no seconds", "7\t2026-03-02 07:41\t1\t0\t1\t0", "7|2026-03-02 07:41:00|0|1|-");
    row("slashes, no seconds", "7\t2026/3/2 7:41\t1", "7|2026-03-02 07:41:00|-|1|-");
    row("T between date and time", "7\t2026-03-02T07:41:10", "7|2026-03-02 07:41:10|-|-|-");
    row("leap day", "7\t2028-02-29 07:41:10", "7|2028-02-29 07:41:10|-|-|-");
    row("empty fields", "7\t2026-03-02 07:41:10\t\t1\t", "7|2026-03-02 07:41:10|1|-|-");
    row("codes that are no numbers", "7\t2026-03-02 07:41:10\tx\tIN\ty-1",
        "7|2026-03-02 07:41:10|-|-|y-1");
    row("codes beyond a byte", "7\t2026-03-02 07:41:10\t256\t1000", "7|2026-03-02 07:41:10|-|-|-");
    row("state not stated", "7\t2026-03-02 07:41:10\t1\t255\t1\t0", "7|2026-03-02 07:41:10|-|1|-");
    row("CRLF", "7\t2026-03-02 07:41:10\t1\t0\t1\t0\r", "7|2026-03-02 07:41:10|0|1|-");
    row("CR twice", "7\t2026-03-02 07:41:10\t1\t0\t1\t0\r\r", "7|2026-03-02 07:41:10|0|1|-");
    row("byte order mark", "\xEF\xBB\xBF  7\t2026-03-02 07:41:10", "7|2026-03-02 07:41:10|-|-|-");
    row("NULs and ^Z behind it", QByteArray("7\t2026-03-02 07:41:10\0\0\0\x1a", 25),
        "7|2026-03-02 07:41:10|-|-|-");
    row("NULs before it",
        QByteArray("\0\0\0"
                   "7\t2026-03-02 07:41:10",
                   24),
        "7|2026-03-02 07:41:10|-|-|-");
    row("a block of NULs behind it", "7\t2026-03-02 07:41:10" + QByteArray(20000, '\0'),
        "7|2026-03-02 07:41:10|-|-|-");
}

void tst_attlogfile::readsPunches()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, expected);
    for (const QByteArray &file : {line, QByteArray(line + '\n')}) {
        const Reading reading = read(file);
        QVERIFY(reading.verdict.isOk());
        QCOMPARE(reading.batch.setAside, QList<SetAsideLog>());
        QCOMPARE(reading.batch.logs.size(), 1);
        QCOMPARE(flat(reading.batch.logs.first()), expected);
        QCOMPARE(reading.counts, (AttLogCounts{1, 0, 1, 0, 0}));
    }
}

void tst_attlogfile::setsAside_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &line, const char *reason) {
        QTest::newRow(name) << line << QString::fromLatin1(reason);
    };
    row("words", "Total records: 12", "unreadable_line");
    row("head of a table", "No\tUser ID\tDate Time", "unreadable_line");
    row("only an id", "7", "unreadable_line");
    row("date without time", "7\t2026-03-02\t1\t0", "unreadable_line");
    row("day first", "7\t02-03-2026 07:41:10", "unreadable_line");
    row("year of two digits", "7\t26-03-02 07:41:10", "unreadable_line");
    row("mixed separators", "7\t2026-03/02 07:41:10", "unreadable_line");
    row("fraction of a second", "7\t2026-03-02 07:41:10.5", "unreadable_line");
    row("digits of another script", "7\t\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA6-03-02 07:41:10",
        "unreadable_line");
    row("id of 33 characters", QByteArray(33, '9') + "\t2026-03-02 07:41:10", "unreadable_line");
    row("cut off", "7\t2026-03-02 07:4", "unreadable_line");
    row("30 February", "7\t2026-02-30 07:41:10\t1\t0\t1\t0", "invalid_date");
    row("no leap day", "7\t2027-02-29 07:41:10", "invalid_date");
    row("zeros", "7\t0000-00-00 00:00:00\t1\t0\t1\t0", "invalid_date");
    row("month 13", "7\t2026-13-01 07:41:10", "invalid_date");
    row("hour 24", "7\t2026-03-02 24:00:00", "invalid_date");
    row("minute 60", "7\t2026-03-02 07:60:00", "invalid_date");
    row("second 60", "7 2026-03-02 07:41:60", "invalid_date");
    row("blank id", "    \t2026-03-02 07:41:10\t1\t0", "missing_user_id");
    row("no id at all", "2026-03-02 07:41:10\t1\t0", "missing_user_id");
    row("no id, blanks", " 2026-03-02 07:41:10 1 0", "missing_user_id");
    row("no id, impossible date", "\t2026-02-30 07:41:10", "missing_user_id");
}

void tst_attlogfile::setsAside()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const Reading reading = read(kGood + line + "\r\n" + kGood);
    QVERIFY(reading.verdict.isOk());
    QCOMPARE(reading.counts, (AttLogCounts{3, 0, 2, 1, 0}));
    QCOMPARE(reading.batch.setAside, QList<SetAsideLog>({{QString::fromUtf8(line), reason}}));
    QCOMPARE(reading.batch.logs.size(), 2);
}

void tst_attlogfile::counts_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<AttLogCounts>("expected");
    const auto row = [](const char *name, const QByteArray &file, const AttLogCounts &expected) {
        QTest::newRow(name) << file << expected;
    };
    row("empty", "", {});
    row("line end only", "\n", {1, 1, 0, 0, 0});
    row("no last line end", kGood + kGood.chopped(1), {2, 0, 2, 0, 0});
    row("two files put together", "\xEF\xBB\xBF" + kGood + "\xEF\xBB\xBF" + kGood, {2, 0, 2, 0, 0});
    row("only a byte order mark", QByteArray("\0\xEF\xBB\xBF", 4), {1, 1, 0, 0, 0});
    row("blank lines", "\r\n" + kGood + "\n \t \n" + kGood, {5, 3, 2, 0, 0});
    row("^Z at the end", kGood + "\x1a", {2, 1, 1, 0, 0});
    row("NULs at the end", kGood + QByteArray(9000, '\0'), {2, 1, 1, 0, 0});
    row("NUL inside a line", kGood + QByteArray("7\0 8\n", 5), {2, 0, 1, 1, 1});
    row("escape inside a line", kGood + "7\x1b[0m\n", {2, 0, 1, 1, 1});
    row("the same punch twice", kGood + kGood, {2, 0, 2, 0, 0});
}

void tst_attlogfile::counts()
{
    QFETCH(QByteArray, file);
    QFETCH(AttLogCounts, expected);
    for (const qsizetype piece : {0, 1, 7}) {
        const Reading reading = read(file, {}, piece);
        QCOMPARE(reading.counts, expected);
        QCOMPARE(reading.batch.logs.size(), expected.logs);
        QCOMPARE(reading.batch.setAside.size(), expected.setAside);
    }
}

void tst_attlogfile::keepsTheLineAsItStands()
{
    const Reading reading = read("  007\t2026-03-02 07:41:10\t1\t0\t1\t0 \r\n"
                                 "what is\tthis?\r\n" +
                                 QByteArray("7\0x\n", 4));
    QCOMPARE(reading.batch.logs.first().rawText,
             QStringLiteral("  007\t2026-03-02 07:41:10\t1\t0\t1\t0 "));
    QCOMPARE(reading.batch.setAside.at(0).rawText, QStringLiteral("what is\tthis?"));
    QCOMPARE(reading.batch.setAside.at(1).rawText, QStringLiteral("370078")); // hex: no text
}

void tst_attlogfile::decodes_data()
{
    QTest::addColumn<QByteArray>("codePage");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected");
    QTest::newRow("UTF-8") << QByteArray("windows-1256") << QByteArray("\xD8\xB9\xD9\x84\xD9\x8A")
                           << QStringLiteral("علي");
    QTest::newRow("the code page")
        << QByteArray("windows-1256") << QByteArray("\xda\xe1\xed") << QStringLiteral("علي");
    QTest::newRow("GBK") << QByteArray("GBK") << QByteArray("\xc0\xee") << QStringLiteral("李");
    QTest::newRow("not that code page")
        << QByteArray("GBK") << QByteArray("\xc0 x") << QStringLiteral("À x");
    QTest::newRow("none named") << QByteArray() << QByteArray("Zo\xeb") << QStringLiteral("Zoë");
    QTest::newRow("an unknown one")
        << QByteArray("klingon") << QByteArray("Zo\xeb") << QStringLiteral("Zoë");
}

void tst_attlogfile::decodes()
{
    QFETCH(QByteArray, codePage);
    QFETCH(QByteArray, line);
    QFETCH(QString, expected);
    const Reading reading = read(kGood + line + '\n' + line + "\t2026-03-02 07:41:10\n", codePage);
    QCOMPARE(reading.batch.setAside.first().rawText, expected);
    QCOMPARE(reading.batch.logs.last().userId, expected);
}

void tst_attlogfile::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("sentence");
    const QString noText = QStringLiteral("not a text file");
    const QString noPunch = QStringLiteral("No line of this file is a punch");
    QTest::newRow("empty") << QByteArray() << noPunch;
    QTest::newRow("blank lines") << QByteArray("\r\n\r\n") << noPunch;
    QTest::newRow("NULs only") << QByteArray(5000, '\0') << noPunch;
    QTest::newRow("a poem") << QByteArray("Roses are red\nviolets are blue\n") << noPunch;
    QTest::newRow("impossible dates only") << QByteArray("7\t2026-02-30 07:41:10\n") << noPunch;
    QTest::newRow("no line end in 100 kB") << QByteArray(100000, 'x') << noPunch;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", 20)
                               << noText;
    QTest::newRow("a program") << QByteArray("\x7f"
                                             "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>",
                                             19)
                               << noText;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "7\0\t\0\n\0",
                                          8)
                            << noText;
    QTest::newRow("mostly no text") << kGood + "\x01\n\x02\n" << noText;
}

void tst_attlogfile::refuses()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, sentence);
    const Reading reading = read(file);
    QVERIFY(!reading.verdict.isOk());
    QCOMPARE(reading.verdict.error().code, ErrorCode::InvalidInput);
    QVERIFY2(reading.verdict.error().userText.contains(sentence),
             qPrintable(reading.verdict.error().userText));
}

void tst_attlogfile::boundsLines_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("4096 bytes") << 4096 << true;
    QTest::newRow("4097 bytes") << 4097 << false;
    QTest::newRow("a megabyte") << 1024 * 1024 << false;
}

void tst_attlogfile::boundsLines()
{
    QFETCH(int, size);
    QFETCH(bool, isRead);
    const QByteArray begin = "7\t2026-03-02 07:41:10\t1\t0\t1\t";
    const QByteArray line = begin + QByteArray(size - begin.size(), 'w');
    for (const qsizetype piece : {0, 1000}) {
        const Reading reading = read(line + '\n' + kGood, {}, piece);
        QCOMPARE(reading.counts.logs, isRead ? 2 : 1);
        QCOMPARE(reading.counts.lines, 2);
        if (isRead)
            continue;
        const SetAsideLog &aside = reading.batch.setAside.first();
        QCOMPARE(aside.reason, QStringLiteral("unreadable_line"));
        QVERIFY(aside.rawText.startsWith(QString::fromLatin1(begin)));
        QVERIFY(aside.rawText.contains(QStringLiteral("%1 bytes, sha256 ").arg(size)));
        QVERIFY(aside.rawText.toUtf8().size() < 2704); // what an index of PostgreSQL can hold
    }
}

void tst_attlogfile::keepsLongLinesApart()
{
    const QByteArray longLine(2000, 'x');
    const QByteArray longer(9000, 'x');
    const Reading reading = read(kGood + longLine + "a\n" + longLine + "b\n" + longer + "a\n" +
                                 longer + "b\n" + longer + "a\n");
    const QList<SetAsideLog> &aside = reading.batch.setAside;
    QCOMPARE(aside.size(), 5);
    QVERIFY(aside.at(0) != aside.at(1));
    QVERIFY(aside.at(2) != aside.at(3));
    QCOMPARE(aside.at(2), aside.at(4)); // the same again is the same
}

void tst_attlogfile::readsTheSameHoweverItIsCut()
{
    std::mt19937 random(20260302);
    const QList<QByteArray> parts{kGood,
                                  "\r\n",
                                  "\xEF\xBB\xBF",
                                  QByteArray(3, '\0'),
                                  "\x1a",
                                  QByteArray(4090, 'y'),
                                  "7\t2026-02-30 07:41:10\n",
                                  " 12   2026/3/2 7:41\n",
                                  "\xda\xe1\xed\n",
                                  "\t",
                                  "\r",
                                  "\n"};
    for (int i = 0; i < test::repeats(300); ++i) {
        QByteArray file;
        for (int part = 0; part < 12; ++part)
            file += parts.at(static_cast<qsizetype>(random() % parts.size()));
        const Reading whole = read(file, "windows-1256");
        const Reading cut = read(file, "windows-1256", 1 + static_cast<qsizetype>(random() % 5000));
        QCOMPARE(cut.counts, whole.counts);
        QCOMPARE(cut.batch.logs, whole.batch.logs);
        QCOMPARE(cut.batch.setAside, whole.batch.setAside);
        QCOMPARE(whole.counts.lines,
                 whole.counts.blank + whole.counts.logs + whole.counts.setAside);
    }
}

void tst_attlogfile::holdsOneBatchAtATime()
{
    AttLogReader reader;
    qint64 logs = 0;
    for (int piece = 0; piece < 100; ++piece) {
        reader.feed(kGood.repeated(50));
        const AttLogBatch batch = reader.take();
        QCOMPARE(batch.logs.size(), 50);
        logs += batch.logs.size();
    }
    reader.finish();
    QCOMPARE(reader.take().logs.size(), 0);
    QCOMPARE(reader.counts().logs, logs);
}

ROLLCALL_TEST(tst_attlogfile);
#include "tst_attlogfile.moc"
