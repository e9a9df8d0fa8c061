// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkmaintenance.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::zk", text);
}

Error cannot(const char *what, Code code)
{
    Error error = errors::unsupported(say(what));
    error.detail = QStringLiteral("code %1").arg(static_cast<int>(code));
    return error;
}

QByteArray number(quint32 value)
{
    QByteArray data;
    zk::appendU32(data, value);
    return data;
}

} // namespace

ZkMaintenance::ZkMaintenance(ZkConversation &conversation)
    : m_conversation(conversation)
{}

Result<WallTime> ZkMaintenance::clock()
{
    const Result<Packet> reply = m_conversation.ask(Code::ReadTime);
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk)
        return cannot(QT_TRANSLATE_NOOP("rollcall::zk", "telling the time"), reply->code);
    const WallTime wall = zk::decodeTime4(zk::u32At(reply->data, 0));
    if (reply->data.size() < 4 || !wall.isValid()) {
        return errors::protocolViolation(
            say(QT_TRANSLATE_NOOP("rollcall::zk", "a time of day that does not exist")),
            zk::hexText(reply->data.first(qMin<qsizetype>(reply->data.size(), 16))));
    }
    return wall;
}

Result<> ZkMaintenance::setClock(WallTime wall)
{
    constexpr qint64 kToleranceSeconds = 2;
    const std::optional<quint32> packed = zk::encodeTime4(wall);
    if (!packed) {
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::zk", "A terminal's clock runs from the year 2000 to 2099. Its clock "
                            "was not changed. Check the date of this computer.")));
    }
    QElapsedTimer since;
    since.start();
    const Result<Packet> reply = m_conversation.ask(Code::WriteTime, number(*packed));
    if (reply && reply->code != Code::AckOk)
        return cannot(QT_TRANSLATE_NOOP("rollcall::zk", "setting its clock"), reply->code);
    if (!reply && !m_conversation.isOpen())
        return reply.error();
    // Also when the answer did not come: what the clock shows tells whether it was set.
    if (const Result<Packet> done = m_conversation.ask(Code::RefreshData); !done)
        return done.error();
    const Result<WallTime> shown = clock();
    if (!shown)
        return shown.error();
    // It may have been set at once or just before its answer.
    const qint64 late = wall.secondsTo(*shown);
    if (late >= -kToleranceSeconds && late <= since.elapsed() / 1000 + kToleranceSeconds)
        return ok();
    if (!reply)
        return reply.error();
    return errors::conflict(
        say(QT_TRANSLATE_NOOP("rollcall::zk",
                              "The terminal said that its clock was set, but it still shows %1. "
                              "Set the clock at the terminal itself, or take the time from its "
                              "time server if it has one entered."))
            .arg(shown->toString()));
}

Result<> ZkMaintenance::restart()
{
    if (!m_conversation.isOpen())
        return errors::connectionLost(QStringLiteral("before the restart"));
    const Result<Packet> reply = m_conversation.ask(Code::Restart);
    if (reply && reply->code != Code::AckOk)
        return cannot(QT_TRANSLATE_NOOP("rollcall::zk", "starting anew by itself"), reply->code);
    if (!reply && reply.error().code == ErrorCode::Cancelled)
        return reply.error();
    m_conversation.abandon();
    return ok();
}

Result<> ZkMaintenance::beep()
{
    // A beep where there is one, else "thank you", which every terminal with a voice can say.
    constexpr quint32 kBeep = 10;
    constexpr quint32 kThankYou = 0;
    Code code = Code::AckOk;
    for (const quint32 sound : {kBeep, kThankYou}) {
        const Result<Packet> reply = m_conversation.ask(Code::TestVoice, number(sound));
        if (!reply)
            return reply.error();
        code = reply->code;
        if (code == Code::AckOk)
            return ok();
    }
    return cannot(QT_TRANSLATE_NOOP("rollcall::zk", "giving a sound"), code);
}

Result<> ZkMaintenance::unlock(int seconds, int factor)
{
    constexpr int kLongest = 60;
    if (seconds < 1 || seconds > kLongest) {
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::zk",
                                  "A door can be opened for 1 to %1 seconds. The door was not "
                                  "opened. Enter a number between these."))
                .arg(kLongest));
    }
    const Result<Packet> reply =
        m_conversation.ask(Code::Unlock, number(static_cast<quint32>(seconds * qMax(1, factor))));
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk)
        return cannot(QT_TRANSLATE_NOOP("rollcall::zk", "opening a door"), reply->code);
    return ok();
}

} // namespace rollcall
