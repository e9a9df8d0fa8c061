// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/devicelocks.h"

#include "app/services/lockfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>

#include <algorithm>
#include <chrono>

namespace rollcall {

namespace {

/// A leaver ends what it waits for within 200 ms and says good-bye in 2 s (zk-protocol.md, section
/// 20).
constexpr std::chrono::seconds kLeaving{5};

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::DeviceLocks", text);
}

Error inUse(const Device &device, TerminalUse use)
{
    const char *text = nullptr;
    switch (use) {
    case TerminalUse::Reading:
        text = QT_TRANSLATE_NOOP("rollcall::DeviceLocks",
                                 "\"%1\" is being read already. Nothing was started. Wait until it "
                                 "is done.");
        break;
    case TerminalUse::Asking:
        text = QT_TRANSLATE_NOOP("rollcall::DeviceLocks",
                                 "\"%1\" is being tested or asked something. Nothing was started. "
                                 "Wait until it is done.");
        break;
    case TerminalUse::Changing:
        text = QT_TRANSLATE_NOOP("rollcall::DeviceLocks",
                                 "\"%1\" is being set or changed. Nothing was started. Wait until "
                                 "it is done.");
        break;
    }
    return errors::conflict(say(text).arg(device.name));
}

Error inUseElsewhere(const Device &device, const QLockFile &file)
{
    qint64 process = 0;
    QString host;
    QString program;
    file.getLockInfo(&process, &host, &program);
    return errors::conflict(
        say(QT_TRANSLATE_NOOP("rollcall::DeviceLocks",
                              "\"%1\" is in use by another program (%2, process %3). Nothing was "
                              "started. Wait until it is done, or end that program first."))
            .arg(device.name, program)
            .arg(process));
}

/// The file of a key: an address may hold what a file name must not.
QString fileOf(const QString &key)
{
    const QByteArray digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha1);
    return key.startsWith(u"device-")
               ? QString(key + u".lock")
               : QStringLiteral("address-%1.lock").arg(QLatin1String(digest.toHex().left(16)));
}

} // namespace

DeviceLocks::DeviceLocks(QString folder)
    : m_folder(std::move(folder))
{}

QStringList DeviceLocks::keysOf(const Device &device)
{
    QStringList keys{QStringLiteral("%1:%2").arg(device.host.toLower()).arg(device.port)};
    if (device.id.isValid())
        keys.append(QStringLiteral("device-%1").arg(device.id.value));
    return keys;
}

std::shared_ptr<DeviceLocks::Holder> DeviceLocks::holderOf(const QStringList &keys) const
{
    for (const QString &key : keys) {
        if (const auto found = m_holders.constFind(key); found != m_holders.constEnd())
            return *found;
    }
    return nullptr;
}

bool DeviceLocks::isWantedByOthers(const QStringList &keys) const
{
    return std::any_of(keys.begin(), keys.end(),
                       [this](const QString &key) { return m_wanted.value(key) > 0; });
}

Result<DeviceLocks::Held> DeviceLocks::take(const Device &device, TerminalUse use,
                                            const std::stop_token &stop)
{
    const QStringList keys = keysOf(device);
    std::unique_lock lock(m_mutex);
    for (const QString &key : keys)
        ++m_wanted[key];
    const Result<> isFree = waitForLeaver(device, keys, lock, stop);
    for (const QString &key : keys) {
        if (--m_wanted[key] == 0)
            m_wanted.remove(key);
    }
    m_changed.notify_all();
    if (!isFree)
        return isFree.error();
    return hold(device, keys, use);
}

Result<> DeviceLocks::waitForLeaver(const Device &device, const QStringList &keys,
                                    std::unique_lock<std::mutex> &lock, const std::stop_token &stop)
{
    while (const std::shared_ptr<Holder> holder = holderOf(keys)) {
        if (!holder->isLeaving && !holder->leave)
            return inUse(device, holder->use);
        if (!holder->isLeaving) {
            holder->isLeaving = true;
            std::exchange(holder->leave, {})();
        }
        const bool hasLeft = m_changed.wait_for(
            lock, stop, kLeaving, [this, &keys, &holder] { return holderOf(keys) != holder; });
        if (stop.stop_requested())
            return errors::cancelled();
        if (!hasLeft)
            return inUse(device, holder->use);
    }
    return ok();
}

Result<DeviceLocks::Held> DeviceLocks::takeWhenFree(const Device &device, TerminalUse use,
                                                    const std::stop_token &stop, int milliseconds)
{
    const QStringList keys = keysOf(device);
    std::unique_lock lock(m_mutex);
    const bool isFree =
        m_changed.wait_for(lock, stop, std::chrono::milliseconds(milliseconds),
                           [this, &keys] { return !holderOf(keys) && !isWantedByOthers(keys); });
    if (stop.stop_requested())
        return errors::cancelled();
    if (!isFree)
        return inUse(device, TerminalUse::Asking);
    return hold(device, keys, use);
}

/// With m_mutex held: nobody else in this process comes in between.
Result<DeviceLocks::Held> DeviceLocks::hold(const Device &device, const QStringList &keys,
                                            TerminalUse use)
{
    if (!QDir().mkpath(m_folder))
        return errors::storageFailure(QStringLiteral("cannot make the lock folder"));
    auto holder = std::make_shared<Holder>();
    holder->keys = keys;
    holder->use = use;
    for (const QString &key : keys) {
        auto file = std::make_unique<QLockFile>(QDir(m_folder).filePath(fileOf(key)));
        if (!lockForLife(*file))
            return inUseElsewhere(device, *file);
        holder->files.push_back(std::move(file));
    }
    for (const QString &key : keys)
        m_holders.insert(key, holder);
    return std::make_unique<Hold>(*this, std::move(holder));
}

void DeviceLocks::offer(Holder &holder, std::function<void()> leave)
{
    const std::lock_guard lock(m_mutex);
    holder.leave = std::move(leave);
}

bool DeviceLocks::keep(Holder &holder)
{
    const std::lock_guard lock(m_mutex);
    holder.leave = {};
    return !holder.isLeaving;
}

void DeviceLocks::release(Holder &holder)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const QString &key : std::as_const(holder.keys))
            m_holders.remove(key);
        holder.files.clear();
    }
    m_changed.notify_all();
}

} // namespace rollcall
