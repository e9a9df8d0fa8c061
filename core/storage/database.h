// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/storage/storageconfig.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <map>
#include <memory>
#include <utility>

namespace rollcall {

/// The rows of a query, read forward. Frees the statement at its end, so that it does not hold a
/// lock. Lives shorter than its Database, and a statement has one reader at a time.
class Rows
{
public:
    explicit Rows(QSqlQuery &query)
        : m_query(&query)
    {}
    ~Rows()
    {
        if (m_query)
            m_query->finish();
    }
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    Rows(Rows &&other) noexcept
        : m_query(std::exchange(other.m_query, nullptr))
    {}
    Rows &operator=(Rows &&) = delete;

    bool next() { return m_query->next(); }
    QString text(int column) const { return m_query->value(column).toString(); }
    qint64 number(int column) const { return m_query->value(column).toLongLong(); }
    bool flag(int column) const { return number(column) != 0; }

private:
    QSqlQuery *m_query;
};

enum class Access { ReadWrite, ReadOnly };

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

    Engine engine() const { return m_engine; }
    bool isOpen() const { return m_connection.isOpen(); }

    /// Runs a prepared statement; @p name names it in errors and in the cache, so one name has one
    /// text.
    Result<Rows> query(const char *name, const QString &sql, const QVariantList &values = {});
    /// The same for statements without rows; answers how many rows it changed.
    Result<qint64> execute(const char *name, const QString &sql, const QVariantList &values = {});
    /// A statement that is not prepared: PRAGMA, BEGIN, DDL.
    Result<> direct(const char *name, const QString &sql);
    /// The first column of the first row, or @p otherwise.
    Result<qint64> number(const char *name, const QString &sql, const QVariantList &values = {},
                          qint64 otherwise = 0);
    /// Opens the connection anew after PostgreSQL dropped it.
    Result<> reopen();

private:
    Database(QSqlDatabase connection, Engine engine);
    Result<QSqlQuery *> prepared(const char *name, const QString &sql);
    Result<QSqlQuery *> run(const char *name, const QString &sql, const QVariantList &values);
    Result<> configure(Access access);

    QSqlDatabase m_connection;
    Engine m_engine;
    std::map<QByteArray, QSqlQuery> m_statements;
};

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
