// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QList>
#include <QPair>
#include <QStringList>

#include <memory>

namespace rollcall {

class SimZkFleet;

/// Simulated terminals as programs ask for them (cli.md, `simulate zk`): started here, because
/// programs know no devices, only wiring does.
class Simulator
{
public:
    struct Option
    {
        QString name;      ///< without the dashes
        QString valueName; ///< empty: a flag, given with an empty value
        QString help;      ///< translated
    };
    static QList<Option> options();

    /// @p given: name and value of each option, in order; an option may come more than once. @p
    /// count terminals on consecutive ports. They are reachable when this returns and end with the
    /// object. They share two threads. @p clock outlives them. Errors: InvalidInput for a value
    /// that cannot be, Unreachable for a port that cannot be had.
    static Result<std::unique_ptr<Simulator>> start(const QList<QPair<QString, QString>> &given,
                                                    int count, const Clock &clock);
    ~Simulator();
    Simulator(const Simulator &) = delete;
    Simulator &operator=(const Simulator &) = delete;

    /// "127.0.0.1:4370", one per terminal.
    QStringList addresses() const { return m_addresses; }

private:
    Simulator();
    std::unique_ptr<SimZkFleet> m_terminals;
    QStringList m_addresses;
};

/// The people whom the users of a simulated terminal stand for, and who is who, as files for
/// import.
QByteArray simulatedPeopleFile(int users);
QByteArray simulatedMappingFile(const QString &device, int users);

} // namespace rollcall
