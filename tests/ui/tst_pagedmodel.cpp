// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/uitest.h"
#include "ui/models/pagedmodel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>

#include <deque>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// Rows that are their own numbers, handed out when the test says so, or at once.
class Numbers final : public PageSource<qint64>
{
public:
    explicit Numbers(qint64 count)
        : rows(count)
    {}

    Answer<PageOutline> outline(int pageSize) override
    {
        PageOutline outline;
        outline.rows = first.value_or(rows);
        outline.isCounted = !first;
        for (qint64 start = 0; start < outline.rows; start += pageSize)
            outline.starts.append(start);
        return readyAnswer(failure ? Result<PageOutline>(*failure) : Result<PageOutline>(outline));
    }
    Answer<QList<qint64>> page(qint64 key, int limit) override
    {
        asked.append(key);
        if (failure)
            return readyAnswer(Result<QList<qint64>>(*failure));
        QList<qint64> list;
        for (qint64 i = key; i < qMin(rows, key + limit); ++i)
            list.append(i);
        if (!isHeld)
            return readyAnswer(Result<QList<qint64>>(list));
        QPromise<Result<QList<qint64>>> promise;
        promise.start();
        const auto future = promise.future();
        promise.addResult(Result<QList<qint64>>(list));
        held.push_back(std::move(promise));
        return future;
    }
    void release()
    {
        held.front().finish();
        held.pop_front();
    }

    qint64 rows;
    std::optional<qint64> first; ///< so many are told of before they are counted
    QList<qint64> asked;
    std::optional<Error> failure;
    bool isHeld = false;
    std::deque<QPromise<Result<QList<qint64>>>> held;
};

class NumberModel final : public PagedModel<qint64>
{
public:
    using PagedModel::PagedModel;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 3;
    }
    std::optional<Error> error;

protected:
    QVariant cell(const qint64 &row, int column, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(row * 10 + column) : QVariant();
    }
    void failed(const Error &failure) override { error = failure; }
};

} // namespace

class tst_pagedmodel : public UiTestCase
{
    Q_OBJECT

private slots:
    void behavesAsAModel();
    void aMillionRowsInAView();
    void aJumpReadsOnePage_data();
    void aJumpReadsOnePage();
    void passesOverWhatWasScrolledPast();
    void keepsFewPages();
    void growsToItsCount();
    void forgetsAnswersOfBefore();
    void tellsOfFailures();
};

void tst_pagedmodel::behavesAsAModel()
{
    Numbers numbers(600);
    NumberModel model(numbers, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 600);
    QCOMPARE(model.index(599, 2).data().toString(), QStringLiteral("…"));
    QTRY_COMPARE(model.index(599, 2).data().toLongLong(), 5992);
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole), QVariant());
    numbers.rows = 0;
    model.reload();
    QTRY_COMPARE(model.rowCount(), 0);
}

/// ui.md, section "Frame": it opens at once and shows its true count.
void tst_pagedmodel::aMillionRowsInAView()
{
    Numbers numbers(1'000'000);
    NumberModel model(numbers, nullptr);
    TableView view(QStringLiteral("numbers"), QStringLiteral("Numbers"), nullptr);
    view.setRows(&model, 0);
    model.reload();
    QVERIFY(showWindow(&view, {900, 500}));
    QTRY_COMPARE(model.rowCount(), 1'000'000);
    QTRY_COMPARE(cell(&view, 3, 1), QStringLiteral("31"));
    QVERIFY2(model.pagesRead() <= 2, QByteArray::number(model.pagesRead()).constData());
    view.scrollToBottom();
    QTRY_COMPARE(cell(&view, 999'999, 0), QStringLiteral("9999990"));
    QVERIFY2(model.pagesRead() <= 4, QByteArray::number(model.pagesRead()).constData());
}

void tst_pagedmodel::aJumpReadsOnePage_data()
{
    QTest::addColumn<int>("row");
    QTest::newRow("near the start") << 1000;
    QTest::newRow("the middle") << 500'100;
    QTest::newRow("near the end") << 999'900;
}

void tst_pagedmodel::aJumpReadsOnePage()
{
    QFETCH(int, row);
    Numbers numbers(1'000'000);
    NumberModel model(numbers, nullptr);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 1'000'000);
    QVERIFY(!model.rowAt(row));
    QTRY_VERIFY(model.rowAt(row));
    QCOMPARE(*model.rowAt(row), row);
    QCOMPARE(numbers.asked.size(), 1);
}

void tst_pagedmodel::passesOverWhatWasScrolledPast()
{
    Numbers numbers(1'000'000);
    numbers.isHeld = true;
    NumberModel model(numbers, nullptr);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 1'000'000);
    QVERIFY(!model.rowAt(0));
    QTRY_COMPARE(numbers.asked.size(), 1);
    for (int row = 10'000; row < 900'000; row += 10'000) // a dragged scroll bar
        QVERIFY(!model.rowAt(row));
    numbers.release();
    QTRY_COMPARE(numbers.asked.size(), 2);
    QCOMPARE(numbers.asked.last(), 890'000 / 256 * 256);
    while (!numbers.held.empty()) {
        numbers.release();
        QCoreApplication::sendPostedEvents();
        QTest::qWait(0);
    }
    QVERIFY2(numbers.asked.size() <= 5, QByteArray::number(numbers.asked.size()).constData());
    QCOMPARE(*model.rowAt(890'000), 890'000);
}

void tst_pagedmodel::keepsFewPages()
{
    Numbers numbers(100'000);
    NumberModel model(numbers, nullptr);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 100'000);
    for (int row = 0; row < 20'000; row += 256) {
        (void)model.rowAt(row);
        QTRY_VERIFY(model.rowAt(row));
    }
    QVERIFY(model.pagesKept() <= NumberModel::kKeptPages);
}

/// The first rows are shown before it is known how many there are.
void tst_pagedmodel::growsToItsCount()
{
    Numbers numbers(1000);
    numbers.first = 300; // a page and a part of the next
    NumberModel model(numbers, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 300);
    QVERIFY(!model.isCounted());
    (void)model.rowAt(299);
    QTRY_VERIFY(model.rowAt(299));
    (void)model.rowAt(0);
    QTRY_VERIFY(model.rowAt(0));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.extend({1000, {0, 256}}); // counted, and not every place is known
    QCOMPARE(model.rowCount(), 1000);
    QVERIFY(model.isCounted());
    QVERIFY(model.rowAt(0));    // stays
    QVERIFY(!model.rowAt(299)); // its page has more rows now
    QVERIFY(!model.rowAt(999));
    QTRY_VERIFY(model.rowAt(300));
    QVERIFY(!model.rowAt(999));
    model.extend({1000, {0, 256, 512, 768}});
    (void)model.rowAt(999);
    QTRY_VERIFY(model.rowAt(999));
    QCOMPARE(*model.rowAt(999), 999);
    QCOMPARE(resets.size(), 0);
}

void tst_pagedmodel::forgetsAnswersOfBefore()
{
    Numbers numbers(1000);
    numbers.isHeld = true;
    NumberModel model(numbers, nullptr);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 1000);
    QVERIFY(!model.rowAt(0));
    QTRY_COMPARE(numbers.held.size(), std::size_t(1));
    numbers.rows = 500;
    model.reload();
    QTRY_COMPARE(model.rowCount(), 500);
    numbers.release();
    QTest::qWait(0);
    QCOMPARE(model.pagesRead(), 0);
    numbers.isHeld = false;
    QTRY_VERIFY(model.rowAt(0));
}

void tst_pagedmodel::tellsOfFailures()
{
    Numbers numbers(1000);
    NumberModel model(numbers, nullptr);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 1000);
    numbers.failure = errors::storageFailure(QStringLiteral("raw_log.page 5"));
    (void)model.rowAt(0);
    QTRY_VERIFY(model.error);
    QCOMPARE(model.rowCount(), 1000);
    model.error.reset();
    model.reload();
    QTRY_VERIFY(model.error);
}

ROLLCALL_TEST(tst_pagedmodel);
#include "tst_pagedmodel.moc"
