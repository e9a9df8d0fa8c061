// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/connection.h"
#include "core/storage/dialect.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>

#include <atomic>

namespace rollcall {

namespace {

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return QStringLiteral("rollcall-%1").arg(++counter);
}

/// The names under which values are bound. QSqlQuery::bindValue() by position makes a new text of
/// the position at each call (Qt 6.4); by a name that is there already it only looks it up.
const QString &placeName(int place)
{
    static const QStringList names = [] {
        constexpr int kMostPlaces = 1000;
        QStringList made;
        for (int i = 0; i < kMostPlaces; ++i)
            made.append(QStringLiteral(":v%1").arg(i));
        return made;
    }();
    return names.at(place);
}

/// Each "?" outside of quotes becomes its name.
QString withNamedPlaces(const QString &sql)
{
    QString named;
    named.reserve(sql.size() * 2);
    bool isQuoted = false;
    int places = 0;
    for (const QChar c : sql) {
        isQuoted = isQuoted != (c == u'\'');
        if (c == u'?' && !isQuoted)
            named += placeName(places++);
        else
            named += c;
    }
    return named;
}

class PostgresStatement : public PreparedStatement
{
public:
    PostgresStatement(QSqlQuery query, const char *name)
        : m_query(std::move(query))
        , m_name(name)
    {}

    void bindText(int place, const QString &text) override
    {
        // Qt binds a null QString as NULL.
        m_query.bindValue(placeName(place), text.isNull() ? QStringLiteral("") : text);
    }
    void bindAscii(int place, QLatin1String text) override { bindText(place, QString(text)); }
    void bindNumber(int place, qint64 number) override
    {
        m_query.bindValue(placeName(place), number);
    }
    void bindNull(int place) override { m_query.bindValue(placeName(place), QVariant()); }

    Result<> start() override
    {
        if (m_query.exec())
            return ok();
        const Error error = dialect::errorFromPostgres(m_query.lastError(), QLatin1String(m_name));
        m_query.finish();
        return error;
    }
    Result<bool> next() override { return m_query.next(); } // all rows are here already
    QString text(int column) const override { return m_query.value(column).toString(); }
    QLatin1String ascii(int column) const override
    {
        m_held = m_query.value(column).toString().toLatin1();
        return QLatin1String(m_held);
    }
    qint64 number(int column) const override { return m_query.value(column).toLongLong(); }
    qint64 changedRows() const override { return m_query.numRowsAffected(); }
    void finish() override { m_query.finish(); }

private:
    QSqlQuery m_query;
    const char *m_name;
    mutable QByteArray m_held; ///< what ascii() points into
};

class PostgresConnection : public Connection
{
public:
    explicit PostgresConnection(const StorageConfig &config)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), nextConnectionName()))
    {
        m_database.setHostName(config.postgres.host());
        m_database.setPort(config.postgres.port(kPort));
        m_database.setUserName(config.postgres.userName(QUrl::FullyDecoded));
        m_database.setPassword(config.postgres.password(QUrl::FullyDecoded));
        m_database.setDatabaseName(config.postgres.path(QUrl::FullyDecoded).mid(1));
        m_database.setConnectOptions(QStringLiteral("connect_timeout=5;application_name=rollcall"));
    }
    ~PostgresConnection() override
    {
        const QString name = m_database.connectionName();
        m_database.close();
        m_database = QSqlDatabase(); // removeDatabase() warns of a handle that is still there
        QSqlDatabase::removeDatabase(name);
    }

    Result<> open()
    {
        if (!m_database.open())
            return dialect::errorFromPostgres(m_database.lastError(), QStringLiteral("open"));
        return direct("set time zone", QStringLiteral("SET TIME ZONE 'UTC'"));
    }
    bool isOpen() const override { return m_database.isOpen(); }
    bool isInTransaction() const override { return isOpen(); }
    Result<std::unique_ptr<PreparedStatement>> prepare(const char *name,
                                                       const QString &sql) override
    {
        // Forward-only rows would come one by one from the wire, and the next statement would
        // discard them.
        QSqlQuery query(m_database);
        if (!query.prepare(withNamedPlaces(sql)))
            return dialect::errorFromPostgres(query.lastError(), QLatin1String(name));
        return std::unique_ptr<PreparedStatement>(
            std::make_unique<PostgresStatement>(std::move(query), name));
    }
    Result<> direct(const char *name, const QString &sql) override
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            return dialect::errorFromPostgres(query.lastError(), QLatin1String(name));
        return ok();
    }

private:
    static constexpr int kPort = 5432;
    QSqlDatabase m_database;
};

} // namespace

Result<std::unique_ptr<Connection>> openPostgres(const StorageConfig &config)
{
    auto connection = std::make_unique<PostgresConnection>(config);
    if (const Result<> opened = connection->open(); !opened)
        return opened.error();
    return std::unique_ptr<Connection>(std::move(connection));
}

} // namespace rollcall
