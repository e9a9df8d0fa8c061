// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/wizardfixture.h"

#include <QComboBox>
#include <QListWidget>
#include <QProgressBar>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

TerminalSighting sighting(const QString &host, DeviceId known = {})
{
    TerminalSighting found;
    found.host = host;
    found.port = 4371;
    found.driver = QStringLiteral("zk");
    found.serial = QStringLiteral("CK7");
    found.model = QStringLiteral("MB20");
    found.known = known;
    return found;
}

} // namespace

/// "Find Devices" of "Add New Device".
class tst_wizardsearch : public UiTestCase
{
    Q_OBJECT

private slots:
    void findsDevices();
    void stopsASearch();
    void aDoubleClickTakesWhatWasFound();
    void tellsWhyNothingWasSearched();
};

void tst_wizardsearch::findsDevices()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(click(&w.wizard, "findButton"));
    QCOMPARE(w.school.terminals.subnet, QStringLiteral("192.168.1.0/24"));
    const TerminalSighting known = sighting(QStringLiteral("192.168.1.201"), kMainGate);
    const TerminalSighting fresh = sighting(QStringLiteral("192.168.1.210"));
    w.school.terminals.scanned(127, 254, &known);
    auto *list = child<QListWidget>(&w.wizard, "foundList");
    QTRY_COMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(),
             QStringLiteral("192.168.1.201 · MB20 · serial number CK7 · is “Main Gate” already"));
    QCOMPARE(w.text("findStatus"), QStringLiteral("Looking: 127 of 254 addresses"));
    QCOMPARE(child<QProgressBar>(&w.wizard, "findBar")->value(), 500);
    w.school.terminals.finishScan({known, fresh});
    QTRY_COMPARE(list->count(), 2);
    QVERIFY(!child(&w.wizard, "findBar")->isVisible());
    QCOMPARE(w.text("findResult"),
             QStringLiteral("2 devices found. Choose one, or go on without."));
    QCOMPARE(list->currentRow(), 1); // the one that is not listed yet
    QVERIFY(w.next());
    QCOMPARE(child<QLineEdit>(&w.wizard, "hostField")->text(), fresh.host);
    QCOMPARE(child<QLineEdit>(&w.wizard, "portField")->text(), QStringLiteral("4371"));
    w.type("nameField", QStringLiteral("Sports Hall"));
    QVERIFY(w.next());
    QCOMPARE(w.school.terminals.tested->device.serial, QStringLiteral("CK7"));
}

void tst_wizardsearch::stopsASearch()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    child<QComboBox>(&w.wizard, "subnetField")->setEditText(QStringLiteral(" 10.0.0.0 / 24"));
    QVERIFY(click(&w.wizard, "findButton"));
    QCOMPARE(w.school.terminals.subnet, QStringLiteral("10.0.0.0/24"));
    QVERIFY(click(&w.wizard, "findCancelButton"));
    QVERIFY(w.school.terminals.isStopped());
    QCOMPARE(w.text("findStatus"), QStringLiteral("Looking: Stopping…"));
    w.school.terminals.finishScan({});
    QTRY_VERIFY(w.text("findResult").contains(QStringLiteral("stopped")));
    QVERIFY(child(&w.wizard, "findButton")->isEnabled());
}

void tst_wizardsearch::aDoubleClickTakesWhatWasFound()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(click(&w.wizard, "findButton"));
    w.school.terminals.finishScan({sighting(QStringLiteral("192.168.1.210"))});
    auto *list = child<QListWidget>(&w.wizard, "foundList");
    QTRY_COMPARE(list->count(), 1);
    const QPoint place = list->visualItemRect(list->item(0)).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(w.wizard.currentId(), static_cast<int>(DeviceWizard::Details));
    QCOMPARE(child<QLineEdit>(&w.wizard, "hostField")->text(), QStringLiteral("192.168.1.210"));
}

void tst_wizardsearch::tellsWhyNothingWasSearched()
{
    Wizard w;
    QVERIFY(showWindow(&w.wizard, w.wizard.size()));
    QVERIFY(click(&w.wizard, "findButton"));
    w.school.terminals.refuseScan(errors::invalidInput(QStringLiteral("This is no subnet.")));
    auto *bar = child(child(&w.wizard, "findDevices"), "errorBar");
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(child<QLabel>(bar, "errorText")->text(), QStringLiteral("This is no subnet."));
}

ROLLCALL_TEST(tst_wizardsearch);
#include "tst_wizardsearch.moc"
