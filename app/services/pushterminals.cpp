// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/pushterminals.h"

#include "devices/api/admscommands.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PushTerminals", text);
}

bool isOver(const DeviceCommand &command)
{
    return command.state != CommandState::Queued && command.state != CommandState::Sent;
}

Error notAnswered(const QString &device)
{
    return {ErrorCode::Timeout,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::PushTerminals",
                    "\"%1\" has not answered yet. The command stays in the queue and is handed out "
                    "when the terminal asks the next time. Check that the terminal is on and that "
                    "Rollcall is listening."))
                .arg(device),
            {}};
}

/// Why a command was not done.
std::optional<Error> failureOf(const DeviceCommand &command, const Device &device,
                               PushFamily family)
{
    switch (command.state) {
    case CommandState::Done:
        return std::nullopt;
    case CommandState::Queued:
    case CommandState::Sent:
        return notAnswered(device.name);
    case CommandState::Failed:
        if (command.value)
            return Error{ErrorCode::ProtocolViolation, adms::failureText(family, *command.value),
                         command.result};
        return Error{ErrorCode::Timeout,
                     say(QT_TRANSLATE_NOOP("rollcall::PushTerminals",
                                           "The terminal fetched the command three times and never "
                                           "said that it was done. Look at the terminal itself.")),
                     {}};
    default:
        return Error{ErrorCode::Cancelled,
                     say(QT_TRANSLATE_NOOP("rollcall::PushTerminals",
                                           "The command was taken back or had waited too long. "
                                           "Nothing was changed on the terminal.")),
                     {}};
    }
}

/// The value under the first of these names that is there.
QString factOf(const QHash<QString, QString> &facts, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const QString value = facts.value(QString::fromLatin1(name));
        if (!value.isEmpty())
            return value;
    }
    return {};
}

std::optional<qint64> countOf(const QHash<QString, QString> &facts,
                              std::initializer_list<const char *> names)
{
    bool isNumber = false;
    const qint64 count = factOf(facts, names).toLongLong(&isNumber);
    return isNumber ? std::optional(count) : std::nullopt;
}

DeviceInfo infoOf(const Device &device, const QHash<QString, QString> &facts)
{
    DeviceInfo info;
    info.serial = device.serial;
    info.model = factOf(facts, {"DeviceName"});
    info.firmware = factOf(facts, {"FWVersion", "FirmVer", "firmware"});
    info.platform = factOf(facts, {"Platform"});
    info.mac = factOf(facts, {"MAC"});
    info.users = countOf(facts, {"UserCount", "users"});
    info.logs = countOf(facts, {"TransactionCount", "records"});
    info.fingers = countOf(facts, {"FPCount", "fingerprints"});
    info.faces = countOf(facts, {"FaceCount", "faces"});
    return info;
}

} // namespace

/// Blocks for the time between two looks; false when the caller has had enough.
bool PushTerminals::pause(const std::stop_token &stop) const
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, std::chrono::milliseconds(m_rules.lookMs), [] { return false; });
    return !stop.stop_requested();
}

/// The same commands as they stand now.
Result<PushTerminals::Commands> PushTerminals::present(DeviceId device,
                                                       const Commands &wanted) const
{
    Result<Commands> all =
        await(m_store.commandsBetween(device, wanted.first().id, wanted.last().id));
    if (!all)
        return all;
    // Another program may have queued some in between.
    all->removeIf([&wanted](const DeviceCommand &command) {
        return !std::binary_search(wanted.begin(), wanted.end(), command,
                                   [](const auto &a, const auto &b) { return a.id < b.id; });
    });
    if (all->size() != wanted.size())
        return errors::internal(QStringLiteral("queued commands are gone"));
    return all;
}

Result<> PushTerminals::takeBack(DeviceId device, const Commands &commands) const
{
    QList<Answer<>> answers; // asked for together, so that they share a commit
    for (const DeviceCommand &command : commands) {
        if (command.state == CommandState::Queued)
            answers.append(m_store.revokeCommand(device, command.id, m_author));
    }
    Result<> taken = ok();
    for (const Answer<> &answer : std::as_const(answers)) {
        const Result<> revoked = await(answer);
        // One that was handed out meanwhile cannot be taken back, and is answered some time.
        if (!revoked && revoked.error().code != ErrorCode::NotFound)
            taken = revoked;
    }
    return taken;
}

/// Queues the commands and waits until each of them is over, or nothing has happened to any of them
/// for as long as the patience lasts. Answers them as they stand then.
Result<PushTerminals::Commands> PushTerminals::run(const Device &device, const QStringList &texts,
                                                   const std::stop_token &stop) const
{
    if (!device.active)
        return errors::conflict(
            say(QT_TRANSLATE_NOOP(
                    "rollcall::PushTerminals",
                    "\"%1\" is set to Inactive, so it is not listened to. Nothing was "
                    "sent. Set the device to Active first."))
                .arg(device.name));
    const Result<Commands> queued = await(m_store.queueCommands(device.id, texts, m_author));
    if (!queued)
        return queued;
    Commands seen = *queued;
    QDeadlineTimer deadline(m_rules.patienceMs);
    while (pause(stop)) {
        Result<Commands> now = present(device.id, *queued);
        if (!now || std::all_of(now->begin(), now->end(), isOver))
            return now;
        if (*now != seen)
            deadline.setRemainingTime(m_rules.patienceMs);
        else if (deadline.hasExpired())
            return now;
        seen = *now;
    }
    const Result<> back = takeBack(device.id, seen);
    return back ? errors::cancelled() : back.error();
}

/// The command as it was done.
Result<DeviceCommand> PushTerminals::runOne(const Device &device, const QString &text,
                                            const std::stop_token &stop) const
{
    const Result<PushMemory> memory = await(m_store.memory(device.id));
    if (!memory)
        return memory.error();
    const Result<Commands> done = run(device, {text}, stop);
    if (!done)
        return done.error();
    if (const std::optional<Error> failure = failureOf(done->first(), device, memory->family))
        return *failure;
    return done->first();
}

/// The users of a query come as uploads of their own, before its answer or after it
/// (push-protocols.md, section 2.9): they are all there when no new one came for a while.
Result<QList<ReportedUser>> PushTerminals::settledUsers(DeviceId device, qint64 sinceUtc,
                                                        const std::stop_token &stop) const
{
    const QDeadlineTimer deadline(m_rules.patienceMs);
    QDeadlineTimer quiet(m_rules.settleMs);
    qsizetype known = 0;
    do {
        Result<QList<ReportedUser>> users = await(m_store.users(device, sinceUtc));
        if (!users)
            return users;
        if (users->size() != known)
            quiet.setRemainingTime(m_rules.settleMs);
        else if (quiet.hasExpired() || deadline.hasExpired())
            return known > 0 ? users : await(m_store.users(device, 0));
        known = users->size();
    } while (pause(stop));
    return errors::cancelled();
}

Result<TerminalProfile> PushTerminals::profile(const Device &device) const
{
    const Result<QHash<QString, QString>> facts = await(m_store.facts(device.id));
    if (!facts)
        return facts.error();
    using Ability = TerminalAbility;
    return TerminalProfile{Ability::Tell | Ability::SetClock | Ability::WriteUsers |
                               Ability::Restart | Ability::Queue,
                           infoOf(device, *facts)};
}

Result<DeviceInfo> PushTerminals::info(const Device &device, const std::stop_token &stop) const
{
    const Result<DeviceCommand> asked = runOne(device, adms::kInfo, stop);
    if (!asked && asked.error().code == ErrorCode::Cancelled)
        return asked.error();
    const Result<QHash<QString, QString>> facts = await(m_store.facts(device.id));
    if (!facts)
        return facts.error();
    if (!asked && facts->isEmpty())
        return asked.error();
    return infoOf(device, *facts);
}

Result<QList<DeviceUser>> PushTerminals::users(const Device &device,
                                               const std::stop_token &stop) const
{
    const Result<PushMemory> memory = await(m_store.memory(device.id));
    if (!memory)
        return memory.error();
    const Result<DeviceCommand> asked = runOne(device, adms::queryUsers(memory->family), stop);
    if (!asked)
        return asked.error();
    const Result<QList<ReportedUser>> known = settledUsers(device.id, asked->sentUtc, stop);
    if (!known)
        return known.error();
    QList<DeviceUser> users;
    for (const ReportedUser &user : *known)
        users.append({user.userId, user.name.value_or(QString()), user.card.value_or(QString()),
                      user.privilege.value_or(0), 0});
    return users;
}

Result<ClockReading> PushTerminals::setClock(const Device &device,
                                             const std::stop_token &stop) const
{
    if (const Result<DeviceCommand> asked = runOne(device, adms::kCheck, stop); !asked)
        return asked.error();
    const Result<> noted = note(device.id, "terminal.set_clock");
    return noted ? Result<ClockReading>(ClockReading{0, true}) : noted.error();
}

Result<> PushTerminals::restart(const Device &device, const std::stop_token &stop) const
{
    const Result<DeviceCommand> done = runOne(device, adms::kReboot, stop);
    return done ? note(device.id, "terminal.restart") : done.error();
}

Result<QList<DeviceUserOutcome>> PushTerminals::writeUsers(const Device &device,
                                                           const QList<DeviceUserDraft> &users,
                                                           const std::stop_token &stop) const
{
    const Result<PushMemory> memory = await(m_store.memory(device.id));
    if (!memory)
        return memory.error();
    QList<DeviceUserOutcome> outcomes;
    QList<QStringList> texts;
    for (const DeviceUserDraft &user : users) {
        const Result<QStringList> built = adms::updateUser(user, memory->family);
        outcomes.append({user.userId, false, built ? std::nullopt : std::optional(built.error())});
        texts.append(built.valueOr({}));
    }
    return runForUsers(device, outcomes, texts, "terminal.write_users", stop);
}

Result<QList<DeviceUserOutcome>> PushTerminals::deleteUsers(const Device &device,
                                                            const QStringList &userIds,
                                                            const std::stop_token &stop) const
{
    const Result<PushMemory> memory = await(m_store.memory(device.id));
    if (!memory)
        return memory.error();
    QList<DeviceUserOutcome> outcomes;
    QList<QStringList> texts;
    for (const QString &userId : userIds) {
        const Result<QString> built = adms::deleteUser(userId, memory->family);
        outcomes.append({userId, false, built ? std::nullopt : std::optional(built.error())});
        texts.append(built ? QStringList{*built} : QStringList());
    }
    return runForUsers(device, outcomes, texts, "terminal.delete_users", stop);
}

/// Runs each user's commands; those of all users go out together.
Result<QList<DeviceUserOutcome>> PushTerminals::runForUsers(
    const Device &device, const QList<DeviceUserOutcome> &outcomes, const QList<QStringList> &texts,
    const char *deed, const std::stop_token &stop) const
{
    QList<DeviceUserOutcome> results = outcomes;
    QStringList all;
    for (const QStringList &ofUser : texts)
        all += ofUser;
    if (all.isEmpty())
        return results;
    const Result<PushMemory> memory = await(m_store.memory(device.id));
    if (!memory)
        return memory.error();
    const Result<Commands> done = run(device, all, stop);
    if (!done)
        return done.error();
    if (std::none_of(done->begin(), done->end(), isOver))
        return notAnswered(device.name);
    auto command = done->begin();
    int changed = 0;
    for (qsizetype i = 0; i < results.size(); ++i) {
        for (qsizetype each = 0; each < texts.at(i).size(); ++each, ++command) {
            if (const std::optional<Error> failure = failureOf(*command, device, memory->family))
                results[i].error = failure;
        }
        results[i].changed = !results.at(i).error;
        changed += results.at(i).changed ? 1 : 0;
    }
    const Result<> noted = note(device.id, deed, QString::number(changed));
    return noted ? Result<QList<DeviceUserOutcome>>(results) : noted.error();
}

Result<> PushTerminals::note(DeviceId device, const char *what, const QString &after) const
{
    return await(m_devices.noteDeed({device, QString::fromLatin1(what), {}, after}, m_author));
}

} // namespace rollcall
