// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/admsfacts.h"

#include "core/storage/database.h"

#include <algorithm>

namespace rollcall::test {

namespace {

constexpr int kMany = 100;

QString textOf(const QJsonValue &value)
{
    if (value.isNull())
        return {};
    return value.isString() ? value.toString() : QString::number(value.toInteger());
}

/// "name=value" of a log entry's text.
QString fieldOf(const QString &text, const QString &name)
{
    for (const QString &field : text.split(u'\t')) {
        if (field.startsWith(name + u'='))
            return field.mid(name.size() + 1);
    }
    return {};
}

QString entryDifference(const DeviceLogEntry &entry, const QJsonObject &wanted)
{
    for (auto member = wanted.constBegin(); member != wanted.constEnd(); ++member) {
        const QString key = member.key();
        const bool isCode = key == u"code" || key == u"event";
        const QString found = isCode                ? QString::number(entry.code)
                              : key == u"timestamp" ? entry.at.toString()
                                                    : fieldOf(entry.text, key);
        if (found != textOf(*member))
            return QString(u"device log: " % key % u" is " % found);
    }
    return {};
}

QString userDifference(const ReportedUser &user, const QJsonObject &wanted)
{
    for (auto member = wanted.constBegin(); member != wanted.constEnd(); ++member) {
        const QString key = member.key();
        QString found;
        if (key == u"pin")
            found = user.userId;
        else if (key == u"name")
            found = user.name.value_or(QString());
        else if (key == u"card")
            found = user.card.value_or(QString());
        else if (key == u"group")
            found = user.group.value_or(QString());
        else if (key == u"privilege")
            found = user.privilege ? QString::number(*user.privilege) : QString();
        else
            return QString(u"not understood: user's " % key);
        if (found != textOf(*member))
            return QString(u"user " % user.userId % u": " % key % u" is " % found);
    }
    return {};
}

std::unique_ptr<Database> openDatabase(PushFixture &fixture, Access access)
{
    Result<std::unique_ptr<Database>> opened = Database::open(fixture.database.config(), access);
    if (!opened)
        qFatal("open: %s", qPrintable(opened.error().detail));
    return std::move(*opened);
}

} // namespace

void AdmsFacts::queueCommands(const QJsonArray &commands)
{
    const auto database = openDatabase(m_fixture, Access::ReadWrite);
    const qint64 now = m_fixture.clock.utcMilliseconds();
    for (const QJsonValue &value : commands) {
        const QJsonObject command = value.toObject();
        const qint64 when = now - command.value(u"age_s").toInteger() * 1000;
        const bool isSent = command.value(u"state").toString() == u"sent";
        const Result<qint64> added = database->execute(
            "test.command",
            QStringLiteral("INSERT INTO device_command (device_id, text, state, created_utc, "
                           "sent_utc, tries, wire_id) VALUES (?, ?, ?, ?, ?, ?, ?)"),
            {m_fixture.terminals.value(command.value(u"sn").toString()).value,
             command.value(u"text").toString(), command.value(u"state").toString(), when,
             isSent ? when : 0, command.value(u"tries").toInteger(), textOf(command.value(u"id"))});
        if (!added)
            qFatal("command: %s", qPrintable(added.error().detail));
    }
}

void AdmsFacts::before()
{
    m_users = users();
    m_logs = logs();
    m_answered = answeredCommands();
}

QHash<QString, QList<ReportedUser>> AdmsFacts::users() const
{
    QHash<QString, QList<ReportedUser>> all;
    for (auto terminal = m_fixture.terminals.constBegin();
         terminal != m_fixture.terminals.constEnd(); ++terminal)
        all.insert(terminal.key(),
                   await(m_fixture.storage->stores().push.users(*terminal, 0)).valueOr({}));
    return all;
}

QHash<QString, QList<DeviceLogEntry>> AdmsFacts::logs() const
{
    QHash<QString, QList<DeviceLogEntry>> all;
    for (auto terminal = m_fixture.terminals.constBegin();
         terminal != m_fixture.terminals.constEnd(); ++terminal)
        all.insert(terminal.key(),
                   await(m_fixture.storage->stores().push.deviceLog(*terminal, 0, kMany)).valueOr({}));
    return all;
}

QStringList AdmsFacts::answeredCommands() const
{
    QStringList answered;
    for (const DeviceId terminal : std::as_const(m_fixture.terminals)) {
        const QList<DeviceCommand> commands =
            await(m_fixture.storage->stores().push.commands(terminal, kMany)).valueOr({});
        for (const DeviceCommand &command : commands) {
            if (command.value)
                answered.append(command.wireId);
        }
    }
    return answered;
}

qint64 AdmsFacts::setAsideRows() const
{
    return openDatabase(m_fixture, Access::ReadOnly)
        ->number("test.set_aside", QStringLiteral("SELECT COUNT(*) FROM set_aside"))
        .valueOr(-1);
}

QString AdmsFacts::usersDifference(const QString &serial, const QJsonArray &wanted) const
{
    const QList<ReportedUser> known = m_users.value(serial);
    QList<ReportedUser> changed = users().value(serial);
    changed.removeIf([&known](const ReportedUser &user) { return known.contains(user); });
    if (changed.size() > wanted.size())
        return QStringLiteral("%1 users changed").arg(changed.size());
    const QList<ReportedUser> all = users().value(serial);
    for (const QJsonValue &value : wanted) {
        const QJsonObject user = value.toObject();
        const auto found = std::find_if(all.begin(), all.end(), [&user](const ReportedUser &entry) {
            return entry.userId == user.value(u"pin").toString();
        });
        if (found == all.end())
            return QString(u"no user " % user.value(u"pin").toString());
        if (const QString difference = userDifference(*found, user); !difference.isEmpty())
            return difference;
    }
    return {};
}

QString AdmsFacts::logDifference(const QString &serial, const QJsonArray &wanted) const
{
    QList<DeviceLogEntry> added = logs().value(serial);
    added.resize(added.size() - m_logs.value(serial).size()); // the newest come first
    std::reverse(added.begin(), added.end());
    if (added.size() != wanted.size())
        return QStringLiteral("%1 entries of the device log").arg(added.size());
    for (qsizetype i = 0; i < added.size(); ++i) {
        if (const QString difference = entryDifference(added.at(i), wanted.at(i).toObject());
            !difference.isEmpty())
            return difference;
    }
    return {};
}

QString AdmsFacts::resultsDifference(const QJsonArray &wanted) const
{
    QStringList answered = answeredCommands();
    answered.removeIf([this](const QString &id) { return m_answered.contains(id); });
    QList<CommandResult> results = m_fixture.ingest->last.report.results;
    results.removeIf(
        [&answered](const CommandResult &result) { return !answered.contains(result.wireId); });
    if (answered.size() != wanted.size() || results.size() != wanted.size())
        return QStringLiteral("%1 commands answered").arg(answered.size());
    for (qsizetype i = 0; i < results.size(); ++i) {
        const QJsonObject result = wanted.at(i).toObject();
        if (results.at(i).wireId != result.value(u"id").toString() ||
            results.at(i).value != result.value(u"return").toInteger() ||
            results.at(i).verb != result.value(u"cmd").toString())
            return QString(u"result of " % results.at(i).wireId);
        const QStringList lines = results.at(i).info.split(u'\n');
        const QJsonObject info = result.value(u"info").toObject();
        for (auto member = info.constBegin(); member != info.constEnd(); ++member) {
            if (!lines.contains(QString(member.key() % u'=' % member->toString())))
                return QString(u"no information " % member.key());
        }
    }
    return {};
}

QString AdmsFacts::infoDifference(const QString &serial, const QJsonObject &wanted) const
{
    const QHash<QString, QString> facts =
        await(m_fixture.storage->stores().push.facts(m_fixture.terminals.value(serial)))
            .valueOr({});
    for (auto member = wanted.constBegin(); member != wanted.constEnd(); ++member) {
        const QString found = facts.value(member.key());
        if (found != textOf(*member))
            return QString(member.key() % u" is " % found);
    }
    return {};
}

QString AdmsFacts::countsDifference(const QByteArray &answer, qsizetype stored,
                                    const QJsonObject &wanted) const
{
    const auto count = [&wanted](QStringView name) { return wanted.value(name).toInteger(); };
    const IngestBatch &batch = m_fixture.ingest->last;
    const qint64 aside = count(u"unreadable") + count(u"aside");
    const QByteArray lines = QByteArray::number(qMax<qint64>(count(u"lines"), 1));
    if (answer.trimmed() != "OK: " + lines)
        return QString(u"lines: " % QString::fromUtf8(answer));
    if (stored != count(u"new"))
        return QStringLiteral("%1 new").arg(stored);
    if (batch.logs.size() - stored != count(u"duplicate"))
        return QStringLiteral("%1 duplicates").arg(batch.logs.size() - stored);
    if (batch.setAside.size() != aside || setAsideRows() != aside)
        return QStringLiteral("%1 set aside").arg(setAsideRows());
    const qint64 ignored = count(u"lines") - batch.logs.size() - aside;
    return ignored == count(u"ignored") ? QString() : QStringLiteral("%1 ignored").arg(ignored);
}

} // namespace rollcall::test
