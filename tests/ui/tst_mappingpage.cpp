// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/mappingwindow.h"
#include "tests/ui/schoolfixture.h"

#include <QElapsedTimer>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// What a view hands to its delegates.
struct OptionOf : QTableView
{
    static QStyleOptionViewItem view(const QTableView *table)
    {
        QStyleOptionViewItem option;
        (table->*&OptionOf::initViewItemOption)(&option);
        return option;
    }
};

} // namespace

class tst_mappingpage : public UiTestCase
{
    Q_OBJECT

private slots:
    void mapsFiftyUsersByKeyboardAlone();
    void enterEnterMaps();
    void takesBackInTheDialog();
    void mapsByTheButtonInTheRow();
    void rowButtonsShowTheirWholeText();
    void unmapsAndTakesItBack();
    void filters();
    void emptyDeviceIsReadFromHere();
    void backLeadsToTheList();
};

namespace {

/// The texts of row buttons that are cut; every text is added to @p seen.
QStringList cutButtons(const TableView *table, QSet<QString> &seen)
{
    const auto *delegate =
        qobject_cast<MapButtonDelegate *>(table->itemDelegateForColumn(MappingModel::Action));
    QStringList cut;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, MappingModel::Action);
        const QString text = index.data().toString();
        QStyleOptionViewItem option = OptionOf::view(table);
        option.rect = table->visualRect(index);
        const int width = delegate->wordsRect(option, index).width();
        if (QFontMetrics(option.font).elidedText(text, Qt::ElideRight, width) != text)
            cut.append(text);
        seen.insert(text);
    }
    return cut;
}

} // namespace

/// From the list of devices to the last user without a mouse (ui.md, "User Mapping").
void tst_mappingpage::mapsFiftyUsersByKeyboardAlone()
{
    constexpr int kUsers = 50;
    const auto fixture = SchoolFixture::make(kUsers);
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal();
    QVERIFY(terminal);
    const DeviceId device = fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port());
    QVERIFY(fixture->sync(device));
    MappingWindow page(fixture->ports());
    QVERIFY(showWindow(&page.window));
    auto *button = child(&page.window, "mappingButton");
    QTRY_VERIFY(button->isEnabled());
    for (int tabs = 0; tabs < 40 && !button->hasFocus(); ++tabs)
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Tab);
    QVERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 50 mapped"));

    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(page.table->hasFocus());
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QTRY_VERIFY(child(page.dialog(), "mapSearch")->hasFocus());
    for (int user = 1; user <= kUsers; ++user) {
        QCOMPARE(page.dialogTitle(), QStringLiteral("Who is user %1 of “Main Gate”?").arg(user));
        QVERIFY(page.typeAndEnter(QStringLiteral("%1").arg(user, 4, 10, QLatin1Char('0'))));
    }
    QCOMPARE(page.dialogTitle(), QStringLiteral("That was the last one"));
    QVERIFY(child(page.dialog(), "mapCloseButton")->hasFocus());
    QTest::keyClick(page.dialog(), Qt::Key_Return);
    QTRY_VERIFY(!page.dialog());
    QTRY_COMPARE_WITH_TIMEOUT(page.count(), QStringLiteral("50 of 50 mapped"), 30000);
    QVERIFY2(timer.elapsed() < 60000, "ui.md: 50 users in a minute");
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("50 users are now mapped.")));
    // All rows say "Unmap" now, which is longer than the "Map" that the column began with.
    QSet<QString> seen;
    QTRY_COMPARE(cutButtons(page.table, seen), QStringList());

    const auto rows = waitForAnswer(fixture->school().mapping().rows(device));
    QVERIFY(rows);
    for (const MappingRow &row : *rows)
        QCOMPARE(row.personNumber.toInt(), row.userId.toInt());
    // The past punches are attendance at once.
    const auto days =
        waitForAnswer(fixture->school().attendance().days(fixture->day(), fixture->day()));
    QVERIFY(days);
    QCOMPARE(days->size(), kUsers);

    // All of it can be taken back in one go.
    QVERIFY(click(page.page, "undoButton"));
    QTRY_COMPARE_WITH_TIMEOUT(page.count(), QStringLiteral("0 of 50 mapped"), 30000);
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("Taken back.")));
}

/// Enter opens, Enter maps whom number and name speak for.
void tst_mappingpage::enterEnterMaps()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    page.table->setFocus();
    page.table->chooseRow(page.row(QStringLiteral("401")));
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QTRY_VERIFY(child(page.dialog(), "mapNowButton")->isEnabled());
    QTest::keyClick(child(page.dialog(), "mapSearch"), Qt::Key_Return);
    QCOMPARE(school.mapping.mapped.size(), 1);
    QCOMPARE(school.mapping.mapped.first().person, PersonId{1});
    QTRY_COMPARE(child<QLabel>(page.dialog(), "noticeText")->text(),
                 QStringLiteral("User 401 is now Aysha Khan. 6 days of attendance were built."));
    QCOMPARE(page.dialogTitle(), QStringLiteral("Who is user 404 of “Main Gate”?"));
}

void tst_mappingpage::takesBackInTheDialog()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal();
    QVERIFY(terminal);
    const DeviceId device = fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port());
    QVERIFY(fixture->sync(device));
    MappingWindow page(fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QVERIFY(page.typeAndEnter(QStringLiteral("0001")));
    QVERIFY(page.typeAndEnter(QStringLiteral("0009"))); // user 2 is no such pupil
    auto *notice = child(page.dialog(), "noticeBar");
    QTRY_VERIFY(notice->isVisible() && child<QLabel>(notice, "noticeText")
                                           ->text()
                                           .startsWith(QStringLiteral("User 2 is now Pupil 9.")));
    QTest::keyClick(child(page.dialog(), "mapSearch"), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(page.dialogTitle(), QStringLiteral("Who is user 2 of “Main Gate”?"));
    QVERIFY(!notice->isVisible());
    QVERIFY(page.typeAndEnter(QStringLiteral("0002")));
    QTRY_COMPARE(page.count(), QStringLiteral("2 of 30 mapped"));
    QCOMPARE(page.mappedTo(QStringLiteral("2")), QStringLiteral("Pupil 2 · 1-A · Student"));
    QVERIFY(click(page.dialog(), "mapCloseButton"));
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("2 users are now mapped.")));
}

void tst_mappingpage::mapsByTheButtonInTheRow()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QCoreApplication::sendPostedEvents();
    page.clickRowButton(QStringLiteral("404"));
    QTRY_VERIFY(page.dialog());
    QCOMPARE(child<QLabel>(page.dialog(), "mapAbout")->text(),
             QStringLiteral("Name on device “IMRAN DAS” · 33 punches, last 12/03/2026 07:43 · 13 "
                            "more after this one"));
    QTRY_VERIFY(child(page.dialog(), "mapNowButton")->isEnabled());
    QTest::keyClick(child(page.dialog(), "mapSearch"), Qt::Key_Return);
    QCOMPARE(school.mapping.mapped.size(), 1);
    QCOMPARE(school.mapping.mapped.first().userId, QStringLiteral("404"));
    QCOMPARE(school.mapping.mapped.first().person, PersonId{4});
    QVERIFY(click(page.dialog(), "mapCloseButton"));
    QTRY_COMPARE(page.notice(),
                 QStringLiteral("User 404 is now Imran Das. 17 days of attendance were built."));
    QTRY_COMPARE(page.mappedTo(QStringLiteral("404")), QStringLiteral("Imran Das · 5-A · Student"));
}

void tst_mappingpage::unmapsAndTakesItBack()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal();
    QVERIFY(terminal);
    const DeviceId device = fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port());
    QVERIFY(fixture->sync(device));
    QVERIFY(fixture->mapAll(device));
    MappingWindow page(fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
    page.table->chooseRow(page.row(QStringLiteral("7")));
    QVERIFY(click(page.page, "unmapButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("29 of 30 mapped"));
    QVERIFY(page.notice().startsWith(QStringLiteral("User 7 is no longer Pupil 7")));
    QVERIFY(click(page.page, "undoButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
    QTRY_COMPARE(page.mappedTo(QStringLiteral("7")), QStringLiteral("Pupil 7 · 1-A · Student"));
}

void tst_mappingpage::rowButtonsShowTheirWholeText()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QCoreApplication::sendPostedEvents();
    QSet<QString> seen;
    QCOMPARE(cutButtons(page.table, seen), QStringList());
    QVERIFY(seen.size() >= 2);
}

void tst_mappingpage::filters()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QCOMPARE(child<QPushButton>(page.page, "mappingOpenButton")->text(),
             QStringLiteral("Not mapped 14"));
    QVERIFY(click(page.page, "mappingOpenButton"));
    QCOMPARE(page.table->model()->rowCount(), 14);
    QTRY_COMPARE(child<QPushButton>(page.page, "mappingSuggestedButton")->text(),
                 QStringLiteral("Suggested 14"));
    QVERIFY(click(page.page, "mappingSuggestedButton"));
    QCOMPARE(page.table->model()->rowCount(), 14);
    QCOMPARE(page.mappedTo(QStringLiteral("401")),
             QStringLiteral("Not mapped · perhaps Aysha Khan (99 %)"));
    QCOMPARE(page.table->model()
                 ->index(page.row(QStringLiteral("401")), MappingModel::MappedTo)
                 .data(Qt::ToolTipRole)
                 .toString(),
             QStringLiteral("Aysha Khan (99 %: equal number but for zeros in front, same name)"));
    QVERIFY(click(page.page, "mappingDoneButton"));
    QCOMPARE(page.table->model()->rowCount(), 26);
    QTest::keyClicks(child(page.page, "mappingFilter"), QStringLiteral("rahul 0402"));
    QCOMPARE(page.table->model()->rowCount(), 1);
    QTest::keyClicks(child(page.page, "mappingFilter"), QStringLiteral("x"));
    QVERIFY(child(page.page, "emptyState")->isVisible());
    QVERIFY(click(page.page, "emptyButton"));
    QCOMPARE(page.table->model()->rowCount(), 26);
}

void tst_mappingpage::emptyDeviceIsReadFromHere()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal(20);
    QVERIFY(terminal);
    QVERIFY(fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port()).isValid());
    MappingWindow page(fixture->ports());
    QVERIFY(page.open());
    QTRY_VERIFY(child(page.page, "emptyState")->isVisible());
    QCOMPARE(child<QLabel>(page.page, "emptyHeadline")->text(),
             QStringLiteral("No users known yet"));
    QVERIFY(click(page.page, "emptyButton"));
    QTRY_COMPARE(child<QLabel>(page.page, "emptyHeadline")->text(),
                 QStringLiteral("Reading the device"));
    QVERIFY(!child(page.page, "emptyButton")->isVisible());
    QTRY_COMPARE(page.table->model()->rowCount(), SchoolFixture::kPupils);
    QVERIFY(page.table->isVisible());
}

void tst_mappingpage::backLeadsToTheList()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.open());
    QVERIFY(click(&page.window, "backButton"));
    QVERIFY(child(&page.window, "devicesPage")->isVisible());
    QVERIFY(!page.page->isVisible());
    QVERIFY(page.open());
    QVERIFY(click(&page.window, "devicesSectionLink")); // the sidebar leads back to the list too
    QVERIFY(child(&page.window, "devicesPage")->isVisible());
}

ROLLCALL_TEST(tst_mappingpage);
#include "tst_mappingpage.moc"
