// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/daychange.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// What of a computed day is to be written.
class tst_daychange : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void tellsWhatIsDifferent_data();
    void tellsWhatIsDifferent();
    void timeGoesOn_data();
    void timeGoesOn();
    void listsAreMovedWhole();
};

namespace {

using Outcomes = QList<OutcomeEntry>;

OutcomeList listOf(const Outcomes &entries)
{
    OutcomeList list;
    for (const OutcomeEntry &entry : entries)
        list.append(entry);
    return list;
}

DayRecord record(DayStatus status)
{
    DayRecord made;
    made.person = PersonId{1};
    made.day = QDate(2026, 3, 12);
    made.status = status;
    made.in = WallTime::parse(u"2026-03-12 08:00:00");
    made.inLog = RawLogId{5};
    return made;
}

DayResult resultOf(const std::optional<DayRecord> &computed, const Outcomes &outcomes)
{
    DayResult result;
    result.person = PersonId{1};
    result.day = QDate(2026, 3, 12);
    result.record = computed;
    result.outcomes = listOf(outcomes);
    result.dirtyStamp = 77;
    return result;
}

} // namespace

void tst_daychange::tellsWhatIsDifferent_data()
{
    QTest::addColumn<std::optional<DayRecord>>("stored");
    QTest::addColumn<Outcomes>("storedOutcomes");
    QTest::addColumn<std::optional<DayRecord>>("computed");
    QTest::addColumn<Outcomes>("computedOutcomes");
    QTest::addColumn<bool>("newRecord");
    QTest::addColumn<Outcomes>("outcomes");
    QTest::addColumn<QList<RawLogId>>("gone");
    using Record = std::optional<DayRecord>;
    const Record none;
    const Record present = record(DayStatus::Present);
    const Record late = record(DayStatus::Late);
    const OutcomeEntry in{RawLogId{5}, Outcome::In};
    const OutcomeEntry out{RawLogId{9}, Outcome::Out};
    const OutcomeEntry extra{RawLogId{9}, Outcome::Extra};
    const Outcomes nothing;
    const QList<RawLogId> stays;
    QTest::newRow("nothing, and nothing was there")
        << none << nothing << none << nothing << false << nothing << stays;
    QTest::newRow("first time") << none << nothing << present << Outcomes{out, in} << true
                                << Outcomes{out, in} << stays;
    QTest::newRow("the same in another order") << present << Outcomes{in, out} << present
                                               << Outcomes{out, in} << false << nothing << stays;
    QTest::newRow("another status")
        << present << Outcomes{in} << late << Outcomes{in} << true << nothing << stays;
    QTest::newRow("no record any more") << present << Outcomes{in} << none << nothing << true
                                        << nothing << QList<RawLogId>{RawLogId{5}};
    QTest::newRow("an outcome changes") << present << Outcomes{in, out} << present
                                        << Outcomes{in, extra} << false << Outcomes{extra} << stays;
    QTest::newRow("a log comes") << present << Outcomes{out} << present << Outcomes{in, out}
                                 << false << Outcomes{in} << stays;
    QTest::newRow("the first of two goes")
        << present << Outcomes{in, out} << present << Outcomes{out} << false << nothing
        << QList<RawLogId>{RawLogId{5}};
    QTest::newRow("one goes, another comes")
        << present << Outcomes{in} << present << Outcomes{out} << false << Outcomes{out}
        << QList<RawLogId>{RawLogId{5}};
}

void tst_daychange::tellsWhatIsDifferent()
{
    QFETCH(std::optional<DayRecord>, stored);
    QFETCH(Outcomes, storedOutcomes);
    QFETCH(std::optional<DayRecord>, computed);
    QFETCH(Outcomes, computedOutcomes);
    const DayChange change =
        changeOf({stored, listOf(storedOutcomes)}, resultOf(computed, computedOutcomes));
    QTEST(change.hasNewRecord, "newRecord");
    QVERIFY(change.record == computed);
    QTEST(Outcomes(change.outcomes.begin(), change.outcomes.end()), "outcomes");
    QTEST(QList<RawLogId>(change.gone.begin(), change.gone.end()), "gone");
    QCOMPARE(change.isEmpty(),
             !change.hasNewRecord && change.outcomes.isEmpty() && change.gone.isEmpty());
    QCOMPARE(change.dirtyStamp, 77);
    QCOMPARE(change.key.day, QDate(2026, 3, 12));
}

void tst_daychange::timeGoesOn_data()
{
    QTest::addColumn<DayRecord>("stored");
    QTest::addColumn<DayRecord>("computed");
    QTest::addColumn<bool>("contradicts");
    DayRecord pending = record(DayStatus::Pending);
    pending.provisional = true;
    DayRecord absent = record(DayStatus::Absent);
    absent.flags = DayFlag::MissingOut;
    DayRecord otherIn = absent;
    otherIn.in = WallTime::parse(u"2026-03-12 08:01:00");
    QTest::newRow("the day has ended since") << pending << absent << false;
    QTest::newRow("another IN") << pending << otherIn << true;
    QTest::newRow("a final one was another") << absent << record(DayStatus::Late) << true;
    QTest::newRow("a final one is open again") << absent << pending << true;
    QTest::newRow("the same") << absent << absent << false;
}

void tst_daychange::timeGoesOn()
{
    QFETCH(DayRecord, stored);
    QFETCH(DayRecord, computed);
    const DayChange change = contradictionOf({stored, {}}, resultOf(computed, {}));
    QTEST(change.hasNewRecord, "contradicts");
}

// The leak sanitizer sees to the other half: what was there before is given back.
void tst_daychange::listsAreMovedWhole()
{
    const auto ofLength = [](qsizetype length) {
        OutcomeList list;
        for (qsizetype i = 0; i < length; ++i)
            list.append({RawLogId{i + 1}, Outcome::In});
        return list;
    };
    for (const qsizetype before : {0, 3, 40}) {
        for (const qsizetype after : {0, 3, 40}) {
            OutcomeList list = ofLength(before);
            OutcomeList other = ofLength(after);
            list = std::move(other);
            QCOMPARE(list, ofLength(after));
        }
    }
}

ROLLCALL_TEST(tst_daychange);
#include "tst_daychange.moc"
