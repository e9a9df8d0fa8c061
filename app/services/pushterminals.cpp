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

constexpr int kNewest = 1000;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PushTerminals", text);
}

bool isOver(const DeviceCommand &command)
{
    return command.state != CommandState::Queued && command.state != CommandState::Sent;
}

Error notFetched(const QString &device)
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

/// Why a command that is over was not done.
std::optional<Error> failureOf(const DeviceCommand &command, PushFamily family)
{
    switch (command.state) {
    case CommandState::Done:
        return std::nullopt;
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

Result<PushTerminals::Commands> PushTerminals::present(DeviceId device,
                                                       const Commands &wanted) const
{
    const Result<Commands> all = await(m_store.commands(device, kNewest));
    if (!all)
        return all.error();
    Commands found;
    for (const DeviceCommand &command : wanted) {
        const auto place = std::find_if(all->begin(), all->end(), [&command](const auto &entry) {
            return entry.id == command.id;
        });
        found.append(place == all->end() ? command : *place);
    }
    return found;
}

Result<> PushTerminals::takeBack(DeviceId device, const Commands &commands) const
{
    for (const DeviceCommand &command : commands) {
        const Result<> revoked = await(m_store.revokeCommand(device, command.id, m_author));
        // One that was handed out already cannot be taken back, and is answered some time.
        if (!revoked && revoked.error().code != ErrorCode::NotFound)
            return revoked;
    }
    return ok();
}

/// Queues the commands and waits until each of them is over.
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
    const QDeadlineTimer deadline(m_rules.patienceMs);
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    for (;;) {
        Result<Commands> now = present(device.id, *queued);
        if (!now || std::all_of(now->begin(), now->end(), isOver))
            return now;
        if (deadline.hasExpired())
            return notFetched(device.name);
        wake.wait_for(lock, stop, std::chrono::milliseconds(m_rules.lookMs), [] { return false; });
        if (stop.stop_requested()) {
            const Result<> back = takeBack(device.id, *queued);
            return back ? errors::cancelled() : back.error();
        }
    }
}

Result<> PushTerminals::runOne(const Device &device, const QString &text,
                               const std::stop_token &stop) const
{
    const Result<PushMemory> memory = await(m_store.memory(device.id));
    if (!memory)
        return memory.error();
    const Result<Commands> done = run(device, {text}, stop);
    if (!done)
        return done.error();
    const std::optional<Error> failure = failureOf(done->first(), memory->family);
    return failure ? Result<>(*failure) : ok();
}

Result<DeviceInfo> PushTerminals::info(const Device &device, const std::stop_token &stop) const
{
    const Result<> asked = runOne(device, adms::kInfo, stop);
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
    if (const Result<> asked = runOne(device, adms::queryUsers(memory->family), stop); !asked)
        return asked.error();
    const Result<QList<ReportedUser>> known = await(m_store.users(device.id));
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
    if (const Result<> asked = runOne(device, adms::kCheck, stop); !asked)
        return asked.error();
    const Result<> noted = note(device.id, "terminal.set_clock");
    return noted ? Result<ClockReading>(ClockReading{0, true}) : noted.error();
}

Result<> PushTerminals::restart(const Device &device, const std::stop_token &stop) const
{
    const Result<> done = runOne(device, adms::kReboot, stop);
    return done ? note(device.id, "terminal.restart") : done;
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
    auto command = done->begin();
    int changed = 0;
    for (qsizetype i = 0; i < results.size(); ++i) {
        for (qsizetype each = 0; each < texts.at(i).size(); ++each, ++command) {
            if (const std::optional<Error> failure = failureOf(*command, memory->family))
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
