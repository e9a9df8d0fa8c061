// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/api/devicesession.h"
#include "tests/devices/zk/terminalpeer.h"

#include <QElapsedTimer>
#include <QList>

#include <functional>

namespace rollcall::test {

/// The time of every event that is made here.
inline constexpr auto kEventTime = u"2026-06-27 07:41:05";

/// Keeps what a listening session delivers; ends the listening when the test has seen enough.
class Listener : public LiveSink
{
public:
    Listener();

    Result<> punched(const RawLog &log) override;
    void logChanged() override { ++changes; }
    bool goOn() override;

    std::function<void()> onFirst; ///< when it is asked for the first time: all is set up then
    std::function<bool()> isDone;
    std::function<Result<>()> onPunch;
    QList<RawLog> punches;
    int changes = 0;
    int asked = 0;
    qint64 longestGap = 0; ///< between two questions, in milliseconds

private:
    QElapsedTimer m_limit; ///< so that a broken test ends
    QElapsedTimer m_sinceAsked;
};

/// The data of an attendance event whose id is a number of @p idSize bytes.
QByteArray numbered(int idSize, quint32 number, quint8 verify, quint8 state);
/// The same with the id as text: 32 bytes.
QByteArray named(const QByteArray &userId, quint8 verify, quint8 state);
/// An event as a script sends it.
zk::Packet pushed(quint16 code, const QByteArray &data);

/// The default limits of these tests: short.
SessionControl shortControl();
/// Opens a session, reads the logs if wanted, and listens until the sink has had enough.
Result<> listen(TerminalPeer &peer, Listener &sink, const SessionControl &control = shortControl(),
                bool readsLogsFirst = false);

} // namespace rollcall::test
