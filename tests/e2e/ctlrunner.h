// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/storage/storageconfig.h"
#include "tests/support/tempdatabase.h"

#include <QJsonDocument>
#include <QProcess>
#include <QSqlDatabase>
#include <QStringList>
#include <QVariant>

#include <memory>

namespace rollcall::test {

/// What a command left behind.
struct CtlAnswer
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

/// Runs rollcallctl on a data folder of its own, with the database of the wanted engine.
class CtlRunner
{
public:
    explicit CtlRunner(Engine engine);
    ~CtlRunner();
    CtlRunner(const CtlRunner &) = delete;
    CtlRunner &operator=(const CtlRunner &) = delete;

    /// --data and, on PostgreSQL, --database go in front by themselves.
    CtlAnswer run(const QStringList &arguments) const;
    /// A command that goes on until it is ended. Waits for "listening on A:P" when @p port is
    /// wanted.
    std::unique_ptr<QProcess> start(const QStringList &arguments, quint16 *port = nullptr) const;
    /// A simulated terminal; answers its port.
    quint16 startTerminal(const QStringList &options);
    QString folder() const { return m_database.folder(); }
    QString dataFolder() const { return m_database.folder() + QStringLiteral("/D"); }
    /// First column of the first row, straight from the database.
    QVariant value(const QString &sql) const;
    QList<QVariantList> rows(const QString &sql) const;

private:
    QStringList common() const;

    TempDatabase m_database;
    std::vector<std::unique_ptr<QProcess>> m_terminals;
};

} // namespace rollcall::test
