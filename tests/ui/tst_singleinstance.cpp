// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/lanaddresses.h"
#include "app/gui/singleinstance.h"
#include "tests/ui/uitest.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QSignalSpy>
#include <QThread>

#include <atomic>
#include <memory>

using namespace rollcall;
using namespace rollcall::test;

class tst_singleinstance : public UiTestCase
{
    Q_OBJECT

private slots:
    void theSecondRaisesTheFirst();
    void theSecondWaitsUntilTheFirstListens();
    void anotherFolderIsAnotherMatter();
    void comesBackAfterTheFirstEnded();
    void aSecondProcessEnds();
    void subnets_data();
    void subnets();
    void hosts();
};

void tst_singleinstance::theSecondRaisesTheFirst()
{
    const QTemporaryDir folder;
    SingleInstance first(folder.path());
    QCOMPARE(first.start(), SingleInstance::Start::First);
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    std::atomic<SingleInstance::Start> answer = SingleInstance::Start::First;
    const std::unique_ptr<QThread> elsewhere(QThread::create([&folder, &answer] {
        SingleInstance other(folder.path());
        answer = other.start();
    }));
    elsewhere->start();
    QTRY_COMPARE(raised.size(), 1);
    QTRY_VERIFY(elsewhere->isFinished());
    QCOMPARE(answer.load(), SingleInstance::Start::Raised);
}

/// Two clicks on the icon: the first has the lock and does not listen yet.
void tst_singleinstance::theSecondWaitsUntilTheFirstListens()
{
    const QTemporaryDir folder;
    QLockFile starting(QDir(folder.path()).filePath(QStringLiteral("window.lock")));
    starting.setStaleLockTime(0);
    QVERIFY(starting.tryLock());
    std::atomic<SingleInstance::Start> answer = SingleInstance::Start::First;
    const std::unique_ptr<QThread> elsewhere(QThread::create([&folder, &answer] {
        SingleInstance other(folder.path());
        answer = other.start();
    }));
    elsewhere->start();
    QTRY_VERIFY(elsewhere->isRunning());
    starting.unlock(); // and now it has ended, instead of listening
    QTRY_VERIFY(elsewhere->isFinished());
    QCOMPARE(answer.load(), SingleInstance::Start::First);

    QVERIFY(starting.tryLock());
    SingleInstance third(folder.path());
    QCOMPARE(third.start(), SingleInstance::Start::NoAnswer);
}

void tst_singleinstance::anotherFolderIsAnotherMatter()
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    SingleInstance first(one.path());
    SingleInstance second(two.path());
    QCOMPARE(first.start(), SingleInstance::Start::First);
    QCOMPARE(second.start(), SingleInstance::Start::First);
}

void tst_singleinstance::comesBackAfterTheFirstEnded()
{
    const QTemporaryDir folder;
    auto first = std::make_unique<SingleInstance>(folder.path());
    QCOMPARE(first->start(), SingleInstance::Start::First);
    first.reset();
    SingleInstance second(folder.path());
    QCOMPARE(second.start(), SingleInstance::Start::First);
}

/// The program itself, twice on one folder.
void tst_singleinstance::aSecondProcessEnds()
{
    const QTemporaryDir folder;
    const QString program = QStringLiteral(ROLLCALL_PROGRAM);
    const QStringList arguments{QStringLiteral("--data"), folder.path()};
    QProcess first;
    first.start(program, arguments);
    const QString lock = QDir(folder.path()).filePath(QStringLiteral("locks/window.lock"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(lock), 20000);
    QProcess second;
    second.start(program, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 20000);
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(first.state(), QProcess::Running);
    first.kill();
    QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, 20000);
}

void tst_singleinstance::subnets_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("prefix");
    QTest::addColumn<QString>("subnet");
    QTest::newRow("usual") << QStringLiteral("192.168.1.20") << 24
                           << QStringLiteral("192.168.1.0/24");
    QTest::newRow("half of one") << QStringLiteral("192.168.1.200") << 25
                                 << QStringLiteral("192.168.1.128/25");
    QTest::newRow("as wide as a scan goes")
        << QStringLiteral("10.1.6.9") << 22 << QStringLiteral("10.1.4.0/22");
    QTest::newRow("too wide for a scan")
        << QStringLiteral("10.1.6.9") << 8 << QStringLiteral("10.1.6.0/24");
}

void tst_singleinstance::subnets()
{
    QFETCH(QString, address);
    QFETCH(int, prefix);
    QNetworkAddressEntry entry;
    entry.setIp(QHostAddress(address));
    entry.setPrefixLength(prefix);
    QFETCH(QString, subnet);
    QCOMPARE(subnetsOf({entry, entry}), QStringList(subnet));
}

void tst_singleinstance::hosts()
{
    QNetworkAddressEntry entry;
    entry.setIp(QHostAddress(QStringLiteral("192.168.1.20")));
    entry.setPrefixLength(24);
    QCOMPARE(reachableHost(QHostAddress(QHostAddress::AnyIPv4), {entry}),
             QStringLiteral("192.168.1.20"));
    QCOMPARE(reachableHost(QHostAddress(QHostAddress::LocalHost), {entry}),
             QStringLiteral("127.0.0.1"));
}

ROLLCALL_TEST(tst_singleinstance);
#include "tst_singleinstance.moc"
