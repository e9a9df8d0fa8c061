// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "devices/sim/simhttp.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QUrl>

#include <optional>
#include <stop_token>

namespace rollcall {

/// What a simulated push terminal is, and what it has.
struct SimPushOptions
{
    QUrl server;      ///< scheme, host and port
    QByteArray token; ///< JSON API
    QString serial;   ///< ADMS
    int users = 300;
    int logs = 1000;      ///< that it holds at its start
    double perMinute = 0; ///< further punches as they happen
    quint64 seed = 1;
    int batch = 150;         ///< punches in one upload
    int errorDelayMs = 5000; ///< before it tries again
    int pollMs = 10'000;     ///< between two looks for work
    SimHttp::Habits habits;
    bool aspx = false;              ///< "/iclock/cdata.aspx"
    bool swallowsNeighbour = false; ///< "table=ATTLOG Stamp=9999"
    bool resendsEachBatch = false;
    bool backwards = false; ///< the newest punches first
    int losesAnswers = 0;   ///< hangs up before the answer of so many uploads
    int garbageLines = 0;   ///< lines that are no punch
};

/// What it did, for whoever started it.
struct SimPushTally
{
    qint64 sent = 0;         ///< punches, each try counted
    qint64 acknowledged = 0; ///< punches
    qint64 retries = 0;
    qint64 refused = 0; ///< answers that were no success
    qint64 commands = 0;
    qint64 clockSetTo = 0; ///< UTC s of the last Date field; 0 = none

    friend bool operator==(const SimPushTally &, const SimPushTally &) = default;
};

/// A punch that it holds.
struct SimPushPunch
{
    QString userId;
    WallTime at;
    int state = 255;
    int verify = 15;
};

/// The punches that a terminal with these options holds: distinct keys, the same for the same
/// options.
QList<SimPushPunch> simPunches(const SimPushOptions &options);
/// The time of a Date field, UTC s; 0 when it is none.
qint64 httpDate(const QByteArray &value);
/// Waits; false when it was stopped.
bool simPause(int milliseconds, const std::stop_token &stop);

/// A script or Wi-Fi terminal that uses the JSON API. run() blocks until everything is delivered,
/// the server said that a person must look, or it is stopped.
class SimJsonPusher
{
public:
    explicit SimJsonPusher(const SimPushOptions &options);
    SimPushTally run(const std::stop_token &stop);

private:
    enum class Outcome { Done, TooLarge, Again, Given };
    Outcome push(const QList<SimPushPunch> &punches, const std::stop_token &stop, int &waitMs);

    const SimPushOptions m_options;
    SimHttp m_http;
    SimPushTally m_tally;
};

/// A ZKTeco terminal of the attendance dialect (push-protocols.md, part 2): handshake, upload,
/// polling, commands. It keeps what was not acknowledged and sends it again.
class SimAdmsTerminal
{
public:
    explicit SimAdmsTerminal(const SimPushOptions &options);

    /// Until it is stopped.
    SimPushTally run(const std::stop_token &stop);
    /// One round: what a terminal does between two polls. False: something was refused or not
    /// reached, and it waits before it tries again.
    bool step(const std::stop_token &stop);
    /// Somebody punches.
    void punch(const SimPushPunch &punch) { m_waiting.append(punch); }
    /// Everything was acknowledged.
    bool isDelivered() const { return m_waiting.isEmpty(); }
    const SimPushTally &tally() const { return m_tally; }
    const QMap<QString, QString> &users() const { return m_users; }
    /// Switched off and on: it asks for its options again.
    void restart() { m_isGreeted = false; }

private:
    std::optional<SimHttpAnswer> ask(const QByteArray &method, const QByteArray &endpoint,
                                     const QByteArray &query, const QByteArray &body,
                                     const std::stop_token &stop);
    bool greet(const std::stop_token &stop);
    bool upload(const std::stop_token &stop);
    bool sendUsers(const std::stop_token &stop);
    bool poll(const std::stop_token &stop);
    bool sendResults(const std::stop_token &stop);
    QByteArray obey(const QString &command);
    int queryPunches(const QString &command);
    int changeUser(const QString &command);

    const SimPushOptions m_options;
    SimHttp m_http;
    SimPushTally m_tally;
    QList<SimPushPunch> m_all;      ///< what it holds
    QList<SimPushPunch> m_waiting;  ///< of that, not acknowledged
    QMap<QString, QString> m_users; ///< name by number
    QList<QByteArray> m_results;    ///< of commands, not yet heard
    bool m_isGreeted = false;
    bool m_areUsersWanted = false;
    int m_garbageLeft = 0;
    int m_answersToLose = 0;
};

} // namespace rollcall
