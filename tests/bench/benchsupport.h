// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/compose.h"

#include <QList>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace rollcall::bench {

/// A status figure of this process in KiB or by count ("VmHWM", "Threads"); -1 where there is none
/// (not Linux).
qint64 processFigure(const QByteArray &name);

/// Simulated terminals in a process of their own, so that their time and memory are not ours.
class Terminals
{
public:
    /// @p options of `rollcallctl simulate zk`.
    Terminals(int count, const QStringList &options);
    ~Terminals();
    Terminals(const Terminals &) = delete;
    Terminals &operator=(const Terminals &) = delete;
    /// Empty when they could not be started.
    const QList<quint16> &ports() const { return m_ports; }

private:
    QProcess m_process;
    QList<quint16> m_ports;
};

/// A composed school in @p folder with one device for each port, in order; null on failure.
struct School
{
    std::unique_ptr<Composition> composition;
    QList<DeviceId> devices;
};
School makeSchool(const QString &folder, const QList<quint16> &ports);

/// The rows that a sync of the terminal at @p port stores; empty on failure.
QList<RawLog> rowsOf(quint16 port);

/// Runs this program with @p arguments and answers what it printed.
QByteArray runChild(const QStringList &arguments);

} // namespace rollcall::bench
