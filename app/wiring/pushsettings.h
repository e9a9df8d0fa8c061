// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/push/pushlimits.h"
#include "devices/push/tlsidentity.h"

#include <QHash>
#include <QHostAddress>
#include <QString>

#include <optional>

namespace rollcall {

class DataFolder;

/// How the push listener is to be run. A value; thread: any.
struct PushSettings
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0; ///< 0: a free one
    push::PushLimits limits;
    bool isAdmsOn = true;
    std::optional<push::TlsFiles> tls; ///< none: plain HTTP
};

/// The listener as the school's settings want it (cli.md, settings); what is not stored has the
/// default of core/domain/appsettings.h. Files are meant from @p folder, see tlsFilesOf(). Errors:
/// InvalidInput when two settings do not fit each other: a certificate without its key, limits that
/// contradict.
Result<PushSettings> pushSettingsFrom(const DataFolder &folder,
                                      const QHash<QString, QString> &stored);

} // namespace rollcall
