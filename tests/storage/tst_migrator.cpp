// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/migrator.h"
#include "core/storage/storage.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>
#include <QFile>

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

class tst_migrator : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void opensTwice_data() { TempDatabase::addEngineRows(); }
    void opensTwice();
    void refusesNewer_data() { TempDatabase::addEngineRows(); }
    void refusesNewer();
    void refusesForeignMigration_data() { TempDatabase::addEngineRows(); }
    void refusesForeignMigration();
    void refusesDamaged_data();
    void refusesDamaged();
    void saysWhenThereIsNoSchool();
    void splitsStatements();
};

namespace {

QByteArray bytesOf(const QString &file)
{
    if (file.isEmpty())
        return {}; // on PostgreSQL there is no file to compare
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

/// Runs one statement on a closed database.
void alter(const StorageConfig &config, const QString &sql)
{
    const Result<std::unique_ptr<Database>> database = Database::open(config, Access::ReadWrite);
    QVERIFY(database);
    QVERIFY((*database)->direct("alter", sql));
}

} // namespace

void tst_migrator::opensTwice()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    fixture.reopen();
    QCOMPARE(await(fixture.stores().school.school())->name, QStringLiteral("Hill School"));
}

void tst_migrator::refusesNewer()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    fixture.storage.reset();
    alter(fixture.database.config(),
          QStringLiteral(
              "INSERT INTO schema_version VALUES (999, '0999_future.sql', 'x', 0, '9.9')"));
    const QByteArray before = bytesOf(fixture.database.config().sqliteFile);
    const Result<std::unique_ptr<Storage>> opened =
        Storage::open(fixture.database.config(), fixture.clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::StorageNewer);
    QVERIFY(opened.error().userText.contains(QStringLiteral("999")));
    QCOMPARE(bytesOf(fixture.database.config().sqliteFile), before);
}

void tst_migrator::refusesForeignMigration()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    fixture.storage.reset();
    alter(fixture.database.config(),
          QStringLiteral("UPDATE schema_version SET sha256 = 'other' WHERE version = 1"));
    const Result<std::unique_ptr<Storage>> opened =
        Storage::open(fixture.database.config(), fixture.clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::StorageDamaged);
}

void tst_migrator::refusesDamaged_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QByteArray>("garbage");
    QTest::addColumn<qint64>("cutTo");
    QTest::newRow("not a database") << qint64(0) << QByteArray(4096, 'x') << qint64(-1);
    QTest::newRow("first bytes") << qint64(0) << QByteArray(16, '\0') << qint64(-1);
    QTest::newRow("schema page") << qint64(100) << QByteArray(3900, '\x5a') << qint64(-1);
    QTest::newRow("a page in the middle")
        << qint64(4096 * 5) << QByteArray(4096, '\xee') << qint64(-1);
    QTest::newRow("cut in half") << qint64(0) << QByteArray() << qint64(4096 * 10);
    QTest::newRow("cut to some bytes") << qint64(0) << QByteArray() << qint64(50);
}

void tst_migrator::refusesDamaged()
{
    QFETCH(qint64, at);
    QFETCH(QByteArray, garbage);
    QFETCH(qint64, cutTo);
    StoreFixture fixture(Engine::Sqlite);
    const QString path = fixture.database.config().sqliteFile;
    fixture.storage.reset();
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 4096 * 12);
        if (!garbage.isEmpty()) {
            file.seek(at);
            file.write(garbage);
        }
        if (cutTo >= 0)
            QVERIFY(file.resize(cutTo));
    }
    const QByteArray before = bytesOf(path);
    const Result<std::unique_ptr<Storage>> opened =
        Storage::open(fixture.database.config(), fixture.clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::StorageDamaged);
    QCOMPARE(bytesOf(path), before);
}

void tst_migrator::saysWhenThereIsNoSchool()
{
    const TempDatabase database;
    const rollcall::test::FakeClock clock;
    StorageConfig config = database.config();
    config.createIfMissing = false;
    const Result<std::unique_ptr<Storage>> opened = Storage::open(config, clock);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::NotFound);
    QVERIFY(!QFile::exists(config.sqliteFile));
}

void tst_migrator::splitsStatements()
{
    const QList<Migration> known = knownMigrations();
    QVERIFY(!known.isEmpty());
    for (qsizetype i = 0; i < known.size(); ++i)
        QCOMPARE(known.at(i).version, static_cast<int>(i + 1));
}

ROLLCALL_TEST(tst_migrator);
#include "tst_migrator.moc"
