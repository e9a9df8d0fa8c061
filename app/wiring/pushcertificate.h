// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/push/tlsidentity.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

class Composition;
class DataFolder;

/// The files that the settings push.tls_certificate and push.tls_key name; nullopt: none are set,
/// and the listener speaks plain HTTP. Names that are not absolute are meant from the data folder,
/// so that it can be moved and so that several offices with one database have one each.
/// InvalidInput when only one of the two is set.
Result<std::optional<push::TlsFiles>> tlsFilesOf(const DataFolder &folder,
                                                 const QHash<QString, QString> &settings);

/// What people want to know of a certificate.
struct CertificateInfo
{
    push::TlsFiles files;
    QString fingerprint; ///< SHA-256, "AA:BB:…"
    QStringList hosts;   ///< the names and addresses it is for
    qint64 endsUtc = 0;  ///< ms
};

/// Makes a self-signed certificate for @p hosts (empty: this computer's names and addresses) in the
/// data folder's tls/ and sets both settings to it. Blocks. Errors: those of makeSelfSigned() and
/// writePair(), and Conflict when the settings name another certificate already; @p replace takes
/// this one in place of either.
Result<CertificateInfo> makeCertificate(Composition &composition, const QStringList &hosts,
                                        bool replace);

/// The certificate that the settings name, checked. NotFound: they name none. Blocks.
Result<CertificateInfo> usedCertificate(Composition &composition);

} // namespace rollcall
