// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simcommands.h"

#include "devices/sim/simrecords.h"
#include "devices/sim/simterminal.h"

namespace rollcall {

using namespace sim;

namespace {

QByteArray text(QByteArrayView data)
{
    const qsizetype nul = data.indexOf('\0');
    return (nul < 0 ? data : data.first(nul)).toByteArray();
}

SimReply ack(bool isDone)
{
    return {static_cast<quint16>(isDone ? AckOk : AckError), {}, {}};
}

SimReply readOption(SimTerminal &terminal, const Request &request)
{
    const QByteArray name = text(request.data);
    const std::optional<QByteArray> value = terminal.memory().option(name);
    if (!value)
        return ack(false);
    QByteArray data = name;
    data.append('=').append(*value).append('\0');
    return {AckOk, data, {}};
}

SimReply writeOption(SimTerminal &terminal, const SimFaultSet &faults, const Request &request)
{
    const QByteArray both = text(request.data);
    const qsizetype equals = both.indexOf('=');
    const QByteArray name = both.left(equals);
    if (equals <= 0 || (faults.noSdkBuild && name == "SDKBuild"))
        return ack(false);
    return ack(terminal.memory().setOption(name, both.mid(equals + 1)));
}

SimReply writeUser(SimTerminal &terminal, const SimFaultSet &faults, const Request &request)
{
    const auto user = readUser(request.data, terminal.options().userSize);
    if (!user || faults.writeRefused)
        return ack(false);
    return ack(terminal.memory().writeUser(*user, faults.writeLost) != SimMemory::Writing::Refused);
}

SimReply deleteUser(SimTerminal &terminal, const Request &request)
{
    return ack(request.data.size() >= 2 &&
               terminal.memory().deleteUser(static_cast<quint16>(wordAt(request.data, 0))));
}

SimReply writeTime(SimTerminal &terminal, const Request &request)
{
    const WallTime wall =
        request.data.size() == 4 ? unpackTime(wordAt(request.data, 0)) : WallTime();
    if (wall.isValid())
        terminal.setClock(wall);
    return ack(wall.isValid());
}

SimReply readTime(SimTerminal &terminal)
{
    SimReply reply;
    putU32(reply.data, packTime(terminal.now()));
    return reply;
}

SimReply state(SimTerminal &terminal)
{
    constexpr quint16 kWaiting = 0;
    constexpr quint16 kBusy = 4;
    return {AckOk, {}, terminal.tally().isEnabled ? kWaiting : kBusy};
}

/// What a client makes the terminal do to people at the door.
std::optional<SimReply> act(SimTerminal &terminal, const Request &request)
{
    switch (request.command) {
    case CmdUnlock:
        terminal.tally().unlockFor = wordAt(request.data, 0);
        return ack(true);
    case CmdTestVoice:
        ++terminal.tally().beeps;
        terminal.tally().voice = wordAt(request.data, 0);
        return ack(true);
    case CmdEnable:
        terminal.enable();
        return ack(true);
    case CmdDisable:
        terminal.disable(wordAt(request.data, 0));
        return ack(true);
    case CmdState:
        return state(terminal);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<SimReply> runSimCommand(SimTerminal &terminal, const SimFaultSet &faults,
                                      const Request &request)
{
    switch (request.command) {
    case CmdReadOption:
        return readOption(terminal, request);
    case CmdWriteOption:
        return writeOption(terminal, faults, request);
    case CmdFreeSizes:
        return SimReply{AckOk, terminal.device().counters(faults), {}};
    case CmdVersion:
        return SimReply{AckOk, terminal.device().version(), {}};
    case CmdPinWidth:
        return SimReply{AckOk, QByteArray(1, static_cast<char>(SimMemory::kPinWidth)), {}};
    case CmdReadTime:
        return readTime(terminal);
    case CmdWriteTime:
        return writeTime(terminal, request);
    case CmdWriteUser:
        return writeUser(terminal, faults, request);
    case CmdDeleteUser:
        return deleteUser(terminal, request);
    case CmdClearLogs:
        ++terminal.tally().clears;
        terminal.memory().clearLogs();
        return ack(true);
    case CmdClearData: // everything, users too: refused to all
        return ack(false);
    case CmdRefreshData:
    case CmdRefreshOptions:
    case CmdCancelCapture:
    case CmdStartVerify:
        return ack(true);
    default:
        return act(terminal, request);
    }
}

} // namespace rollcall
