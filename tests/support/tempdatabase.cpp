// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/tempdatabase.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

namespace rollcall::test {

namespace {

QUrl cluster()
{
    return QUrl(qEnvironmentVariable("ROLLCALL_TEST_PG"));
}

/// Runs one statement in the cluster's maintenance database.
void inCluster(const QString &sql)
{
    const QString name = QUuid::createUuid().toString();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        database.setHostName(cluster().host());
        database.setPort(cluster().port());
        database.setUserName(cluster().userName());
        database.setPassword(cluster().password());
        database.setDatabaseName(cluster().path().mid(1));
        if (!database.open())
            qFatal("The test cluster does not answer: %s", qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace

TempDatabase::TempDatabase(Engine engine)
{
    m_config.createIfMissing = true;
    if (engine == Engine::Sqlite) {
        m_config.sqliteFile = m_folder.filePath(QStringLiteral("rollcall.db"));
        return;
    }
    const QString name = QStringLiteral("t_%1").arg(QUuid::createUuid().toString(QUuid::Id128));
    inCluster(QStringLiteral("CREATE DATABASE %1").arg(name));
    m_config.postgres = cluster();
    m_config.postgres.setPath(QString(u'/' + name));
}

TempDatabase::~TempDatabase()
{
    if (m_config.engine() == Engine::Postgres)
        inCluster(
            QStringLiteral("DROP DATABASE %1 WITH (FORCE)").arg(m_config.postgres.path().mid(1)));
}

QString TempDatabase::url() const
{
    return m_config.engine() == Engine::Sqlite ? m_config.sqliteFile
                                               : m_config.postgres.toString(QUrl::FullyEncoded);
}

bool TempDatabase::hasPostgres()
{
    return !qEnvironmentVariableIsEmpty("ROLLCALL_TEST_PG");
}

void TempDatabase::addEngineRows()
{
    QTest::addColumn<rollcall::Engine>("engine");
    QTest::newRow("sqlite") << Engine::Sqlite;
    if (hasPostgres())
        QTest::newRow("psql") << Engine::Postgres;
}

} // namespace rollcall::test
