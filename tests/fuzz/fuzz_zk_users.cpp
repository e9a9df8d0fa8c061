// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkuserpatch.h"
#include "devices/zk/zkusers.h"
#include "devices/zk/zkusertable.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

using namespace rollcall;
using namespace rollcall::zk;

namespace {

constexpr qsizetype kRecordsLookedAt = 8;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What is read from a record and written back must not move a byte.
void writeBack(QByteArrayView record, const DeviceUserDraft &draft, const UserRules &rules)
{
    const Result<QByteArray> same = changedUserRecord(record, draft, rules);
    require(same.isOk() && *same == record);
    require(saysTheSame(*same, record, rules.recordSize));
}

/// A new name and card move those fields and no other.
void change(QByteArrayView record, const DeviceUserDraft &read, const UserRules &rules)
{
    DeviceUserDraft draft;
    draft.userId = read.userId;
    draft.name = QStringLiteral("Fuzz");
    draft.card = QStringLiteral("4294967295");
    const Result<QByteArray> changed = changedUserRecord(record, draft, rules);
    require(changed.isOk() && changed->size() == rules.recordSize);
    const UserRecord before = readUser(record, rules.recordSize, rules.codePage);
    const UserRecord after = readUser(*changed, rules.recordSize, rules.codePage);
    require(after.name == u"Fuzz" && after.card == 0xFFFFFFFF);
    require(after.uid == before.uid && after.privilege == before.privilege &&
            after.password == before.password && after.group == before.group &&
            after.ownTimeZones == before.ownTimeZones && after.timeZones == before.timeZones &&
            after.userId == before.userId);
}

/// A user that was put into the table is found there under its id.
void add(UserTable table, const DeviceUserDraft &like, const UserRules &rules)
{
    const std::optional<quint16> uid = table.freeUid(0);
    if (!uid || !table.find(like.userId).isEmpty())
        return;
    const Result<QByteArray> record = newUserRecord(*uid, like, rules);
    if (!record)
        return;
    const qsizetype count = table.count();
    table.put(*record);
    require(table.count() == count + 1 && table.find(like.userId) == *record);
    require(table.uidsOf(like.userId) == QList<quint16>{*uid});
}

void look(const UserTable &table, const QByteArray &codePage)
{
    const UserRules rules{table.recordSize(), 0, true, codePage};
    const QList<DeviceUserDraft> drafts =
        readUserDrafts(table.bytes(), table.recordSize(), codePage);
    require(drafts.size() == table.count());
    require(readUsers(table.bytes(), table.recordSize(), codePage).size() == table.count());
    for (qsizetype i = 0; i < qMin(table.count(), kRecordsLookedAt); ++i) {
        writeBack(table.record(i), drafts.at(i), rules);
        change(table.record(i), drafts.at(i), rules);
        require(!table.find(drafts.at(i).userId).isEmpty());
        DeviceUserDraft other = drafts.at(i);
        other.userId.append(u'1');
        add(table, other, rules);
    }
}

} // namespace

// The record area of a list of users.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const char *const pages[] = {"", "GBK", "windows-1256"};
    const QByteArrayView records(data, static_cast<qsizetype>(size));
    int lookedAt = 0;
    for (const qint64 counter : {qint64(0), qint64(records.size() / 28)}) {
        const std::optional<UserTable> table = UserTable::fromRecords(records, counter);
        if (!table || table->recordSize() == lookedAt)
            continue;
        lookedAt = table->recordSize();
        require(table->count() * table->recordSize() == records.size());
        look(*table, pages[size / 4 % std::size(pages)]);
    }
    return 0;
}
