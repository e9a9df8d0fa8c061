// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushsimulator.h"

#include "devices/sim/simpush.h"

#include <QCoreApplication>
#include <QThread>

#include <memory>
#include <vector>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PushSimulator", text);
}

/// "SN0009" and 2 is "SN0011": terminals of a delivery are numbered on.
QString countOn(const QString &serial, int by)
{
    qsizetype digits = 0;
    while (digits < serial.size() && serial.at(serial.size() - 1 - digits).isDigit())
        ++digits;
    if (by == 0)
        return serial;
    if (digits == 0)
        return serial + QString::number(by);
    const QString number = serial.right(digits);
    return serial.chopped(digits) +
           QString::number(number.toLongLong() + by).rightJustified(digits, u'0');
}

Result<> takeFault(const QString &fault, SimPushOptions &options)
{
    const QString name = fault.section(u'=', 0, 0);
    const int value = qMax(fault.section(u'=', 1).toInt(), 1);
    if (name == u"lose-answer")
        options.losesAnswers = value;
    else if (name == u"garbage")
        options.garbageLines = value;
    else if (name == u"resend")
        options.resendsEachBatch = true;
    else if (name == u"backwards")
        options.backwards = true;
    else if (name == u"close-each")
        options.habits.closeEach = true;
    else if (name == u"slow-body")
        options.habits.slowBody = true;
    else if (name == u"no-host")
        options.habits.withoutHost = true;
    else if (name == u"aspx")
        options.aspx = true;
    else if (name == u"swallow")
        options.swallowsNeighbour = true;
    else
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::PushSimulator",
                                  "There is no fault \"%1\" of a push terminal."))
                .arg(fault));
    return ok();
}

Result<SimPushOptions> optionsOf(const PushSimulation &simulation)
{
    const QString scheme = simulation.server.scheme();
    if (!simulation.server.isValid() || simulation.server.host().isEmpty() ||
        (scheme != u"http" && scheme != u"https"))
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::PushSimulator", "The address looks like http://127.0.0.1:8090.")));
    SimPushOptions options;
    options.server = simulation.server;
    options.token = simulation.token;
    options.users = simulation.users;
    options.logs = simulation.logs;
    options.perMinute = simulation.perMinute;
    options.batch = simulation.batch;
    options.errorDelayMs = simulation.errorDelayMs;
    options.pollMs = simulation.pollMs;
    for (const QString &fault : simulation.faults) {
        if (const Result<> taken = takeFault(fault, options); !taken)
            return taken.error();
    }
    return options;
}

QJsonObject tallyJson(const SimPushOptions &options, const SimPushTally &tally)
{
    return {{QStringLiteral("serial"), options.serial},
            {QStringLiteral("punches"), options.logs},
            {QStringLiteral("sent"), tally.sent},
            {QStringLiteral("acknowledged"), tally.acknowledged},
            {QStringLiteral("retries"), tally.retries},
            {QStringLiteral("refused"), tally.refused},
            {QStringLiteral("commands"), tally.commands},
            {QStringLiteral("clock"), tally.clockSetTo}};
}

} // namespace

Result<QList<QJsonObject>> simulatePush(const PushSimulation &simulation,
                                        const std::stop_token &stop)
{
    const Result<SimPushOptions> common = optionsOf(simulation);
    if (!common)
        return common.error();
    std::vector<SimPushOptions> options(static_cast<size_t>(simulation.devices), *common);
    std::vector<SimPushTally> tallies(options.size());
    std::vector<std::unique_ptr<QThread>> threads;
    for (size_t i = 0; i < options.size(); ++i) {
        SimPushOptions &own = options[i];
        own.seed = simulation.seed + i;
        if (!simulation.serial.isEmpty())
            own.serial = countOn(simulation.serial, static_cast<int>(i));
        threads.emplace_back(QThread::create([&own, &tally = tallies[i], stop] {
            tally = own.serial.isEmpty() ? SimJsonPusher(own).run(stop)
                                         : SimAdmsTerminal(own).run(stop);
        }));
        threads.back()->setObjectName(QStringLiteral("sim-push-%1").arg(i + 1));
        threads.back()->start();
    }
    QList<QJsonObject> answers;
    for (size_t i = 0; i < options.size(); ++i) {
        threads[i]->wait();
        answers.append(tallyJson(options[i], tallies[i]));
    }
    return answers;
}

} // namespace rollcall
