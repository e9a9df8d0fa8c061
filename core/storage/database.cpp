// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"

#include "core/base/log.h"
#include "core/storage/dialect.h"

#include <QSqlError>

#include <atomic>

namespace rollcall {

namespace {

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return QStringLiteral("rollcall-%1").arg(++counter);
}

/// Qt binds a null QString as NULL, but empty text is what our columns hold (architecture.md,
/// section 7).
const QVariant &neverNullText(const QVariant &value)
{
    static const QVariant empty = QStringLiteral("");
    return value.metaType() == QMetaType::fromType<QString>() && value.toString().isNull() ? empty
                                                                                           : value;
}

/// A handle that is not open yet. QSqlDatabase has no move, so nobody keeps a second handle beside
/// Database's own.
QSqlDatabase makeConnection(const StorageConfig &config, Access access)
{
    const Engine engine = config.engine();
    QSqlDatabase connection =
        QSqlDatabase::addDatabase(dialect::driverName(engine), nextConnectionName());
    if (engine == Engine::Sqlite) {
        connection.setDatabaseName(config.sqliteFile);
        QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
        if (access == Access::ReadOnly)
            options += QStringLiteral(";QSQLITE_OPEN_READONLY");
        connection.setConnectOptions(options);
    } else {
        connection.setHostName(config.postgres.host());
        connection.setPort(config.postgres.port(5432));
        connection.setUserName(config.postgres.userName(QUrl::FullyDecoded));
        connection.setPassword(config.postgres.password(QUrl::FullyDecoded));
        connection.setDatabaseName(config.postgres.path(QUrl::FullyDecoded).mid(1));
        connection.setConnectOptions(QStringLiteral("connect_timeout=5;application_name=rollcall"));
    }
    return connection;
}

} // namespace

Database::Database(QSqlDatabase connection, Engine engine)
    : m_connection(std::move(connection))
    , m_engine(engine)
{}

Database::~Database()
{
    m_statements.clear();
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Database>> Database::open(const StorageConfig &config, Access access)
{
    const Engine engine = config.engine();
    std::unique_ptr<Database> database(new Database(makeConnection(config, access), engine));
    if (!database->m_connection.open())
        return dialect::errorFrom(database->m_connection.lastError(), QStringLiteral("open"),
                                  engine);
    if (const Result<> configured = database->configure(access); !configured)
        return configured.error();
    return database;
}

Result<> Database::configure(Access access)
{
    if (m_engine == Engine::Postgres)
        return direct("set time zone", QStringLiteral("SET TIME ZONE 'UTC'"));
    QStringList pragmas{QStringLiteral("PRAGMA foreign_keys=ON"),
                        QStringLiteral("PRAGMA temp_store=MEMORY")};
    if (access == Access::ReadWrite) {
        pragmas << QStringLiteral("PRAGMA journal_mode=WAL")
                << QStringLiteral("PRAGMA synchronous=FULL")
                << QStringLiteral("PRAGMA cache_size=-16384");
    } else {
        pragmas << QStringLiteral("PRAGMA query_only=ON")
                << QStringLiteral("PRAGMA cache_size=-4096");
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (const Result<> done = direct("pragma", pragma); !done)
            return done;
    }
    return ok();
}

Result<QSqlQuery *> Database::prepared(const char *name, const QString &sql)
{
    const auto known =
        m_statements.find(QByteArray::fromRawData(name, static_cast<qsizetype>(qstrlen(name))));
    if (known != m_statements.end())
        return &known->second;
    QSqlQuery query(m_connection);
    // On PostgreSQL forward-only rows come one by one from the wire, and the next statement would
    // discard them.
    query.setForwardOnly(m_engine == Engine::Sqlite);
    if (!query.prepare(sql))
        return dialect::errorFrom(query.lastError(), QString::fromLatin1(name), m_engine);
    return &m_statements.emplace(QByteArray(name), std::move(query)).first->second;
}

Result<QSqlQuery *> Database::run(const char *name, const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> statement = prepared(name, sql);
    if (!statement)
        return statement.error();
    QSqlQuery &query = *statement.value();
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), neverNullText(values.at(i)));
    if (!query.exec()) {
        const Error error =
            dialect::errorFrom(query.lastError(), QString::fromLatin1(name), m_engine);
        query.finish();
        return error;
    }
    return &query;
}

Result<Rows> Database::query(const char *name, const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> done = run(name, sql, values);
    if (!done)
        return done.error();
    return Rows(**done);
}

Result<qint64> Database::execute(const char *name, const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> done = run(name, sql, values);
    if (!done)
        return done.error();
    const qint64 changed = done.value()->numRowsAffected();
    done.value()->finish();
    return changed;
}

Result<> Database::direct(const char *name, const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return dialect::errorFrom(query.lastError(), QString::fromLatin1(name), m_engine);
    return ok();
}

Result<qint64> Database::number(const char *name, const QString &sql, const QVariantList &values,
                                qint64 otherwise)
{
    Result<Rows> rows = query(name, sql, values);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->number(0) : otherwise;
}

Result<> Database::reopen()
{
    m_statements.clear();
    m_connection.close();
    qCWarning(lcDb) << "The database connection was lost; it is opened again.";
    if (!m_connection.open())
        return dialect::errorFrom(m_connection.lastError(), QStringLiteral("reopen"), m_engine);
    return configure(Access::ReadWrite);
}

Result<Transaction> Transaction::begin(Database &database, Access access)
{
    const QString sql = access == Access::ReadWrite ? dialect::beginWrite(database.engine())
                                                    : dialect::beginRead(database.engine());
    if (const Result<> begun = database.direct("begin", sql); !begun)
        return begun.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    if (const Result<> undone = m_database->direct("rollback", QStringLiteral("ROLLBACK")); !undone)
        qCWarning(lcDb) << "A transaction could not be rolled back:" << undone.error().detail;
}

Result<> Transaction::commit()
{
    Database &database = *m_database;
    const Result<> done = database.direct("commit", QStringLiteral("COMMIT"));
    if (done)
        m_database = nullptr;
    return done;
}

} // namespace rollcall
