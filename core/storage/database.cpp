// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"

#include "core/base/log.h"
#include "core/storage/dialect.h"

namespace rollcall {

void PreparedStatement::bind(int place, const QVariant &value)
{
    if (value.isNull() && value.typeId() != QMetaType::QString) {
        bindNull(place);
        return;
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::UShort:
    case QMetaType::LongLong:
        bindNumber(place, value.toLongLong());
        break;
    default:
        Q_ASSERT(value.typeId() == QMetaType::QString);
        bindText(place, value.toString());
        break;
    }
}

bool Rows::next()
{
    const Result<bool> there = m_statement->next();
    if (!there)
        *m_failure = there.error();
    return there && *there;
}

Result<qint64> Statement::run()
{
    if (const Result<> started = m_statement->start(); !started)
        return started.error();
    return m_statement->changedRows();
}

Database::~Database()
{
    m_statements.clear();
}

Result<std::unique_ptr<Database>> Database::open(const StorageConfig &config, Access access)
{
    std::unique_ptr<Database> database(new Database(config, access));
    if (const Result<> connected = database->connect(); !connected)
        return connected.error();
    return database;
}

Result<> Database::connect()
{
    Result<std::unique_ptr<Connection>> connection =
        engine() == Engine::Sqlite ? openSqlite(m_config, m_access) : openPostgres(m_config);
    if (!connection)
        return connection.error();
    m_connection = std::move(*connection);
    return ok();
}

Result<PreparedStatement *> Database::prepared(const char *name, const QString &sql)
{
    const auto known = m_statements.find(QByteArrayView(name));
    if (known != m_statements.end())
        return known->second.get();
    Result<std::unique_ptr<PreparedStatement>> made = m_connection->prepare(name, sql);
    if (!made)
        return made.error();
    return m_statements.emplace(QByteArray(name), std::move(*made)).first->second.get();
}

Result<PreparedStatement *> Database::start(const char *name, const QString &sql,
                                            const QVariantList &values)
{
    const Result<PreparedStatement *> statement = prepared(name, sql);
    if (!statement)
        return statement;
    for (qsizetype i = 0; i < values.size(); ++i)
        (*statement)->bind(static_cast<int>(i), values.at(i));
    if (const Result<> started = (*statement)->start(); !started)
        return started.error();
    return statement;
}

Result<Rows> Database::query(const char *name, const QString &sql, const QVariantList &values)
{
    const Result<PreparedStatement *> started = start(name, sql, values);
    if (!started)
        return started.error();
    return Rows(**started, m_readFailure);
}

Result<qint64> Database::execute(const char *name, const QString &sql, const QVariantList &values)
{
    const Result<PreparedStatement *> started = start(name, sql, values);
    if (!started)
        return started.error();
    const qint64 changed = (*started)->changedRows();
    (*started)->finish();
    return changed;
}

Result<Statement> Database::statement(const char *name, const QString &sql)
{
    const Result<PreparedStatement *> made = prepared(name, sql);
    if (!made)
        return made.error();
    return Statement(**made);
}

Result<> Database::direct(const char *name, const QString &sql)
{
    return m_connection->direct(name, sql);
}

Result<qint64> Database::number(const char *name, const QString &sql, const QVariantList &values,
                                qint64 otherwise)
{
    Result<Rows> rows = query(name, sql, values);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->number(0) : otherwise;
}

Result<> Database::readFailure()
{
    if (const std::optional<Error> failure = std::exchange(m_readFailure, std::nullopt))
        return *failure;
    return ok();
}

Result<> Database::settle()
{
    if (engine() == Engine::Postgres)
        return ok(); // the server sees to itself
    return direct("checkpoint", QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)"));
}

bool Database::isInTransaction() const
{
    return m_connection && m_connection->isInTransaction();
}

Result<> Database::reopen()
{
    m_statements.clear();
    m_connection.reset();
    qCWarning(lcDb) << "The database connection was lost; it is opened again.";
    return connect();
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
    if (!m_database || !m_database->isInTransaction())
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
