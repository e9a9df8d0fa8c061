// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/models/matchmodel.h"
#include "ui/pages/mapping/mapdialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

struct Dialog
{
    /// Opens for the users not mapped of "Main Gate", beginning with @p first.
    explicit Dialog(const QString &first)
        : Dialog()
    {
        const QList<MappingRow> users = school.mapping.users.value(kMainGate);
        dialog.setUsers(users, users, first);
    }
    Dialog()
        : school()
        , dialog((school.fill(), school.people), {kMainGate, QStringLiteral("Main Gate")}, nullptr)
        , chosen(&dialog, &MapDialog::chosen)
        , search(child<QLineEdit>(&dialog, "mapSearch"))
        , table(child<QTableView>(&dialog, "matchTable"))
    {}
    bool show()
    {
        return showWindow(&dialog, {720, 520}) &&
               waitFor([this] { return table->model()->rowCount() > 0; });
    }
    QString title() const { return child<QLabel>(&dialog, "mapTitle")->text(); }
    QString hint() const { return child<QLabel>(&dialog, "mapHint")->text(); }
    QString selectedName() const
    {
        const auto rows = table->selectionModel()->selectedRows(MatchModel::Name);
        return rows.isEmpty() ? QString() : rows.first().data().toString();
    }
    void enter() { QTest::keyClick(search, Qt::Key_Return); }

    FakeSchool school;
    MapDialog dialog;
    QSignalSpy chosen;
    QLineEdit *search;
    QTableView *table;
};

} // namespace

class tst_mapdialog : public UiTestCase
{
    Q_OBJECT

private slots:
    void enterDoesNotMapAGuess();
    void typedWordsFindThePerson();
    void arrowKeysChooseWithoutLeavingTheBox();
    void warnsAboutPeopleWhoAreMappedHere();
    void switchesStudentsAndStaff();
    void narrowsToAClass();
    void addsSomebodyNew();
    void skipsAndGoesRound();
    void emptySchoolIsToldAbout();
};

void tst_mapdialog::enterDoesNotMapAGuess()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    QVERIFY(d.search->hasFocus());
    QCOMPARE(d.selectedName(), QString()); // "AYSHA K" is similar to someone, no more
    d.enter();
    QCOMPARE(d.chosen.size(), 0);
    QCOMPARE(d.title(), QStringLiteral("Who is user 771 of “Main Gate”?"));
}

void tst_mapdialog::typedWordsFindThePerson()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    QTest::keyClicks(d.search, QStringLiteral("nair aysha"));
    QCOMPARE(d.selectedName(), QStringLiteral("Aysha Nair"));
    d.enter();
    QCOMPARE(d.chosen.size(), 1);
    const auto mapping = d.chosen.first().first().value<UserMapping>();
    QCOMPARE(mapping.device, kMainGate);
    QCOMPARE(mapping.userId, QStringLiteral("771"));
    QVERIFY(mapping.validFrom.isNull() && mapping.validTo.isNull());
    QCOMPARE(d.chosen.first().at(1).toString(), QStringLiteral("Aysha Nair"));
    QVERIFY(d.search->text().isEmpty() && d.search->hasFocus());
    QVERIFY(d.title() != QStringLiteral("Who is user 771 of “Main Gate”?"));
}

void tst_mapdialog::arrowKeysChooseWithoutLeavingTheBox()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    QTest::keyClicks(d.search, QStringLiteral("zo"));
    const QString first = d.selectedName();
    QTest::keyClick(d.search, Qt::Key_Down);
    QVERIFY(d.selectedName() != first);
    QTest::keyClick(d.search, Qt::Key_Up);
    QCOMPARE(d.selectedName(), first);
    QTest::keyClick(d.search, Qt::Key_PageDown);
    QVERIFY(d.selectedName() != first);
    QVERIFY(d.search->hasFocus());
}

void tst_mapdialog::warnsAboutPeopleWhoAreMappedHere()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    QTest::keyClicks(d.search, QStringLiteral("0402"));
    QCOMPARE(cell(d.table, 0, MatchModel::Reason), QStringLiteral("already user 402 here"));
    QCOMPARE(d.selectedName(), QString());
    QTest::keyClick(d.search, Qt::Key_Down);
    d.enter();
    QCOMPARE(d.chosen.size(), 0);
    QVERIFY(d.hint().startsWith(QStringLiteral("Rahul Sharma already is user 402 here.")));
    d.enter();
    QCOMPARE(d.chosen.size(), 1);
}

void tst_mapdialog::switchesStudentsAndStaff()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    QCOMPARE(d.table->model()->rowCount(), 72);
    QVERIFY(click(&d.dialog, "mapStaffButton"));
    QCOMPARE(d.table->model()->rowCount(), 8);
    QVERIFY(d.search->hasFocus());
    QVERIFY(click(&d.dialog, "mapStudentsButton"));
    QCOMPARE(d.table->model()->rowCount(), 64);
}

void tst_mapdialog::narrowsToAClass()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    auto *group = child<QComboBox>(&d.dialog, "mapGroup");
    QCOMPARE(group->itemText(0), QStringLiteral("All classes"));
    QCOMPARE(group->itemText(1), QStringLiteral("5-A"));
    group->setCurrentText(QStringLiteral("6-B"));
    QCOMPARE(d.table->model()->rowCount(), 12);
    QVERIFY(d.search->hasFocus());
    for (int row = 0; row < 12; ++row)
        QCOMPARE(cell(d.table, row, MatchModel::Group), QStringLiteral("6-B"));
    QTest::keyClicks(d.search, QStringLiteral("khan"));
    const int khans = d.table->model()->rowCount();
    QVERIFY(khans > 0 && khans < 12);
    // It stays chosen when the list comes anew.
    (void)d.school.people.save(d.school.people.list);
    QTRY_COMPARE(d.table->model()->rowCount(), khans);
    QCOMPARE(group->currentText(), QStringLiteral("6-B"));
}

void tst_mapdialog::addsSomebodyNew()
{
    Dialog d(QStringLiteral("771"));
    QVERIFY(d.show());
    QTest::keyClick(&d.dialog, Qt::Key_N, Qt::AltModifier);
    QTRY_VERIFY(d.dialog.findChild<QWidget *>(QStringLiteral("newPersonDialog")));
    auto *form = child(&d.dialog, "newPersonDialog");
    QVERIFY(QTest::qWaitForWindowActive(form));
    QCOMPARE(child<QLineEdit>(form, "newPersonName")->text(), QStringLiteral("AYSHA K"));
    auto *number = child<QLineEdit>(form, "newPersonNumber");
    QTRY_VERIFY(number->hasFocus());
    QVERIFY(!child(form, "addPersonButton")->isEnabled());
    QTest::keyClicks(number, QStringLiteral(" 0999 "));
    d.school.people.failure = errors::conflict(QStringLiteral("The number 0999 is taken. Nothing "
                                                              "was stored. Choose another."));
    QTest::keyClick(number, Qt::Key_Return);
    QTRY_VERIFY(child(form, "errorBar")->isVisible());
    QCOMPARE(child<QLabel>(form, "errorHeadline")->text(),
             QStringLiteral("The person was not added."));
    d.school.people.failure.reset();
    QTest::keyClick(number, Qt::Key_Return);
    QTRY_VERIFY(!d.dialog.findChild<QWidget *>(QStringLiteral("newPersonDialog")));
    // Enter maps whom one has just added.
    QTRY_COMPARE(d.selectedName(), QStringLiteral("AYSHA K"));
    QCOMPARE(d.dialog.focusWidget(), d.search); // whichever window is active
    d.enter();
    QCOMPARE(d.chosen.size(), 1);
    QCOMPARE(d.chosen.first().first().value<UserMapping>().person, PersonId{73});
}

void tst_mapdialog::skipsAndGoesRound()
{
    Dialog d(QStringLiteral("440")); // the last user that is not mapped
    QVERIFY(d.show());
    QCOMPARE(d.title(), QStringLiteral("Who is user 440 of “Main Gate”?"));
    QTest::keyClick(&d.dialog, Qt::Key_S, Qt::AltModifier);
    QTRY_COMPARE(d.title(), QStringLiteral("Who is user 401 of “Main Gate”?"));
    QCOMPARE(d.selectedName(), QStringLiteral("Aysha Khan")); // the same number
    for (int left = 13; left > 0; --left)
        QVERIFY(click(&d.dialog, "mapSkipButton"));
    QCOMPARE(d.title(), QStringLiteral("That was the last one"));
    QVERIFY(!d.search->isEnabled());
    QVERIFY(!child(&d.dialog, "mapNowButton")->isEnabled());
    QCOMPARE(d.chosen.size(), 0);
}

void tst_mapdialog::emptySchoolIsToldAbout()
{
    FakePeople nobody;
    MapDialog dialog(nobody, {kMainGate, QStringLiteral("Main Gate")}, nullptr);
    MappingRow user;
    user.userId = QStringLiteral("1");
    dialog.setUsers({user}, {user}, QStringLiteral("1"));
    QVERIFY(showWindow(&dialog, {720, 520}));
    QTRY_COMPARE(
        child<QLabel>(&dialog, "mapHint")->text(),
        QStringLiteral("There are no students or staff yet. Import them first, or add one."));
    Person person;
    person.id = PersonId{1};
    person.number = QStringLiteral("1");
    (void)nobody.save({person});
    QTRY_VERIFY(child(&dialog, "mapNowButton")->isEnabled()); // imported meanwhile: the same number
}

ROLLCALL_TEST(tst_mapdialog);
#include "tst_mapdialog.moc"
