// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkuserwriter.h"

#include "devices/zk/zkuserlist.h"
#include "devices/zk/zkusers.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::zk", text);
}

Error isFull()
{
    return {ErrorCode::DeviceFull,
            say(QT_TRANSLATE_NOOP("rollcall::zk",
                                  "The terminal has no room for another user. The user was not "
                                  "written. Delete users who have left from this terminal, then "
                                  "write the user again.")),
            {}};
}

Error isRefused(Code code)
{
    const QString detail = QStringLiteral("code %1").arg(static_cast<int>(code));
    if (code == Code::AckUnknown || code == Code::ErrorCommand) {
        Error error = errors::unsupported(say(QT_TRANSLATE_NOOP("rollcall::zk", "storing users")));
        error.detail = detail;
        return error;
    }
    return errors::conflict(
        say(QT_TRANSLATE_NOOP("rollcall::zk",
                              "The terminal refused the user. Nothing was changed for this user. "
                              "The number may be too long for it, its memory for users may be "
                              "full, or it may keep users in a form of its own: enter the user "
                              "at the terminal itself if another number does not help.")),
        detail);
}

Error isNotKept()
{
    return errors::conflict(say(QT_TRANSLATE_NOOP(
        "rollcall::zk", "The terminal took the user twice, but did not keep what was written. "
                        "Some terminals do so until they are started anew: restart the terminal, "
                        "then write the user again.")));
}

Error isRepeated()
{
    return errors::invalidInput(say(QT_TRANSLATE_NOOP(
        "rollcall::zk", "This number is in the list twice. The first entry was used and this "
                        "one was left out. Take one of them out of the list.")));
}

} // namespace

ZkUserWriter::ZkUserWriter(ZkConversation &conversation, ZkUserFacts facts,
                           const QList<DeviceUserDraft> &drafts)
    : m_conversation(conversation)
    , m_facts(std::move(facts))
    , m_drafts(drafts)
{}

Result<QList<DeviceUserOutcome>> ZkUserWriter::run()
{
    for (const DeviceUserDraft &draft : m_drafts)
        m_items.append({{draft.userId, false, {}}, Step::Open, {}});
    refuseRepetitions();
    Result<zk::UserTable> table = readUserTable(m_conversation, m_facts.counter);
    if (!table)
        return table.error();
    m_table = std::move(table).value();

    constexpr int kRounds = 2;
    for (int round = 0; round < kRounds; ++round) {
        writeOpen();
        if (!hasSent())
            break;
        table = readBackUsers(m_conversation, m_table.count());
        if (!table) {
            m_stopped = m_stopped.value_or(table.error());
            break;
        }
        m_table = std::move(table).value();
        compare();
    }

    QList<DeviceUserOutcome> outcomes;
    for (Item &item : m_items) {
        if (item.step != Step::Settled)
            item.outcome.error = m_stopped.value_or(isNotKept());
        outcomes.append(std::move(item.outcome));
    }
    return outcomes;
}

void ZkUserWriter::refuseRepetitions()
{
    QSet<QString> seen;
    for (Item &item : m_items) {
        if (seen.contains(item.outcome.userId)) {
            item.outcome.error = isRepeated();
            item.step = Step::Settled;
        }
        seen.insert(item.outcome.userId);
    }
}

void ZkUserWriter::writeOpen()
{
    for (qsizetype i = 0; i < m_items.size() && !m_stopped; ++i) {
        if (m_items.at(i).step == Step::Open)
            write(m_drafts.at(i), m_items[i]);
    }
}

void ZkUserWriter::write(const DeviceUserDraft &draft, Item &item)
{
    // A terminal without users does not tell the size of its records: the long form is tried first.
    QList<int> sizes{m_table.recordSize()};
    if (sizes.first() == 0)
        sizes = {zk::kUserSizeLong, zk::kUserSizeShort};
    for (const int size : std::as_const(sizes)) {
        m_facts.rules.recordSize = size;
        if (tryToWrite(draft, item))
            return;
    }
}

bool ZkUserWriter::tryToWrite(const DeviceUserDraft &draft, Item &item)
{
    const auto settle = [&item](const Error &error) {
        item.step = Step::Settled;
        if (!item.outcome.error) // of two forms, what is wrong with the first one says more
            item.outcome.error = error;
        return false;
    };
    const QByteArrayView known = m_table.find(draft.userId);
    Result<QByteArray> record = recordFor(draft, known);
    if (!record)
        return settle(record.error());
    if (*record == known) {
        item.step = Step::Settled;
        return true;
    }
    if (const Result<> kept = m_conversation.keepDisabled(); !kept) {
        m_stopped = kept.error();
        return true;
    }
    const Result<Packet> reply = m_conversation.ask(Code::WriteUser, *record);
    if (!reply)
        m_stopped = reply.error(); // it may have been stored all the same
    else if (reply->code != Code::AckOk)
        return settle(isRefused(reply->code));
    item.record = std::move(record).value();
    item.step = Step::Sent;
    item.outcome.error.reset();
    m_table.put(item.record);
    return true;
}

Result<QByteArray> ZkUserWriter::recordFor(const DeviceUserDraft &draft, QByteArrayView known) const
{
    if (!known.isEmpty())
        return zk::changedUserRecord(known, draft, m_facts.rules);
    const std::optional<quint16> uid = m_table.freeUid(m_facts.capacity);
    if (!uid)
        return isFull();
    return zk::newUserRecord(*uid, draft, m_facts.rules);
}

bool ZkUserWriter::hasSent() const
{
    return std::any_of(m_items.begin(), m_items.end(),
                       [](const Item &item) { return item.step == Step::Sent; });
}

void ZkUserWriter::compare()
{
    for (Item &item : m_items) {
        if (item.step != Step::Sent)
            continue;
        const int size = static_cast<int>(item.record.size());
        if (zk::saysTheSame(m_table.find(item.outcome.userId), item.record, size)) {
            item.outcome.changed = true;
            item.step = Step::Settled;
        } else {
            item.step = Step::Open;
        }
    }
}

} // namespace rollcall
