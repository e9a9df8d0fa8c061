// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/simulator.h"

#include "devices/sim/simdevice.h"
#include "devices/sim/simschool.h"
#include "devices/sim/simzkfleet.h"

#include <utility>

namespace rollcall {

Simulator::Simulator() = default;
Simulator::~Simulator() = default;

QList<Simulator::Option> Simulator::options()
{
    QList<Option> options;
    for (const SimOptionHelp &help : simOptionHelp())
        options.append(
            {QString::fromLatin1(help.name), QString::fromLatin1(help.valueName), help.help});
    return options;
}

Result<std::unique_ptr<Simulator>> Simulator::start(const QList<QPair<QString, QString>> &given,
                                                    int count, const Clock &clock)
{
    SimOptions options;
    for (const auto &[name, value] : given) {
        if (const Result<> set = setSimOption(options, name, value); !set)
            return set.error();
    }
    if (const Result<> checked = checkSimOptions(options); !checked)
        return checked.error();
    QList<std::shared_ptr<const SimDevice>> devices;
    for (int i = 0; i < count; ++i) {
        const Result<std::shared_ptr<const SimDevice>> device =
            SimDevice::make(simOptionsFor(options, i));
        if (!device)
            return device.error();
        devices.append(*device);
    }
    Result<std::unique_ptr<SimZkFleet>> terminals = SimZkFleet::start(devices, clock);
    if (!terminals)
        return terminals.error();
    std::unique_ptr<Simulator> simulator(new Simulator);
    simulator->m_terminals = std::move(terminals).value();
    for (int i = 0; i < count; ++i)
        simulator->m_addresses.append(QStringLiteral("%1:%2")
                                          .arg(options.address.toString())
                                          .arg(simulator->m_terminals->port(i)));
    return simulator;
}

QByteArray simulatedPeopleFile(int users)
{
    return simPeopleCsv(users).toUtf8();
}

QByteArray simulatedMappingFile(const QString &device, int users)
{
    return simMappingCsv(device, users).toUtf8();
}

} // namespace rollcall
