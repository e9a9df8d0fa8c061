// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/secretservice.h"
#include "tests/support/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::SecretService;

/// Where the programs keep API tokens: a real keychain, a locked one, and none.
class tst_keychain : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void tokenLiesInTheKeychain();
    void filesMoveOverWithTheNextToken();
    void lockedKeychain();
    void noKeychain_data();
    void noKeychain();
    void keychainOrNothing();
    void cleanupTestCase();

private:
    std::unique_ptr<SecretService> m_service;
};

namespace {

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ');
}

/// A school with one push device; answers its token.
QByteArray makeDoor(const CtlRunner &ctl)
{
    if (ctl.run(words("init --school Hill --time-zone Asia/Kolkata")).status != 0)
        return {};
    const CtlAnswer added =
        ctl.run(words("--json device add --name Door --mode push --dialect json"));
    return added.json().object().value(u"token").toString().toLatin1();
}

QByteArray shownToken(const CtlRunner &ctl)
{
    return ctl.run(words("device token Door --show")).out.trimmed();
}

/// The files of the data folder that hold @p secret.
QStringList filesWith(const CtlRunner &ctl, const QByteArray &secret)
{
    QStringList found;
    QDirIterator files(ctl.dataFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(secret))
            found.append(files.fileName());
    }
    return found;
}

int tokenRows(const CtlRunner &ctl)
{
    return ctl.value(QStringLiteral("SELECT COUNT(*) FROM device_token")).toInt();
}

const QString kTokenFile = QStringLiteral("device-1-token");

} // namespace

void tst_keychain::initTestCase()
{
    m_service = std::make_unique<SecretService>();
    QVERIFY2(m_service->startBus(), qPrintable(m_service->problem()));
}

void tst_keychain::init()
{
    TestCase::init();
    m_service->stopKeyring();
    QVERIFY2(m_service->startUnlocked(), qPrintable(m_service->problem()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_service->address());
    qputenv("ROLLCALL_SECRETS", "auto");
    qunsetenv("DISPLAY");
}

void tst_keychain::tokenLiesInTheKeychain()
{
    const CtlRunner ctl(Engine::Sqlite);
    const CtlRunner other(Engine::Sqlite);
    const QByteArray token = makeDoor(ctl);
    const QByteArray otherToken = makeDoor(other);
    QCOMPARE(token.size(), 43);
    QVERIFY(token != otherToken);
    QCOMPARE(shownToken(ctl), token);
    QCOMPARE(shownToken(other), otherToken);
    QCOMPARE(filesWith(ctl, token), QStringList());
    const QByteArray next = ctl.run(words("device token Door")).out.trimmed();
    QCOMPARE(next.size(), 43);
    QCOMPARE(shownToken(ctl), next);
    QCOMPARE(filesWith(ctl, next), QStringList());
    // With the device its secret goes, and nobody else's.
    QCOMPARE(ctl.run(words("device remove Door")).status, 0);
    QVERIFY(
        !QFile::exists(ctl.dataFolder() + QStringLiteral("/secrets/device-1-token-in-keychain")));
    QCOMPARE(shownToken(other), otherToken);
}

void tst_keychain::filesMoveOverWithTheNextToken()
{
    const CtlRunner ctl(Engine::Sqlite);
    qputenv("ROLLCALL_SECRETS", "file");
    const QByteArray old = makeDoor(ctl);
    QCOMPARE(filesWith(ctl, old), QStringList(kTokenFile));
    qputenv("ROLLCALL_SECRETS", "auto");
    QCOMPARE(shownToken(ctl), old);
    const QByteArray next = ctl.run(words("device token Door --now")).out.trimmed();
    QCOMPARE(shownToken(ctl), next);
    QCOMPARE(filesWith(ctl, old), QStringList());
    QCOMPARE(filesWith(ctl, next), QStringList());
}

void tst_keychain::lockedKeychain()
{
    const CtlRunner ctl(Engine::Sqlite);
    const QByteArray token = makeDoor(ctl);
    m_service->stopKeyring();
    QVERIFY2(m_service->startLocked(), qPrintable(m_service->problem()));
    const CtlAnswer shown = ctl.run(words("device token Door --show"));
    QCOMPARE(shown.status, 1);
    QVERIFY2(shown.err.contains("Unlock the keychain"), shown.err.constData());
    QVERIFY(!shown.err.contains(token));
    // An edit changes nothing of the token that a terminal uses.
    const CtlAnswer edited = ctl.run(words("device edit Door --location Hall"));
    QVERIFY2(edited.status == 0, edited.err.constData());
    QVERIFY(!edited.out.contains("token"));
    QCOMPARE(tokenRows(ctl), 1);
    m_service->stopKeyring();
    QVERIFY(m_service->startUnlocked());
    QCOMPARE(shownToken(ctl), token);
    // A new one that the keychain cannot take goes into a file, until it can.
    m_service->stopKeyring();
    QVERIFY(m_service->startLocked());
    const QByteArray next = ctl.run(words("device token Door")).out.trimmed();
    QCOMPARE(filesWith(ctl, next), QStringList(kTokenFile));
    m_service->stopKeyring();
    QVERIFY(m_service->startUnlocked());
    QCOMPARE(shownToken(ctl), next);
}

void tst_keychain::noKeychain_data()
{
    QTest::addColumn<bool>("bus");
    QTest::newRow("no Secret Service on the bus") << true;
    QTest::newRow("no bus") << false;
}

void tst_keychain::noKeychain()
{
    QFETCH(bool, bus);
    m_service->stopKeyring();
    if (!bus)
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    const CtlRunner ctl(Engine::Sqlite);
    const CtlAnswer made = ctl.run(words("init --school Hill --time-zone Asia/Kolkata"));
    QVERIFY2(made.status == 0, made.err.constData());
    const CtlAnswer added = ctl.run(words("device add --name Door --mode push --dialect json"));
    QVERIFY2(added.status == 0, added.err.constData());
    QVERIFY2(added.err.isEmpty(), added.err.constData());
    const QByteArray token = shownToken(ctl);
    QCOMPARE(token.size(), 43);
    QVERIFY(added.out.contains(token));
    QCOMPARE(filesWith(ctl, token), QStringList(kTokenFile));
}

void tst_keychain::keychainOrNothing()
{
    m_service->stopKeyring();
    qputenv("ROLLCALL_SECRETS", "keychain");
    const CtlRunner ctl(Engine::Sqlite);
    const QByteArray token = makeDoor(ctl);
    QCOMPARE(token.size(), 43); // shown this once
    QCOMPARE(filesWith(ctl, token), QStringList());
    QCOMPARE(ctl.run(words("device token Door --show")).status, 1);
    QCOMPARE(ctl.run(words("device edit Door --location Hall")).status, 0);
    QCOMPARE(tokenRows(ctl), 1);
    qputenv("ROLLCALL_SECRETS", "files");
    const CtlAnswer wrong = ctl.run(words("device list"));
    QCOMPARE(wrong.status, 1);
    QVERIFY2(wrong.err.contains("ROLLCALL_SECRETS"), wrong.err.constData());
}

void tst_keychain::cleanupTestCase()
{
    m_service.reset();
}

ROLLCALL_TEST(tst_keychain);
#include "tst_keychain.moc"
