// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simpush.h"

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

constexpr int kQueried = 200; ///< user rows in one upload

QByteArray attlogLine(const SimPushPunch &punch)
{
    return punch.userId.toUtf8() + '\t' + punch.at.toString().toLatin1() + '\t' +
           QByteArray::number(punch.state) + '\t' + QByteArray::number(punch.verify) +
           "\t0\t0\t0\n";
}

/// The value of "Name=" in a command, up to the next tab.
QString fieldOf(const QString &command, const QString &name)
{
    const qsizetype at = command.indexOf(name + u'=');
    if (at < 0)
        return {};
    const qsizetype from = at + name.size() + 1;
    const qsizetype end = command.indexOf(u'\t', from);
    return command.mid(from, end < 0 ? -1 : end - from);
}

} // namespace

SimAdmsTerminal::SimAdmsTerminal(const SimPushOptions &options)
    : m_options(options)
    , m_http(options.server, options.habits)
    , m_all(simPunches(options))
    , m_waiting(m_all)
    , m_garbageLeft(options.garbageLines)
    , m_answersToLose(options.losesAnswers)
{
    if (options.backwards)
        std::reverse(m_waiting.begin(), m_waiting.end());
    for (int user = 1; user <= options.users; ++user)
        m_users.insert(QString::number(user), QStringLiteral("Pupil %1").arg(user));
}

std::optional<SimHttpAnswer> SimAdmsTerminal::ask(const QByteArray &method,
                                                  const QByteArray &endpoint,
                                                  const QByteArray &query, const QByteArray &body,
                                                  const std::stop_token &stop)
{
    const QByteArray target = "/iclock/" + endpoint + (m_options.aspx ? ".aspx" : "") +
                              "?SN=" + m_options.serial.toLatin1() + query;
    std::optional<SimHttpAnswer> answer = m_http.request(
        method, target, {{"User-Agent", "iClock Proxy/1.09"}, {"Accept", "*/*"}}, body, stop);
    if (!answer)
        return answer;
    if (const qint64 now = httpDate(answer->value("date")); now > 0)
        m_tally.clockSetTo = now;
    if (answer->status != 200) {
        ++m_tally.refused;
        return std::nullopt;
    }
    return answer;
}

bool SimAdmsTerminal::greet(const std::stop_token &stop)
{
    const std::optional<SimHttpAnswer> answer =
        ask("GET", "cdata", "&options=all&pushver=2.4.1&language=69", {}, stop);
    if (!answer || !answer->body.startsWith("GET OPTION FROM: "))
        return false;
    // Stamp 0: send everything again (section 2.15).
    for (const QByteArray &line : answer->body.split('\n')) {
        if (line.trimmed() == "ATTLOGStamp=0")
            m_waiting = m_all;
    }
    m_isGreeted = true;
    return true;
}

bool SimAdmsTerminal::upload(const std::stop_token &stop)
{
    const QList<SimPushPunch> batch = m_waiting.mid(0, std::max(m_options.batch, 1));
    if (batch.isEmpty())
        return true;
    QByteArray body;
    for (const SimPushPunch &punch : batch)
        body += attlogLine(punch);
    if (m_garbageLeft > 0)
        body += "garbage " + QByteArray::number(m_garbageLeft--) + '\n';
    const qsizetype lines = body.count('\n');
    m_tally.sent += batch.size();
    if (m_answersToLose > 0) {
        --m_answersToLose;
        m_http.loseNextAnswer();
    }
    const std::optional<SimHttpAnswer> answer =
        ask("POST", "cdata",
            m_options.swallowsNeighbour ? "&table=ATTLOG%20Stamp=9999" : "&table=ATTLOG&Stamp=9999",
            body, stop);
    // Only the whole count frees it of the batch.
    if (!answer || !answer->body.startsWith("OK") ||
        answer->body.mid(answer->body.indexOf(':') + 1).trimmed().toLongLong() < lines)
        return false;
    if (m_options.resendsEachBatch)
        ask("POST", "cdata", "&table=ATTLOG&Stamp=9999", body, stop);
    m_tally.acknowledged += batch.size();
    m_waiting.remove(0, batch.size());
    return true;
}

bool SimAdmsTerminal::sendUsers(const std::stop_token &stop)
{
    QByteArray body;
    int rows = 0;
    for (auto user = m_users.constBegin(); user != m_users.constEnd() && rows < kQueried; ++user) {
        body += "USER PIN=" + user.key().toUtf8() + "\tName=" + user->toUtf8() +
                "\tPri=0\tPasswd=\tCard=\tGrp=1\n";
        ++rows;
    }
    m_areUsersWanted = false;
    return ask("POST", "cdata", "&table=OPERLOG&OpStamp=9999", body, stop).has_value();
}

int SimAdmsTerminal::queryPunches(const QString &command)
{
    const WallTime from = WallTime::parse(fieldOf(command, QStringLiteral("StartTime")));
    const WallTime to = WallTime::parse(fieldOf(command, QStringLiteral("EndTime")));
    if (!from.isValid() || !to.isValid())
        return -1;
    for (const SimPushPunch &punch : std::as_const(m_all)) {
        if (punch.at >= from && punch.at <= to)
            m_waiting.append(punch);
    }
    return 0;
}

int SimAdmsTerminal::changeUser(const QString &command)
{
    const QString pin = fieldOf(command, QStringLiteral("PIN"));
    if (pin.isEmpty())
        return -1;
    if (command.startsWith(u"DATA DELETE"))
        return m_users.remove(pin) > 0 ? 0 : -10;
    if (command.contains(u"\tName="))
        m_users.insert(pin, fieldOf(command, QStringLiteral("Name")));
    return 0;
}

/// Does what it is told; answers the body of the confirmation.
QByteArray SimAdmsTerminal::obey(const QString &command)
{
    constexpr int kUnknown = -1002;
    int value = kUnknown;
    QByteArray verb = command.section(u' ', 0, 0).toLatin1();
    QByteArray more;
    if (command == u"CHECK" || command == u"REBOOT") {
        m_isGreeted = false;
        value = 0;
    } else if (command == u"INFO") {
        more = "\n~DeviceName=SimGate\nFWVersion=Ver 8.0.4\nUserCount=" +
               QByteArray::number(m_users.size()) +
               "\nTransactionCount=" + QByteArray::number(m_all.size());
        value = 0;
    } else if (command == u"LOG") {
        value = 0;
    } else if (command.startsWith(u"DATA QUERY ATTLOG")) {
        value = queryPunches(command);
    } else if (command.startsWith(u"DATA QUERY USERINFO")) {
        m_areUsersWanted = true;
        value = 0;
    } else if (command.startsWith(u"DATA UPDATE USERINFO") ||
               command.startsWith(u"DATA DELETE USERINFO")) {
        value = changeUser(command);
    }
    return "Return=" + QByteArray::number(value) + "&CMD=" + verb + more;
}

bool SimAdmsTerminal::poll(const std::stop_token &stop)
{
    const QByteArray info = "&INFO=Ver%208.0.4," + QByteArray::number(m_users.size()) + ",0," +
                            QByteArray::number(m_all.size()) + ",127.0.0.1";
    const std::optional<SimHttpAnswer> answer = ask("GET", "getrequest", info, {}, stop);
    if (!answer)
        return false;
    for (const QByteArray &line : answer->body.split('\n')) {
        if (!line.startsWith("C:"))
            continue;
        const qsizetype colon = line.indexOf(':', 2);
        const QByteArray id = line.mid(2, colon - 2);
        ++m_tally.commands;
        const QByteArray result =
            "ID=" + id + '&' + obey(QString::fromUtf8(line.mid(colon + 1).trimmed()));
        if (m_areUsersWanted && !sendUsers(stop))
            return false;
        if (!ask("POST", "devicecmd", {}, result, stop))
            return false;
    }
    return true;
}

bool SimAdmsTerminal::step(const std::stop_token &stop)
{
    const bool isWell = (m_isGreeted || greet(stop)) && upload(stop) && poll(stop);
    m_tally.retries += isWell ? 0 : 1;
    return isWell;
}

SimPushTally SimAdmsTerminal::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const bool isWell = step(stop);
        if (isWell && !m_waiting.isEmpty())
            continue;
        simPause(isWell ? m_options.pollMs : m_options.errorDelayMs, stop);
    }
    return m_tally;
}

} // namespace rollcall
