// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/schoolfixture.h"
#include "tests/ui/uitest.h"
#include "ui/delegates/mapbuttondelegate.h"
#include "ui/mainwindow.h"
#include "ui/models/mappingmodel.h"
#include "ui/pages/mapping/mapdialog.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// "User Mapping" of the first device, in a whole window.
struct Page
{
    explicit Page(const UiPorts &ports)
        : window(ports, chooser, FakeSchool::frame())
        , page(child(&window, "mappingPage"))
        , table(child<QTableView>(page, "mappingTable"))
    {}
    bool open()
    {
        return showWindow(&window) &&
               waitFor([this] { return child(&window, "mappingButton")->isEnabled(); }) &&
               click(&window, "mappingButton") && page->isVisible();
    }
    QString subtitle() const { return child<QLabel>(page, "pageSubtitle")->text(); }
    QString notice() const
    {
        return child(page, "noticeBar")->isVisible() ? child<QLabel>(page, "noticeText")->text()
                                                     : QString();
    }
    int row(const QString &userId) const { return rowOf(table, MappingModel::UserId, userId); }
    /// Clicks the button that stands in the row of a user.
    void clickRowButton(const QString &userId) const
    {
        const QModelIndex index = table->model()->index(row(userId), MappingModel::Action);
        table->scrollTo(index);
        const auto *delegate =
            qobject_cast<MapButtonDelegate *>(table->itemDelegateForColumn(MappingModel::Action));
        QStyleOptionViewItem option;
        option.initFrom(table);
        option.rect = table->visualRect(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          delegate->buttonRect(option, index).center());
    }
    MapDialog *dialog() const { return page->findChild<MapDialog *>(); }

    FakeChooser chooser;
    MainWindow window;
    QWidget *page;
    QTableView *table;
};

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
    void mapsByEnterAlone();
    void mapsByTheButtonInTheRow();
    void rowButtonsShowTheirWholeText();
    void unmapsAndTakesItBack();
    void filters();
    void emptyDeviceIsReadFromHere();
    void tellsAFailureAndPutsTheUserBack();
    void backLeadsToTheList();
};

void tst_mappingpage::mapsByEnterAlone()
{
    const auto fixture = SchoolFixture::make();
    QVERIFY(fixture);
    const auto terminal = fixture->startTerminal();
    QVERIFY(terminal);
    const DeviceId device = fixture->addDevice(QStringLiteral("Main Gate"), (*terminal)->port());
    QVERIFY(fixture->sync(device));
    Page page(fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.table->model()->rowCount(), SchoolFixture::kPupils);
    QCOMPARE(page.subtitle(), QStringLiteral("User Mapping · 0 of 30 mapped"));

    QElapsedTimer timer;
    timer.start();
    QVERIFY(page.table->hasFocus());
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    auto *search = child<QLineEdit>(page.dialog(), "mapSearch");
    auto *mapButton = child(page.dialog(), "mapNowButton");
    QTRY_VERIFY(search->hasFocus());
    for (int user = 1; user <= SchoolFixture::kPupils; ++user) {
        // The same number is offered first, so that Enter alone maps.
        QTRY_VERIFY(mapButton->isEnabled());
        QCOMPARE(child<QLabel>(page.dialog(), "mapTitle")->text(),
                 QStringLiteral("Who is user %1 of “Main Gate”?").arg(user));
        QTest::keyClick(search, Qt::Key_Return);
    }
    QCOMPARE(child<QLabel>(page.dialog(), "mapTitle")->text(),
             QStringLiteral("That was the last one"));
    QVERIFY(child(page.dialog(), "mapCloseButton")->hasFocus());
    QTest::keyClick(page.dialog(), Qt::Key_Return);
    QTRY_VERIFY(!page.dialog());
    QTRY_COMPARE_WITH_TIMEOUT(page.subtitle(), QStringLiteral("User Mapping · 30 of 30 mapped"),
                              30000);
    QVERIFY2(timer.elapsed() < 36000, "50 users in a minute are 30 in 36 seconds");
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("30 users are now mapped.")));

    const auto rows = waitForAnswer(fixture->school().mapping().rows(device));
    QVERIFY(rows);
    for (const MappingRow &row : *rows)
        QCOMPARE(row.personNumber.toInt(), row.userId.toInt());
    // The past punches are attendance at once.
    const auto days =
        waitForAnswer(fixture->school().attendance().days(fixture->day(), fixture->day()));
    QVERIFY(days);
    QCOMPARE(days->size(), SchoolFixture::kPupils);
}

void tst_mappingpage::mapsByTheButtonInTheRow()
{
    FakeSchool school;
    school.fill();
    Page page(school.ports());
    QVERIFY(showWindow(&page.window));
    auto *devices = child<QTableView>(&page.window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    devices->selectRow(rowOf(devices, 1, QStringLiteral("Main Gate")));
    QVERIFY(page.open());
    QTRY_COMPARE(page.table->model()->rowCount(), 40);
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
    QTRY_COMPARE(cell(page.table, page.row(QStringLiteral("404")), MappingModel::MappedTo),
                 QStringLiteral("Imran Das · 5-A · Student"));
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
    Page page(fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.subtitle(), QStringLiteral("User Mapping · 30 of 30 mapped"));
    page.table->selectRow(page.row(QStringLiteral("7")));
    QVERIFY(click(page.page, "unmapButton"));
    QTRY_COMPARE(page.subtitle(), QStringLiteral("User Mapping · 29 of 30 mapped"));
    QVERIFY(page.notice().startsWith(QStringLiteral("User 7 is no longer Pupil 7")));
    QVERIFY(click(page.page, "undoButton"));
    QTRY_COMPARE(page.subtitle(), QStringLiteral("User Mapping · 30 of 30 mapped"));
    QTRY_COMPARE(cell(page.table, page.row(QStringLiteral("7")), MappingModel::MappedTo),
                 QStringLiteral("Pupil 7 · 1-A · Student"));
}

void tst_mappingpage::rowButtonsShowTheirWholeText()
{
    FakeSchool school;
    school.fill();
    Page page(school.ports());
    QVERIFY(showWindow(&page.window));
    auto *devices = child<QTableView>(&page.window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    devices->selectRow(rowOf(devices, 1, QStringLiteral("Main Gate")));
    QVERIFY(click(&page.window, "mappingButton"));
    QTRY_VERIFY(page.table->model()->rowCount() > 0);
    QCoreApplication::sendPostedEvents();
    const auto *delegate =
        qobject_cast<MapButtonDelegate *>(page.table->itemDelegateForColumn(MappingModel::Action));
    QStringList seen;
    for (int row = 0; row < page.table->model()->rowCount(); ++row) {
        const QModelIndex index = page.table->model()->index(row, MappingModel::Action);
        const QString text = index.data().toString();
        QStyleOptionViewItem option = OptionOf::view(page.table);
        option.rect = page.table->visualRect(index);
        const int width = delegate->wordsRect(option, index).width();
        QCOMPARE(QFontMetrics(option.font).elidedText(text, Qt::ElideRight, width), text);
        if (!seen.contains(text))
            seen.append(text);
    }
    QVERIFY(seen.size() >= 2);
}

void tst_mappingpage::filters()
{
    FakeSchool school;
    school.fill();
    Page page(school.ports());
    QVERIFY(showWindow(&page.window));
    auto *devices = child<QTableView>(&page.window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    devices->selectRow(rowOf(devices, 1, QStringLiteral("Main Gate")));
    QVERIFY(page.open());
    QTRY_COMPARE(page.table->model()->rowCount(), 40);
    QCOMPARE(child<QPushButton>(page.page, "mappingOpenButton")->text(),
             QStringLiteral("Not mapped 14"));
    QVERIFY(click(page.page, "mappingOpenButton"));
    QCOMPARE(page.table->model()->rowCount(), 14);
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
    Page page(fixture->ports());
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

void tst_mappingpage::tellsAFailureAndPutsTheUserBack()
{
    FakeSchool school;
    school.fill();
    Page page(school.ports());
    QVERIFY(showWindow(&page.window));
    auto *devices = child<QTableView>(&page.window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    devices->selectRow(rowOf(devices, 1, QStringLiteral("Main Gate")));
    QVERIFY(page.open());
    QTRY_COMPARE(page.table->model()->rowCount(), 40);
    page.table->selectRow(page.row(QStringLiteral("401")));
    QVERIFY(click(page.page, "mapButton"));
    auto *dialog = page.dialog();
    QTRY_VERIFY(child(dialog, "mapNowButton")->isEnabled());
    school.mapping.failure = errors::storageFailure(QStringLiteral("mapping.add 13"));
    QTest::keyClick(child(dialog, "mapSearch"), Qt::Key_Return);
    QTRY_VERIFY(child(dialog, "errorBar")->isVisible());
    QCOMPARE(child<QLabel>(dialog, "errorHeadline")->text(),
             QStringLiteral("User 401 was not mapped."));
    school.mapping.failure.reset();
    QVERIFY(click(dialog, "mapSkipButton"));
    QCOMPARE(child<QLabel>(dialog, "mapTitle")->text(),
             QStringLiteral("Who is user 401 of “Main Gate”?"));
    QTest::keyClick(child(dialog, "mapSearch"), Qt::Key_Return);
    QCOMPARE(school.mapping.mapped.size(), 1);
    QCOMPARE(school.mapping.mapped.first().userId, QStringLiteral("401"));
}

void tst_mappingpage::backLeadsToTheList()
{
    FakeSchool school;
    school.fill();
    Page page(school.ports());
    QVERIFY(page.open());
    QVERIFY(click(page.page, "backButton"));
    QVERIFY(child(&page.window, "devicesPage")->isVisible());
    QVERIFY(!page.page->isVisible());
    QVERIFY(page.open());
    QVERIFY(click(&page.window, "devicesSectionLink")); // the sidebar leads back to the list too
    QVERIFY(child(&page.window, "devicesPage")->isVisible());
}

ROLLCALL_TEST(tst_mappingpage);
#include "tst_mappingpage.moc"
