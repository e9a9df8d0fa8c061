// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakepanel.h"

#include <QMap>

#include <algorithm>

namespace rollcall::test {

QList<LogRow> FakeLogs::wanted(const LogFilter &filter) const
{
    QList<LogRow> list;
    for (const LogRow &row : rows) {
        if (row.device == filter.device && (!filter.unmappedOnly || row.personName.isEmpty()) &&
            (!filter.from.isValid() || filter.from <= row.key.at) &&
            (!filter.to.isValid() || row.key.at <= filter.to) &&
            (filter.text.isEmpty() || row.userId == filter.text ||
             row.personName.contains(filter.text, Qt::CaseInsensitive)))
            list.append(row);
    }
    if (!filter.newestFirst)
        std::reverse(list.begin(), list.end());
    return list;
}

Answer<LogPage> FakeLogs::logs(const LogFilter &filter, const LogKey &after, int limit)
{
    if (failure)
        return readyAnswer(Result<LogPage>(*failure));
    const QList<LogRow> all = wanted(filter);
    const auto last = std::find_if(all.begin(), all.end(),
                                   [&after](const LogRow &row) { return row.key == after; });
    LogPage page;
    const qsizetype first = last == all.end() ? 0 : last - all.begin() + 1;
    page.rows = all.mid(first, limit);
    if (page.rows.size() == limit) // as the store: whether more follow is not known yet
        page.next = page.rows.last().key;
    return readyAnswer(Result<LogPage>(page));
}

Answer<LogSpan> FakeLogs::span(const LogFilter &filter)
{
    if (failure)
        return readyAnswer(Result<LogSpan>(*failure));
    LogFilter forward = filter;
    forward.newestFirst = false;
    const QList<LogRow> all = wanted(forward);
    LogSpan span;
    if (!all.isEmpty())
        span = {all.size(), all.first().key.at, all.last().key.at};
    return readyAnswer(Result<LogSpan>(span));
}

Answer<QList<LogKey>> FakeLogs::pageStarts(const LogFilter &filter, int pageRows)
{
    const QList<LogRow> all = wanted(filter);
    QList<LogKey> starts{LogKey()};
    for (qsizetype i = pageRows - 1; i < all.size(); i += pageRows)
        starts.append(all.at(i).key);
    return readyAnswer(Result<QList<LogKey>>(starts));
}

Answer<QList<Recognition>> FakeLogs::recognitions(DeviceId device)
{
    if (failure)
        return readyAnswer(Result<QList<Recognition>>(*failure));
    QMap<QString, VerifyMethods> methods;
    for (const LogRow &row : rows) {
        if (row.device == device && provenBy(row.verify))
            methods[row.userId] |= provenBy(row.verify);
    }
    QList<Recognition> list;
    for (auto user = methods.cbegin(); user != methods.cend(); ++user)
        list.append({user.key(), user.value()});
    return readyAnswer(Result<QList<Recognition>>(list));
}

Answer<QList<SetAsideRow>> FakeLogs::setAside(DeviceId, qint64, int)
{
    return readyAnswer(Result<QList<SetAsideRow>>(QList<SetAsideRow>()));
}

Answer<QList<DeviceCommand>> FakeCommands::commands(DeviceId, int limit)
{
    return readyAnswer(Result<QList<DeviceCommand>>(queue.mid(0, limit)));
}

Answer<> FakeCommands::revoke(DeviceId, qint64 command)
{
    for (DeviceCommand &each : queue) {
        if (each.id == command)
            each.state = CommandState::Revoked;
    }
    return readyAnswer(ok());
}

Answer<QList<DeviceCommand>> FakeCommands::readAgain(DeviceId device, QDate, QDate)
{
    return readEverythingAgain(device);
}

Answer<QList<DeviceCommand>> FakeCommands::readEverythingAgain(DeviceId)
{
    return readyAnswer(Result<QList<DeviceCommand>>(queue));
}

} // namespace rollcall::test
