// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/terminalcontrol.h"
#include "devices/api/devicedriver.h"

#include <QList>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace rollcall {

/// The addresses of a subnet such as "192.168.1.0/24", in order, without its own name and the one
/// for all; a single address is one. InvalidInput: no IPv4, larger than /22, rubbish. Bits behind
/// the prefix do not matter.
Result<QStringList> addressesOf(const QString &subnet);

/// Looks for terminals: 64 addresses at once, each for a short time. Blocks; thread: any.
class Discovery
{
public:
    static constexpr int kAtOnce = 64;

    /// @p limits are shortened for what a scan can wait.
    Discovery(std::vector<const DeviceDriver *> drivers, const SessionLimits &limits);

    /// @p way: port, key and wire to try at each; its host is not looked at. @p news comes from
    /// several threads, one after the other. Those found, by address; a stop within 200 ms ends
    /// with what was found until then.
    QList<TerminalSighting> scan(const QStringList &hosts, const Endpoint &way,
                                 const std::stop_token &stop,
                                 const TerminalControl::ScanNews &news) const;

private:
    struct Progress;
    void look(const QString &host, Endpoint way, const SessionControl &control,
              Progress &progress) const;

    const std::vector<const DeviceDriver *> m_drivers;
    SessionLimits m_limits;
};

/// Says which of the sightings are devices of ours, by their serial numbers, and which of these are
/// listed with another address. A device that is listed by name is never called moved.
void recognise(QList<TerminalSighting> &sightings, const QList<Device> &devices);
void recognise(TerminalSighting &sighting, const QList<Device> &devices);

} // namespace rollcall
