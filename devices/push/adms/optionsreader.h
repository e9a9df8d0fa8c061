// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace rollcall::push {

/// "key=value" pairs between commas, line ends or "&": the parameters of a terminal, as table
/// "options", as an answer to INFO, as a registration (push-protocols.md, sections 2.5, 2.10 and
/// 2.12). Keys lose their "~". Bounded: 200 pairs, values of 256 characters; what has no key of
/// letters, digits and "_" is left out.
QHash<QString, QString> readOptions(QByteArrayView body);

/// INFO of a poll, by position: firmware, users, fingerprints, records, ip, …, faces, flags
/// (section 2.8). What is empty or no number where one belongs is left out.
QHash<QString, QString> readPollInfo(QStringView info);

/// Rows of table ERRORLOG.
QList<DeviceLogEntry> readErrorlog(QByteArrayView body);

} // namespace rollcall::push
