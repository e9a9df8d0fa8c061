// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"
#include "devices/push/adms/admspunch.h"

#include <QByteArrayView>

namespace rollcall::push {

/// What an upload of the access dialect brought (push-protocols.md, section 2.12).
struct AccessReading
{
    AdmsPunches punches;
    QList<DeviceLogEntry> log;
    QList<ReportedUser> users;
};

/// Is @p event one at which somebody passed? 0 to 19, 200 to 253, 4000 to 4999.
bool isPassEvent(qint64 event);

/// Table rtlog.
AccessReading readRtlog(QByteArrayView body, ZoneClock &zone, qint64 nowUtc,
                        const PushLimits &limits);
/// Table tabledata and the answers to queries: rows of @p tableName. "user", "transaction" and
/// "errorlog" are read, templates, photos and all others only counted.
AccessReading readTableData(QStringView tableName, QByteArrayView body, ZoneClock &zone,
                            qint64 nowUtc, const PushLimits &limits);

} // namespace rollcall::push
