// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/mappingwindow.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QScrollBar>
#include <QTemporaryDir>

#include <functional>

using namespace rollcall;
using namespace rollcall::test;

/// Draws "User Mapping", its dialogs and its states into screens/ of the build folder, for people
/// to look at.
class tst_mappingscreens : public UiTestCase
{
    Q_OBJECT

private slots:
    void page_data();
    void page();
    void mapDialog_data();
    void mapDialog();
    void otherDialogs_data();
    void otherDialogs();
    void states_data();
    void states();
    void mirrored();

private:
    static void addSchemes()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("light") << QString();
        QTest::newRow("dark") << QStringLiteral("-dark");
    }
    void dress(const QString &suffix)
    {
        theme().force(suffix.isEmpty() ? ui::Scheme::Light : ui::Scheme::Dark);
    }
    static bool shoot(QWidget *widget, const QString &name, const QString &suffix)
    {
        return widget && QTest::qWaitForWindowExposed(widget->window()) &&
               takePicture(widget, QString(name + suffix));
    }
    static bool writeTo(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
};

void tst_mappingscreens::page_data()
{
    addSchemes();
}

void tst_mappingscreens::page()
{
    QFETCH(QString, suffix);
    dress(suffix);
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-page"), suffix));
    QVERIFY(click(page.page, "mappingSuggestedButton"));
    // A table that has got fewer rows lets go of its scroll bar a moment later.
    QTRY_VERIFY(!child<QTableView>(page.page, "mappingTable")->verticalScrollBar()->isVisible());
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-suggested"), suffix));
    QVERIFY(click(page.page, "mappingDoneButton"));
    page.table->selectAll();
    QVERIFY(click(page.page, "unmapButton"));
    QTRY_VERIFY(!page.notice().isEmpty());
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-undo"), suffix));
}

void tst_mappingscreens::mapDialog_data()
{
    addSchemes();
}

void tst_mappingscreens::mapDialog()
{
    QFETCH(QString, suffix);
    dress(suffix);
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    page.clickRowButton(QStringLiteral("401"));
    QTRY_VERIFY(page.dialog());
    QTRY_VERIFY(child(page.dialog(), "mapNowButton")->isEnabled());
    QVERIFY(shoot(page.dialog(), QStringLiteral("map-1-offered"), suffix));
    QTest::keyClick(child(page.dialog(), "mapSearch"), Qt::Key_Return);
    QTRY_VERIFY(child(page.dialog(), "noticeBar")->isVisible());
    QVERIFY(shoot(page.dialog(), QStringLiteral("map-2-stored"), suffix));
    QTest::keyClicks(child(page.dialog(), "mapSearch"), QStringLiteral("0402"));
    QTest::keyClick(child(page.dialog(), "mapSearch"), Qt::Key_Down);
    QTest::keyClick(child(page.dialog(), "mapSearch"), Qt::Key_Return);
    QVERIFY(shoot(page.dialog(), QStringLiteral("map-3-taken"), suffix));
    child<QLineEdit>(page.dialog(), "mapSearch")->setText(QStringLiteral("nobody at all"));
    QVERIFY(shoot(page.dialog(), QStringLiteral("map-4-nobody"), suffix));
    QVERIFY(click(page.dialog(), "mapNewPersonButton"));
    auto *form = child(page.dialog(), "newPersonDialog");
    QTest::keyClicks(child(form, "newPersonNumber"), QStringLiteral("0402"));
    school.people.failure = errors::conflict(
        QStringLiteral("The number 0402 is taken by another student. Nothing was stored. Look the "
                       "person up, or give another number."));
    QVERIFY(click(form, "addPersonButton"));
    QTRY_VERIFY(child(form, "errorBar")->isVisible());
    QVERIFY(shoot(form, QStringLiteral("map-5-new-person"), suffix));
    form->close();
    school.mapping.failure = errors::storageFailure(QStringLiteral("user_mapping.add 13"));
    child<QLineEdit>(page.dialog(), "mapSearch")->clear();
    QVERIFY(page.typeAndEnter(QStringLiteral("0404")));
    QTRY_VERIFY(child(page.dialog(), "errorBar")->isVisible());
    QVERIFY(shoot(page.dialog(), QStringLiteral("map-6-failed"), suffix));
    school.mapping.failure.reset();
    for (int left = 0; left < 14 && child(page.dialog(), "mapSkipButton")->isEnabled(); ++left)
        QVERIFY(click(page.dialog(), "mapSkipButton"));
    QVERIFY(shoot(page.dialog(), QStringLiteral("map-7-end"), suffix));
}

void tst_mappingscreens::otherDialogs_data()
{
    addSchemes();
}

void tst_mappingscreens::otherDialogs()
{
    QFETCH(QString, suffix);
    dress(suffix);
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    QVERIFY(click(page.page, "suggestButton"));
    auto *suggest = child(page.page, "suggestDialog");
    QVERIFY(shoot(suggest, QStringLiteral("suggest"), suffix));
    school.mapping.isSlow = true;
    QVERIFY(click(suggest, "applySuggestionsButton"));
    emit school.mapping.daysBuilding(412'000, 1'012'000);
    QTRY_VERIFY(child(suggest, "daysStatus")->isVisible());
    QVERIFY(shoot(suggest, QStringLiteral("suggest-building"), suffix));
    QVERIFY(click(suggest, "daysCancelButton"));
    QTRY_VERIFY(!page.notice().isEmpty());
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-building"), suffix));
    emit school.mapping.daysBuilding(0, 0);
    school.mapping.isSlow = false;
    QVERIFY(click(page.page, "unmappedPeopleButton"));
    auto *people = child<QTableView>(page.page, "unmappedPeopleTable");
    QTRY_VERIFY(people->model()->rowCount() > 0);
    QVERIFY(shoot(child(page.page, "unmappedPeopleDialog"), QStringLiteral("people-without-user"),
                  suffix));
    child(page.page, "unmappedPeopleDialog")->close();

    page.chooser.openPath = folder.filePath(QStringLiteral("mapping.csv"));
    const QByteArray good = "device,user_id,person,from,to,note\nMain Gate,401,0401,,,x\n"
                            "Main Gate,402,0402,,,x\nMain Gate,403,0460,2026-03-01,,x\n";
    for (const bool isGood : {true, false}) {
        QVERIFY(writeTo(page.chooser.openPath,
                        isGood ? good
                               : QByteArray(good + "Main Gate,9,9999,,,x\n"
                                                   "Main Gate,10,0403,12/03/2026,,x\n")));
        QVERIFY(click(page.page, "importMappingButton"));
        QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
        auto *dialog = child(page.page, "importMappingDialog");
        auto *table = child<QTableView>(dialog, "mappingImportTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        QTRY_COMPARE(table->horizontalHeader()->length(), table->viewport()->width()); // fitted
        QVERIFY(shoot(dialog,
                      isGood ? QStringLiteral("import-mapping")
                             : QStringLiteral("import-mapping-wrong"),
                      suffix));
        dialog->close();
        QTRY_VERIFY(!page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    }
}

void tst_mappingscreens::states_data()
{
    addSchemes();
}

void tst_mappingscreens::states()
{
    QFETCH(QString, suffix);
    dress(suffix);
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.open(QStringLiteral("Back Gate"))); // nobody is known there
    QTRY_VERIFY(child(page.page, "emptyState")->isVisible());
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-empty"), suffix));
    QVERIFY(click(&page.window, "backButton"));
    school.mapping.failure = errors::storageDamaged(QStringLiteral("user_mapping.rows 11"));
    QVERIFY(page.open(QStringLiteral("Main Gate")));
    QTRY_VERIFY(!page.error().isEmpty());
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-error"), suffix));
    school.mapping.failure.reset();
    QVERIFY(click(page.page, "emptyButton"));
    QTRY_COMPARE(page.table->model()->rowCount(), 40);
    QTest::keyClicks(child(page.page, "mappingFilter"), QStringLiteral("zzz"));
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-no-match"), suffix));
}

void tst_mappingscreens::mirrored()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto restore = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    const QString suffix = QStringLiteral("-mirrored");
    QVERIFY(shoot(&page.window, QStringLiteral("mapping-page"), suffix));
    QVERIFY(click(page.page, "suggestButton"));
    QVERIFY(shoot(child(page.page, "suggestDialog"), QStringLiteral("suggest"), suffix));
    child(page.page, "suggestDialog")->close();
    page.table->setFocus();
    page.table->chooseRow(page.row(QStringLiteral("404")));
    QVERIFY(click(page.page, "mapButton"));
    QTRY_VERIFY(page.dialog());
    QTRY_VERIFY(child(page.dialog(), "mapNowButton")->isEnabled());
    QVERIFY(shoot(page.dialog(), QStringLiteral("map"), suffix));
}

ROLLCALL_TEST(tst_mappingscreens);
#include "tst_mappingscreens.moc"
