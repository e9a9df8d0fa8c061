// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/certificatewatch.h"

#include "core/base/log.h"

#include <QDateTime>
#include <QFileInfo>

namespace rollcall {

QString CertificateWatch::stamp() const
{
    QString text;
    for (const QString &path : {m_files.certificate, m_files.key}) {
        // Made anew each time: what it says must not be remembered.
        const QFileInfo file(path);
        text += QStringLiteral("%1 %2 %3\n")
                    .arg(file.lastModified().toMSecsSinceEpoch())
                    .arg(file.size())
                    .arg(file.symLinkTarget());
    }
    return text;
}

Result<push::TlsIdentity> CertificateWatch::load()
{
    // Before the reading: a change in between is seen the next time.
    m_seen = stamp();
    return push::TlsIdentity::load(m_files, m_clock.utcMilliseconds());
}

std::optional<push::TlsIdentity> CertificateWatch::renewed()
{
    if (stamp() == m_seen)
        return std::nullopt;
    const Result<push::TlsIdentity> identity = load();
    if (!identity) {
        qCWarning(lcPush)
            << "The changed certificate of the listener cannot be used, the one before "
               "it still holds:"
            << errorWord(identity.error().code) << identity.error().detail;
        return std::nullopt;
    }
    qCInfo(lcPush) << "New connections get the renewed certificate" << identity->fingerprint();
    return *identity;
}

} // namespace rollcall
