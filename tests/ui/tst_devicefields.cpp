// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "tests/ui/uitest.h"
#include "ui/pages/devices/deviceform.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

const QString kIp = QStringLiteral("192.168.1.201");

void type(QWidget *form, const QString &field, const QString &text)
{
    auto *edit = child<QLineEdit>(form, qPrintable(field + QLatin1String("Field")));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    for (const char32_t c : text.toUcs4()) { // QTest's own types Latin-1 only
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString::fromUcs4(&c, 1));
        QCoreApplication::sendEvent(edit, &press);
    }
    QTest::keyClick(edit, Qt::Key_Tab); // leaves the field
}

/// A form in a window, right in every field but the one that a test looks at.
struct Form
{
    explicit Form(SyncMode mode = SyncMode::Agent, const QString &driver = QStringLiteral("zk"))
        : form(*new DeviceForm(DeviceForm::Ways::Hidden, &window))
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&form);
        form.setWay(mode, driver);
        form.fillIn(kIp, 0, {});
        child<QLineEdit>(&form, "nameField")->setText(QStringLiteral("Main Gate"));
    }
    QString note(const QString &field) const
    {
        return child<QLabel>(&form, qPrintable(field + QLatin1String("Note")))->text();
    }
    bool isBlamed(const QString &field) const
    {
        return child(&form, qPrintable(field + QLatin1String("Note")))
                   ->property("role")
                   .toString() == QStringLiteral("bad");
    }

    QWidget window;
    DeviceForm &form; ///< the window's
};

} // namespace

/// What people really type into the fields of a device: taken as it was meant, or refused beside
/// the field.
class tst_devicefields : public UiTestCase
{
    Q_OBJECT

private slots:
    void agent_data();
    void agent();
    void adms_data();
    void adms();
    void push_data();
    void push();
    void aPortThatWasTypedWithTheAddress();
    void namesAndSerialsThatAreTaken();
    void theSerialOfAnotherAddressIsForgotten();
    void aRefusalStandsBesideItsField();
};

void tst_devicefields::agent_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isRight");
    QTest::addColumn<QString>("taken"); // of the field afterwards; null: as typed
    const QString name = QStringLiteral("name");
    const QString host = QStringLiteral("host");
    const QString port = QStringLiteral("port");
    const QString key = QStringLiteral("commKey");
    const QString zone = QStringLiteral("timeZone");
    const QString location = QStringLiteral("location");
    const QString empty = QStringLiteral("");
    QTest::newRow("name: blanks around")
        << name << QStringLiteral("  Main   Gate ") << true << QStringLiteral("Main Gate");
    QTest::newRow("name: only blanks") << name << QStringLiteral("   ") << false << empty;
    QTest::newRow("name: emoji") << name << QStringLiteral("Gate 🚪") << true << QString();
    QTest::newRow("name: another script")
        << name << QStringLiteral("मुख्य द्वार") << true << QString();
    QTest::newRow("name: 80 characters") << name << QString(80, u'x') << true << QString();
    QTest::newRow("name: 300 characters") << name << QString(300, u'x') << false << QString();
    QTest::newRow("address: blanks") << host << QStringLiteral(" 192.168.1.201 ") << true << kIp;
    QTest::newRow("address: http://")
        << host << QStringLiteral("http://192.168.1.201/") << true << kIp;
    QTest::newRow("address: full-width digits")
        << host << QStringLiteral("１９２.１６８.１.２０１") << true << kIp;
    QTest::newRow("address: Arabic digits")
        << host << QStringLiteral("١٩٢.١٦٨.١.٢٠١") << true << kIp;
    QTest::newRow("address: a host name")
        << host << QStringLiteral("gate.school.lan") << true << QString();
    QTest::newRow("address: too large")
        << host << QStringLiteral("192.168.1.999") << false << QString();
    QTest::newRow("address: too short")
        << host << QStringLiteral("192.168.1") << false << QString();
    QTest::newRow("address: emoji") << host << QStringLiteral("gate🚪") << false << QString();
    QTest::newRow("address: 300 characters") << host << QString(300, u'a') << false << QString();
    QTest::newRow("address: none") << host << empty << false << empty;
    QTest::newRow("port: 0") << port << QStringLiteral("0") << false << QString();
    QTest::newRow("port: 70000") << port << QStringLiteral("70000") << false << QString();
    QTest::newRow("port: minus one") << port << QStringLiteral("-1") << false << QString();
    QTest::newRow("port: letters") << port << QStringLiteral("http") << false << QString();
    QTest::newRow("port: none") << port << empty << false << empty;
    QTest::newRow("port: the last") << port << QStringLiteral("65535") << true << QString();
    QTest::newRow("port: Arabic digits")
        << port << QStringLiteral("٤٣٧٠") << true << QStringLiteral("4370");
    QTest::newRow("port: full-width digits with blanks")
        << port << QStringLiteral(" ４３７１ ") << true << QStringLiteral("4371");
    QTest::newRow("key: digits") << key << QStringLiteral("1234") << true << QString();
    QTest::newRow("key: Persian digits")
        << key << QStringLiteral("۱۲۳۴") << true << QStringLiteral("1234");
    QTest::newRow("key: letters") << key << QStringLiteral("12a") << false << QString();
    QTest::newRow("key: seven digits") << key << QStringLiteral("1234567") << false << QString();
    QTest::newRow("key: 300 digits") << key << QString(300, u'1') << false << QString();
    QTest::newRow("zone: known") << zone << QStringLiteral(" Asia/Kolkata ") << true
                                 << QStringLiteral("Asia/Kolkata");
    QTest::newRow("zone: Mars") << zone << QStringLiteral("Mars") << false << QString();
    QTest::newRow("location: 300 characters")
        << location << QString(300, u'x') << false << QString();
    QTest::newRow("location: emoji") << location << QStringLiteral("by the 🌳") << true << QString();
}

void tst_devicefields::agent()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(bool, isRight);
    QFETCH(QString, taken);
    Form form;
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    QVERIFY(form.form.isRight());
    const QString hint = form.note(field);
    type(&form.form, field, typed);
    QCOMPARE(form.form.isRight(), isRight);
    QCOMPARE(form.isBlamed(field), !isRight);
    QCOMPARE(form.note(field) == hint, isRight);
    QCOMPARE(child<QLineEdit>(&form.form, qPrintable(field + QLatin1String("Field")))->text(),
             taken.isNull() ? typed : taken);
}

void tst_devicefields::adms_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isRight");
    QTest::addColumn<QString>("taken");
    QTest::newRow("as on the label")
        << QStringLiteral("CKJF2019600123") << true << QStringLiteral("CKJF2019600123");
    QTest::newRow("blanks") << QStringLiteral(" CKJF 2019 ") << true << QStringLiteral("CKJF2019");
    QTest::newRow("full width") << QStringLiteral("ＣＫ２０１９") << true
                                << QStringLiteral("CK2019");
    QTest::newRow("none") << QString() << false << QString();
    QTest::newRow("a sign that none has")
        << QStringLiteral("CK/1") << false << QStringLiteral("CK/1");
    QTest::newRow("emoji") << QStringLiteral("CK🚪") << false << QStringLiteral("CK🚪");
    QTest::newRow("300 characters") << QString(300, u'1') << false << QString(300, u'1');
}

void tst_devicefields::adms()
{
    QFETCH(QString, typed);
    QFETCH(bool, isRight);
    QFETCH(QString, taken);
    Form form(SyncMode::Push, QStringLiteral("adms"));
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    QVERIFY(!child(&form.form, "portField")->isVisible());
    type(&form.form, QStringLiteral("serial"), QStringLiteral("X"));
    type(&form.form, QStringLiteral("serial"), typed);
    QCOMPARE(form.form.isRight(), isRight);
    QCOMPARE(form.isBlamed(QStringLiteral("serial")), !isRight);
    QCOMPARE(child<QLineEdit>(&form.form, "serialField")->text(), taken);
    if (isRight)
        QCOMPARE(form.form.draft().device.serial, taken);
}

void tst_devicefields::push_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("changes");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("an address") << QStringLiteral("192.168.1.77") << false << true;
    QTest::newRow("Arabic digits") << QStringLiteral("١٩٢.١٦٨.١.٧٧") << false << true;
    QTest::newRow("a host name") << QStringLiteral("library.lan") << false << false;
    QTest::newRow("none") << QString() << false << false;
    QTest::newRow("none, and it changes") << QString() << true << true;
}

void tst_devicefields::push()
{
    QFETCH(QString, typed);
    QFETCH(bool, changes);
    QFETCH(bool, isRight);
    Form form(SyncMode::Push, QStringLiteral("json"));
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    type(&form.form, QStringLiteral("host"), typed);
    child<QCheckBox>(&form.form, "hostChangesField")->setChecked(changes);
    QCOMPARE(form.form.isRight(), isRight);
    QCOMPARE(child(&form.form, "hostField")->isEnabled(), !changes);
    if (isRight)
        QCOMPARE(form.form.draft().device.addressAllow,
                 changes ? QStringList() : QStringList(QStringLiteral("192.168.1.77")));
}

void tst_devicefields::aPortThatWasTypedWithTheAddress()
{
    Form form;
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    type(&form.form, QStringLiteral("host"), QStringLiteral("http://192.168.1.9:4371/x"));
    QCOMPARE(form.form.draft().device.host, QStringLiteral("192.168.1.9"));
    QCOMPARE(form.form.draft().device.port, quint16(4371));
    type(&form.form, QStringLiteral("host"), QStringLiteral("192.168.1.9:70000"));
    QVERIFY(form.isBlamed(QStringLiteral("port")));
}

void tst_devicefields::namesAndSerialsThatAreTaken()
{
    Device gate;
    gate.id = kMainGate;
    gate.name = QStringLiteral("Main Gate");
    gate.mode = SyncMode::Push;
    gate.driver = QStringLiteral("adms");
    gate.serial = QStringLiteral("CK1");
    Form form(SyncMode::Push, QStringLiteral("adms"));
    form.form.setOthers({gate});
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    type(&form.form, QStringLiteral("name"), QStringLiteral("MAIN  gate"));
    QVERIFY(form.isBlamed(QStringLiteral("name")));
    QVERIFY(form.note(QStringLiteral("name")).contains(QStringLiteral("Main Gate 2")));
    type(&form.form, QStringLiteral("name"), QStringLiteral("Back Gate"));
    type(&form.form, QStringLiteral("serial"), QStringLiteral("CK1"));
    QVERIFY(!form.isBlamed(QStringLiteral("name")));
    QVERIFY(form.note(QStringLiteral("serial")).contains(QStringLiteral("“Main Gate” has this")));
    form.form.setDevice(gate); // its own name is its own
    QVERIFY(form.form.isRight() || form.note(QStringLiteral("host")).isEmpty() ||
            !form.isBlamed(QStringLiteral("name")));
}

void tst_devicefields::theSerialOfAnotherAddressIsForgotten()
{
    Form form;
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    form.form.fillIn(kIp, 4370, QStringLiteral("CK1"));
    QCOMPARE(form.form.draft().device.serial, QStringLiteral("CK1"));
    type(&form.form, QStringLiteral("host"), QStringLiteral("192.168.1.7"));
    QCOMPARE(form.form.draft().device.serial, QString());
}

void tst_devicefields::aRefusalStandsBesideItsField()
{
    Form form;
    QVERIFY(showWindow(&form.window, form.window.sizeHint()));
    QVERIFY(form.form.showProblem(QStringLiteral("name"), QStringLiteral("That name is odd.")));
    QCOMPARE(form.note(QStringLiteral("name")), QStringLiteral("That name is odd."));
    QVERIFY(!form.form.isRight());
    QVERIFY(!form.form.showProblem(QStringLiteral("serial"), QStringLiteral("No such line.")));
    QVERIFY(!form.form.showProblem(QStringLiteral("codePage"), QStringLiteral("Nor this.")));
}

ROLLCALL_TEST(tst_devicefields);
#include "tst_devicefields.moc"
