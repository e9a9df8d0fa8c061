// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"

#include "core/storage/dialect.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

namespace rollcall::test {

namespace {

constexpr int kPatienceMs = 120000;

} // namespace

CtlRunner::CtlRunner(Engine engine)
    : m_database(engine)
{}

CtlRunner::~CtlRunner()
{
    for (const std::unique_ptr<QProcess> &terminal : m_terminals) {
        terminal->kill();
        terminal->waitForFinished();
    }
}

QStringList CtlRunner::common() const
{
    QStringList arguments{QStringLiteral("--data"), dataFolder()};
    if (m_database.config().engine() == Engine::Postgres)
        arguments << QStringLiteral("--database") << m_database.url();
    return arguments;
}

CtlAnswer CtlRunner::run(const QStringList &arguments) const
{
    QProcess process;
    process.start(QStringLiteral(ROLLCALL_CTL), common() + arguments);
    CtlAnswer answer;
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
        return answer;
    }
    answer.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    answer.out = process.readAllStandardOutput();
    answer.err = process.readAllStandardError();
    return answer;
}

std::unique_ptr<QProcess> CtlRunner::start(const QStringList &arguments, quint16 *port) const
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(ROLLCALL_CTL), common() + arguments);
    if (!process->waitForStarted() || !port)
        return process;
    QByteArray line;
    while (!line.endsWith('\n') && process->waitForReadyRead(kPatienceMs))
        line += process->readLine();
    *port = line.trimmed().mid(line.lastIndexOf(':') + 1).toUShort();
    return process;
}

quint16 CtlRunner::startTerminal(const QStringList &options)
{
    quint16 port = 0;
    m_terminals.push_back(start(QStringList{QStringLiteral("simulate"), QStringLiteral("zk"),
                                            QStringLiteral("--port"), QStringLiteral("0")} +
                                    options,
                                &port));
    return port;
}

QList<QVariantList> CtlRunner::rows(const QString &sql) const
{
    const QString name = QUuid::createUuid().toString();
    QList<QVariantList> list;
    {
        StorageConfig config = m_database.config();
        if (config.engine() == Engine::Sqlite)
            config.sqliteFile = dataFolder() + QStringLiteral("/rollcall.db");
        QSqlDatabase database =
            QSqlDatabase::addDatabase(dialect::driverName(config.engine()), name);
        if (config.engine() == Engine::Sqlite) {
            database.setDatabaseName(config.sqliteFile);
        } else {
            database.setHostName(config.postgres.host());
            database.setPort(config.postgres.port());
            database.setUserName(config.postgres.userName());
            database.setPassword(config.postgres.password());
            database.setDatabaseName(config.postgres.path().mid(1));
        }
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        while (query.next()) {
            QVariantList row;
            for (int i = 0; i < query.record().count(); ++i)
                row.append(query.value(i));
            list.append(row);
        }
    }
    QSqlDatabase::removeDatabase(name);
    return list;
}

QVariant CtlRunner::value(const QString &sql) const
{
    const QList<QVariantList> all = rows(sql);
    return all.isEmpty() ? QVariant() : all.first().first();
}

} // namespace rollcall::test
