// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/storage/storageconfig.h"

#include <QLatin1String>
#include <QString>
#include <QVariant>

#include <memory>

namespace rollcall {

enum class Access { ReadWrite, ReadOnly };

/// A prepared statement of either engine. A value stays bound until another one takes its place.
/// Thread: its connection's, which outlives it.
class PreparedStatement
{
public:
    PreparedStatement() = default;
    virtual ~PreparedStatement() = default;
    PreparedStatement(const PreparedStatement &) = delete;
    PreparedStatement &operator=(const PreparedStatement &) = delete;

    /// @p place counts the question marks from 0. Null text is bound as empty text, for that is
    /// what our columns hold (architecture.md, section 7).
    virtual void bindText(int place, const QString &text) = 0;
    /// The same for text in ASCII: days, times and words, of which a rebuild binds millions.
    virtual void bindAscii(int place, QLatin1String text) = 0;
    virtual void bindNumber(int place, qint64 number) = 0;
    virtual void bindNull(int place) = 0;
    /// Text, whole numbers and truth values; an invalid QVariant is NULL.
    void bind(int place, const QVariant &value);

    /// Runs it up to its first row, or to its end. One that ran before begins anew.
    virtual Result<> start() = 0;
    /// Goes to the next row, the first one included. False: there is none.
    virtual Result<bool> next() = 0;
    virtual QString text(int column) const = 0;
    /// The text of a column that holds ASCII, without a copy: gone with the next row, or the next
    /// column on PostgreSQL.
    virtual QLatin1String ascii(int column) const = 0;
    virtual qint64 number(int column) const = 0;
    /// How many rows an INSERT, UPDATE or DELETE that has just run changed.
    virtual qint64 changedRows() const = 0;
    /// Lets go of what a run holds; the bound values stay.
    virtual void finish() = 0;
};

/// An open connection to either engine. Thread: the one that opened it.
class Connection
{
public:
    Connection() = default;
    virtual ~Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// False when the server has gone.
    virtual bool isOpen() const = 0;
    /// Whether there is something to roll back. SQLite has done so itself when the disk is full;
    /// what a lost server held is gone.
    virtual bool isInTransaction() const = 0;
    /// @p name stands in errors; no bound value ever does.
    virtual Result<std::unique_ptr<PreparedStatement>> prepare(const char *name,
                                                               const QString &sql) = 0;
    /// One statement without values and rows: PRAGMA, BEGIN, DDL.
    virtual Result<> direct(const char *name, const QString &sql) = 0;
};

/// Opens the embedded database: through SQLite's own interface (docs/adr/0006).
Result<std::unique_ptr<Connection>> openSqlite(const StorageConfig &config, Access access);
/// Opens a PostgreSQL database through Qt's driver.
Result<std::unique_ptr<Connection>> openPostgres(const StorageConfig &config);

} // namespace rollcall
