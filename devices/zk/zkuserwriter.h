// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/terminal.h"
#include "devices/zk/zkconversation.h"
#include "devices/zk/zkuserpatch.h"
#include "devices/zk/zkusertable.h"

#include <QList>

#include <optional>

namespace rollcall {

/// What a terminal says of its users before they are written.
struct ZkUserFacts
{
    zk::UserRules rules; ///< the record size is found out from the list of users
    std::optional<qint64> counter;
    qint64 capacity = 0; ///< 0 = it did not say
};

/// Writes users, reads them back and writes once again what is missing: the terminal's yes proves
/// nothing (zk-protocol.md, section 9.5, Q31 and Q32). A request that is not answered is never sent
/// again; the list that is read afterwards tells what came of it. The caller keeps the terminal
/// disabled meanwhile. Lives for one run(). Thread: the conversation's.
class ZkUserWriter
{
public:
    /// @p drafts must outlive the writer.
    ZkUserWriter(ZkConversation &conversation, ZkUserFacts facts,
                 const QList<DeviceUserDraft> &drafts);

    /// One outcome per draft, in order. An Error: the list of users could not be read at all.
    Result<QList<DeviceUserOutcome>> run();

private:
    enum class Step {
        Open,   ///< not sent, or to be sent again
        Sent,   ///< taken, or not answered
        Settled ///< the outcome says all there is
    };

    struct Item
    {
        DeviceUserOutcome outcome;
        Step step = Step::Open;
        QByteArray record; ///< as it was sent
    };

    void refuseRepetitions();
    void writeOpen();
    void write(const DeviceUserDraft &draft, Item &item);
    /// True: the next form of record has no chance or is not needed.
    bool tryToWrite(const DeviceUserDraft &draft, Item &item);
    Result<QByteArray> recordFor(const DeviceUserDraft &draft, QByteArrayView known) const;
    bool hasSent() const;
    /// Compares what was sent with what stands on the terminal now; what is missing is open again.
    void compare();

    ZkConversation &m_conversation;
    ZkUserFacts m_facts;
    const QList<DeviceUserDraft> &m_drafts;
    zk::UserTable m_table; ///< as the terminal is believed to hold it
    QList<Item> m_items;
    std::optional<Error> m_stopped; ///< why no more is sent
};

} // namespace rollcall
