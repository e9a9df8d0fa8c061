// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/storage/connection.h"

#include <QVariantList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace rollcall {

/// The rows of a query, read forward. Frees the statement at its end, so that it does not hold a
/// lock. Lives shorter than its Database, and a statement has one reader at a time.
class Rows
{
public:
    ~Rows()
    {
        if (m_statement)
            m_statement->finish();
    }
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    Rows(Rows &&other) noexcept
        : m_statement(std::exchange(other.m_statement, nullptr))
        , m_failure(other.m_failure)
    {}
    Rows &operator=(Rows &&) = delete;

    /// False at the end, and when the database fails in the middle: then Database::readFailure()
    /// tells, and whoever runs the job looks there, so that a short list is never taken for a whole
    /// one.
    bool next();
    QString text(int column) const { return m_statement->text(column); }
    /// A column of ASCII without a copy; gone with the next call.
    QLatin1String ascii(int column) const { return m_statement->ascii(column); }
    qint64 number(int column) const { return m_statement->number(column); }
    bool flag(int column) const { return number(column) != 0; }

private:
    friend class Database;
    Rows(PreparedStatement &statement, std::optional<Error> &failure)
        : m_statement(&statement)
        , m_failure(&failure)
    {}

    PreparedStatement *m_statement;
    std::optional<Error> *m_failure;
};

/// A statement without rows that is run again and again: what all rows of a batch share is bound
/// once. Lives shorter than its Database, and one at a time for a name.
class Statement
{
public:
    ~Statement()
    {
        if (m_statement)
            m_statement->finish();
    }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    Statement(Statement &&other) noexcept
        : m_statement(std::exchange(other.m_statement, nullptr))
    {}
    Statement &operator=(Statement &&) = delete;

    /// @p place counts the question marks from 0.
    void bind(int place, const QString &text) { m_statement->bindText(place, text); }
    void bind(int place, QLatin1String ascii) { m_statement->bindAscii(place, ascii); }
    void bind(int place, qint64 number) { m_statement->bindNumber(place, number); }
    /// Answers how many rows it changed.
    Result<qint64> run();

private:
    friend class Database;
    explicit Statement(PreparedStatement &statement)
        : m_statement(&statement)
    {}

    PreparedStatement *m_statement;
};

/// One connection. Belongs to the thread that opened it; no other thread touches it
/// (architecture.md, section 5).
class Database
{
public:
    /// SQLite: sets WAL, foreign_keys, busy_timeout 5000 and, for writers, synchronous=FULL: an
    /// acknowledged punch may already be gone from the terminal, so a commit must survive a power
    /// cut.
    static Result<std::unique_ptr<Database>> open(const StorageConfig &config, Access access);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Engine engine() const { return m_config.engine(); }
    bool isOpen() const { return m_connection && m_connection->isOpen(); }

    /// Runs a prepared statement; @p name names it in errors and in the cache, so one name has one
    /// text.
    Result<Rows> query(const char *name, const QString &sql, const QVariantList &values = {});
    /// The same for statements without rows; answers how many rows it changed.
    Result<qint64> execute(const char *name, const QString &sql, const QVariantList &values = {});
    /// The same for statements that are run many times in a row.
    Result<Statement> statement(const char *name, const QString &sql);
    /// A statement that is not prepared: PRAGMA, BEGIN, DDL.
    Result<> direct(const char *name, const QString &sql);
    /// The first column of the first row, or @p otherwise.
    Result<qint64> number(const char *name, const QString &sql, const QVariantList &values = {},
                          qint64 otherwise = 0);
    /// Why rows ended before their end since the last call; ok when none did.
    Result<> readFailure();
    /// Whether a transaction is open that can still be rolled back.
    bool isInTransaction() const;
    /// Does what was put off while there was work: SQLite's log goes into its file.
    Result<> settle();
    /// Opens the connection anew after PostgreSQL dropped it.
    Result<> reopen();

private:
    explicit Database(const StorageConfig &config, Access access)
        : m_config(config)
        , m_access(access)
    {}
    Result<> connect();
    Result<PreparedStatement *> prepared(const char *name, const QString &sql);
    Result<PreparedStatement *> start(const char *name, const QString &sql,
                                      const QVariantList &values);

    const StorageConfig m_config;
    const Access m_access;
    std::unique_ptr<Connection> m_connection;
    std::map<QByteArray, std::unique_ptr<PreparedStatement>, std::less<>>
        m_statements; ///< go before their connection
    std::optional<Error> m_readFailure;
};

/// For statements of which only success matters, not how many rows they changed.
inline Result<> withoutCount(const Result<qint64> &changed)
{
    return changed ? ok() : Result<>(changed.error());
}

/// Rolls back at its end unless committed. commit() must be looked at: only it says whether
/// anything is stored.
class Transaction
{
public:
    static Result<Transaction> begin(Database &database, Access access = Access::ReadWrite);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    Transaction &operator=(Transaction &&) = delete;

    Result<> commit();

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {}
    Database *m_database;
};

} // namespace rollcall
