// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/connection.h"
#include "core/storage/dialect.h"

#include <QByteArray>

#include <sqlite3.h>
#include <vector>

namespace rollcall {

namespace {

constexpr int kBusyTimeoutMs = 5000;

struct Closer
{
    // "v2": statements that are still there keep the connection until they go.
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, Closer>;

/// The engine keeps pointers into the bound texts, which live here until another one takes the
/// place: nothing is copied twice.
class SqliteStatement : public PreparedStatement
{
public:
    SqliteStatement(StatementHandle statement, const char *name)
        : m_statement(std::move(statement))
        , m_name(name)
        , m_texts(static_cast<size_t>(sqlite3_bind_parameter_count(m_statement.get())))
    {}

    void bindText(int place, const QString &text) override
    {
        QByteArray &held = m_texts.at(static_cast<size_t>(place));
        rewind();
        held = text.toUtf8();
        // An empty QByteArray still has a NUL to point at, so that it is not NULL.
        sqlite3_bind_text(m_statement.get(), place + 1, held.constData(),
                          static_cast<int>(held.size()), SQLITE_STATIC);
    }
    void bindAscii(int place, QLatin1String text) override
    {
        QByteArray &held = m_texts.at(static_cast<size_t>(place));
        rewind();
        held = QByteArray(text.data(), text.size());
        sqlite3_bind_text(m_statement.get(), place + 1, held.constData(),
                          static_cast<int>(held.size()), SQLITE_STATIC);
    }
    void bindNumber(int place, qint64 number) override
    {
        rewind();
        sqlite3_bind_int64(m_statement.get(), place + 1, number);
    }
    void bindNull(int place) override
    {
        rewind();
        sqlite3_bind_null(m_statement.get(), place + 1);
    }

    Result<> start() override
    {
        rewind();
        m_isRunning = true;
        return step();
    }
    Result<bool> next() override
    {
        if (!m_isRunning)
            return false;
        if (m_isFresh) {
            m_isFresh = false;
        } else if (m_hasRow) {
            if (const Result<> done = step(); !done)
                return done.error();
            m_isFresh = false;
        }
        return m_hasRow;
    }
    QString text(int column) const override
    {
        const auto *bytes =
            reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
        return QString::fromUtf8(bytes, sqlite3_column_bytes(m_statement.get(), column));
    }
    QLatin1String ascii(int column) const override
    {
        const auto *bytes =
            reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
        return QLatin1String(bytes, sqlite3_column_bytes(m_statement.get(), column));
    }
    qint64 number(int column) const override
    {
        return sqlite3_column_int64(m_statement.get(), column);
    }
    qint64 changedRows() const override
    {
        return sqlite3_changes(sqlite3_db_handle(m_statement.get()));
    }
    void finish() override { rewind(); }

private:
    /// Values can be bound only to a statement that is not in the middle of its rows.
    void rewind()
    {
        if (!m_isRunning)
            return;
        sqlite3_reset(m_statement.get()); // what it answers is the error that step() gave already
        m_isRunning = false;
        m_hasRow = false;
    }
    Result<> step()
    {
        const int code = sqlite3_step(m_statement.get());
        m_hasRow = code == SQLITE_ROW;
        m_isFresh = true;
        if (m_hasRow || code == SQLITE_DONE)
            return ok();
        const int extended = sqlite3_extended_errcode(sqlite3_db_handle(m_statement.get()));
        rewind();
        return dialect::errorFromSqlite(extended, QLatin1String(m_name));
    }

    StatementHandle m_statement;
    const char *m_name;
    std::vector<QByteArray> m_texts;
    bool m_isRunning = false;
    bool m_hasRow = false;
    bool m_isFresh = false; ///< the row that start() came to was not asked for yet
};

class SqliteConnection : public Connection
{
public:
    explicit SqliteConnection(Handle handle)
        : m_handle(std::move(handle))
    {}

    bool isOpen() const override { return true; } // a file does not go away as a server does
    bool isInTransaction() const override { return sqlite3_get_autocommit(m_handle.get()) == 0; }
    Result<std::unique_ptr<PreparedStatement>> prepare(const char *name,
                                                       const QString &sql) override
    {
        const QByteArray text = sql.toUtf8();
        sqlite3_stmt *raw = nullptr;
        const int code =
            sqlite3_prepare_v3(m_handle.get(), text.constData(), static_cast<int>(text.size()),
                               SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        if (code != SQLITE_OK)
            return errorOf(name);
        return std::unique_ptr<PreparedStatement>(
            std::make_unique<SqliteStatement>(StatementHandle(raw), name));
    }
    Result<> direct(const char *name, const QString &sql) override
    {
        const int code =
            sqlite3_exec(m_handle.get(), sql.toUtf8().constData(), nullptr, nullptr, nullptr);
        return code == SQLITE_OK ? ok() : Result<>(errorOf(name));
    }

private:
    Error errorOf(const char *name) const
    {
        return dialect::errorFromSqlite(sqlite3_extended_errcode(m_handle.get()),
                                        QLatin1String(name));
    }

    Handle m_handle;
};

QStringList pragmasFor(Access access)
{
    QStringList pragmas{QStringLiteral("PRAGMA foreign_keys=ON"),
                        QStringLiteral("PRAGMA temp_store=MEMORY")};
    if (access == Access::ReadOnly) {
        pragmas << QStringLiteral("PRAGMA query_only=ON")
                << QStringLiteral("PRAGMA cache_size=-4096");
    } else {
        // The log is carried into the file when nobody waits (DbThread), or at 128 MB: a page that
        // many visits change, as those of an index by time are, is then written once instead of
        // at every commit.
        pragmas << QStringLiteral("PRAGMA journal_mode=WAL")
                << QStringLiteral("PRAGMA synchronous=FULL")
                << QStringLiteral("PRAGMA wal_autocheckpoint=32000")
                << QStringLiteral("PRAGMA cache_size=-16384");
    }
    return pragmas;
}

} // namespace

Result<std::unique_ptr<Connection>> openSqlite(const StorageConfig &config, Access access)
{
    const int mode = access == Access::ReadOnly ? SQLITE_OPEN_READONLY
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3 *raw = nullptr;
    // Each connection belongs to one thread, so SQLite need not lock it.
    const int code = sqlite3_open_v2(config.sqliteFile.toUtf8().constData(), &raw,
                                     mode | SQLITE_OPEN_NOMUTEX, nullptr);
    Handle handle(raw); // there is one also when it could not be opened
    if (code != SQLITE_OK)
        return dialect::errorFromSqlite(raw ? sqlite3_extended_errcode(raw) : code,
                                        QStringLiteral("open"));
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, kBusyTimeoutMs);
    auto connection = std::make_unique<SqliteConnection>(std::move(handle));
    for (const QString &pragma : pragmasFor(access)) {
        if (const Result<> done = connection->direct("pragma", pragma); !done)
            return done.error();
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

} // namespace rollcall
