// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxreader.h"
#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/models/personmodel.h"
#include "ui/models/tablefilter.h"
#include "ui/tableexport.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// A table of people as a page makes it.
struct PeopleTable
{
    PeopleTable()
    {
        FakeSchool school;
        school.fill();
        model.setRows(school.people.list);
        filter.setSourceModel(&model);
        view.setItemDelegate(new RowDelegate(&view));
        view.setRows(&filter, PersonModel::Number);
    }

    PersonModel model;
    TableFilter filter;
    TableView view{QStringLiteral("testTable"), QStringLiteral("People"), nullptr};
};

} // namespace

class tst_tableview : public UiTestCase
{
    Q_OBJECT

private slots:
    void copiesCells();
    void remembersColumnsAndSorting();
    void hidesColumnsByMenu();
    void tabLeadsOut();
    void exportsWhatIsShown();
    void guardsFormulas();
    void offersExportInItsMenu();
    void writesWorkbooks();
    void writesThousandsOfRowsElsewhere();
    void squeezesColumnsBeforeItScrolls();
};

void tst_tableview::copiesCells()
{
    PeopleTable table;
    QVERIFY(showWindow(&table.view, {900, 400}));
    table.view.setColumnHidden(PersonModel::Kind, true);
    table.view.selectRow(0);
    QTest::keyClick(&table.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keySequence(&table.view, QKeySequence(QKeySequence::Copy));
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().startsWith(QStringLiteral("0401\tAysha Khan\t5-A\t")));
    QVERIFY(lines.last().startsWith(QStringLiteral("0402\tRahul Sharma\t")));
    QCOMPARE(lines.first().count(u'\t'), PersonModel::ColumnCount - 2);
}

void tst_tableview::remembersColumnsAndSorting()
{
    {
        PeopleTable table;
        QVERIFY(showWindow(&table.view, {900, 400}));
        QTRY_VERIFY(table.view.columnWidth(PersonModel::Name) > 0);
        QCoreApplication::sendPostedEvents();
        table.view.setColumnWidth(PersonModel::Name, 333);
        table.view.setColumnHidden(PersonModel::Roll, true);
        table.view.horizontalHeader()->moveSection(0, 1);
        table.view.sortByColumn(PersonModel::Name, Qt::DescendingOrder);
        table.view.hide();
    }
    PeopleTable table;
    QVERIFY(showWindow(&table.view, {900, 400}));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(table.view.columnWidth(PersonModel::Name), 333);
    QVERIFY(table.view.isColumnHidden(PersonModel::Roll));
    QCOMPARE(table.view.horizontalHeader()->visualIndex(PersonModel::Number), 1);
    QCOMPARE(table.filter.sortColumn(), static_cast<int>(PersonModel::Name));
    QCOMPARE(table.filter.sortOrder(), Qt::DescendingOrder);
    QVERIFY(cell(&table.view, 0, PersonModel::Name) > cell(&table.view, 40, PersonModel::Name));
}

void tst_tableview::hidesColumnsByMenu()
{
    PeopleTable table;
    QVERIFY(showWindow(&table.view, {900, 400}));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5},
                            table.view.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(table.view.viewport(), &event);
    auto *menu = table.view.findChild<QMenu *>();
    QVERIFY(menu);
    const auto actions = menu->actions();
    const auto phone = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->text() == QStringLiteral("Phone");
    });
    QVERIFY(phone != actions.end());
    QVERIFY((*phone)->isChecked());
    (*phone)->trigger();
    QVERIFY(table.view.isColumnHidden(PersonModel::Phone));
    menu->close();
}

void tst_tableview::tabLeadsOut()
{
    QWidget window;
    QPushButton before(&window);
    PeopleTable table;
    table.view.setParent(&window);
    QPushButton after(&window);
    after.move(0, 300);
    table.view.setGeometry(0, 40, 500, 200);
    QWidget::setTabOrder(&before, &table.view);
    QWidget::setTabOrder(&table.view, &after);
    QVERIFY(showWindow(&window, {600, 400}));
    before.setFocus();
    QTest::keyClick(&before, Qt::Key_Tab);
    QVERIFY(table.view.hasFocus());
    QCOMPARE(table.view.selectionModel()->selectedRows().size(), 1);
    QTest::keyClick(&table.view, Qt::Key_Tab);
    QVERIFY(after.hasFocus());
    table.view.setParent(nullptr);
}

void tst_tableview::exportsWhatIsShown()
{
    PeopleTable table;
    table.filter.setText(QStringLiteral("0401"));
    table.view.setColumnHidden(PersonModel::Guardian, true);
    table.view.horizontalHeader()->moveSection(1, 0);
    const QByteArray csv = asCsv(
        contentsOf(table.view, ExportColumn{QStringLiteral("Date"), QStringLiteral("2026-03-12")}));
    const QList<QByteArray> lines = csv.split('\n');
    QVERIFY(lines.at(0).startsWith("\xEF\xBB\xBF"
                                   "Date,Name,No.,Class,"));
    QVERIFY(!lines.at(0).contains("Guardian"));
    QVERIFY2(lines.at(1).startsWith("2026-03-12,Aysha Khan,\"0401\",5-A,Student,"),
             lines.at(1).constData());
    QCOMPARE(lines.size(), 3);
}

void tst_tableview::guardsFormulas()
{
    PeopleTable table;
    Person person;
    person.id = PersonId{900};
    person.number = QStringLiteral("=1+1");
    person.fullName = QStringLiteral("@SUM(A1)");
    table.model.setRows({person});
    const QByteArray csv = asCsv(
        contentsOf(table.view, ExportColumn{QStringLiteral("Date"), QStringLiteral("2026-03-12")}));
    QVERIFY2(csv.contains(",'=1+1,'@SUM(A1),"), csv.constData());
}

void tst_tableview::offersExportInItsMenu()
{
    const QTemporaryDir folder;
    PeopleTable table;
    QWidget page;
    NoticeBar notice(&page);
    ErrorBar errors(&page);
    FakeChooser chooser;
    chooser.path = folder.filePath(QStringLiteral("people.csv"));
    offerExport(&table.view, chooser, QStringLiteral("people"), {&notice, &errors});
    QVERIFY(showWindow(&table.view, {900, 400}));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5},
                            table.view.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(table.view.viewport(), &event);
    auto *menu = table.view.findChild<QMenu *>();
    QVERIFY(menu);
    child<QAction>(menu, "exportAction")->trigger();
    menu->close();
    QTRY_COMPARE(notice.text(), QStringLiteral("72 rows were written to “%1”.")
                                    .arg(QDir::toNativeSeparators(chooser.path)));
    chooser.path = folder.filePath(QStringLiteral("no such folder/people.csv"));
    emit table.view.exportRequested();
    QTRY_VERIFY(errors.fullText().startsWith(QStringLiteral("The table was not exported.")));
}

/// The end of the name tells the kind of file; what looks like a number or a formula stays a text.
void tst_tableview::writesWorkbooks()
{
    const QTemporaryDir folder;
    PeopleTable table;
    Person person;
    person.id = PersonId{900};
    person.number = QStringLiteral("000123456789012345678");
    person.fullName = QStringLiteral("=1+1");
    person.phone = QStringLiteral("+919845012345");
    table.model.setRows({person});
    QWidget page;
    NoticeBar notice(&page);
    ErrorBar errors(&page);
    FakeChooser chooser;
    chooser.path = folder.filePath(QStringLiteral("people.XLSX"));
    offerExport(&table.view, chooser, QStringLiteral("people"), {&notice, &errors});
    emit table.view.exportRequested();
    QTRY_COMPARE(
        notice.text(),
        QStringLiteral("1 row was written to “%1”.").arg(QDir::toNativeSeparators(chooser.path)));
    QVERIFY(chooser.asked.nameFilter.contains(QStringLiteral("*.xlsx")));
    QFile file(chooser.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(file.readAll());
    QVERIFY(book);
    QCOMPARE((*book)->sheets().first().name, QStringLiteral("People"));
    QStringList texts;
    QVERIFY((*book)->read((*book)->sheets().first(), [&texts](SheetRow &row) -> Result<bool> {
        for (const SheetCell &cell : row.cells)
            texts.append(cell.text);
        return true;
    }));
    QVERIFY(texts.startsWith(QStringLiteral("No.")));
    for (const QString &text : {person.number, person.fullName, person.phone})
        QVERIFY2(texts.contains(text), qPrintable(texts.join(u' ')));
}

/// The watch of the test base judges how long the window was busy with it.
void tst_tableview::writesThousandsOfRowsElsewhere()
{
    const QTemporaryDir folder;
    PeopleTable table;
    QList<Person> people;
    for (int i = 0; i < 5000; ++i) {
        Person person;
        person.id = PersonId{i + 1};
        person.number = QString::number(100000 + i);
        person.fullName = QStringLiteral("Pupil %1").arg(i);
        people.append(person);
    }
    table.model.setRows(people);
    QWidget page;
    NoticeBar notice(&page);
    ErrorBar errors(&page);
    FakeChooser chooser;
    offerExport(&table.view, chooser, QStringLiteral("people"), {&notice, &errors});
    for (const char *name : {"people.csv", "people.xlsx"}) {
        chooser.path = folder.filePath(QString::fromLatin1(name));
        QTimer::singleShot(0, &table.view, &TableView::exportRequested);
        QTRY_VERIFY(notice.text().contains(QString::fromLatin1(name)));
        QVERIFY(notice.text().startsWith(QStringLiteral("5,000 rows")));
    }
}

void tst_tableview::squeezesColumnsBeforeItScrolls()
{
    PeopleTable table;
    QVERIFY(showWindow(&table.view, {620, 400}));
    QTRY_VERIFY(table.view.columnWidth(PersonModel::Name) > 0);
    QCoreApplication::sendPostedEvents();
    QTRY_VERIFY(table.view.horizontalHeader()->length() <= table.view.viewport()->width());
}

ROLLCALL_TEST(tst_tableview);
#include "tst_tableview.moc"
