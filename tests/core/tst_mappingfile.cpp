// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/mappingfile.h"
#include "core/ports/mappingimport.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

namespace {

constexpr DeviceId kGate{1};
constexpr DeviceId kDoor{2};
constexpr PersonId kAna{10};
constexpr PersonId kBen{11};

Device device(DeviceId id, const char *name)
{
    Device device;
    device.id = id;
    device.name = QString::fromUtf8(name);
    return device;
}

Person person(PersonId id, const char *number, PersonKind kind = PersonKind::Student)
{
    Person person;
    person.id = id;
    person.number = QString::fromUtf8(number);
    person.fullName = QStringLiteral("Person ") + person.number;
    person.kind = kind;
    return person;
}

/// Ana is user 1 of the gate, Ben was user 2 until the end of 2025; number 9 is of two people.
MappingFacts facts()
{
    return {{device(kGate, "Gate"), device(kDoor, "1")},
            {person(kAna, "A1"), person(kBen, "B1"), person(PersonId{12}, "9"),
             person(PersonId{13}, "9", PersonKind::Staff)},
            {{kGate, QStringLiteral("1"), kAna, {}, {}},
             {kGate, QStringLiteral("2"), kBen, {}, QDate(2025, 12, 31)}}};
}

MappingPreview previewOfFile(const QByteArray &rows)
{
    const Result<MappingFile> file = readMappingFile("device,user_id,person,from,to\n" + rows);
    return file ? previewOf(file->lines, facts()) : MappingPreview();
}

} // namespace

/// What a mapping file would do, and the file as we write it.
class tst_mappingfile : public test::TestCase
{
    Q_OBJECT

private slots:
    void changes_data();
    void changes();
    void problems_data();
    void problems();
    void countsAndKeepsTheOrder();
    void deviceNamesComeBeforeNumbers();
    void writesWhatItReads();
    void changesAddUp();
};

void tst_mappingfile::changes_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<ImportChange>("change");
    QTest::newRow("a new user") << QByteArray("Gate,7,B1,,") << ImportChange::Added;
    QTest::newRow("as it is") << QByteArray("Gate,1,A1,,") << ImportChange::Unchanged;
    QTest::newRow("somebody else") << QByteArray("Gate,1,B1,,") << ImportChange::Changed;
    QTest::newRow("the same from a day on")
        << QByteArray("Gate,1,A1,2026-01-01,") << ImportChange::Changed;
    QTest::newRow("after the other had left")
        << QByteArray("Gate,2,A1,2026-01-01,") << ImportChange::Added;
    QTest::newRow("over the other's days") << QByteArray("Gate,2,A1,,") << ImportChange::Changed;
    QTest::newRow("another device") << QByteArray("2,1,B1,,") << ImportChange::Added;
}

void tst_mappingfile::changes()
{
    QFETCH(QByteArray, row);
    QFETCH(ImportChange, change);
    const MappingPreview preview = previewOfFile(row + '\n');
    QCOMPARE(preview.rows.size(), 1);
    QCOMPARE(preview.rows.first().problem, QString());
    QCOMPARE(preview.rows.first().change, change);
    QCOMPARE(preview.mappings().size(), 1);
}

void tst_mappingfile::problems_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("problem"); ///< of the last row
    const auto row = [](const char *name, const char *rows, const char *problem) {
        QTest::newRow(name) << QByteArray(rows) << QString::fromUtf8(problem);
    };
    row("no such device", "Hall,1,A1,,", "Line 2: there is no device \"Hall\".");
    row("nobody", "Gate,1,Z9,,", "Line 2: nobody has the number \"Z9\".");
    row("two people", "Gate,1,9,,",
        "Line 2: a student and a member of staff both have the number \"9\".");
    row("two people for one user", "Gate,5,A1,,\nGate,5,B1,,",
        "Line 3: line 2 says somebody else of user \"5\" for the same days.");
    row("into the middle of an older one", "Gate,1,B1,2026-01-01,2026-01-31",
        "Line 2: user \"1\" is mapped for some of these days and for later ones already.");
}

void tst_mappingfile::problems()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, problem);
    const MappingPreview preview = previewOfFile(rows + '\n');
    QCOMPARE(preview.wrong, 1);
    QCOMPARE(preview.rows.last().problem, problem);
    QCOMPARE(preview.mappings().size(), preview.rows.size() - 1);
}

void tst_mappingfile::countsAndKeepsTheOrder()
{
    const MappingPreview preview =
        previewOfFile("Gate,1,A1,,\nGate,7,B1,,\nHall,1,A1,,\nGate,7,B1,,\nGate,8,A1,,2025-06-30\n"
                      "Gate,8,B1,2025-07-01,\n");
    QCOMPARE(preview.added, 4); // a line that stands twice says it twice, which does no harm
    QCOMPARE(preview.changed, 0);
    QCOMPARE(preview.unchanged, 1);
    QCOMPARE(preview.wrong, 1);
    for (int i = 0; i < preview.rows.size(); ++i)
        QCOMPARE(preview.rows.at(i).line.line, i + 2);
}

/// A device may be called "1".
void tst_mappingfile::deviceNamesComeBeforeNumbers()
{
    QCOMPARE(previewOfFile("1,5,A1,,\n").rows.first().mapping.device, kDoor);
    QCOMPARE(previewOfFile("2,5,A1,,\n").rows.first().mapping.device, kDoor);
    QCOMPARE(previewOfFile("Gate,5,A1,,\n").rows.first().mapping.device, kGate);
}

void tst_mappingfile::writesWhatItReads()
{
    const QList<MappingLine> lines{{QStringLiteral("Main, \"Gate\""),
                                    QStringLiteral("007"),
                                    QStringLiteral("=A1"),
                                    QDate(2026, 1, 2),
                                    {},
                                    2},
                                   {QStringLiteral("-"),
                                    QStringLiteral("12345678901234567890"),
                                    QStringLiteral("0042"),
                                    {},
                                    QDate(2026, 3, 4),
                                    3}};
    const QByteArray bytes = writeMappingFile(lines);
    QVERIFY(bytes.startsWith("device,user_id,person,from,to\r\n"));
    const Result<MappingFile> file = readMappingFile(bytes);
    QVERIFY(file);
    QVERIFY(file->problems.isEmpty());
    QCOMPARE(file->lines, lines);
}

void tst_mappingfile::changesAddUp()
{
    const UserMapping ana{kGate, QStringLiteral("1"), kAna, {}, {}};
    const UserMapping ben{kGate, QStringLiteral("1"), kBen, {}, {}};
    MappingChange run;
    run.append({{}, {ana}});
    QCOMPARE(run, MappingChange({{}, {ana}}));
    run.append({{ana}, {ben}}); // mapped again while the first one was still fresh
    QCOMPARE(run, MappingChange({{}, {ben}}));
    run.append({{ben}, {}});
    QVERIFY(run.isEmpty());
    MappingChange replaced{{ana}, {ben}};
    replaced.append({{ben}, {ana}});
    QVERIFY(replaced.isEmpty());
}

ROLLCALL_TEST(tst_mappingfile);
#include "tst_mappingfile.moc"
