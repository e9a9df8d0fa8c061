// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/push/tlsidentity.h"

#include <QByteArray>
#include <QStringList>

namespace rollcall::push {

/// A certificate and its key, as the files hold them.
struct PemPair
{
    QByteArray certificate;
    QByteArray key; ///< a secret
};

/// Makes a certificate that vouches for itself: RSA of 2048 bits and SHA-256, which terminals of
/// any age that speak TLS 1.2 can check, good for ten years from a day before @p nowUtc (ms) on,
/// because clocks differ. @p hosts: the names and addresses under which the listener is reached, at
/// least one, at most 100. Blocks for a moment. Errors: InvalidInput (a host that is none),
/// Internal.
Result<PemPair> makeSelfSigned(const QStringList &hosts, qint64 nowUtc);

/// Writes both files, the key for its owner's eyes only; folders that are missing are made. Either
/// both are as in @p pair afterwards, or an Error says what is wrong. Errors: Conflict (a file is
/// there and @p replace is false; nothing was touched), StorageFailure.
Result<> writePair(const PemPair &pair, const TlsFiles &files, bool replace);

/// The names and addresses of this computer that other machines could use, beginning with its name.
QStringList ownHosts();

} // namespace rollcall::push
