// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/mainwindow.h"
#include "ui/pages/devices/devicedialog.h"
#include "ui/pages/mapping/mapdialog.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTranslator>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// Every text 40 % longer, so that a label that was cut to the English shows.
class LongTexts final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text + QString(text.size() * 2 / 5, u'x');
    }
};

/// The parts of Qt's own widgets are reached through the widget.
bool isInnerPart(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractSpinBox *>(parent) ||
            qobject_cast<const QComboBox *>(parent))
            return true;
    }
    return qobject_cast<const QHeaderView *>(widget) || qobject_cast<const QScrollBar *>(widget) ||
           widget->objectName().startsWith(QLatin1String("qt_"));
}

bool hasBuddy(const QWidget *widget)
{
    for (const QLabel *label : widget->window()->findChildren<QLabel *>()) {
        const QWidget *buddy = label->buddy();
        if (buddy &&
            (buddy == widget || buddy->focusProxy() == widget || buddy->isAncestorOf(widget)))
            return true;
    }
    return false;
}

QString describe(const QWidget *widget)
{
    return QStringLiteral("%1 \"%2\"")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
}

/// Focusable widgets that a screen reader could not name.
QStringList nameless(const QWidget *window)
{
    QStringList found;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        // A label's name is its text.
        if (widget->focusPolicy() == Qt::NoFocus || widget->isHidden() || isInnerPart(widget) ||
            qobject_cast<const QLabel *>(widget))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!isNamed && !hasBuddy(widget))
            found.append(describe(widget));
    }
    return found;
}

/// Visible texts that do not fit their widget.
QStringList clipped(const QWidget *window)
{
    QStringList found;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!widget->isVisible() || isInnerPart(widget) || (!label && !button))
            continue;
        const QString text = label ? label->text() : button->text();
        if (text.isEmpty())
            continue;
        const bool wraps = label && label->wordWrap();
        const QSize need = widget->sizeHint();
        const bool isTooNarrow = !wraps && widget->width() < need.width();
        const bool isTooLow = wraps ? widget->height() < label->heightForWidth(widget->width())
                                    : widget->height() < need.height();
        if (isTooNarrow || isTooLow)
            found.append(QStringLiteral("%1 \"%2\" has %3x%4, needs %5x%6")
                             .arg(describe(widget), text)
                             .arg(widget->width())
                             .arg(widget->height())
                             .arg(need.width())
                             .arg(need.height()));
        if (!window->rect().contains(QRect(widget->mapTo(window, QPoint()), widget->size())))
            found.append(QStringLiteral("%1 \"%2\" stands outside").arg(describe(widget), text));
    }
    return found;
}

void settle()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

} // namespace

class tst_accessibility : public UiTestCase
{
    Q_OBJECT

private slots:
    void everythingHasAName();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void mirrors();
    void tabReachesEveryControl();
};

void tst_accessibility::everythingHasAName()
{
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    QVERIFY2(nameless(&window).isEmpty(), qPrintable(nameless(&window).join(u'\n')));
    DeviceDialog add(school.devices, std::nullopt, QString(), nullptr);
    QVERIFY2(nameless(&add).isEmpty(), qPrintable(nameless(&add).join(u'\n')));
    DeviceDialog edit(school.devices, school.devices.find(kStaffDoor)->device, QString(), nullptr);
    QVERIFY2(nameless(&edit).isEmpty(), qPrintable(nameless(&edit).join(u'\n')));
    MapDialog map(school.people, {kMainGate, QStringLiteral("Main Gate")}, nullptr);
    QVERIFY2(nameless(&map).isEmpty(), qPrintable(nameless(&map).join(u'\n')));
    // The walk itself finds what has none.
    QWidget bare;
    auto *field = new QLineEdit(&bare);
    QCOMPARE(nameless(&bare).size(), 1);
    field->setAccessibleName(QStringLiteral("Field"));
    QCOMPARE(nameless(&bare).size(), 0);
}

void tst_accessibility::nothingIsClipped_data()
{
    QTest::addColumn<bool>("isMirrored");
    QTest::addColumn<bool>("isLong");
    QTest::addColumn<double>("fontScale");
    QTest::newRow("plain") << false << false << 1.0;
    QTest::newRow("right to left") << true << false << 1.0;
    QTest::newRow("long texts") << false << true << 1.0;
    QTest::newRow("right to left, long texts") << true << true << 1.0;
    QTest::newRow("larger font") << false << false << 1.2;
}

void tst_accessibility::nothingIsClipped()
{
    QFETCH(bool, isMirrored);
    QFETCH(bool, isLong);
    QFETCH(double, fontScale);
    LongTexts texts;
    if (isLong)
        QCoreApplication::installTranslator(&texts);
    const QFont font = QApplication::font();
    QFont larger = font;
    larger.setPointSizeF(font.pointSizeF() * fontScale);
    QApplication::setFont(larger);
    QApplication::setLayoutDirection(isMirrored ? Qt::RightToLeft : Qt::LeftToRight);
    const auto restore = qScopeGuard([&font] {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QApplication::setFont(font);
    });

    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window, {1366, 768}));
    auto *devices = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    const QString row =
        QTest::currentDataTag() ? QString::fromLatin1(QTest::currentDataTag()) : QString();
    const QString suffix =
        QString(row).replace(QLatin1String(", "), QLatin1String("-")).replace(u' ', u'-');
    for (const QString &page : window.pageNames()) {
        window.showPage(page);
        settle();
        QVERIFY(takePicture(&window, QString(QLatin1String("fit-") + page + u'-' + suffix)));
        QVERIFY2(clipped(&window).isEmpty(), qPrintable(clipped(&window).join(u'\n')));
        QCOMPARE(window.size(), QSize(1366, 768));
    }
    window.showPage(QStringLiteral("devicesSection"));
    QVERIFY(click(&window, "mappingButton"));
    QTRY_VERIFY(child(&window, "mappingTable")->isVisible());
    settle();
    QVERIFY2(clipped(&window).isEmpty(), qPrintable(clipped(&window).join(u'\n')));
    DeviceDialog dialog(school.devices, school.devices.find(kStaffDoor)->device, QString(),
                        nullptr);
    QVERIFY(showWindow(&dialog, dialog.sizeHint()));
    settle();
    QVERIFY(takePicture(&dialog, QString(QLatin1String("fit-device-dialog-") + suffix)));
    QVERIFY2(clipped(&dialog).isEmpty(), qPrintable(clipped(&dialog).join(u'\n')));
    QVERIFY(dialog.width() <= 1366 && dialog.height() <= 740);
    MapDialog map(school.people, {kMainGate, QStringLiteral("Main Gate")}, nullptr);
    const QList<MappingRow> users = school.mapping.users.value(kMainGate);
    map.setUsers(users, users, QStringLiteral("401"));
    QVERIFY(showWindow(&map, map.size()));
    settle();
    QVERIFY(takePicture(&map, QString(QLatin1String("fit-map-dialog-") + suffix)));
    QVERIFY2(clipped(&map).isEmpty(), qPrintable(clipped(&map).join(u'\n')));
    QVERIFY(map.width() <= 1366 && map.height() <= 740);
}

void tst_accessibility::mirrors()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto restore = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    const auto centerOf = [&window](const char *name) {
        auto *widget = child(&window, name);
        return widget->mapTo(&window, widget->rect().center()).x();
    };
    QVERIFY(centerOf("devicesSectionLink") > window.width() * 3 / 4);
    QVERIFY(centerOf("addDeviceButton") < window.width() / 4);
}

void tst_accessibility::tabReachesEveryControl()
{
    FakeSchool school;
    school.fill();
    FakeChooser chooser;
    MainWindow window(school.ports(), chooser, FakeSchool::frame());
    QVERIFY(showWindow(&window));
    auto *devices = child<QTableView>(&window, "devicesTable");
    QTRY_COMPARE(devices->model()->rowCount(), 5);
    devices->selectRow(rowOf(devices, 1, QStringLiteral("Main Gate")));
    QStringList reached;
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        reached.append(window.focusWidget()->objectName());
    }
    for (const char *name :
         {"devicesFilter", "syncButton", "mappingButton", "editDeviceButton", "activeButton",
          "addDeviceButton", "devicesTable", "devicesSectionLink"})
        QVERIFY2(reached.contains(QString::fromLatin1(name)), qPrintable(reached.join(u' ')));
}

ROLLCALL_TEST(tst_accessibility);
#include "tst_accessibility.moc"
