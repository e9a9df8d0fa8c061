// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/deviceservice.h"

#include "app/services/finddevice.h"
#include "app/services/randomtext.h"
#include "core/base/log.h"
#include "core/domain/appsettings.h"

#include <QCryptographicHash>

#include <algorithm>

namespace rollcall {

namespace {

constexpr int kHintLength = 6;

QByteArray digestOf(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

} // namespace

DeviceService::DeviceService(SchoolStore &school, DeviceStore &devices, PushStore &push,
                             SecretStore &secrets, const Clock &clock, QString author,
                             QObject *parent)
    : DeviceControl(parent)
    , m_school(school)
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
    if (draft.device.mode == SyncMode::Push && draft.device.driver != u"adms") {
        const Result<bool> first = needsFirstToken(draft.device.id);
        if (!first)
            return first.error();
        const Result<QString> token =
            *first ? makeToken(draft.device.id, true) : Result<QString>(QString());
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
        emit devicesChanged();
        for (const QString &name : {commKeyRef(device), tokenRef(device)}) {
            if (Result<> forgotten = m_secrets.remove(name); !forgotten)
                return forgotten;
        }
        return ok();
    });
}

Answer<QString> DeviceService::token(DeviceId device)
{
    return m_worker.run<QString>([this, device]() -> Result<QString> {
        const Result<QByteArray> kept = m_secrets.read(tokenRef(device));
        if (!kept)
            return kept.error();
        const Result<QList<PushCredential>> credentials = await(m_devices.credentials());
        if (!credentials)
            return credentials.error();
        for (const PushCredential &known : *credentials) {
            if (known.device == device && known.expiresUtc == 0 &&
                known.tokenSha256 == digestOf(*kept))
                return QString::fromLatin1(*kept);
        }
        return errors::notFound(
            tr("The token that is kept on this computer is not the one that works now: it was made "
               "anew elsewhere, or revoked. Nothing was changed. Make a new token."));
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

/// What was revoked, or cannot be shown, is not replaced by the way: a terminal may depend on it.
Result<bool> DeviceService::needsFirstToken(DeviceId device)
{
    const Result<QList<PushCredential>> credentials = await(m_devices.credentials());
    if (!credentials)
        return credentials.error();
    return std::none_of(credentials->begin(), credentials->end(),
                        [device](const PushCredential &known) {
                            return known.device == device && !known.tokenSha256.isEmpty();
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

/// The old token works on for a while, so that no terminal is locked out (push-protocols.md,
/// section 1.2).
Result<qint64> DeviceService::tokenOverlapMs()
{
    constexpr qint64 kHourMs = 3600LL * 1000;
    const Result<QHash<QString, QString>> stored = await(m_school.settings());
    if (!stored)
        return stored.error();
    return kHourMs * AppSettings(*stored).number(u"push.token_overlap_hours");
}

Result<QString> DeviceService::makeToken(DeviceId device, bool stopOldNow)
{
    const Result<qint64> overlapMs = stopOldNow ? Result<qint64>(0) : tokenOverlapMs();
    if (!overlapMs)
        return overlapMs.error();
    const QByteArray token = randomText().toLatin1();
    const qint64 now = m_clock.utcMilliseconds();
    const Result<> replaced = await(m_devices.replaceToken(
        device, digestOf(token), QString::fromLatin1(token.left(kHintLength)), now,
        now + *overlapMs));
    if (!replaced)
        return replaced.error();
    // What cannot be kept is shown this once (push-protocols.md, section 1.2).
    if (const Result<> kept = m_secrets.write(tokenRef(device), token); !kept)
        qCWarning(lcSecrets) << "The new API token could not be kept. It is shown now and never "
                                "again:"
                             << kept.error().detail;
    return QString::fromLatin1(token);
}

} // namespace rollcall
