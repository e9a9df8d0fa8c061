// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/devices/push/pushfixture.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rollcall::test {

/// What an ADMS vector says of the store beside the punches, seen before and after its request
/// (push-protocols.md, section 6.2). Differences come back as text, empty = none.
class AdmsFacts
{
public:
    explicit AdmsFacts(PushFixture &fixture)
        : m_fixture(fixture)
    {}

    /// Puts given.commands into the queue.
    void queueCommands(const QJsonArray &commands);
    /// Takes a picture of the store.
    void before();

    QString usersDifference(const QString &serial, const QJsonArray &wanted) const;
    QString logDifference(const QString &serial, const QJsonArray &wanted) const;
    QString resultsDifference(const QJsonArray &wanted) const;
    QString infoDifference(const QString &serial, const QJsonObject &wanted) const;
    QString countsDifference(const QByteArray &answer, qsizetype stored,
                             const QJsonObject &wanted) const;

private:
    QHash<QString, QList<ReportedUser>> users() const;
    QHash<QString, QList<DeviceLogEntry>> logs() const;
    QStringList answeredCommands() const;
    qint64 setAsideRows() const;

    PushFixture &m_fixture;
    QHash<QString, QList<ReportedUser>> m_users;
    QHash<QString, QList<DeviceLogEntry>> m_logs;
    QStringList m_answered;
};

} // namespace rollcall::test
