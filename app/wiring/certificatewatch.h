// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/push/tlsidentity.h"

#include <QString>

#include <optional>
#include <utility>

namespace rollcall {

/// Notices that the files of the listener's certificate were changed, by "rollcallctl certificate
/// make" or by whatever renews the office's own. Thread: any, one at a time. The clock outlives it.
class CertificateWatch
{
public:
    CertificateWatch(push::TlsFiles files, const Clock &clock)
        : m_files(std::move(files))
        , m_clock(clock)
    {}

    /// Reads the files now. Errors: those of TlsIdentity::load().
    Result<push::TlsIdentity> load();
    /// What is in the files when they changed since they were read last; nullopt otherwise. While
    /// they cannot be used, which is so between the writing of one and of the other, nothing comes
    /// of it but a line in the log for each change.
    std::optional<push::TlsIdentity> renewed();

private:
    QString stamp() const;

    push::TlsFiles m_files;
    const Clock &m_clock;
    QString m_seen; ///< stamp() of what was read last, whatever came of it
};

} // namespace rollcall
