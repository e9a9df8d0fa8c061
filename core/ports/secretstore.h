// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace rollcall {

/// Where communication keys and tokens lie (architecture.md, section 8). Thread: any.
class SecretStore
{
public:
    SecretStore() = default;
    virtual ~SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    /// NotFound when there is none under that name.
    virtual Result<QByteArray> read(const QString &name) const = 0;
    virtual Result<> write(const QString &name, const QByteArray &secret) = 0;
    /// Removing what is not there succeeds.
    virtual Result<> remove(const QString &name) = 0;
};

} // namespace rollcall
