// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/worker.h"
#include "core/base/clock.h"
#include "core/ports/devicecontrol.h"
#include "core/ports/secretstore.h"
#include "core/ports/stores.h"

namespace rollcall {

class DeviceService : public DeviceControl
{
    Q_OBJECT

public:
    DeviceService(SchoolStore &school, DeviceStore &devices, PushStore &push, SecretStore &secrets,
                  const Clock &clock, QString author, QObject *parent = nullptr);

    Answer<QList<DeviceOverview>> overview() override { return m_devices.overview(); }
    Answer<DeviceSaved> save(const DeviceDraft &draft) override;
    Answer<> setActive(DeviceId device, bool active) override;
    Answer<> remove(DeviceId device) override;
    Answer<QString> token(DeviceId device) override;
    Answer<QString> newToken(DeviceId device, bool stopOldNow) override;
    Answer<> revokeTokens(DeviceId device) override;
    Answer<> useFoundAddress(DeviceId device) override;

private:
    Result<DeviceSaved> saveNow(DeviceDraft draft);
    Result<bool> needsFirstToken(DeviceId device);
    Result<qint64> tokenOverlapMs();
    Result<QString> makeToken(DeviceId device, bool stopOldNow);
    Result<> saveCommKey(const DeviceDraft &draft);
    Result<> checkIsUnique(const Device &device);
    Result<> moveToFoundAddress(DeviceId device);
    Result<Device> find(DeviceId device);

    SchoolStore &m_school;
    DeviceStore &m_devices;
    PushStore &m_push;
    SecretStore &m_secrets;
    const Clock &m_clock;
    const QString m_author;
    Worker m_worker;
};

} // namespace rollcall
