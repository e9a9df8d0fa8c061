// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/mappingfile.h"
#include "tests/ui/mappingwindow.h"
#include "tests/ui/schoolfixture.h"
#include "ui/models/mappingimportmodel.h"
#include "ui/models/personmodel.h"
#include "ui/models/suggestionmodel.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

bool writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A window on the users of a terminal that was read.
struct ReadSchool
{
    explicit ReadSchool(int pupils = SchoolFixture::kPupils)
        : fixture(SchoolFixture::make(pupils))
    {
        auto started = fixture->startTerminal();
        if (!started)
            return;
        terminal = std::move(*started);
        device = fixture->addDevice(QStringLiteral("Main Gate"), terminal->port());
        isRead = fixture->sync(device).isOk();
    }

    std::unique_ptr<SchoolFixture> fixture;
    std::unique_ptr<SimZkThread> terminal;
    DeviceId device;
    bool isRead = false;
};

} // namespace

/// What the buttons above the users do: suggestions, files, unmapping of many, people left over.
class tst_mappingdeeds : public UiTestCase
{
    Q_OBJECT

private slots:
    void suggestionsAreTickedAndApplied();
    void aTickTakesTheOtherAway();
    void appliesToTheStore();
    void unmapsManyAndTakesItBack();
    void showsWhatAFileWouldDo();
    void countsTheDaysOfALongImport();
    void importsExportsAndTakesBack();
    void namesWhatIsWrongByLine();
    void tellsOfAFileThatIsNone_data();
    void tellsOfAFileThatIsNone();
    void listsPeopleWithoutAUser();
};

void tst_mappingdeeds::suggestionsAreTickedAndApplied()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    QVERIFY(click(page.page, "suggestButton"));
    auto *dialog = child(page.page, "suggestDialog");
    auto *table = child<QTableView>(dialog, "suggestTable");
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    QVERIFY(table->model()->rowCount() >= 14);
    // Number and name agree.
    const int aysha = rowOf(table, SuggestionModel::UserId, QStringLiteral("401"));
    QCOMPARE(cell(table, aysha, SuggestionModel::Name), QStringLiteral("Aysha Khan"));
    QVERIFY(cell(table, aysha, SuggestionModel::Reason)
                .startsWith(QStringLiteral("equal number but for zeros in front, same name")));
    QCOMPARE(cell(table, aysha, SuggestionModel::Confidence), QStringLiteral("99 %"));
    const auto tick = [table](int row) {
        return table->model()->index(row, SuggestionModel::Tick);
    };
    QCOMPARE(tick(aysha).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    // A mere likeness is for somebody to tick.
    const int other = rowOf(table, SuggestionModel::UserId, QStringLiteral("771"));
    QCOMPARE(tick(other).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));

    QVERIFY(click(dialog, "tickNoneButton"));
    QVERIFY(!child(dialog, "applySuggestionsButton")->isEnabled());
    table->selectRow(aysha);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    const int imran = rowOf(table, SuggestionModel::UserId, QStringLiteral("404"));
    table->scrollTo(tick(imran));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                      table->visualRect(tick(imran)).center());
    QCOMPARE(child<QLabel>(dialog, "suggestCount")->text(),
             QStringLiteral("2 users will be mapped"));
    QTest::keyClick(table, Qt::Key_A, Qt::AltModifier);
    QTRY_COMPARE(school.mapping.mapped.size(), 2);
    QTRY_VERIFY(!page.page->findChild<QWidget *>(QStringLiteral("suggestDialog")));
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("2 users are now mapped.")));
    QCOMPARE(page.count(), QStringLiteral("28 of 40 mapped"));
    QVERIFY(click(page.page, "undoButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("26 of 40 mapped"));
}

void tst_mappingdeeds::aTickTakesTheOtherAway()
{
    const auto suggestion = [](const char *user, qint64 person, int confidence) {
        SuggestedPerson made;
        made.match = {QString::fromLatin1(user), PersonId{person}, confidence,
                      MatchCause::SameNumber, true};
        made.person.id = PersonId{person};
        return made;
    };
    SuggestionModel model({suggestion("1", 1, 90), suggestion("1", 2, 60), suggestion("2", 2, 60),
                           suggestion("3", 3, 89)},
                          {}, nullptr);
    const auto ticks = [&model] {
        QString text;
        for (const MatchSuggestion &match : model.ticked())
            text += QStringLiteral("%1=%2 ").arg(match.userId).arg(match.person.value);
        return text;
    };
    QCOMPARE(ticks(), QStringLiteral("1=1 ")); // 89 is not sure enough
    const auto set = [&model](int row, Qt::CheckState state) {
        return model.setData(model.index(row, SuggestionModel::Tick), state, Qt::CheckStateRole);
    };
    QVERIFY(set(1, Qt::Checked));
    QCOMPARE(ticks(), QStringLiteral("1=2 "));
    QVERIFY(set(2, Qt::Checked));
    QCOMPARE(ticks(), QStringLiteral("2=2 "));
    QVERIFY(set(3, Qt::Checked));
    QCOMPARE(ticks(), QStringLiteral("2=2 3=3 "));
    QVERIFY(set(2, Qt::Unchecked));
    QCOMPARE(ticks(), QStringLiteral("3=3 "));
    model.tickSure();
    QCOMPARE(ticks(), QStringLiteral("1=1 "));
}

void tst_mappingdeeds::appliesToTheStore()
{
    ReadSchool school;
    QVERIFY(school.isRead);
    MappingWindow page(school.fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    QVERIFY(click(page.page, "suggestButton"));
    auto *dialog = child(page.page, "suggestDialog");
    auto *table = child<QTableView>(dialog, "suggestTable");
    // The numbers are equal, the names are not: nothing is ticked by itself.
    QVERIFY(!child(dialog, "applySuggestionsButton")->isEnabled());
    const int row = rowOf(table, SuggestionModel::UserId, QStringLiteral("7"));
    QVERIFY(cell(table, row, SuggestionModel::Reason).contains(QStringLiteral("but another name")));
    table->selectRow(row);
    QTest::keyClick(table, Qt::Key_Space);
    QVERIFY(click(dialog, "applySuggestionsButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("1 of 30 mapped"));
    QCOMPARE(page.mappedTo(QStringLiteral("7")), QStringLiteral("Pupil 7 · 1-A · Student"));
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("1 user is now mapped.")));
}

void tst_mappingdeeds::unmapsManyAndTakesItBack()
{
    ReadSchool school;
    QVERIFY(school.isRead && school.fixture->mapAll(school.device));
    MappingWindow page(school.fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
    page.table->selectAll();
    QVERIFY(!child(page.page, "mapButton")->isEnabled()); // of one at a time
    QVERIFY(click(page.page, "unmapButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QTRY_COMPARE(page.notice(), QStringLiteral("30 users are no longer mapped; their punches are "
                                               "kept, but no longer count."));
    QVERIFY(click(page.page, "undoButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
}

void tst_mappingdeeds::showsWhatAFileWouldDo()
{
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    MappingWindow page(school.ports());
    page.chooser.openPath = folder.filePath(QStringLiteral("mapping.csv"));
    QVERIFY(writeTo(page.chooser.openPath, "device,user_id,person,from,to,note\n"
                                           "Main Gate,401,0401,,,new\n"
                                           "Main Gate,402,0402,,,as before\n"
                                           "Main Gate,403,0460,,,another\n"));
    QVERIFY(page.openMainGate());
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    auto *dialog = child(page.page, "importMappingDialog");
    QTRY_VERIFY(child(dialog, "importMappingNowButton")->isEnabled());
    QCOMPARE(child<QLabel>(dialog, "mappingImportCounts")->text(),
             QStringLiteral("1 new · 1 changed · 1 as before · not used: note"));
    auto *table = child<QTableView>(dialog, "mappingImportTable");
    QCOMPARE(cell(table, 0, MappingImportModel::Effect), QStringLiteral("New"));
    QCOMPARE(cell(table, 0, MappingImportModel::Name), QStringLiteral("Aysha Khan"));
    QCOMPARE(cell(table, 1, MappingImportModel::Effect),
             QStringLiteral("Replaces another mapping"));
    QCOMPARE(cell(table, 2, MappingImportModel::Effect), QStringLiteral("As before"));
    QVERIFY(school.mapping.mapped.isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    QVERIFY(school.mapping.mapped.isEmpty());
}

/// A year of a big school takes a while to build, and nobody has to sit in front of it.
void tst_mappingdeeds::countsTheDaysOfALongImport()
{
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    MappingWindow page(school.ports());
    page.chooser.openPath = folder.filePath(QStringLiteral("mapping.csv"));
    QVERIFY(writeTo(page.chooser.openPath, "device,user_id,person\nMain Gate,401,0401\n"));
    QVERIFY(page.openMainGate());
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    auto *dialog = child(page.page, "importMappingDialog");
    QTRY_VERIFY(child(dialog, "importMappingNowButton")->isEnabled());
    QVERIFY(!child(dialog, "daysStatus")->isVisible());
    school.mapping.isSlow = true;
    QVERIFY(click(dialog, "importMappingNowButton"));
    emit school.mapping.daysBuilding(8000, 1'012'000);
    QTRY_COMPARE(child<QLabel>(dialog, "daysStatus")->text(),
                 QStringLiteral("Building attendance: 8,000 of 1,012,000 days"));
    QVERIFY(child(dialog, "daysStatus")->isVisible());
    QVERIFY(click(dialog, "daysCancelButton"));
    QTRY_VERIFY(!page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("1 mapping was imported. ")));
    QVERIFY2(page.notice().endsWith(QStringLiteral(" still being built.")),
             qPrintable(page.notice()));
    // The page counts on, and there is nothing to stop.
    QVERIFY(child(page.page, "daysStatus")->isVisible());
    QVERIFY(!child(page.page, "daysCancelButton")->isVisible());
    emit school.mapping.daysBuilding(0, 0);
    QTRY_VERIFY(!child(page.page, "daysStatus")->isVisible());
}

void tst_mappingdeeds::importsExportsAndTakesBack()
{
    ReadSchool school;
    QVERIFY(school.isRead);
    const QTemporaryDir folder;
    MappingWindow page(school.fixture->ports());
    page.chooser.openPath = folder.filePath(QStringLiteral("in.csv"));
    page.chooser.path = folder.filePath(QStringLiteral("out.csv"));
    QList<MappingLine> lines;
    for (int user = 1; user <= SchoolFixture::kPupils; ++user)
        lines.append({QStringLiteral("Main Gate"),
                      QString::number(user),
                      QStringLiteral("%1").arg(user, 4, 10, QLatin1Char('0')),
                      {},
                      {},
                      user + 1});
    QVERIFY(writeTo(page.chooser.openPath, writeMappingFile(lines)));
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QVERIFY(!child(page.page, "exportMappingButton")->isEnabled());
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    auto *dialog = child(page.page, "importMappingDialog");
    QTRY_VERIFY(child(dialog, "importMappingNowButton")->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
    QTRY_VERIFY(page.notice().startsWith(QStringLiteral("30 mappings were imported.")));

    QVERIFY(click(page.page, "exportMappingButton"));
    QTRY_COMPARE(page.notice(), QStringLiteral("30 mappings were written to “%1”.")
                                    .arg(QDir::toNativeSeparators(page.chooser.path)));
    QFile written(page.chooser.path);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const Result<MappingFile> file = readMappingFile(written.readAll());
    QVERIFY(file);
    QCOMPARE(file->lines.size(), 30);
    QVERIFY(file->problems.isEmpty());

    // The file that was written changes nothing.
    page.chooser.openPath = page.chooser.path;
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    dialog = child(page.page, "importMappingDialog");
    QTRY_COMPARE(child<QLabel>(dialog, "mappingImportVerdict")->text(),
                 QStringLiteral("Everything in the file stands here already."));
    QVERIFY(!child(dialog, "importMappingNowButton")->isEnabled());
    QVERIFY(click(dialog, "cancelMappingImportButton"));
}

void tst_mappingdeeds::namesWhatIsWrongByLine()
{
    ReadSchool school;
    QVERIFY(school.isRead);
    const QTemporaryDir folder;
    MappingWindow page(school.fixture->ports());
    page.chooser.openPath = folder.filePath(QStringLiteral("wrong.csv"));
    QVERIFY(writeTo(page.chooser.openPath, "device,user_id,person,from,to\n"
                                           "Main Gate,1,0001,,\n"
                                           "Main Gate,2,9999,,\n"
                                           "Main Gate,3,0003,12/03/2026,\n"
                                           "Back Gate,4,0004,,\n"));
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    auto *dialog = child(page.page, "importMappingDialog");
    auto *table = child<QTableView>(dialog, "mappingImportTable");
    QTRY_COMPARE(table->model()->rowCount(), 4);
    QCOMPARE(cell(table, 0, MappingImportModel::Effect),
             QStringLiteral("Line 3: nobody has the number \"9999\"."));
    QCOMPARE(cell(table, 1, MappingImportModel::Effect),
             QStringLiteral("A date on line 4 is not one of the form YYYY-MM-DD."));
    QCOMPARE(cell(table, 2, MappingImportModel::Effect),
             QStringLiteral("Line 5: there is no device \"Back Gate\"."));
    QCOMPARE(cell(table, 3, MappingImportModel::Effect), QStringLiteral("New"));
    QVERIFY(child<QLabel>(dialog, "mappingImportVerdict")
                ->text()
                .startsWith(QStringLiteral("3 lines cannot be taken, so nothing is imported.")));
    QVERIFY(!child(dialog, "importMappingNowButton")->isEnabled());
    QVERIFY(click(dialog, "cancelMappingImportButton"));
    QCOMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
}

void tst_mappingdeeds::tellsOfAFileThatIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("gone") << QByteArray() << false;
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11) << true;
    QTest::newRow("other columns") << QByteArray("name,class\nAna,7\n") << true;
}

void tst_mappingdeeds::tellsOfAFileThatIsNone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isThere);
    FakeSchool school;
    school.fill();
    const QTemporaryDir folder;
    MappingWindow page(school.ports());
    page.chooser.openPath = folder.filePath(QStringLiteral("file.csv"));
    QVERIFY(!isThere || writeTo(page.chooser.openPath, bytes));
    QVERIFY(page.openMainGate());
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_COMPARE(page.error(), QStringLiteral("“file.csv” was not imported."));
    QVERIFY(!child<QLabel>(page.page, "errorText")->text().isEmpty());
    QVERIFY(!page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
}

void tst_mappingdeeds::listsPeopleWithoutAUser()
{
    ReadSchool school;
    QVERIFY(school.isRead);
    MappingWindow page(school.fixture->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QVERIFY(page.typeAndEnter(QStringLiteral("0012")));
    QVERIFY(click(page.dialog(), "mapCloseButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("1 of 30 mapped"));
    QVERIFY(click(page.page, "unmappedPeopleButton"));
    auto *dialog = child(page.page, "unmappedPeopleDialog");
    auto *table = child<QTableView>(dialog, "unmappedPeopleTable");
    QTRY_COMPARE(table->model()->rowCount(), 29);
    QCOMPARE(rowOf(table, PersonModel::Number, QStringLiteral("0012")), -1);
    QTest::keyClicks(child(dialog, "unmappedPeopleFilter"), QStringLiteral("1-b 0030"));
    QCOMPARE(table->model()->rowCount(), 1);
    QTest::keyClicks(child(dialog, "unmappedPeopleFilter"), QStringLiteral("x"));
    QVERIFY(child(dialog, "emptyState")->isVisible());
    QVERIFY(click(dialog, "emptyButton"));
    QCOMPARE(table->model()->rowCount(), 29);
}

ROLLCALL_TEST(tst_mappingdeeds);
#include "tst_mappingdeeds.moc"
