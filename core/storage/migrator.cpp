// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/migrator.h"

#include "core/base/log.h"
#include "core/storage/dialect.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

namespace rollcall {

namespace {

constexpr qint64 kQuickCheckBytes = 48LL * 1024 * 1024;
constexpr qint64 kHeaderSize = 100;

Result<bool> hasVersionTable(Database &database)
{
    const QString sql =
        database.engine() == Engine::Sqlite
            ? QStringLiteral("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_version'")
            : QStringLiteral("SELECT COUNT(*) FROM information_schema.tables WHERE "
                             "table_schema = current_schema() AND table_name = 'schema_version'");
    const Result<qint64> count = database.number("schema_version.exists", sql);
    if (!count)
        return count.error();
    return *count > 0;
}

Result<int> storedVersion(Database &database)
{
    const Result<bool> exists = hasVersionTable(database);
    if (!exists)
        return exists.error();
    if (!*exists)
        return 0;
    const Result<qint64> version = database.number(
        "schema_version.max", QStringLiteral("SELECT MAX(version) FROM schema_version"));
    if (!version)
        return version.error();
    return static_cast<int>(*version);
}

/// SQLite's file header: magic, page size at 16, page count at 28, valid when 24 equals 92.
Result<> checkHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return errors::storageFailure(QStringLiteral("open: %1").arg(file.errorString()));
    if (file.size() == 0)
        return ok();
    const QByteArray head = file.read(kHeaderSize);
    if (head.size() < kHeaderSize || !head.startsWith(QByteArray("SQLite format 3\0", 16)))
        return errors::storageDamaged(QStringLiteral("file header"));
    const auto word = [&head](int at) { return qFromBigEndian<quint32>(head.constData() + at); };
    const quint16 stored = qFromBigEndian<quint16>(head.constData() + 16);
    const qint64 pageSize = stored == 1 ? 65536 : stored;
    const bool sizeIsValid = word(24) == word(92);
    // A write-ahead log may hold pages that the file does not have yet.
    const bool walIsEmpty = QFileInfo(path + QStringLiteral("-wal")).size() == 0;
    if (sizeIsValid && walIsEmpty && file.size() < pageSize * word(28))
        return errors::storageDamaged(QStringLiteral("file is shorter than its header says"));
    return ok();
}

Result<> quickCheck(Database &database)
{
    Result<Rows> rows = database.query("quick_check", QStringLiteral("PRAGMA quick_check(1)"));
    if (!rows)
        return rows.error();
    if (!rows->next() || rows->text(0) != u"ok")
        return errors::storageDamaged(QStringLiteral("quick_check"));
    return ok();
}

Result<> checkApplied(Database &database, const QList<Migration> &known)
{
    Result<Rows> rows = database.query(
        "schema_version.all",
        QStringLiteral("SELECT version, sha256 FROM schema_version ORDER BY version"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const qint64 version = rows->number(0);
        if (version < 1 || version > known.size() || known.at(version - 1).sha256 != rows->text(1))
            return errors::storageDamaged(QStringLiteral("migration %1 differs").arg(version));
    }
    return database.readFailure();
}

Result<> apply(Database &database, const Migration &migration, qint64 nowUtc)
{
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (database.engine() == Engine::Postgres) {
        // Two programs may start at the same moment; SQLite's BEGIN IMMEDIATE already made us wait
        // for the other.
        const Result<> lock = database.direct(
            "migrate.lock", QStringLiteral("LOCK TABLE schema_version IN EXCLUSIVE MODE"));
        if (!lock)
            return lock;
    }
    const Result<int> present = storedVersion(database);
    if (!present)
        return present.error();
    if (*present >= migration.version)
        return ok();
    for (const QString &statement :
         dialect::splitStatements(dialect::expand(migration.sql, database.engine()))) {
        if (const Result<> done = database.direct(qPrintable(migration.name), statement); !done)
            return done;
    }
    const Result<qint64> noted = database.execute(
        "schema_version.add",
        QStringLiteral(
            "INSERT INTO schema_version (version, name, sha256, applied_utc, app_version) "
            "VALUES (?, ?, ?, ?, ?)"),
        {migration.version, migration.name, migration.sha256, nowUtc,
         QStringLiteral(ROLLCALL_VERSION)});
    if (!noted)
        return noted.error();
    return transaction->commit();
}

} // namespace

QList<Migration> knownMigrations()
{
    QList<Migration> migrations;
    const QDir folder(QStringLiteral(":/rollcall/migrations"));
    static const QRegularExpression shape(QStringLiteral("^(\\d{4})_(.+)\\.sql$"));
    for (const QString &name :
         folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        const QRegularExpressionMatch match = shape.match(name);
        QFile file(folder.filePath(name));
        if (!match.hasMatch() || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = file.readAll().replace("\r\n", "\n");
        migrations.append(
            {match.captured(1).toInt(), name, QString::fromUtf8(text),
             QString::fromLatin1(
                 QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex())});
    }
    return migrations;
}

Result<> inspectSqliteFile(const QString &file)
{
    if (!QFileInfo::exists(file) || QFileInfo(file).size() == 0)
        return ok();
    if (const Result<> header = checkHeader(file); !header)
        return header;
    StorageConfig config;
    config.sqliteFile = file;
    const Result<std::unique_ptr<Database>> database = Database::open(config, Access::ReadOnly);
    if (!database)
        return database.error();
    const bool endedUncleanly = QFileInfo(file + QStringLiteral("-wal")).size() > 0;
    if (endedUncleanly || QFileInfo(file).size() <= kQuickCheckBytes) {
        if (const Result<> checked = quickCheck(**database); !checked)
            return checked;
    }
    const Result<int> version = storedVersion(**database);
    if (!version)
        return version.error();
    const int known = static_cast<int>(knownMigrations().size());
    if (*version > known)
        return errors::storageNewer(*version, known);
    return ok();
}

Result<> migrate(Database &database, const StorageConfig &config, qint64 nowUtc)
{
    const QList<Migration> known = knownMigrations();
    Result<int> version = storedVersion(database);
    if (!version)
        return version.error();
    if (*version > known.size())
        return errors::storageNewer(*version, static_cast<int>(known.size()));
    if (*version == 0) {
        const Result<> made = database.direct(
            "schema_version.create",
            QStringLiteral(
                "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, "
                "name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_utc BIGINT NOT NULL, "
                "app_version TEXT NOT NULL)"));
        if (!made)
            return made;
    }
    if (const Result<> checked = checkApplied(database, known); !checked)
        return checked;
    if (*version > 0 && *version < known.size() && database.engine() == Engine::Sqlite) {
        const QString copy =
            QStringLiteral("%1.before-%2").arg(config.sqliteFile).arg(known.size());
        QFile::remove(copy);
        const Result<qint64> copied =
            database.execute("backup", QStringLiteral("VACUUM INTO ?"), {copy});
        if (!copied)
            return copied.error();
    }
    for (const Migration &migration : known) {
        if (migration.version <= *version)
            continue;
        qCInfo(lcDb) << "Applying migration" << migration.name;
        if (const Result<> applied = apply(database, migration, nowUtc); !applied)
            return applied;
    }
    return ok();
}

} // namespace rollcall
