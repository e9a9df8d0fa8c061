// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ports/devicecontrol.h"
#include "tests/ui/mappingwindow.h"
#include "tests/ui/schoolfixture.h"
#include "ui/models/suggestionmodel.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

/// A database that stops to take anything, and a terminal that vanishes, in the middle of mapping:
/// the sentence, the way out, and nothing lost.
class tst_mappingfailures : public UiTestCase
{
    Q_OBJECT

private slots:
    void init();
    void theDatabaseRefusesWhileMapping();
    void theDatabaseRefusesTheDays();
    void theDatabaseRefusesAfterTheDialog();
    void theDatabaseRefusesToTakeBack();
    void theDatabaseRefusesSuggestions();
    void theDatabaseRefusesAFile();
    void theTerminalVanishes();
    void theListCannotBeRead();

private:
    /// An error bar that says what happened and what to do.
    static bool tells(const QWidget *inside, const QString &headline)
    {
        return waitFor([inside, &headline] {
            const auto *bar = child(inside, "errorBar");
            return bar->isVisible() && child<QLabel>(bar, "errorHeadline")->text() == headline &&
                   child<QLabel>(bar, "errorText")->text().count(u'.') >= 2;
        });
    }

    std::unique_ptr<SchoolFixture> m_school;
    std::unique_ptr<SimZkThread> m_terminal;
    DeviceId m_device;
};

void tst_mappingfailures::init()
{
    UiTestCase::init();
    m_school = SchoolFixture::make();
    QVERIFY(m_school);
    auto terminal = m_school->startTerminal();
    QVERIFY(terminal);
    m_terminal = std::move(*terminal);
    m_device = m_school->addDevice(QStringLiteral("Main Gate"), m_terminal->port());
    QVERIFY(m_school->sync(m_device));
}

void tst_mappingfailures::theDatabaseRefusesWhileMapping()
{
    MappingWindow page(m_school->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QVERIFY(page.typeAndEnter(QStringLiteral("0001")));
    QVERIFY(page.typeAndEnter(QStringLiteral("0002")));
    QTRY_COMPARE(page.count(), QStringLiteral("2 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), true));
    QVERIFY(page.typeAndEnter(QStringLiteral("0003")));
    QVERIFY(tells(page.dialog(), QStringLiteral("User 3 was not mapped.")));
    // The next one is shown already; the one that failed comes right after it.
    QCOMPARE(page.dialogTitle(), QStringLiteral("Who is user 4 of “Main Gate”?"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), false));
    QVERIFY(page.typeAndEnter(QStringLiteral("0004")));
    QVERIFY(!child(page.dialog(), "errorBar")->isVisible());
    QCOMPARE(page.dialogTitle(), QStringLiteral("Who is user 3 of “Main Gate”?"));
    QVERIFY(page.typeAndEnter(QStringLiteral("0003")));
    QTRY_COMPARE(page.count(), QStringLiteral("4 of 30 mapped"));
    for (int user = 1; user <= 4; ++user)
        QCOMPARE(page.mappedTo(QString::number(user)),
                 QStringLiteral("Pupil %1 · 1-A · Student").arg(user));
}

/// What is stored is not said to have failed.
void tst_mappingfailures::theDatabaseRefusesTheDays()
{
    MappingWindow page(m_school->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("day_record"), true));
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("Dirty days could not be computed")));
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QVERIFY(page.typeAndEnter(QStringLiteral("0001")));
    QTRY_COMPARE(child<QLabel>(page.dialog(), "noticeText")->text(),
                 QStringLiteral("User 1 is now Pupil 1. Its days could not be built yet; they "
                                "follow with the next change."));
    QTRY_COMPARE(page.count(), QStringLiteral("1 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("day_record"), false));
    QVERIFY(page.typeAndEnter(QStringLiteral("0002")));
    QTRY_COMPARE(page.count(), QStringLiteral("2 of 30 mapped"));
    const auto days =
        waitForAnswer(m_school->school().attendance().days(m_school->day(), m_school->day()));
    QVERIFY(days);
    QCOMPARE(days->size(), 2);
}

void tst_mappingfailures::theDatabaseRefusesAfterTheDialog()
{
    MappingWindow page(m_school->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), true));
    QTest::keyClick(page.table, Qt::Key_Return);
    QTRY_VERIFY(page.dialog());
    QVERIFY(page.typeAndEnter(QStringLiteral("0001")));
    QVERIFY(click(page.dialog(), "mapCloseButton")); // before the answer is there
    QVERIFY(tells(page.page, QStringLiteral("User 1 was not mapped.")));
    QCOMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
}

void tst_mappingfailures::theDatabaseRefusesToTakeBack()
{
    QVERIFY(m_school->mapAll(m_device));
    MappingWindow page(m_school->ports());
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
    page.table->chooseRow(page.row(QStringLiteral("7")));
    QVERIFY(click(page.page, "unmapButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("29 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), true));
    QVERIFY(click(page.page, "undoButton"));
    QVERIFY(tells(page.page, QStringLiteral("Nothing was taken back.")));
    QCOMPARE(page.count(), QStringLiteral("29 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), false));
    // The way out: map the user.
    page.table->chooseRow(page.row(QStringLiteral("7")));
    QVERIFY(click(page.page, "mapButton"));
    QTRY_VERIFY(page.dialog());
    QVERIFY(page.typeAndEnter(QStringLiteral("0007")));
    QTRY_COMPARE(page.count(), QStringLiteral("30 of 30 mapped"));
}

void tst_mappingfailures::theDatabaseRefusesSuggestions()
{
    MappingWindow page(m_school->ports());
    QVERIFY(page.open());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    QVERIFY(click(page.page, "suggestButton"));
    auto *dialog = child(page.page, "suggestDialog");
    auto *table = child<QTableView>(dialog, "suggestTable");
    for (const char *user : {"5", "6"}) {
        table->selectRow(rowOf(table, SuggestionModel::UserId, QString::fromLatin1(user)));
        QTest::keyClick(table, Qt::Key_Space);
    }
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), true));
    QVERIFY(click(dialog, "applySuggestionsButton"));
    QVERIFY(tells(dialog, QStringLiteral("No user was mapped.")));
    QCOMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    // The ticks are still there.
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), false));
    QVERIFY(click(dialog, "applySuggestionsButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("2 of 30 mapped"));
}

void tst_mappingfailures::theDatabaseRefusesAFile()
{
    const QTemporaryDir folder;
    MappingWindow page(m_school->ports());
    page.chooser.openPath = folder.filePath(QStringLiteral("mapping.csv"));
    QFile file(page.chooser.openPath);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("device,user_id,person\nMain Gate,1,0001\nMain Gate,2,0002\n");
    file.close();
    QVERIFY(page.open());
    QTRY_COMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QVERIFY(click(page.page, "importMappingButton"));
    QTRY_VERIFY(page.page->findChild<QWidget *>(QStringLiteral("importMappingDialog")));
    auto *dialog = child(page.page, "importMappingDialog");
    QTRY_VERIFY(child(dialog, "importMappingNowButton")->isEnabled());
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), true));
    QVERIFY(click(dialog, "importMappingNowButton"));
    QVERIFY(tells(dialog, QStringLiteral("Nothing was imported.")));
    QCOMPARE(page.count(), QStringLiteral("0 of 30 mapped"));
    QVERIFY(m_school->refuseInserts(QStringLiteral("user_mapping"), false));
    QVERIFY(click(dialog, "importMappingNowButton"));
    QTRY_COMPARE(page.count(), QStringLiteral("2 of 30 mapped"));
}

void tst_mappingfailures::theTerminalVanishes()
{
    const QString serial = QStringLiteral("SIM0000002");
    auto slow = m_school->startTerminal(20, serial);
    QVERIFY(slow);
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Back Gate");
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.port = (*slow)->port();
    const Result<DeviceSaved> saved = waitForAnswer(m_school->school().devices().save(draft));
    QVERIFY(saved);
    MappingWindow page(m_school->ports());
    QVERIFY(page.open(QStringLiteral("Back Gate")));
    QTRY_VERIFY(child(page.page, "emptyButton")->isVisible());
    QVERIFY(click(page.page, "emptyButton"));
    QTRY_COMPARE(child<QLabel>(page.page, "emptyHeadline")->text(),
                 QStringLiteral("Reading the device"));
    slow->reset();
    QVERIFY(tells(page.page, QStringLiteral("The device could not be read.")));
    // It comes back, at another place.
    auto again = m_school->startTerminal(0, serial);
    QVERIFY(again);
    draft.device = saved->device;
    draft.device.port = (*again)->port();
    QVERIFY(waitForAnswer(m_school->school().devices().save(draft)));
    QTRY_VERIFY(child(page.page, "emptyButton")->isVisible() ||
                page.table->model()->rowCount() > 0);
    if (page.table->model()->rowCount() == 0)
        QVERIFY(click(page.page, "emptyButton"));
    else
        QVERIFY(waitForAnswer(m_school->school().sync().sync(saved->device.id)));
    QTRY_COMPARE(page.table->model()->rowCount(), SchoolFixture::kPupils);
}

void tst_mappingfailures::theListCannotBeRead()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    school.mapping.failure = errors::storageDamaged(QStringLiteral("user_mapping.rows 11"));
    QVERIFY(page.open(QStringLiteral("Main Gate")));
    QVERIFY(tells(page.page, QStringLiteral("The users of the device could not be read.")));
    QCOMPARE(child<QLabel>(page.page, "emptyHeadline")->text(),
             QStringLiteral("The users could not be read"));
    school.mapping.failure.reset();
    QVERIFY(click(page.page, "emptyButton"));
    QTRY_COMPARE(page.table->model()->rowCount(), 40);
    QVERIFY(!child(page.page, "errorBar")->isVisible());
}

ROLLCALL_TEST(tst_mappingfailures);
#include "tst_mappingfailures.moc"
