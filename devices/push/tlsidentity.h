// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

namespace rollcall::push {

/// Where certificate and key of the listener lie.
struct TlsFiles
{
    QString
        certificate; ///< PEM; the listener's own certificate first, then those that vouch for it
    QString key;     ///< PEM, without a password

    friend bool operator==(const TlsFiles &, const TlsFiles &) = default;
};

/// A certificate with its key, with which the listener can be told from others and speak in private
/// (push-protocols.md, section 1.7). Checked when it was made: the two belong together and the
/// certificate is in its time. A value; thread: any.
class TlsIdentity
{
public:
    /// Reads and checks both files, of which at most 1 MiB is read. @p nowUtc in ms. Errors:
    /// NotFound (a file is missing), InvalidInput (what is in them cannot be used), Unsupported
    /// (this computer's Qt cannot encrypt).
    static Result<TlsIdentity> load(const TlsFiles &files, qint64 nowUtc);
    /// The same from the files' contents; @p files names them in errors.
    static Result<TlsIdentity> fromPem(const QByteArray &certificate, const QByteArray &key,
                                       const TlsFiles &files, qint64 nowUtc);

    const QSslCertificate &certificate() const { return m_chain.first(); }
    /// SHA-256 of the certificate as people compare it: "AA:BB:…".
    QString fingerprint() const;
    /// What a server's socket is set up with: TLS 1.2 or later, no question for the client's
    /// certificate.
    QSslConfiguration configuration() const;

private:
    TlsIdentity(QList<QSslCertificate> chain, QSslKey key)
        : m_chain(std::move(chain))
        , m_key(std::move(key))
    {}

    QList<QSslCertificate> m_chain; ///< never empty
    QSslKey m_key;
};

} // namespace rollcall::push
