// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlDeviceStore : public DeviceStore
{
public:
    explicit SqlDeviceStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<DeviceId> add(const Device &device, const QString &author) override;
    Answer<> update(const Device &device, const QString &author) override;
    Answer<> remove(DeviceId device, qint64 nowUtc, const QString &author) override;
    Answer<QList<Device>> devices() override;
    Answer<QList<DeviceOverview>> overview() override;
    Answer<> replaceToken(DeviceId device, const QByteArray &sha256, const QString &hint,
                          qint64 nowUtc, qint64 oldExpireUtc) override;
    Answer<> revokeTokens(DeviceId device, qint64 nowUtc, const QString &author) override;
    Answer<QList<PushCredential>> credentials() override;
    Answer<> saveUsers(DeviceId device, const QList<DeviceUser> &users, qint64 nowUtc) override;
    Answer<> noteContact(DeviceId device, qint64 nowUtc) override;
    Answer<> setSerial(DeviceId device, const QString &serial, const QString &author) override;
    Answer<> setLeftDisabled(DeviceId device, qint64 sinceUtc) override;
    Answer<> raiseNotice(const DeviceNotice &notice) override;
    Answer<> clearNotice(DeviceId device, DeviceNoticeKind kind) override;
    Answer<QList<DeviceNotice>> notices() override;
    Answer<> noteDeed(const TerminalDeed &deed, const QString &author) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
