// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/keychainstore.h"
#include "tests/support/secretservice.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>
#include <vector>

using namespace rollcall;
using namespace std::chrono_literals;

/// QtKeychain against a real Secret Service, from threads without an event loop.
class tst_keychainstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsAndForgets();
    void keepsBytes_data();
    void keepsBytes();
    void keepsServicesAndNamesApart();
    void fromManyThreads();
    void lateAnswers();
    void cleanupTestCase();

private:
    std::unique_ptr<rollcall::test::SecretService> m_service;
};

void tst_keychainstore::initTestCase()
{
    m_service = std::make_unique<rollcall::test::SecretService>();
    QVERIFY2(m_service->startBus(), qPrintable(m_service->problem()));
    QVERIFY2(m_service->startUnlocked(), qPrintable(m_service->problem()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_service->address());
}

void tst_keychainstore::keepsAndForgets()
{
    KeychainStore store(QStringLiteral("Rollcall test"));
    const QString name = QStringLiteral("device-1-token");
    QCOMPARE(store.read(name).error().code, ErrorCode::NotFound);
    QVERIFY(store.remove(name));
    QVERIFY(store.write(name, "one"));
    QVERIFY(store.write(name, "two"));
    QCOMPARE(store.read(name).valueOr({}), QByteArray("two"));
    QVERIFY(store.remove(name));
    QCOMPARE(store.read(name).error().code, ErrorCode::NotFound);
}

void tst_keychainstore::keepsBytes_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("text") << QByteArray("abc-_123");
    QTest::newRow("UTF-8") << QByteArray("\xe0\xa4\x95\xe0\xa5\x80");
    QTest::newRow("line ends") << QByteArray("a\r\nb\n");
    QTest::newRow("zeros") << QByteArray("a\0b\0", 4);
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x80");
    QTest::newRow("long") << QByteArray(4096, 'x');
}

void tst_keychainstore::keepsBytes()
{
    QFETCH(QByteArray, secret);
    KeychainStore store(QStringLiteral("Rollcall test"));
    const QString name = QStringLiteral("bytes");
    QVERIFY(store.write(name, secret));
    QCOMPARE(store.read(name).valueOr({}), secret);
}

void tst_keychainstore::keepsServicesAndNamesApart()
{
    KeychainStore one(QStringLiteral("Rollcall one"));
    KeychainStore two(QStringLiteral("Rollcall two"));
    QVERIFY(one.write(QStringLiteral("a"), "one a"));
    QVERIFY(one.write(QStringLiteral("b"), "one b"));
    QVERIFY(two.write(QStringLiteral("a"), "two a"));
    QVERIFY(one.remove(QStringLiteral("b")));
    QCOMPARE(one.read(QStringLiteral("a")).valueOr({}), QByteArray("one a"));
    QCOMPARE(two.read(QStringLiteral("a")).valueOr({}), QByteArray("two a"));
    QCOMPARE(one.read(QStringLiteral("b")).error().code, ErrorCode::NotFound);
}

void tst_keychainstore::fromManyThreads()
{
    std::atomic_int right = 0;
    std::vector<std::jthread> threads;
    constexpr int kThreads = 8;
    constexpr int kRounds = 5;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([i, &right] {
            KeychainStore store(QStringLiteral("Rollcall threads"), 60s);
            const QString name = QStringLiteral("thread-%1").arg(i);
            for (int round = 0; round < kRounds; ++round) {
                const QByteArray secret = QByteArray::number(100 * i + round);
                if (store.write(name, secret) && store.read(name).valueOr({}) == secret)
                    ++right;
            }
        });
    threads.clear();
    QCOMPARE(right.load(), kThreads * kRounds);
}

/// A keychain that asks somebody for its password answers late or never.
void tst_keychainstore::lateAnswers()
{
    KeychainStore store(QStringLiteral("Rollcall late"), 300ms);
    const QString name = QStringLiteral("late");
    m_service->freeze();
    const Result<> given = store.write(name, "kept late");
    QVERIFY(!given);
    QCOMPARE(given.error().code, ErrorCode::StorageFailure);
    QVERIFY2(given.error().userText.contains(QStringLiteral("does not answer")),
             qPrintable(given.error().userText));
    // While the first is under way nothing else can be, and nobody waits for it.
    KeychainStore patient(QStringLiteral("Rollcall late"), 24h);
    QCOMPARE(patient.read(name).error().code, ErrorCode::StorageFailure);
    m_service->thaw();
    QTRY_COMPARE(store.read(name).valueOr({}), QByteArray("kept late"));
    QVERIFY(store.remove(name));
}

void tst_keychainstore::cleanupTestCase()
{
    // GLib ends a program whose session bus goes away.
    std::signal(SIGTERM, SIG_IGN);
    m_service.reset();
}

ROLLCALL_TEST(tst_keychainstore);
#include "tst_keychainstore.moc"
