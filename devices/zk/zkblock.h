// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/zk/zkconversation.h"
#include "devices/zk/zkdisabled.h"

#include <QByteArray>

#include <optional>

namespace rollcall {

/// A table of the terminal and the two ways to ask for it (zk-protocol.md, sections 11.1 and 11.3).
struct ZkTable
{
    zk::Code inner = zk::Code::ReadLogs;
    qint32 function = 0;
    QByteArray plainData;

    static ZkTable users() { return {zk::Code::ReadUsers, 5, QByteArray(1, '\x05')}; }
    static ZkTable logs() { return {zk::Code::ReadLogs, 0, {}}; }
};

/// Bytes that were received, and why there are not more of them.
struct ZkBytes
{
    QByteArray bytes;
    std::optional<Error> error;
};

/// A table that the terminal has made ready: a buffer there, read piece by piece at absolute
/// offsets, or, for small tables and old firmware, bytes held here. The buffer is a copy, so people
/// may punch meanwhile and the terminal is disabled for it only where that is wished
/// (WireSettings::disableWhileReading); the plain read, which has no copy, disables it always
/// (section 13). Thread: the conversation's. The conversation must outlive it.
class ZkBlock
{
public:
    /// Asks by 1503; when that is refused twice, by the plain command. Errors: those of
    /// ZkConversation::answer(), that of SessionControl::onDisabled, Unsupported when the terminal
    /// refuses both, ProtocolViolation for more than kHeldLimit bytes at once.
    static Result<ZkBlock> open(ZkConversation &conversation, const ZkTable &table);

    /// Bytes that the terminal says there are, the u32 total at the beginning included.
    qint64 size() const { return m_size; }
    bool isHeld() const { return m_isHeld; }
    /// Reads a part. A piece that fails on a living connection is asked for again, shorter each
    /// time; after three retries the block is made ready once more and must still be the same one
    /// up to there. Fewer bytes than asked for come with an error, and are the first ones.
    ZkBytes read(qint64 start, qint64 length);
    /// Frees the terminal's buffer and lets people punch again; what it answers does not matter.
    void release();

    static constexpr qint64 kChunk = 0xFFC0; ///< section 11.1; what to read at once at most
    static constexpr qint64 kHeldLimit = 16LL * 1024 * 1024;

private:
    ZkBlock(ZkConversation &conversation, const ZkTable &table);

    /// True: the block is ready. False: the terminal refuses this way of asking.
    Result<bool> openBuffered();
    Result<bool> openPlain();
    Result<bool> takeAnswer(const zk::Packet &reply);
    ZkBytes readOnce(qint64 start, qint64 length);
    ZkBytes collect(const zk::Packet &first, qint64 start, qint64 length);
    void awaitClosingAck();
    bool prepareAgain();
    void remember(qint64 start, const QByteArray &bytes);

    ZkConversation *m_conversation;
    ZkTable m_table;
    std::optional<ZkDisabled> m_disabled;
    qint64 m_size = 0;
    bool m_isHeld = false;
    QByteArray m_held;
    std::optional<Error> m_cut; ///< why m_held is shorter than m_size

    qint64 m_longest;         ///< bytes to ask for at once
    qint64 m_shortestUsual;   ///< to which failures bring it down at most
    qint64 m_wholePacket = 0; ///< not 0: packets cannot be put in order, so not more than one
    int m_missingAcks = 0;
    bool m_wasPreparedAgain = false;
    qint64 m_lastStart = 0; ///< where m_lastBytes stand in the block
    QByteArray m_lastBytes; ///< the last that were read
};

} // namespace rollcall
