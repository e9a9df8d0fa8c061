// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/e2e/ctlrunner.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rollcall::test {

/// A school with terminals, on SQLite, for commands that talk to terminals. It lies in a zone where
/// it is about noon, because clocks are not set at midnight.
class TerminalSchool
{
public:
    TerminalSchool();
    ~TerminalSchool();
    TerminalSchool(const TerminalSchool &) = delete;
    TerminalSchool &operator=(const TerminalSchool &) = delete;

    CtlRunner &ctl() { return m_ctl; }
    /// "device info Gate": blanks part the words.
    CtlAnswer run(const QString &command) const { return m_ctl.run(command.split(u' ')); }
    /// The same with --json; the status must be @p status.
    QJsonDocument json(const QString &command, int status = 0) const;
    /// A simulated terminal and the device that it is; answers the port. @p options as for
    /// `simulate zk`, @p more as for `device add`.
    quint16 addTerminal(const QString &name, const QString &options = {}, const QString &more = {});
    bool addDevice(const QString &name, quint16 port, const QString &more = {});

private:
    CtlRunner m_ctl;
    QByteArray m_zoneBefore;
};

/// A port that nobody listens at.
quint16 closedPort();

} // namespace rollcall::test
