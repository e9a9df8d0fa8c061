// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/deviceservice.h"

#include "app/services/finddevice.h"
#include "app/services/randomtext.h"

#include <QCryptographicHash>

namespace rollcall {

namespace {

/// push-protocols.md, section 1.2: the old token works 24 h longer, so that no terminal is locked
/// out.
constexpr qint64 kTokenOverlapMs = 24LL * 3600 * 1000;
constexpr int kHintLength = 6;

} // namespace

DeviceService::DeviceService(DeviceStore &devices, PushStore &push, SecretStore &secrets,
                             const Clock &clock, QString author, QObject *parent)
    : DeviceControl(parent)
    , m_devices(devices)
    , m_push(push)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_author(std::move(author))
{}

Answer<DeviceSaved> DeviceService::save(const DeviceDraft &draft)
{
    return m_worker.run<DeviceSaved>([this, draft] { return saveNow(draft); });
}

Result<DeviceSaved> DeviceService::saveNow(DeviceDraft draft)
{
    draft.device.name = draft.device.name.trimmed();
    draft.device.host = draft.device.host.trimmed();
    draft.device.serial = draft.device.serial.trimmed();
    if (const QList<FieldProblem> problems = checkDeviceDraft(draft); !problems.isEmpty())
        return errors::invalidInput(problems.first().text, problems.first().field);
    DeviceSaved saved;
    const bool isNew = !draft.device.id.isValid();
    if (const Result<> unique = checkIsUnique(draft.device); !unique)
        return unique.error();
    if (isNew) {
        const Result<DeviceId> id = await(m_devices.add(draft.device, m_author));
        if (!id)
            return id.error();
        draft.device.id = *id;
    } else if (const Result<> updated = await(m_devices.update(draft.device, m_author)); !updated) {
        return updated.error();
    }
    if (const Result<> keyed = saveCommKey(draft); !keyed)
        return keyed.error();
    if (draft.device.mode == SyncMode::Push && draft.device.driver != u"adms" &&
        (isNew || m_secrets.read(tokenRef(draft.device.id)).isOk() == false)) {
        const Result<QString> token = makeToken(draft.device.id, true);
        if (!token)
            return token.error();
        saved.token = *token;
    }
    saved.device = draft.device;
    emit devicesChanged();
    return saved;
}

/// The store refuses a taken name or serial number too; here it is said in words which of them.
Result<> DeviceService::checkIsUnique(const Device &device)
{
    const Result<QList<Device>> devices = await(m_devices.devices());
    if (!devices)
        return devices.error();
    for (const Device &other : *devices) {
        if (other.id == device.id)
            continue;
        if (other.name == device.name)
            return errors::conflict(
                tr("There is already a device named \"%1\". Nothing was stored. Choose "
                   "another name.")
                    .arg(device.name));
        if (!device.serial.isEmpty() && other.driver == device.driver &&
            other.serial == device.serial)
            return errors::conflict(
                tr("The device \"%1\" has this serial number already. Nothing was stored. Look at "
                   "the sticker of the terminal, or edit that device instead.")
                    .arg(other.name));
    }
    return ok();
}

Result<> DeviceService::saveCommKey(const DeviceDraft &draft)
{
    if (!draft.commKey)
        return ok();
    const QString name = commKeyRef(draft.device.id);
    if (draft.device.driver == u"adms") {
        // The listener compares; it never needs the key itself.
        const QByteArray digest =
            draft.commKey->isEmpty()
                ? QByteArray()
                : QCryptographicHash::hash(draft.commKey->toUtf8(), QCryptographicHash::Sha256);
        if (const Result<> set = await(m_push.setCommKey(draft.device.id, digest)); !set)
            return set;
    }
    return draft.commKey->isEmpty() ? m_secrets.remove(name)
                                    : m_secrets.write(name, draft.commKey->toUtf8());
}

Result<Device> DeviceService::find(DeviceId device)
{
    return findDevice(m_devices, device);
}

Answer<> DeviceService::setActive(DeviceId device, bool active)
{
    return m_worker.run<void>([this, device, active]() -> Result<> {
        Result<Device> found = find(device);
        if (!found)
            return found.error();
        found->active = active;
        Result<> updated = await(m_devices.update(*found, m_author));
        if (updated)
            emit devicesChanged();
        return updated;
    });
}

Answer<> DeviceService::remove(DeviceId device)
{
    return m_worker.run<void>([this, device]() -> Result<> {
        Result<> removed = await(m_devices.remove(device, m_clock.utcMilliseconds(), m_author));
        if (!removed)
            return removed;
        for (const QString &name : {commKeyRef(device), tokenRef(device)}) {
            if (Result<> forgotten = m_secrets.remove(name); !forgotten)
                return forgotten;
        }
        emit devicesChanged();
        return ok();
    });
}

Answer<QString> DeviceService::token(DeviceId device)
{
    return m_worker.run<QString>([this, device]() -> Result<QString> {
        const Result<QByteArray> kept = m_secrets.read(tokenRef(device));
        if (!kept)
            return kept.error();
        return QString::fromLatin1(*kept);
    });
}

Answer<> DeviceService::revokeTokens(DeviceId device)
{
    return m_worker.run<void>([this, device]() -> Result<> {
        if (const Result<Device> found = find(device); !found)
            return found.error();
        const Result<> revoked =
            await(m_devices.revokeTokens(device, m_clock.utcMilliseconds(), m_author));
        if (!revoked)
            return revoked;
        emit devicesChanged();
        return m_secrets.remove(tokenRef(device));
    });
}

Answer<> DeviceService::useFoundAddress(DeviceId device)
{
    return m_worker.run<void>([this, device] { return moveToFoundAddress(device); });
}

Result<> DeviceService::moveToFoundAddress(DeviceId device)
{
    Result<Device> found = find(device);
    if (!found)
        return found.error();
    const Result<QList<DeviceNotice>> notices = await(m_devices.notices());
    if (!notices)
        return notices.error();
    for (const DeviceNotice &notice : *notices) {
        if (notice.device != device || notice.kind != DeviceNoticeKind::Moved)
            continue;
        found->host = notice.host;
        found->port = notice.port;
        if (Result<> updated = await(m_devices.update(*found, m_author)); !updated)
            return updated;
        for (const DeviceNoticeKind kind :
             {DeviceNoticeKind::Moved, DeviceNoticeKind::OtherTerminal}) {
            if (Result<> cleared = await(m_devices.clearNotice(device, kind)); !cleared)
                return cleared;
        }
        emit devicesChanged();
        return ok();
    }
    return errors::notFound(tr("No other address was found for this device. Nothing was changed. "
                               "Look at the list again."));
}

Answer<QString> DeviceService::newToken(DeviceId device, bool stopOldNow)
{
    return m_worker.run<QString>([this, device, stopOldNow]() -> Result<QString> {
        const Result<Device> found = find(device);
        if (!found)
            return found.error();
        if (found->driver == u"adms")
            return errors::unsupported(
                tr("\"%1\" is let in by its serial number and has no token").arg(found->name));
        Result<QString> token = makeToken(device, stopOldNow);
        if (token)
            emit devicesChanged();
        return token;
    });
}

Result<QString> DeviceService::makeToken(DeviceId device, bool stopOldNow)
{
    const QByteArray token = randomText().toLatin1();
    const qint64 now = m_clock.utcMilliseconds();
    // The secret store comes first: a token that the database knows but nobody can show would lock
    // the office out.
    if (const Result<> kept = m_secrets.write(tokenRef(device), token); !kept)
        return kept.error();
    const Result<> replaced = await(
        m_devices.replaceToken(device, QCryptographicHash::hash(token, QCryptographicHash::Sha256),
                               QString::fromLatin1(token.left(kHintLength)), now,
                               stopOldNow ? now : now + kTokenOverlapMs));
    if (!replaced)
        return replaced.error();
    return QString::fromLatin1(token);
}

} // namespace rollcall
