// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/models/personmodel.h"
#include "ui/pages/people/peoplepage.h"

#include <QLabel>
#include <QLineEdit>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

class tst_peoplepage : public UiTestCase
{
    Q_OBJECT

private slots:
    void listsAndFilters();
    void emptyPageTeaches();
};

void tst_peoplepage::listsAndFilters()
{
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    PeoplePage page(school.people, chooser, nullptr);
    QVERIFY(showWindow(&page));
    auto *table = child<QTableView>(&page, "peopleTable");
    QTRY_COMPARE(table->model()->rowCount(), 72);
    QCOMPARE(child<QPushButton>(&page, "peopleStaffButton")->text(), QStringLiteral("Staff 8"));
    QVERIFY(click(&page, "peopleStaffButton"));
    QCOMPARE(table->model()->rowCount(), 8);
    QVERIFY(click(&page, "peopleStudentsButton"));
    QTest::keyClicks(child(&page, "peopleFilter"), QStringLiteral("muller 5-a"));
    QCOMPARE(table->model()->rowCount(), 2);
    QTest::keyClicks(child(&page, "peopleFilter"), QStringLiteral("x"));
    QVERIFY(child(&page, "emptyState")->isVisible());
    QVERIFY(click(&page, "emptyButton"));
    QCOMPARE(table->model()->rowCount(), 72);
}

void tst_peoplepage::emptyPageTeaches()
{
    FakeSchool school;
    FakeChooser chooser;
    PeoplePage page(school.people, chooser, nullptr);
    QVERIFY(showWindow(&page));
    QTRY_VERIFY(child(&page, "emptyState")->isVisible());
    QCOMPARE(child<QLabel>(&page, "emptyHeadline")->text(),
             QStringLiteral("No students or staff yet"));
    Person person;
    person.id = PersonId{1};
    person.fullName = QStringLiteral("Aysha Khan");
    (void)school.people.save({person});
    QTRY_VERIFY(child(&page, "peopleTable")->isVisible());
}

ROLLCALL_TEST(tst_peoplepage);
#include "tst_peoplepage.moc"
