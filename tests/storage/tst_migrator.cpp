// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dialect.h"
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
    void keepsTheDataOfVersion1_data() { TempDatabase::addEngineRows(); }
    void keepsTheDataOfVersion1();
    void keepsTheDataOfVersion2_data() { TempDatabase::addEngineRows(); }
    void keepsTheDataOfVersion2();
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

/// A database as the release with schema @p version left it, with a school, a device and a log.
void makeVersion(const StorageConfig &config, int version)
{
    const Result<std::unique_ptr<Database>> opened = Database::open(config, Access::ReadWrite);
    QVERIFY(opened);
    Database &database = **opened;
    QStringList statements{QStringLiteral(
        "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
        "sha256 TEXT NOT NULL, applied_utc BIGINT NOT NULL, app_version TEXT NOT NULL)")};
    for (const Migration &migration : knownMigrations().mid(0, version)) {
        statements += dialect::splitStatements(dialect::expand(migration.sql, config.engine()));
        statements.append(
            QStringLiteral("INSERT INTO schema_version VALUES (%1, '%2', '%3', 0, '0.1')")
                .arg(migration.version)
                .arg(migration.name, migration.sha256));
    }
    statements.append(QStringLiteral("INSERT INTO school (code, name, time_zone) "
                                     "VALUES ('1', 'Old School', 'Asia/Kolkata')"));
    statements.append(
        QStringLiteral("INSERT INTO device (school_id, name, sync_mode, driver, host, port, "
                       "serial, sync_mark_utc) SELECT id, 'Main Gate', 'agent', 'zk', "
                       "'192.168.1.201', 4370, 'SN1', 77 FROM school"));
    statements.append(
        QStringLiteral("INSERT INTO raw_log (school_id, device_id, user_id, timestamp, source, "
                       "received_utc) SELECT school_id, id, '007', '2026-03-12 08:00:00', "
                       "'agent', 5 FROM device"));
    for (const QString &statement : std::as_const(statements))
        QVERIFY2(database.direct("old version", statement), qPrintable(statement));
}

} // namespace

void tst_migrator::keepsTheDataOfVersion1()
{
    QFETCH(Engine, engine);
    const TempDatabase database(engine);
    const rollcall::test::FakeClock clock;
    makeVersion(database.config(), 1);
    if (QTest::currentTestFailed())
        return;
    Result<std::unique_ptr<Storage>> opened = Storage::open(database.config(), clock);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    const Stores stores = (*opened)->stores();
    QCOMPARE(await(stores.school.school())->name, QStringLiteral("Old School"));
    const QList<Device> devices = await(stores.devices.devices()).valueOr({});
    QCOMPARE(devices.size(), 1);
    const Device &device = devices.first();
    QCOMPARE(device.name, QStringLiteral("Main Gate"));
    QCOMPARE(device.serial, QStringLiteral("SN1"));
    QCOMPARE(device.syncMarkUtc, 77);
    QCOMPARE(device.wire, WireSettings());
    QCOMPARE(device.leftDisabledUtc, 0);
    QCOMPARE(await(stores.devices.notices()).valueOr({{}}), QList<DeviceNotice>());
    const QList<MappingRow> users = await(stores.mappings.rows(device.id)).valueOr({});
    QCOMPARE(users.size(), 1);
    QCOMPARE(users.first().punches, 1);
    if (engine == Engine::Sqlite)
        QVERIFY(QFile::exists(QStringLiteral("%1.before-%2")
                                  .arg(database.config().sqliteFile)
                                  .arg(knownMigrations().size())));
    opened->reset();
    QVERIFY(Storage::open(database.config(), clock));
}

void tst_migrator::keepsTheDataOfVersion2()
{
    QFETCH(Engine, engine);
    const TempDatabase database(engine);
    const rollcall::test::FakeClock clock;
    makeVersion(database.config(), 2);
    if (QTest::currentTestFailed())
        return;
    alter(database.config(),
          QStringLiteral("INSERT INTO device_user (device_id, user_id, name, card, privilege) "
                         "SELECT id, '007', 'Asha', '5', 14 FROM device"));
    const Result<std::unique_ptr<Storage>> opened = Storage::open(database.config(), clock);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    const Stores stores = (*opened)->stores();
    const QList<Device> devices = await(stores.devices.devices()).valueOr({});
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices.first().serial, QStringLiteral("SN1"));
    const DeviceId device = devices.first().id;
    const QList<ReportedUser> users{
        {QStringLiteral("007"), QStringLiteral("Asha"), QStringLiteral("5"), 14, false, QString()}};
    QCOMPARE(await(stores.push.users(device, 0)).valueOr({}), users);
    QCOMPARE(await(stores.push.memory(device)).valueOr({}), PushMemory());
    QCOMPARE(await(stores.push.commands(device, 10)).valueOr({{}}), QList<DeviceCommand>());
    QVERIFY(await(stores.push.queueCommands(device, {QStringLiteral("CHECK")}, {})));
    QCOMPARE(await(stores.push.takeCommands(device, 5, {}))->commands.size(), 1);
}

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
